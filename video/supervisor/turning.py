"""Keeps private what privacy zones hide when a camera turns: they are fixed in its picture, and another view
has it elsewhere. Until it is back at its home preset all of the picture is black, and nothing is analysed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.stages import Stage, StageKind
from app.wire.video import FoundCamera
from video.supervisor.ports import CameraControl, StreamOffered, Told

log = logging.getLogger(__name__)

WHOLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
UNSEEN = (Stage("tamper", StageKind.TAMPER, enabled=False),)
"""A black picture would be taken for a covered camera."""
ARRIVES_S = 15.0
"""From the camera's answer until it stands at its preset, whatever it has to turn."""
IDLE_S = 120.0
"""As long as nobody has turned it: then it is sent home, and again after as long where that failed."""


@dataclass(slots=True)
class _Away:
    """`home_at`: when it is sent home; `arrives`: when it stands there, 0 while it was not sent."""

    home_at: float
    arrives: float = 0.0


class Turning:
    """A `CameraControl` that hides the cameras which it turns. The supervisor's thread; what a camera answers
    comes to it by `post`. `changed` is called when others are hidden than before, and in any case before a
    camera is asked to turn. Times are monotonic seconds."""

    def __init__(
        self,
        control: CameraControl,
        changed: Callable[[], None],
        post: Callable[[Callable[[], None]], None],
        now: Callable[[], float],
    ) -> None:
        self._control, self._changed, self._post, self._now = control, changed, post, now
        self._homes: dict[str, str] = {}
        self._away: dict[str, _Away] = {}

    def plan(self, cameras: Iterable[Camera]) -> None:
        """All cameras. Nobody knows where one looks that is new or gets zones now: it is sent home."""
        zoned = {one.id: one.home for one in cameras if one.enabled and one.ptz and one.privacy}
        self._away = {camera: away for camera, away in self._away.items() if camera in zoned}
        for camera in sorted(zoned.keys() - self._homes.keys()):
            self._away[camera] = _Away(self._now())
            if not zoned[camera]:
                log.warning("Camera %s turns, has zones and no preset: its picture stays black.", camera)
        self._homes = zoned

    def hidden(self, cameras: Iterable[Camera]) -> list[Camera]:
        """As workers are to have them now."""
        return [
            replace(one, privacy=(WHOLE,), stages=UNSEEN) if one.id in self._away else one for one in cameras
        ]

    def tick(self) -> None:
        """A few times a second."""
        now = self._now()
        arrived = [one for one, away in self._away.items() if away.arrives and away.arrives <= now]
        for camera in arrived:
            del self._away[camera]
        if arrived:
            self._changed()
        for camera, away in list(self._away.items()):
            if not away.arrives and away.home_at <= now and self._homes[camera]:
                self.preset(camera, self._homes[camera], lambda _problem: None)

    # -- as a control --------------------------------------------------------------------------------

    def know(self, streams: Sequence[CameraStream]) -> None:
        self._control.know(streams)

    def move(self, camera: str, pan: float, tilt: float, zoom: float, told: Told) -> None:
        self._turns(camera)
        self._control.move(camera, pan, tilt, zoom, told)

    def centre(self, camera: str, across: float, down: float, told: Told) -> None:
        self._turns(camera)
        self._control.centre(camera, across, down, told)

    def preset(self, camera: str, preset: str, told: Told) -> None:
        away = self._turns(camera)
        home = away is not None and preset == self._homes[camera]

        def answered(problem: str) -> None:
            if home and away is not None:
                self._post(lambda: self._sent_home(camera, away, problem))
            told(problem)

        self._control.preset(camera, preset, answered)

    def find(self, told: Callable[[tuple[FoundCamera, ...]], None]) -> None:
        self._control.find(told)

    def profiles(self, stream: CameraStream, told: Callable[[tuple[StreamOffered, ...], str], None]) -> None:
        self._control.profiles(stream, told)

    def close(self) -> None:
        self._control.close()

    def _turns(self, camera: str) -> _Away | None:
        """From here on nobody knows what is where; anew at each turn: an older way home does not count."""
        if camera not in self._homes:
            return None
        known, away = camera in self._away, _Away(self._now() + IDLE_S)
        self._away[camera] = away
        if not known:
            self._changed()
        return away

    def _sent_home(self, camera: str, sent: _Away, problem: str) -> None:
        """What turned it since counts more."""
        if self._away.get(camera) is not sent:
            return
        if problem:
            log.warning("Camera %s cannot be sent home (%s); its picture stays black.", camera, problem)
            return
        sent.arrives = self._now() + ARRIVES_S
