"""The way to the video supervisor: its link, what it is told, and what consoles ask of it."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.acts import Refusal
from app.domain.instant import Instant
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.server import ConsoleLink
from app.engine.video.parts import VideoCounter
from app.wire.frames import Answer, FrameInvalid, decode, encode
from app.wire.messages import Done
from app.wire.video import FindCameras, TryCamera
from app.wire.video_service import Relayed, Replied

log = logging.getLogger(__name__)

ANSWER_S = 10.0
LOOKING_S = 28.0
"""Cameras in the network, and one that has never been opened, take their time; consoles wait for 30 s."""
PATIENCE_S: dict[type, float] = {FindCameras: LOOKING_S, TryCamera: LOOKING_S}
MOST_PENDING = 256
SILENT_S = 30.0
"""It tells its load each second: one that says nothing for so long hangs."""

AWAY = Done(refused(Refusal.VIDEO_AWAY))
Then = Callable[[Any], None]
MaySee = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class _Pending:
    asked: Asked
    until: float
    then: Then | None
    may_see: MaySee | None


class Relay:
    """Engine's thread. One supervisor at a time: the newest."""

    def __init__(self, counter: VideoCounter) -> None:
        self._counter = counter
        self._link: ConsoleLink | None = None
        self._ids = itertools.count(1)
        self._pending: dict[int, _Pending] = {}
        self._heard = 0.0

    @property
    def up(self) -> bool:
        return self._link is not None

    def is_supervisor(self, link: ConsoleLink) -> bool:
        return link is self._link

    def begin(self, link: ConsoleLink) -> None:
        """This one is the supervisor from now on; an older one is let go."""
        if self._link is not None and self._link is not link:
            self._link.close()
            self._give_up_all()
        self._link = link
        self.lives()

    def lives(self) -> None:
        """The supervisor has just said something."""
        self._heard = self._counter.parts.now().monotonic

    def end(self) -> None:
        """The supervisor is gone: whoever waits for it is told."""
        self._link = None
        self._give_up_all()

    def tell(self, *items: object) -> None:
        """Nothing where there is no supervisor: it is told everything when it comes."""
        if self._link is not None:
            self._link.send(encode(items))

    def answer(self, ask_id: int, body: object) -> None:
        if self._link is not None:
            self._link.send(encode([Answer(ask_id, body)]))

    def pass_on(
        self,
        asked: Asked,
        *,
        body: object | None = None,
        blurred: tuple[str, ...] = (),
        then: Then | None = None,
        may_see: MaySee | None = None,
    ) -> None:
        """Let the supervisor do what was asked; its answer goes to the console. `body` in place of that of
        the request, `then` hears the answer's body before the console does, which gets what `may_see` makes
        of it."""
        if self._link is None or len(self._pending) >= MOST_PENDING:
            self._counter.answer(asked, AWAY)
            return
        number = next(self._ids)
        patience_s = PATIENCE_S.get(type(asked.ask.body), ANSWER_S)
        until = self._counter.parts.now().monotonic + patience_s
        self._pending[number] = _Pending(asked, until, then, may_see)
        self._send(number, asked.link, asked, body or asked.ask.body, blurred)

    def send(self, link: ConsoleLink, asked: Asked, body: object) -> None:
        """Nobody waits for the answer."""
        self._send(0, link, asked, body, ())

    def replied(self, reply: Replied) -> None:
        pending = self._pending.pop(reply.ask, None)
        if pending is None:
            return
        try:
            (item,) = decode(reply.frame)
        except (FrameInvalid, ValueError):
            item = None
        if not isinstance(item, Answer):
            log.warning("The video supervisor gave an answer that is none.")
            self._counter.answer(pending.asked, AWAY)
            return
        if pending.then is not None:
            pending.then(item.body)
        body = item.body if pending.may_see is None else pending.may_see(item.body)
        self._counter.answer(pending.asked, body)

    def each_second(self, now: Instant) -> None:
        if self._link is not None and now.monotonic - self._heard > SILENT_S:
            log.warning("The video supervisor has been silent for %.0f s and is let go.", SILENT_S)
            self._heard = now.monotonic
            self._link.close()
        for number in [number for number, one in self._pending.items() if one.until <= now.monotonic]:
            self._counter.answer(self._pending.pop(number).asked, AWAY)

    def left(self, link: ConsoleLink) -> None:
        """A console is gone and hears no answer any more."""
        self._pending = {number: one for number, one in self._pending.items() if one.asked.link is not link}

    def _send(
        self, number: int, link: ConsoleLink, asked: Asked, body: object, blurred: tuple[str, ...]
    ) -> None:
        frame = encode([type(asked.ask)(asked.ask.id, asked.ask.operator, body)])
        self.tell(Relayed(number, link.console, frame, blurred))

    def _give_up_all(self) -> None:
        pending, self._pending = self._pending, {}
        for one in pending.values():
            self._counter.answer(one.asked, AWAY)
