"""Which worker has which camera: balanced by what they cost, and moved as seldom as can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.video.cameras import Camera, RecordingMode

_RECORDING = {RecordingMode.NEVER: 0.0, RecordingMode.EVENTS: 0.2, RecordingMode.CONTINUOUS: 0.3}
_USUAL_FPS = 5.0


def weight(camera: Camera) -> float:
    """What a camera costs a worker; a plain one that is decoded and watched over is 1."""
    if not camera.enabled:
        return 0.0
    enabled = sum(stage.enabled for stage in camera.stages)
    analysis = camera.analysis_fps / _USUAL_FPS * (0.3 + 0.2 * enabled)
    return 0.7 + analysis + _RECORDING[camera.recording]


def share(cameras: Iterable[Camera], workers: int, before: Mapping[str, int]) -> dict[str, int]:
    """Camera id to worker, 0 to `workers` - 1. One that has a worker stays there, unless that one would have
    to do more than its even part and the heaviest camera besides."""
    heaviest_first = sorted(cameras, key=lambda one: (-weight(one), one.id))
    loads = [0.0] * workers
    shared: dict[str, int] = {}
    weights = [weight(one) for one in heaviest_first]
    limit = sum(weights) / workers + max(weights, default=0.0)
    homeless = []
    for camera in heaviest_first:
        worker = before.get(camera.id, workers)
        if worker < workers and loads[worker] + weight(camera) <= limit:
            shared[camera.id] = worker
            loads[worker] += weight(camera)
        else:
            homeless.append(camera)
    for camera in homeless:
        worker = min(range(workers), key=lambda at: (loads[at], at))
        shared[camera.id] = worker
        loads[worker] += weight(camera)
    return shared
