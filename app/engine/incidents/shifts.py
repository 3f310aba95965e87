"""Shifts at the desk: they begin, are noted in, handed over with a signature of who takes over, and end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.incidents.events import IncidentDraft, OwnerSet
from app.domain.operators import sign_in_id
from app.domain.rights import Grant, Right
from app.domain.selection_book import refused
from app.domain.shift_book import Decision, ShiftBook
from app.domain.shifts import BeginShift, EndShift, NoteShift, OfferShift, Shift, ShiftChanged, TakeOverShift
from app.engine.access.entries import UNKNOWN_NAME, Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.access.second_person import LONGEST_TYPED, UNDER_THE_NAME, not_proved, unfit
from app.engine.incidents.counter import IncidentCounter
from app.engine.incidents.reach import Reach
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.store.vault.checked import Checked
from app.wire.frames import Ask


@dataclass(frozen=True, slots=True)
class _Proof:
    """A password that is being proved, and what must be the same when it is."""

    doing: Doing
    taker: str
    revision: int


class Shifts:
    """Engine's thread, but for the proving of passwords."""

    def __init__(self, counter: IncidentCounter, reach: Reach) -> None:
        self._counter, self._parts, self._reach = counter, counter.parts, reach
        self._book = ShiftBook(lambda: self._parts.new_id(self._parts.now()))
        self._proving: dict[ConsoleLink, _Proof] = {}

    @property
    def all(self) -> tuple[Shift, ...]:
        return self._book.all

    def restore(self, shifts: Iterable[Shift]) -> None:
        self._book.restore(shifts)

    def left(self, link: ConsoleLink) -> None:
        """A console is gone: what it waits for is not done any more."""
        self._proving.pop(link, None)

    def handlers(self) -> dict[type, Handler]:
        return {
            BeginShift: self._begin,
            NoteShift: self._note,
            OfferShift: self._offer,
            EndShift: self._end,
            TakeOverShift: self._take_over,
        }

    # -- one's own -----------------------------------------------------------------------------------

    def _begin(self, link: ConsoleLink, ask: Ask) -> None:
        at = self._parts.now().wall
        doing = Doing(Asked(link, ask), Deed.BEGIN_SHIFT)
        self._finish(doing, self._book.begin(ask.body, ask.operator, link.console, at))

    def _note(self, link: ConsoleLink, ask: Ask) -> None:
        doing = Doing(Asked(link, ask), Deed.NOTE_SHIFT)
        self._finish(doing, self._book.note(ask.body, ask.operator, self._parts.now().wall))

    def _offer(self, link: ConsoleLink, ask: Ask) -> None:
        details = {"incidents": list(ask.body.incidents[:200])}
        doing = Doing(Asked(link, ask), Deed.OFFER_SHIFT, details=details)
        self._finish(doing, self._book.offer(ask.body, ask.operator, self._owned()))

    def _end(self, link: ConsoleLink, ask: Ask) -> None:
        doing = Doing(Asked(link, ask), Deed.END_SHIFT)
        at = self._parts.now().wall
        self._finish(doing, self._book.end(ask.body, ask.operator, self._owned(), at))

    def _owned(self) -> Mapping[str, str]:
        """The owner of each open incident that has one."""
        return {one.id: one.owner for one in self._parts.book.open.values() if one.owner}

    def _finish(self, doing: Doing, decision: Decision, drafts: Iterable[IncidentDraft] = ()) -> None:
        """Put the shifts as they are decided on record and in force, and the incidents that go along."""
        if isinstance(decision, Verdict):
            self._counter.done(doing.asked, self._counter.refuse(doing, decision))
            return
        shifts = [ShiftChanged(shift) for shift in decision]
        first = decision[0]
        moved = self._parts.book.stamp(
            tuple(drafts), first.handed_to, doing.asked.link.console, self._parts.now()
        )
        doing = Doing(
            doing.asked, doing.deed, first.id, first.hand_over_note or _newest_note(first), doing.details
        )
        verdict = self._counter.carry_out(doing, [*shifts, *moved])
        if verdict.refusal is None:
            self._book.take(shifts)
        self._counter.done(doing.asked, verdict)

    # -- taking over ---------------------------------------------------------------------------------

    def _take_over(self, link: ConsoleLink, ask: Ask) -> None:
        """What can be refused without a proof is, so that nobody tries passwords for nothing."""
        asked, body = Asked(link, ask), ask.body
        taker = sign_in_id(body.operator[:LONGEST_TYPED])
        known = self._parts.accounts.operator(taker) is not None
        details = {"taken_by": taker if known else UNKNOWN_NAME}
        doing = Doing(asked, Deed.TAKE_OVER_SHIFT, subject=body.shift[:64], details=details)
        verdict = self._may_begin(asked, taker)
        if verdict is not None:
            self._finish(doing, verdict)
            return
        proof = _Proof(doing, taker, self._parts.revision(taker))
        self._proving[link] = proof
        accounts, at, password = self._parts.accounts, self._parts.now().wall, body.password
        queued = self._parts.proving.run(
            lambda: accounts.check_password(taker, password, at, under=UNDER_THE_NAME),
            lambda checked: self._proved(proof, checked),
            lambda error: self._failed(proof, error),
        )
        if not queued:
            del self._proving[link]
            self._finish(doing, refused(Refusal.TOO_MANY))

    def _may_begin(self, asked: Asked, taker: str) -> Verdict | None:
        """The one who asks is either who takes over, or who goes."""
        shift = self._book.get(asked.ask.body.shift)
        if asked.link in self._proving:
            return refused(Refusal.TOO_MANY)
        if shift is not None and asked.ask.operator not in (taker, shift.operator):
            return refused(Refusal.NOT_PERMITTED)
        decision = self._decided(asked, taker)
        return decision if isinstance(decision, Verdict) else None

    def _decided(self, asked: Asked, taker: str) -> Decision:
        at, owned = self._parts.now().wall, self._within_reach_of(taker)
        return self._book.take_over(asked.ask.body, taker, asked.link.console, owned, at)

    def _within_reach_of(self, taker: str) -> Mapping[str, str]:
        """What the taker could not handle stays with its owner."""
        grants, book = self._counter.grants_of(taker) or (), self._parts.book.open
        return {
            incident: owner
            for incident, owner in self._owned().items()
            if self._reach.lacks(book[incident], Right.ACKNOWLEDGE, grants) is None
        }

    def _proved(self, proof: _Proof, checked: Checked) -> None:
        """All is looked at anew: proving took its time, and the console may be gone."""
        asked = proof.doing.asked
        if self._proving.pop(asked.link, None) is not proof:
            return
        decision = self._against(proof, checked) or self._decided(asked, proof.taker)
        self._finish(proof.doing, decision, _handed(decision))

    def _failed(self, proof: _Proof, error: Exception) -> None:
        if self._proving.pop(proof.doing.asked.link, None) is not proof:
            return
        away = isinstance(error, StoreUnavailable)
        self._finish(proof.doing, refused(Refusal.NOT_RECORDED if away else Refusal.FAILED))

    def _against(self, proof: _Proof, checked: Checked) -> Verdict | None:
        flaw = not_proved(checked)
        if flaw is not None:
            return refused(flaw)
        assert checked.operator is not None
        gone = self._counter.gone(proof.doing.asked)
        if gone is not None:
            return gone
        if self._parts.revision(proof.taker) != proof.revision:
            return refused(Refusal.WRONG_PASSWORD)
        flaw = unfit(checked.operator, self._parts.factor_for())
        return refused(flaw) if flaw is not None else self._may_not_keep(proof.taker)

    def _may_not_keep(self, taker: str) -> Verdict | None:
        """A shift is for those who may write notes, wherever it is: the gate has seen who asks alone."""
        if _notes(self._counter.grants_of(taker) or ()):
            return None
        who = (role.id for role in self._parts.accounts.roles() if _notes(role.grants))
        return refused(Refusal.NOT_PERMITTED, *who)


def _handed(decision: Decision) -> list[IncidentDraft]:
    """What becomes of the incidents that go along with a shift."""
    if isinstance(decision, Verdict):
        return []
    ended = decision[0]
    return [IncidentDraft(item, OwnerSet(ended.handed_to, shift=ended.id)) for item in ended.open_items]


def _notes(grants: Iterable[Grant]) -> bool:
    return any(grant.right is Right.NOTE for grant in grants)


def _newest_note(shift: Shift) -> str:
    return shift.notes[-1].text if shift.notes else ""
