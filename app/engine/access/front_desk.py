"""Where every request of a console arrives: checked, put on record, handed to who does it, answered."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed, Draft
from app.domain.changes import Change
from app.domain.instant import Instant
from app.engine.access.acting import draft_of
from app.engine.access.gate import Gate, Passed
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.wire.access import Session
from app.wire.frames import Ask
from app.wire.messages import Done, StopEngine

LONGEST_NAME = 64
QUIET_S = 60.0

Handler = Callable[[ConsoleLink, Ask], None]


class Doing(Protocol):
    """What carries out an act on alarms: decided first, then stored, then shown."""

    def decide(self, act: Any, operator: str, now: Instant) -> tuple[Verdict, list[Change]]: ...

    def carry_out(self, changes: list[Change], now: Instant) -> None:
        """Store and show; raises StoreUnavailable when it cannot be stored: then nothing was done."""


class HalfDone(Exception):
    """The city may not be what its record says: the engine must end, and come back from the record."""


@dataclass(frozen=True, slots=True)
class FrontDeskParts:
    """`open` are the requests of somebody who need not be signed in, `guarded` those behind the gate."""

    gate: Gate
    trail: Trail
    doing: Doing
    session_of: Callable[[ConsoleLink], Session | None]
    answer: Callable[[ConsoleLink, int, object], None]
    open: Mapping[type, Handler]
    guarded: Mapping[type, Handler]
    joined: Callable[[ConsoleLink], None]
    left: Callable[[ConsoleLink], None]
    each_second: tuple[Callable[[Instant], None], ...]
    stop: Callable[[str], None]
    now: Callable[[], Instant]


class FrontDesk:
    """Engine's thread."""

    def __init__(self, parts: FrontDeskParts) -> None:
        self._parts = parts
        self._noted: dict[ConsoleLink, float] = {}

    def asked(self, link: ConsoleLink, ask: Ask) -> None:
        """Answer the request, now or later."""
        parts = self._parts
        handler = parts.open.get(type(ask.body))
        if handler is not None:
            handler(link, ask)
            return
        session = parts.session_of(link)
        if session is None and isinstance(ask.body, StopEngine):
            self._stop(link, replace(ask, operator=f"os:{_account()}"))
            return
        passed = parts.gate.check(ask.body, ask.operator, session)
        if passed.body is None:
            self._refuse(link, ask, passed.verdict, session)
            return
        self._do(link, replace(ask, body=passed.body), passed)

    def joined(self, link: ConsoleLink) -> None:
        """A console is attached; it does not know the city yet."""
        self._parts.joined(link)

    def left(self, link: ConsoleLink) -> None:
        """A console is gone."""
        self._noted.pop(link, None)
        self._parts.left(link)

    def each_second(self) -> None:
        """Let sessions expire, and do what is due once a day."""
        for due in self._parts.each_second:
            due(self._parts.now())

    def _refuse(self, link: ConsoleLink, ask: Ask, verdict: Verdict, session: Session | None) -> None:
        draft = draft_of(ask, link.console, verdict, self._parts.now())
        said = f"as {ask.operator[:LONGEST_NAME]}"
        if session is None:
            draft = replace(draft, operator="", reason=said)
        elif verdict.refusal is Refusal.FORGED:
            draft = replace(draft, operator=session.operator, act=str(Deed.FORGED_REQUEST), reason=said)
        if session is not None or self._first_for_long(link):
            self._parts.trail.note(draft)
        self._parts.answer(link, ask.id, Done(verdict))

    def _first_for_long(self, link: ConsoleLink) -> bool:
        """Of one where nobody is signed in a refusal a minute goes on record: it could fill the disk."""
        now = self._parts.now().monotonic
        if now - self._noted.get(link, -QUIET_S) < QUIET_S:
            return False
        self._noted[link] = now
        return True

    def _do(self, link: ConsoleLink, ask: Ask, passed: Passed) -> None:
        if isinstance(ask.body, StopEngine):
            self._stop(link, ask)
            return
        handler = self._parts.guarded.get(type(ask.body))
        if handler is not None:
            handler(link, ask)
            return
        verdict = self._act(link, ask)
        if passed.kept_back:
            self._note_kept_back(link, ask, passed)
        self._parts.answer(link, ask.id, Done(verdict))

    def _act(self, link: ConsoleLink, ask: Ask) -> Verdict:
        """Decide, put on record, store, and only then do: what is answered as applied is on record."""
        parts, now = self._parts, self._parts.now()
        verdict, changes = parts.doing.decide(ask.body, ask.operator, now)
        draft = draft_of(ask, link.console, verdict, now)
        if verdict.outcome is not Outcome.APPLIED:
            parts.trail.note(draft)
            return verdict
        try:
            parts.trail.record(draft)
        except StoreUnavailable:
            return Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED)
        try:
            parts.doing.carry_out(changes, now)
        except StoreUnavailable:
            parts.trail.note(_failed(draft))
            return Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED)
        except Exception as flaw:
            parts.trail.note(_failed(draft))
            raise HalfDone("an act was stored and could not be done") from flaw
        return verdict

    def _note_kept_back(self, link: ConsoleLink, ask: Ask, passed: Passed) -> None:
        """Of a request for several alarms, those that were out of the operator's reach."""
        refused = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_PERMITTED)
        rest = replace(ask, body=replace(ask.body, alarms=passed.kept_back))
        self._parts.trail.note(draft_of(rest, link.console, refused, self._parts.now()))

    def _stop(self, link: ConsoleLink, ask: Ask) -> None:
        done = Verdict(Outcome.APPLIED, 1)
        self._parts.trail.note(draft_of(ask, link.console, done, self._parts.now()))
        self._parts.answer(link, ask.id, Done(done))
        self._parts.stop(f"stopped by {ask.operator}")


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return str(os.getuid())


def _failed(draft: Draft) -> Draft:
    return replace(draft, outcome="failed", refusal=str(Refusal.NOT_RECORDED))
