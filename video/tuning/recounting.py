"""Recorded footage seen again by two pipelines at once: the one in force and the one that is being drawn.

For a process of its own; it decodes each frame once for both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.video.cameras import Camera
from app.domain.video.stages import TrackClass
from video.analytics.masking import blacken
from video.analytics.pipeline import Pipeline
from video.media.faults import MediaFault
from video.media.footage import FootageReader
from video.media.inputs import Frame
from video.media.pixels import Converter, fitted

COLOUR_W = 640
GAP_MS = 5_000
"""After a gap of more than this another pipeline begins: what moved before it is not what moves after."""


@dataclass(frozen=True, slots=True)
class Clip:
    path: str
    began: int
    """Epoch ms of its first frame."""


@dataclass(frozen=True, slots=True)
class RecountOrder:
    """`cameras` are the variants to compare; `since` and `until` are epoch ms."""

    cameras: tuple[Camera, ...]
    clips: tuple[Clip, ...]
    since: int
    until: int
    time_zone: str
    models: str = ""


@dataclass(frozen=True, slots=True)
class Crossings:
    stage: str
    kind: TrackClass
    forward: int
    backward: int


@dataclass(frozen=True, slots=True)
class StageEvents:
    stage: str
    count: int


@dataclass(frozen=True, slots=True)
class Recount:
    """What one variant saw. `cost_ms` is its mean for a frame."""

    crossings: tuple[Crossings, ...]
    events: tuple[StageEvents, ...]
    frames: int
    cost_ms: float


@dataclass(frozen=True, slots=True)
class Recounted:
    """One `Recount` for each camera of the order; `damaged` are files that could not be read."""

    variants: tuple[Recount, ...]
    damaged: tuple[str, ...] = ()


class _Variant:
    """One pipeline over all clips, and what it has seen so far."""

    def __init__(self, camera: Camera, zone: dt.tzinfo, models: Path | None) -> None:
        self._camera, self._zone, self._models = camera, zone, models
        self._pipeline = Pipeline(camera, zone, models=models)
        self._crossed: dict[tuple[str, TrackClass], list[int]] = {}
        self._events: dict[str, int] = {}
        self._frames, self._cost_ms = 0, 0.0

    def begin_anew(self) -> None:
        """A gap lies behind: count what was counted, and know of nothing that moved."""
        self._settle()
        self._pipeline = Pipeline(self._camera, self._zone, models=self._models)

    def see(self, converter: Converter, frame: Frame, at_ms: int) -> None:
        luma = converter.luma(frame).copy()
        blacken(luma, self._camera.privacy)
        colour = None
        if self._pipeline.wants_colour:
            colour = converter.bgr(frame, *fitted(frame.width, frame.height, COLOUR_W)).copy()
            blacken(colour, self._camera.privacy)
        seen = self._pipeline.see(luma, colour, at_ms)
        self._frames += 1
        self._cost_ms += seen.overlay.cost_ms
        for event in seen.began:
            self._events[event.stage] = self._events.get(event.stage, 0) + 1

    def told(self) -> Recount:
        self._settle()
        crossings = (
            Crossings(stage, kind, forward, backward)
            for (stage, kind), (forward, backward) in sorted(self._crossed.items())
        )
        events = (StageEvents(stage, count) for stage, count in sorted(self._events.items()))
        cost = self._cost_ms / self._frames if self._frames else 0.0
        return Recount(tuple(crossings), tuple(events), self._frames, cost)

    def _settle(self) -> None:
        for line in self._pipeline.counts():
            for tally in line.today:
                both = self._crossed.setdefault((line.stage, tally.kind), [0, 0])
                both[0] += tally.forward
                both[1] += tally.backward
        self._pipeline = Pipeline(self._camera, self._zone, models=self._models)


def recount(
    order: RecountOrder, zone: dt.tzinfo, on_progress: Callable[[float], None] = lambda _share: None
) -> Recounted:
    """Sees the span of the order with every variant. `zone` is that of `order.time_zone`."""
    models = Path(order.models) if order.models else None
    variants = [_Variant(camera, zone, models) for camera in order.cameras]
    if not variants:
        return Recounted(())
    pace_ms = 1000.0 / max(1.0, *(camera.analysis_fps for camera in order.cameras))
    converter, damaged, before, due = Converter(), [], 0, 0.0
    span = max(1, order.until - order.since)
    for clip in sorted(order.clips, key=lambda clip: clip.began):
        try:
            for at_ms, frame in _frames(clip, order.since, order.until):
                if at_ms < due:
                    continue
                if before and at_ms - before > GAP_MS:
                    for variant in variants:
                        variant.begin_anew()
                due, before = max(due + pace_ms, at_ms + pace_ms / 2), at_ms
                for variant in variants:
                    variant.see(converter, frame, at_ms)
                on_progress((at_ms - order.since) / span)
        except (MediaFault, OSError):
            damaged.append(clip.path)
    on_progress(1.0)
    return Recounted(tuple(variant.told() for variant in variants), tuple(damaged))


def _frames(clip: Clip, since: int, until: int) -> Iterator[tuple[int, Frame]]:
    reader = FootageReader(Path(clip.path))
    try:
        if since > clip.began:
            reader.seek(since - clip.began)
        for in_clip, frame in reader.frames():
            at_ms = clip.began + in_clip
            if at_ms >= until:
                return
            if at_ms >= since:
                yield at_ms, frame
    finally:
        reader.close()


def differences(before: Iterable[Crossings], after: Iterable[Crossings]) -> list[tuple[Crossings, Crossings]]:
    """Both counts of each line and class that either has, in order; 0 where one has none."""
    old = {(one.stage, one.kind): one for one in before}
    new = {(one.stage, one.kind): one for one in after}
    keys = sorted({*old, *new})
    return [(old.get(key, Crossings(*key, 0, 0)), new.get(key, Crossings(*key, 0, 0))) for key in keys]
