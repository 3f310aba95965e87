"""What every part of the control desk has at hand: rights of this moment, the record, the answer."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.acts import LONGEST_REMARK, Outcome, Refusal, Verdict
from app.domain.audit import Draft
from app.domain.changes import Change
from app.domain.instant import Instant
from app.domain.interlocks import Condition
from app.domain.operators import grants_of
from app.domain.plain_text import plain
from app.domain.rights import Grant
from app.domain.selection_book import SelectionBook, refused
from app.domain.selections import Selection
from app.engine.access.entries import Asked
from app.engine.access.recording import Doing, failed, not_done
from app.engine.control.facts import Facts
from app.engine.control.parts import ControlDeskParts
from app.engine.control.records import Records
from app.engine.control.weighing import Weighing
from app.wire.messages import Done

LONGEST_INCIDENT = 64
DONE = Verdict(Outcome.APPLIED, 1)


@dataclass(frozen=True, slots=True)
class Counter:
    """Engine's thread."""

    parts: ControlDeskParts
    book: SelectionBook
    facts: Facts
    weighing: Weighing
    records: Records

    def grants_at(self, asked: Asked) -> tuple[Grant, ...]:
        """What may be done at this console at this moment."""
        session = self.parts.session_of(asked.link)
        return () if session is None or session.operator != asked.ask.operator else session.grants

    def grants_of(self, operator: str) -> tuple[Grant, ...]:
        """What this operator may do at this moment; nothing when the account is gone or disabled."""
        known = self.parts.accounts.operator(operator)
        if known is None or not known.enabled:
            return ()
        return grants_of(known, {role.id: role for role in self.parts.accounts.roles()})

    def standing(self, selection: Selection, now: Instant) -> tuple[Condition, ...]:
        """How the conditions of a selection stand, whoever looks at them."""
        aim = self.weighing.meant(selection)
        return () if isinstance(aim, Verdict) else self.weighing.conditions(aim, selection.operator, now)

    def answer(self, asked: Asked, body: object) -> None:
        """Answer, after all consoles know what is other now."""
        self.tell_selections()
        self.parts.answer(asked.link, asked.ask.id, body)

    def tell_selections(self) -> None:
        news = self.book.take_news()
        if news:
            self.parts.tell(news)
            self.parts.marked([device for item in news for device in item.selection.devices])

    def refuse(self, doing: Doing, verdict: Verdict, **more: object) -> Verdict:
        """Put on record that it was not done."""
        self.records.note(not_done(self.records.draft(doing, **more), verdict))
        return verdict

    def store(self, doing: Doing, changes: list[Change], **more: object) -> Verdict:
        """Put it on record, store it, and say what came of it."""
        draft = self.records.draft(doing, **more)
        if not self.records.allowed(draft):
            return refused(Refusal.NOT_RECORDED)
        if not self.parts.store.commit(changes):
            return self.could_not(draft)
        return DONE

    def could_not(self, draft: Draft) -> Verdict:
        """It was on record, and the database could not take it: nothing was done."""
        self.records.note(failed(draft, Refusal.NOT_RECORDED))
        return refused(Refusal.NOT_RECORDED)

    def done(self, asked: Asked, verdict: Verdict) -> None:
        self.answer(asked, Done(verdict))


def remark(text: str) -> str:
    """What a person wrote, as it is kept."""
    return plain(text.strip(), LONGEST_REMARK)


def incident(text: str) -> str:
    return plain(text.strip(), LONGEST_INCIDENT)
