"""What every part of the video desk has at hand: who may what over which camera, the record, the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.rights import Grant, Right, Role, allows, who_may
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.parts import ErrandRunner
from app.engine.access.recording import Doing, Recording
from app.engine.desk_counter import DeskCounter
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.engine.video.ports import CameraKeeper, FootageStore
from app.wire.access import Session

DONE = Verdict(Outcome.APPLIED, 1)
KIND = "camera"


class VideoRules(Protocol):
    """The settings of video as they are now."""

    @property
    def asked_days(self) -> int: ...

    @property
    def before_event_s(self) -> float: ...

    @property
    def after_event_s(self) -> float: ...

    @property
    def alarm_radius_m(self) -> float: ...

    @property
    def alarm_cameras(self) -> int: ...


@dataclass(frozen=True, slots=True)
class VideoDeskParts:
    """Made by the composition root. `post` brings a call to the engine's thread, from any thread; `tell`
    reaches all consoles; `recordings` is the folder of the recordings."""

    keeper: CameraKeeper
    store: FootageStore
    trail: Trail
    errands: ErrandRunner
    roles: Callable[[], Iterable[Role]]
    device: Callable[[str], Device | None]
    session_of: Callable[[ConsoleLink], Session | None]
    answer: Callable[[ConsoleLink, int, object], None]
    tell: Callable[[Sequence[object]], None]
    post: Callable[[Callable[[], None]], None]
    rules: Callable[[], VideoRules]
    recordings: str
    attend: Callable[[bool, bool], None]
    """Once a second, with whether a supervisor is wanted and whether one is attached."""
    now: Callable[[], Instant]


class VideoCounter(DeskCounter[VideoDeskParts, Recording]):
    """Engine's thread."""

    def __init__(self, parts: VideoDeskParts) -> None:
        super().__init__(parts, Recording(parts.trail, parts.now))

    def grants_at(self, link: ConsoleLink) -> tuple[Grant, ...]:
        """What may be done at this console at this moment; nothing while it is locked."""
        session = self.parts.session_of(link)
        return () if session is None or session.locked else self.shown_at(link)

    def shown_at(self, link: ConsoleLink) -> tuple[Grant, ...]:
        """What may be seen there: a lock lets the picture go on."""
        session = self.parts.session_of(link)
        return () if session is None or session.must_change else session.grants

    def may(self, grants: Iterable[Grant], right: Right, camera: str) -> bool:
        return allows(grants, right, *self._reach(camera))

    def lacks(self, asked: Asked, right: Right, camera: str) -> Verdict | None:
        """The refusal where the right does not reach this camera."""
        if self.may(self.grants_at(asked.link), right, camera):
            return None
        return self.not_permitted(right, camera)

    def not_permitted(self, right: Right, camera: str) -> Verdict:
        return refused(Refusal.NOT_PERMITTED, *who_may(self.parts.roles(), right, *self._reach(camera)))

    def allowed(self, doing: Doing, **more: object) -> bool:
        """Put on record what is about to be done; False when it cannot be: then it may not be done."""
        return self.records.allowed(self.records.draft(doing, **more))

    def note(self, doing: Doing, **more: object) -> None:
        self.records.note(self.records.draft(doing, **more))

    def _reach(self, camera: str) -> tuple[str, str]:
        """Kind and zone of the camera's device; one that did not introduce itself stands in no zone."""
        device = self.parts.device(camera)
        return (KIND, "") if device is None else (device.kind, device.zone)
