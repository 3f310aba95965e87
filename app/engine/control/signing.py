"""The second signature: by another operator at their own console, or with their password at this one.

At the first operator's console the password alone is asked for, as for unlocking a session; whoever must have
a second factor has to have set one up. Wrong passwords count under the name, as they do for signing in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import control_acts as acts
from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.instant import Instant
from app.domain.operators import sign_in_id
from app.domain.rights import Grant, Right
from app.domain.selection_book import Signature, refused
from app.domain.selections import Selection
from app.engine.access.entries import UNKNOWN_NAME, Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.access.second_person import LONGEST_TYPED, UNDER_THE_NAME, not_proved, unfit
from app.engine.control.counter import DONE, Counter, remark
from app.engine.control.holding import Holding
from app.engine.control.records import about
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.store.vault.checked import Checked
from app.wire import control as wire
from app.wire.frames import Ask


@dataclass(frozen=True, slots=True)
class _Proof:
    """A password that is being proved, and what must be the same when it is."""

    doing: Doing
    approver: str
    revision: int


class Signing:
    """Engine's thread, but for the proving of passwords."""

    def __init__(self, counter: Counter, holding: Holding) -> None:
        self._counter, self._parts, self._book = counter, counter.parts, counter.book
        self._holding = holding
        self._proving: dict[ConsoleLink, _Proof] = {}

    def handlers(self) -> dict[type, Handler]:
        return {acts.Sign: self._sign, acts.SignHere: self._sign_here}

    # -- at their own console ------------------------------------------------------------------------

    def _sign(self, link: ConsoleLink, ask: Ask) -> None:
        asked = Asked(link, ask)
        doing = about(asked, Deed.SIGN, self._book.get(ask.body.selection), remark(ask.body.reason))
        self._finish(doing, ask.operator, self._counter.grants_at(asked))

    # -- at the first operator's ---------------------------------------------------------------------

    def _sign_here(self, link: ConsoleLink, ask: Ask) -> None:
        """What can be refused without a proof is, so that nobody tries passwords without an order."""
        asked, body, now = Asked(link, ask), ask.body, self._parts.now()
        held = self._book.get(body.selection)
        doing = about(asked, Deed.SIGN_HERE, held, remark(body.reason))
        approver = sign_in_id(body.approver[:LONGEST_TYPED])
        verdict = self._may_begin(asked, held, approver, now)
        if verdict is not None:
            self._refuse(doing, verdict, approver)
            return
        accounts, password = self._parts.accounts, body.password
        proof = _Proof(doing, approver, self._parts.revision(approver))
        self._proving[link] = proof
        queued = self._parts.errands.run(
            lambda: accounts.check_password(approver, password, now.wall, under=UNDER_THE_NAME),
            lambda checked: self._proved(proof, checked),
            lambda error: self._failed(proof, error),
        )
        if not queued:
            del self._proving[link]
            self._refuse(doing, refused(Refusal.TOO_MANY), approver)

    def _may_begin(self, asked: Asked, held: Selection | None, approver: str, now: Instant) -> Verdict | None:
        """The one who asks is the operator of the selection, and it waits for somebody else."""
        operator = asked.ask.operator
        if held is not None and held.operator != operator:
            return refused(Refusal.RESERVED, held.operator)
        if asked.link in self._proving:
            return refused(Refusal.TOO_MANY)
        decided = self._book.sign(asked.ask.body.selection, asked.ask.body.version, Signature(approver), now)
        return decided if isinstance(decided, Verdict) else None

    def _proved(self, proof: _Proof, checked: Checked) -> None:
        """All is looked at anew: proving took its time, and the console may be gone."""
        del self._proving[proof.doing.asked.link]
        self._holding.lapse(self._parts.now())
        verdict = self._against(proof, checked)
        if verdict is not None:
            self._refuse(proof.doing, verdict, proof.approver, checked.audit_refusal)
            return
        self._finish(proof.doing, proof.approver, self._counter.grants_of(proof.approver) or ())

    def _failed(self, proof: _Proof, error: Exception) -> None:
        del self._proving[proof.doing.asked.link]
        away = isinstance(error, StoreUnavailable)
        verdict = refused(Refusal.NOT_RECORDED if away else Refusal.FAILED)
        self._refuse(proof.doing, verdict, proof.approver)

    def _against(self, proof: _Proof, checked: Checked) -> Verdict | None:
        """What the proof came to, and whether the first operator still stands at this console."""
        no_proof = not_proved(checked)
        if no_proof is not None:
            return refused(no_proof)
        session = self._parts.session_of(proof.doing.asked.link)
        if session is None or session.operator != proof.doing.asked.ask.operator:
            return refused(Refusal.NOT_SIGNED_IN)
        if session.locked:
            return refused(Refusal.LOCKED)
        if self._parts.revision(proof.approver) != proof.revision:
            return refused(Refusal.WRONG_PASSWORD)
        assert checked.operator is not None
        flaw = unfit(checked.operator, self._parts.factor_for())
        return None if flaw is None else refused(flaw)

    # -- signing -------------------------------------------------------------------------------------

    def _finish(self, doing: Doing, approver: str, grants: Sequence[Grant]) -> None:
        now, asked = self._parts.now(), doing.asked
        decided = self._decide(asked.ask.body, approver, grants, now)
        if isinstance(decided, Verdict):
            self._refuse(doing, decided, approver)
            return
        draft = self._counter.records.draft(
            doing, approver=approver, overrides=list(decided.overrides), why=decided.approver_reason
        )
        if not self._counter.records.allowed(draft):
            self._counter.answer(asked, wire.Selected(refused(Refusal.NOT_RECORDED)))
            return
        kept = self._book.commit(decided, now)
        self._counter.answer(asked, wire.Selected(DONE, kept, self._counter.standing(kept, now)))

    def _decide(
        self, body: acts.Sign | acts.SignHere, approver: str, grants: Sequence[Grant], now: Instant
    ) -> Selection | Verdict:
        held = self._book.get(body.selection)
        if held is None:
            return refused(Refusal.SELECTION_OVER)
        if held.operator == approver:
            return refused(Refusal.SAME_PERSON)
        aim = self._counter.weighing.meant(held)
        if isinstance(aim, Verdict):
            return aim
        verdict = self._counter.weighing.lacks(aim.devices, Right.APPROVE, grants)
        if verdict is not None:
            return verdict
        reason = remark(body.reason)
        overrides = self._counter.weighing.overrides(aim, body.overrides, reason, grants, now)
        if isinstance(overrides, Verdict):
            return overrides
        signature = Signature(approver, overrides, reason)
        return self._book.sign(body.selection, body.version, signature, now)

    def _refuse(self, doing: Doing, verdict: Verdict, approver: str, word: str = "") -> None:
        """`word` where the trail has a plainer one. A name that does not exist is not written: people type
        their password into that field."""
        known = self._parts.accounts.operator(approver) is not None
        self._counter.refuse(doing, verdict, approver=approver if known else UNKNOWN_NAME, why=word)
        self._counter.answer(doing.asked, wire.Selected(verdict))
