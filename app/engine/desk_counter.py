"""What the counters of the desks have in common: the answer, the record, rights of this moment, the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from app.control.ports import CommandStore
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Draft
from app.domain.changes import Change
from app.domain.operators import Operator, grants_of
from app.domain.rights import Grant, Role
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.recording import Doing, Recording, failed, not_done
from app.engine.server import ConsoleLink
from app.wire.access import Session
from app.wire.messages import Done

DONE = Verdict(Outcome.APPLIED, 1)


class Answering(Protocol):
    @property
    def answer(self) -> Callable[[ConsoleLink, int, object], None]: ...


class Accounts(Protocol):
    def operator(self, who: str) -> Operator | None: ...

    def roles(self) -> tuple[Role, ...]: ...


class Acting(Answering, Protocol):
    """What a desk needs whose acts are rights of operators and are stored."""

    @property
    def accounts(self) -> Accounts: ...

    @property
    def session_of(self) -> Callable[[ConsoleLink], Session | None]: ...

    @property
    def store(self) -> CommandStore: ...


AnyParts = TypeVar("AnyParts", bound=Answering)
Parts = TypeVar("Parts", bound=Acting)
Records = TypeVar("Records", bound=Recording)


class DeskCounter(Generic[AnyParts, Records]):
    """Engine's thread."""

    def __init__(self, parts: AnyParts, records: Records) -> None:
        self.parts, self.records = parts, records

    def answer(self, asked: Asked, body: object) -> None:
        self.parts.answer(asked.link, asked.ask.id, body)

    def done(self, asked: Asked, verdict: Verdict) -> None:
        self.answer(asked, Done(verdict))

    def refuse(self, doing: Doing, verdict: Verdict, **more: object) -> Verdict:
        """Put on record that it was not done."""
        self.records.note(not_done(self.records.draft(doing, **more), verdict))
        return verdict

    def could_not(self, draft: Draft) -> Verdict:
        """It was on record, and the database could not take it: nothing was done."""
        self.records.note(failed(draft, Refusal.NOT_RECORDED))
        return refused(Refusal.NOT_RECORDED)


class ActCounter(DeskCounter[Parts, Records]):
    """Engine's thread."""

    def grants_at(self, asked: Asked) -> tuple[Grant, ...]:
        """What may be done at this console at this moment."""
        session = self.parts.session_of(asked.link)
        return () if session is None or session.operator != asked.ask.operator else session.grants

    def grants_of(self, who: str) -> tuple[Grant, ...] | None:
        """What an operator may do wherever they sit; None for nobody, and for who may not sign in."""
        accounts = self.parts.accounts
        known = accounts.operator(who)
        if known is None or not known.enabled:
            return None
        return grants_of(known, {role.id: role for role in accounts.roles()})

    def gone(self, asked: Asked) -> Verdict | None:
        """The refusal where, after an errand, the operator does not stand at the console any more."""
        session = self.parts.session_of(asked.link)
        if session is None or session.operator != asked.ask.operator:
            return refused(Refusal.NOT_SIGNED_IN)
        return refused(Refusal.LOCKED) if session.locked else None

    def store(self, doing: Doing, changes: Sequence[Change], **more: object) -> Verdict:
        """Put it on record, store all of it in one transaction, and say what came of it."""
        draft = self.records.draft(doing, **more)
        if not self.records.allowed(draft):
            return refused(Refusal.NOT_RECORDED)
        return DONE if self.parts.store.commit(changes) else self.could_not(draft)
