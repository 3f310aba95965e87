"""Recorded footage at a console: each look is on record, and belongs to the console that opened it."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed
from app.domain.rights import Grant, Right
from app.domain.selection_book import refused
from app.domain.video.cameras import Camera, CameraStream
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.server import ConsoleLink
from app.engine.video.board import Board
from app.engine.video.parts import VideoCounter
from app.engine.video.relay import AWAY, Relay
from app.settings.cameras import camera_problems
from app.wire.frames import Ask
from app.wire.messages import Done
from app.wire.video import ClosePlayback, OpenPlayback, PlaybackState, SteerPlayback

MOST_CAMERAS = 16
MOST_PLAYBACKS = 4
"""Of one console; each is a process."""
FASTEST = 16.0
LARGEST_STEP = 1000
LAST_MOMENTS_MS = 15_000
"""Who may watch a camera live may see again what it showed so long ago, at its own pace: an alarm brings
cameras up with the seconds before it."""
SPAN_MS = 600_000
"""What is seen of footage is on record by spans of so long."""
LARGEST_TUNED = 1_000
"""Stages, corners and options that are tried on footage: they are judged here and now."""
NO_STREAM = "usb:0"
"""Footage has none, and a camera is judged with one."""
_SESSION = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class _Playback:
    asked: Asked
    """The request that opened it."""
    cameras: tuple[str, ...]
    hidden: frozenset[str]
    """Those whose faces are not shown: a playback that shows faces goes on showing them."""
    rights: tuple[Right, ...]
    """Those that it takes."""
    spans: set[int] = field(default_factory=set)
    """Those on record, of `SPAN_MS` each."""


class Playing:
    """Engine's thread."""

    def __init__(self, counter: VideoCounter, board: Board, relay: Relay) -> None:
        self._counter, self._board, self._relay = counter, board, relay
        self._open: dict[str, _Playback] = {}

    def handlers(self) -> dict[type, Handler]:
        return {OpenPlayback: self._begin, SteerPlayback: self._steer, ClosePlayback: self._close}

    def left(self, link: ConsoleLink) -> None:
        """A console is gone: what it looked at is closed."""
        for session in [session for session, one in self._open.items() if one.asked.link is link]:
            self._end(session)

    def forget(self) -> None:
        """The supervisor is gone, and every playback with it."""
        sessions, self._open = list(self._open), {}
        if sessions:
            self._counter.parts.tell([PlaybackState(session, 0, 0.0, (), ended=True) for session in sessions])

    def each_second(self) -> None:
        """Who may not look any more, because the operator is another one or has other rights, does not."""
        for session, one in list(self._open.items()):
            session_now = self._counter.parts.session_of(one.asked.link)
            grants = self._counter.shown_at(one.asked.link)
            same = session_now is not None and session_now.operator == one.asked.ask.operator
            looks = all(
                self._counter.may(grants, right, camera) for right in one.rights for camera in one.cameras
            )
            if not same or not looks or not self._hidden(grants, one.cameras) <= one.hidden:
                self._end(session)
            elif (state := self._board.playbacks.get(session)) is not None:
                self._note(one, state.at)

    def _begin(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), ask.body
        cameras = tuple(dict.fromkeys(body.cameras))
        doing = Doing(asked, Deed.VIEW_RECORDING, " ".join(cameras)[:1000], details={"at": body.at})
        rights = self._rights(asked)
        verdict = self._against(asked, cameras, rights)
        if verdict is not None:
            self._counter.done(asked, self._counter.refuse(doing, verdict))
        elif not self._relay.up:
            self._counter.answer(asked, AWAY)
        elif not self._counter.allowed(doing):
            self._counter.done(asked, refused(Refusal.NOT_RECORDED))
        else:
            hidden = self._hidden(self._counter.grants_at(link), cameras)
            self._open[body.session] = _Playback(asked, cameras, hidden, rights, {body.at // SPAN_MS})
            blurred = tuple(one for one in cameras if one in hidden)
            self._relay.pass_on(asked, blurred=blurred, then=lambda body: self._begun(asked, body))

    def _rights(self, asked: Asked) -> tuple[Right, ...]:
        """Those that it takes to look at this: a moment ago is nearly live. An analysis that is tried on
        footage changes no settings."""
        body: OpenPlayback = asked.ask.body
        if body.tuned is not None:
            return (Right.VIDEO_PLAYBACK,)
        now = self._counter.parts.now().wall
        moments_ago = now - LAST_MOMENTS_MS <= body.at <= now and body.speed == 1.0
        grants = self._counter.grants_at(asked.link)
        plays = all(self._counter.may(grants, Right.VIDEO_PLAYBACK, camera) for camera in body.cameras)
        return (Right.VIDEO_LIVE if moments_ago and not plays else Right.VIDEO_PLAYBACK,)

    def _note(self, one: _Playback, at: int) -> None:
        """Put on record that this time was looked at, where no entry has said so yet."""
        span = at // SPAN_MS
        if at > 0 and span not in one.spans:
            one.spans.add(span)
            subject = " ".join(one.cameras)[:1000]
            self._counter.note(Doing(one.asked, Deed.VIEW_RECORDING, subject, details={"at": at}))

    def _hidden(self, grants: Iterable[Grant], cameras: Iterable[str]) -> frozenset[str]:
        return frozenset(one for one in cameras if not self._counter.may(grants, Right.VIDEO_FACES, one))

    def _begun(self, asked: Asked, answer: object) -> None:
        refusal = answer.verdict.refusal if isinstance(answer, Done) else None
        if refusal is not None:
            self._open.pop(asked.ask.body.session, None)

    def _against(self, asked: Asked, cameras: tuple[str, ...], rights: tuple[Right, ...]) -> Verdict | None:
        body: OpenPlayback = asked.ask.body
        if not cameras or not all(map(self._board.has_footage, cameras)):
            return refused(Refusal.UNKNOWN_CAMERA)
        for right, camera in itertools.product(rights, cameras):
            lacking = self._counter.lacks(asked, right, camera)
            if lacking is not None:
                return lacking
        if body.tuned is not None and (untunable := _untunable(body.tuned, cameras)) is not None:
            return untunable
        mine = sum(one.asked.link is asked.link for one in self._open.values())
        if len(cameras) > MOST_CAMERAS or mine >= MOST_PLAYBACKS:
            return refused(Refusal.TOO_MANY)
        sound = _SESSION.fullmatch(body.session) and body.session not in self._open
        return None if sound and body.at > 0 and _speed(body.speed) else refused(Refusal.VALUE_INVALID)

    def _steer(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), ask.body
        if not self._mine(link, body.session):
            self._counter.done(asked, refused(Refusal.UNKNOWN_PLAYBACK))
        elif not _speed(body.speed) or body.at < 0 or abs(body.step) > LARGEST_STEP:
            self._counter.done(asked, refused(Refusal.VALUE_INVALID))
        elif Right.VIDEO_PLAYBACK not in (one := self._open[body.session]).rights:
            self._counter.done(asked, self._counter.not_permitted(Right.VIDEO_PLAYBACK, one.cameras[0]))
        else:
            self._note(one, body.at)
            self._relay.pass_on(asked)

    def _close(self, link: ConsoleLink, ask: Ask) -> None:
        asked = Asked(link, ask)
        if not self._mine(link, ask.body.session):
            self._counter.done(asked, refused(Refusal.UNKNOWN_PLAYBACK))
            return
        del self._open[ask.body.session]
        self._relay.pass_on(asked)

    def _mine(self, link: ConsoleLink, session: str) -> bool:
        one = self._open.get(session)
        return one is not None and one.asked.link is link

    def _end(self, session: str) -> None:
        one = self._open.pop(session)
        self._relay.send(one.asked.link, one.asked, ClosePlayback(session))


def _untunable(tuned: Camera, cameras: tuple[str, ...]) -> Verdict | None:
    """The refusal of a camera that is another than the one to be shown, or that could not be in force."""
    if cameras != (tuned.id,):
        return refused(Refusal.VALUE_INVALID)
    if sum(1 + len(stage.points) + len(stage.options) for stage in tuned.stages) > LARGEST_TUNED:
        return refused(Refusal.TOO_MANY)
    judged = Camera(tuned.id, stages=tuned.stages, analysis_fps=tuned.analysis_fps)
    sentences = camera_problems(judged, CameraStream(tuned.id, NO_STREAM))
    if sentences:
        return Verdict(Outcome.REFUSED, refusal=Refusal.CAMERA_INVALID, who=sentences)
    return None


def _speed(speed: float) -> bool:
    return math.isfinite(speed) and abs(speed) <= FASTEST
