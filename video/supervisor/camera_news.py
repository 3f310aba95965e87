"""What cameras are and see, as their workers tell it: on to engine, MQTT, days and rows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from app.domain.video.cameras import Camera, CameraState, Picture
from app.domain.video.recordings import Segment
from app.domain.video.scenes import SceneEvent
from video.supervisor.drift import Drift
from video.supervisor.going_on import GoingOn
from video.supervisor.parts import SupervisorParts
from video.supervisor.telling import Telling
from video.worker.messages import CameraFigures

OWN = -1
"""In place of a worker's number: events that the supervisor finds itself."""


class CameraNews:
    """The supervisor's thread."""

    def __init__(self, parts: SupervisorParts, telling: Telling) -> None:
        self._parts, self._telling, self._publishing = parts, telling, parts.publishing
        self._going_on, self._drift = GoingOn(parts.going_on), Drift()
        self._off: set[str] = set()
        """Cameras that are switched off."""

    def begin(self) -> None:
        """A supervisor that was killed has left open what it had told."""
        left = self._going_on.left_open()
        self._publishing.left_open(left)
        self._telling.events(left.events)

    def know(self, cameras: Sequence[Camera]) -> None:
        """The cameras there are now, as workers are to have them."""
        ids = {camera.id for camera in cameras}
        self._switch_off(self._telling.state_of.keys() - ids)
        self._silence(ids)
        self._telling.cameras(ids)
        self._publishing.cameras(cameras)
        self.scenes(OWN, self._drift.know(cameras, wall_ms()))
        self._off = {camera.id for camera in cameras if not camera.enabled}
        self._switch_off(self._off)

    # -- from workers --------------------------------------------------------------------------------

    def states(self, states: Iterable[CameraState]) -> None:
        """A worker may not have heard yet that a camera was switched off."""
        self._tell(self._drift.marked(state) for state in states if state.camera not in self._off)

    def scenes(self, worker: int, events: tuple[SceneEvent, ...]) -> None:
        self._going_on.note(worker, events)
        self._telling.events(events)
        for event in events:
            self._publishing.event(event)

    def segments(self, rows: tuple[Segment, ...]) -> None:
        self._telling.segments(rows)
        for row in rows:
            self._parts.recorded(row)
            self._parts.housekeeping.note(row)

    def figures(self, told: CameraFigures) -> None:
        self._parts.days.received(told.camera, told.at, told.frames, told.bytes, told.armed_s)
        share = self._parts.rates.share(told, self._telling.state_of.get(told.camera))
        self._publishing.figures(told, wall_ms(), offset=self._drift.figure(told.camera), share=share)

    def worker_ended(self, worker: int) -> None:
        """Nobody sees the end of what it saw."""
        self.scenes(worker, self._going_on.end_of(worker, wall_ms()))

    # -- from cameras themselves ---------------------------------------------------------------------

    def said_itself(self, camera: str, kind: str, *, active: bool) -> None:
        if self._publishing.said_itself(camera, kind, active=active, now_ms=wall_ms()):
            self._going_on.note_said(camera, kind, active=active)

    def clock(self, camera: str, offset_s: float) -> None:
        """By how many seconds a camera's clock is behind."""
        self.scenes(OWN, self._drift.measured(camera, offset_s, wall_ms()))

    # -- again and again -----------------------------------------------------------------------------

    def keep(self) -> None:
        """Several times a second, and at the end: what goes on, for the supervisor after this one."""
        self._going_on.keep(wall_ms())

    def end(self) -> None:
        """Nobody looks any more."""
        self._silence(set())
        self.worker_ended(OWN)
        self.keep()

    def _silence(self, staying: set[str]) -> None:
        for camera, kind in list(self._going_on.said):
            if camera not in staying:
                self.said_itself(camera, kind, active=False)

    def _switch_off(self, cameras: Iterable[str]) -> None:
        known = self._telling.state_of
        off = [one for one in cameras if one not in known or known[one].picture is not Picture.OFF]
        self._tell(CameraState(camera, Picture.OFF, wall_ms()) for camera in sorted(off))

    def _tell(self, states: Iterable[CameraState]) -> None:
        for state in states:
            self._telling.states((state,))
            self._publishing.state(state, wall_ms())


def wall_ms() -> int:
    """Epoch ms."""
    return time.time_ns() // 1_000_000
