"""Clocks of cameras that are off: measured now and then, told as a fault, an event and a figure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from app.domain.video.cameras import Camera, CameraFault, CameraState
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import Stage, StageKind
from video.analytics.options import value_of
from video.supervisor.days import UP

_USUAL = Stage("tamper", StageKind.TAMPER)
"""Of a camera without a TAMPER stage: its own state is looked after all the same."""


class Drift:
    """One thread. Times are epoch ms; an offset is by how many seconds the camera's clock is behind."""

    def __init__(self) -> None:
        self._stages: dict[str, Stage] = {}
        self._offsets: dict[str, float] = {}
        self._untold: dict[str, float] = {}
        self._events: dict[str, SceneEvent] = {}

    def know(self, cameras: Iterable[Camera], now_ms: int) -> tuple[SceneEvent, ...]:
        """Those there are now. Returns the events that end with that, or begin by another limit."""
        stages = ((one.id, _stage_of(one)) for one in cameras if one.enabled)
        self._stages = {camera: stage for camera, stage in stages if stage is not None}
        self._offsets = {id_: offset for id_, offset in self._offsets.items() if id_ in self._stages}
        return tuple(event for id_ in (*self._events, *self._offsets) for event in self._judged(id_, now_ms))

    def measured(self, camera: str, offset_s: float, now_ms: int) -> tuple[SceneEvent, ...]:
        """Returns the event that begins or ends with that."""
        if camera not in self._stages or not math.isfinite(offset_s):
            return ()
        self._offsets[camera] = self._untold[camera] = offset_s
        return self._judged(camera, now_ms)

    def figure(self, camera: str) -> float | None:
        """What was measured since it was asked for last; None for nothing."""
        return self._untold.pop(camera, None)

    def marked(self, state: CameraState) -> CameraState:
        """With the fault, while there is a picture that it is a fault of, and whether it was measured."""
        state = replace(state, clock_told=state.camera in self._offsets)
        event = self._events.get(state.camera)
        if event is None or state.picture not in UP or CameraFault.CLOCK_DRIFT in state.faults:
            return state
        since = state.fault_since or event.began
        return replace(state, faults=(*state.faults, CameraFault.CLOCK_DRIFT), fault_since=since)

    def _judged(self, camera: str, now_ms: int) -> tuple[SceneEvent, ...]:
        stage, offset, event = self._stages.get(camera), self._offsets.get(camera), self._events.get(camera)
        if stage is not None and offset is not None and abs(offset) > value_of(stage, "clock_s"):
            if event is not None:
                return ()
            began = self._events[camera] = _begun(camera, stage, offset, now_ms)
            return (began,)
        if event is None:
            return ()
        del self._events[camera]
        return (replace(event, ended=max(now_ms, event.began)),)


def _begun(camera: str, stage: Stage, offset: float, now_ms: int) -> SceneEvent:
    return SceneEvent(
        id=f"{camera}/{stage.id}/clock/{now_ms}",
        camera=camera,
        stage=stage.id,
        kind=StageKind.TAMPER,
        began=now_ms,
        detail=CameraFault.CLOCK_DRIFT.value,
        value=round(offset, 1),
    )


def _stage_of(camera: Camera) -> Stage | None:
    """None where the camera's own state is not looked after."""
    stages = [one for one in camera.stages if one.kind is StageKind.TAMPER]
    return next((one for one in stages if one.enabled), None) if stages else _USUAL
