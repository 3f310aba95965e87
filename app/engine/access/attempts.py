"""Proofs of passwords under way: one for each console, few in all, none in the engine's own thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.audit import Deed
from app.engine.access.entries import Asked, Entries
from app.engine.access.parts import AccessParts
from app.engine.access.seats import Seat
from app.engine.access.sessions import SessionBook
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.store.vault.checked import Checked
from app.wire.access import SignInAnswer, SignInRefusal

T = TypeVar("T")

CONSOLE_LEFT = "console_left"
CANCELLED = "cancelled"
"""The console signed out or locked meanwhile."""
OVERTAKEN = "overtaken"
"""The session or what proves the operator is another by now."""


@dataclass(slots=True, eq=False)
class Attempt:
    """Somebody at a console proves who they are. `operator` is the id that was typed or, where `seat` is
    given, the one of that session; `by` is who stands on record as the asker."""

    asked: Asked
    deed: Deed
    operator: str
    by: str
    seat: Seat | None = None
    revision: int = 0
    void: str = ""
    """Why its outcome gives nothing any more; a machine word for the trail."""


class Attempts:
    """Engine's thread."""

    def __init__(self, parts: AccessParts, book: SessionBook) -> None:
        self._parts, self._book = parts, book
        self._entries = Entries(parts)
        self._pending: dict[ConsoleLink, Attempt] = {}

    def begin(self, attempt: Attempt, work: Callable[[], T], then: Callable[[Attempt, T], None]) -> None:
        """Have `work` done by the worker; `then` follows on this thread, also for an attempt that is void:
        what its work has changed has to go on record all the same."""
        link = attempt.asked.link
        attempt.revision = self._book.revision(attempt.operator)
        queued = link not in self._pending and self._parts.errands.run(
            work,
            lambda result: then(self._ended(attempt), result),
            lambda error: self._failed(self._ended(attempt), error),
        )
        if queued:
            self._pending[link] = attempt
        else:
            self.refuse(attempt, SignInRefusal.BUSY)

    def cancel(self, link: ConsoleLink, *deeds: Deed) -> None:
        """What is under way at this console, if it is one of `deeds` or none are given, gives nothing."""
        attempt = self._pending.get(link)
        if attempt is not None and (not deeds or attempt.deed in deeds):
            attempt.void = attempt.void or CANCELLED

    def left(self, link: ConsoleLink) -> None:
        attempt = self._pending.pop(link, None)
        if attempt is not None:
            attempt.void = CONSOLE_LEFT

    def refuse(self, attempt: Attempt, refusal: SignInRefusal, word: str = "", **more: Any) -> None:
        """Answer with a refusal and put it on record, under `word` if the trail has a plainer one."""
        subject = self._entries.existing(attempt.operator)
        self._entries.refused(
            attempt.asked, attempt.deed, word or str(refusal), operator=attempt.by, subject=subject
        )
        self.answer(attempt, SignInAnswer(refusal=refusal, **more))

    def refuse_checked(self, attempt: Attempt, checked: Checked) -> None:
        """What the accounts say against it."""
        refusal = checked.refusal or SignInRefusal.WRONG
        self.refuse(attempt, refusal, checked.audit_refusal, wait_s=checked.wait_s, problem=checked.problem)

    def refuse_void(self, attempt: Attempt) -> None:
        """It was proved, and gives nothing any more. It may be tried again unless its session is over."""
        over = attempt.seat is not None and self._book.seat_of(attempt.asked.link) is not attempt.seat
        self.refuse(attempt, SignInRefusal.EXPIRED if over else SignInRefusal.BUSY, attempt.void)

    def answer(self, attempt: Attempt, body: object) -> None:
        """A console that has gone is told nothing."""
        if attempt.void != CONSOLE_LEFT:
            self._parts.answer(attempt.asked.link, attempt.asked.ask.id, body)

    def _ended(self, attempt: Attempt) -> Attempt:
        link = attempt.asked.link
        if self._pending.get(link) is attempt:
            del self._pending[link]
        if link.closed.is_set():
            attempt.void = CONSOLE_LEFT
        elif not attempt.void and self._overtaken(attempt):
            attempt.void = OVERTAKEN
        return attempt

    def _overtaken(self, attempt: Attempt) -> bool:
        if attempt.revision != self._book.revision(attempt.operator):
            return True
        return attempt.seat is not None and self._book.seat_of(attempt.asked.link) is not attempt.seat

    def _failed(self, attempt: Attempt, error: Exception) -> None:
        """The errand itself went wrong: nobody is let in, and it may be tried again."""
        if isinstance(error, StoreUnavailable):
            self.refuse(attempt, SignInRefusal.NOT_RECORDED)
        else:
            self.refuse(attempt, SignInRefusal.BUSY, "failed", problem="failed")
