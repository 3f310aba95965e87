"""What every part of the desk of incidents has at hand: rights of this moment, the record, the store, the
answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Draft
from app.domain.changes import Change
from app.domain.operators import grants_of
from app.domain.rights import Grant
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import HalfDone
from app.engine.access.recording import Doing, Recording, failed, not_done
from app.engine.incidents.parts import IncidentDeskParts
from app.engine.incidents.telling import take
from app.wire.messages import Done

DONE = Verdict(Outcome.APPLIED, 1)


@dataclass(frozen=True, slots=True)
class IncidentCounter:
    """Engine's thread."""

    parts: IncidentDeskParts
    records: Recording

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

    def answer(self, asked: Asked, body: object) -> None:
        self.parts.answer(asked.link, asked.ask.id, body)

    def done(self, asked: Asked, verdict: Verdict) -> None:
        self.answer(asked, Done(verdict))

    def refuse(self, doing: Doing, verdict: Verdict, **more: object) -> Verdict:
        """Put on record that it was not done."""
        self.records.note(not_done(self.records.draft(doing, **more), verdict))
        return verdict

    def carry_out(self, doing: Doing, changes: Sequence[Change], **more: object) -> Verdict:
        """Put it on record, store all of it in one transaction, and only then let it be so and tell it.
        Incidents among the changes were stamped by the book and nothing has been taken since."""
        draft = self.records.draft(doing, **more)
        if not self.records.allowed(draft):
            return refused(Refusal.NOT_RECORDED)
        if not self.parts.store.commit(changes):
            return self.could_not(draft)
        self.settle(changes)
        return DONE

    def could_not(self, draft: Draft) -> Verdict:
        """It was on record, and the database could not take it: nothing was done."""
        self.records.note(failed(draft, Refusal.NOT_RECORDED))
        return refused(Refusal.NOT_RECORDED)

    def settle(self, changes: Sequence[Change]) -> None:
        """What is stored is so, and all consoles are told."""
        try:
            self.parts.tell(take(self.parts.book, changes))
        except Exception as flaw:
            raise HalfDone("an act on incidents was stored and could not be done") from flaw
