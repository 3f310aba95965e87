"""Pan, tilt and zoom: who has a camera, until when, and who may take it over."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.instant import Instant
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.engine.access.acting import act_word
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.server import ConsoleLink
from app.engine.video.board import Board
from app.engine.video.parts import VideoCounter
from app.engine.video.relay import AWAY, Relay
from app.wire.frames import Ask
from app.wire.video import CentreCamera, GoToPreset, MoveCamera, PtzHold

HOLD_S = 120.0
"""From the last act on."""
TELL_MS = 2_000
"""While somebody steers, consoles are told so often until when."""
NOT_RECORDED = refused(Refusal.NOT_RECORDED)


@dataclass(frozen=True, slots=True)
class _Hold:
    link: ConsoleLink
    operator: str
    until: float
    until_wall: int
    told: int
    """The `until_wall` that consoles were told last."""
    over_others: bool
    """Its holder may take cameras over, so nobody takes this one from them."""


class Steering:
    """Engine's thread."""

    def __init__(self, counter: VideoCounter, board: Board, relay: Relay) -> None:
        self._counter, self._board, self._relay = counter, board, relay
        self._holds: dict[str, _Hold] = {}

    def handlers(self) -> dict[type, Handler]:
        return dict.fromkeys((MoveCamera, CentreCamera, GoToPreset), self._steer)

    def holds(self) -> list[PtzHold]:
        return [_told(camera, hold) for camera, hold in self._holds.items()]

    def left(self, link: ConsoleLink) -> None:
        self._release([camera for camera, hold in self._holds.items() if hold.link is link])

    def each_second(self, now: Instant) -> None:
        self._release([camera for camera, hold in self._holds.items() if hold.until <= now.monotonic])

    def forget(self) -> None:
        """Nobody can steer any more."""
        self._release(list(self._holds))

    def _steer(self, link: ConsoleLink, ask: Ask) -> None:
        asked = Asked(link, ask)
        doing = Doing(asked, Deed(act_word(ask.body)), subject=ask.body.camera)
        verdict = self._against(asked)
        if verdict is not None:
            self._counter.done(asked, self._counter.refuse(doing, verdict))
        elif not self._relay.up:
            self._counter.answer(asked, AWAY)
        elif not self._take(doing):
            self._counter.done(asked, NOT_RECORDED)
        else:
            self._relay.pass_on(asked)

    def _against(self, asked: Asked) -> Verdict | None:
        body = asked.ask.body
        camera = self._board.cameras.get(body.camera)
        if camera is None:
            return refused(Refusal.UNKNOWN_CAMERA)
        lacking = self._counter.lacks(asked, Right.VIDEO_STEER, camera.id)
        if lacking is not None:
            return lacking
        if not camera.ptz or (isinstance(body, GoToPreset) and body.preset not in camera.presets):
            return refused(Refusal.NOT_MOVABLE)
        if not _sane(body):
            return refused(Refusal.VALUE_INVALID)
        hold = self._holds.get(camera.id)
        if hold is None or hold.link is asked.link:
            return None
        higher = not hold.over_others and self._over_others(asked, camera.id)
        return None if higher else refused(Refusal.RESERVED, hold.operator)

    def _over_others(self, asked: Asked, camera: str) -> bool:
        return self._counter.may(self._counter.grants_at(asked.link), Right.OVERRIDE, camera)

    def _take(self, doing: Doing) -> bool:
        """Have it from now on; the first act of a hold goes on record, before it is done."""
        asked, camera, now = doing.asked, doing.subject, self._counter.parts.now()
        before = self._holds.get(camera)
        mine = before is not None and (before.link, before.operator) == (asked.link, asked.ask.operator)
        if not mine and not self._counter.allowed(doing, taken_from=before.operator if before else ""):
            return False
        until = now.wall + int(HOLD_S * 1000)
        late = before is None or not mine or until - before.told >= TELL_MS
        told = until if before is None or late else before.told
        over = self._over_others(asked, camera)
        hold = _Hold(asked.link, asked.ask.operator, now.monotonic + HOLD_S, until, told, over)
        self._holds[camera] = hold
        if late:
            self._counter.parts.tell([_told(camera, hold)])
        return True

    def _release(self, cameras: list[str]) -> None:
        for camera in cameras:
            del self._holds[camera]
        if cameras:
            self._counter.parts.tell([PtzHold(camera, "", "", 0) for camera in cameras])


def _told(camera: str, hold: _Hold) -> PtzHold:
    return PtzHold(camera, hold.link.console, hold.operator, hold.until_wall)


def _sane(body: MoveCamera | CentreCamera | GoToPreset) -> bool:
    if isinstance(body, MoveCamera):
        return all(-1.0 <= value <= 1.0 for value in (body.pan, body.tilt, body.zoom))
    if isinstance(body, CentreCamera):
        return all(math.isfinite(value) and 0.0 <= value <= 1.0 for value in (body.across, body.down))
    return True
