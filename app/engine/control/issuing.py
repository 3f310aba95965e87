"""The last step before a command goes out: conditions, the record, then the dispatcher. Nothing else issues
what operators order."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.acts import Refusal, Verdict
from app.domain.audit import Draft
from app.domain.commands import Wanted
from app.domain.instant import Instant
from app.domain.interlocks import Condition, blocking
from app.domain.selection_book import refused
from app.domain.selections import Selection
from app.engine.access.front_desk import HalfDone
from app.engine.access.recording import Doing
from app.engine.control.counter import DONE, Counter
from app.engine.control.parts import GroupOrder
from app.engine.control.records import three
from app.engine.control.weighing import Aim
from app.wire import control as wire


@dataclass(frozen=True, slots=True)
class Given:
    """On whose word an order goes out, besides its operator's. `override_reason` is why the operator passes
    conditions; `selection` what it follows from, operated by it."""

    overrides: tuple[str, ...] = ()
    override_reason: str = ""
    approver: str = ""
    incident: str = ""
    selection: Selection | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it does not go out, with the conditions that stand in the way."""

    verdict: Verdict
    conditions: tuple[Condition, ...] = ()


class Issuing:
    """Engine's thread."""

    def __init__(self, counter: Counter) -> None:
        self._counter, self._parts = counter, counter.parts

    def go(self, doing: Doing, aim: Aim, given: Given, now: Instant) -> wire.Issued | Refused:
        """All is decided but what stands in the way: look at that, and do it."""
        operator = doing.asked.ask.operator
        standing = self._counter.weighing.conditions(aim, operator, now)
        left = blocking(standing, given.overrides)
        if left:
            return Refused(refused(Refusal.INTERLOCKED), left)
        return self._one(doing, aim, given, standing) if aim.single else self._many(doing, aim, given, now)

    def answer(self, doing: Doing, answer: wire.Issued | Refused) -> wire.Issued:
        """What the console is told; a refusal goes on record."""
        if isinstance(answer, wire.Issued):
            return answer
        names = [str(one.interlock) for one in answer.conditions]
        # What was on record already has said itself that it failed.
        if answer.verdict.refusal is not Refusal.NOT_RECORDED:
            self._counter.refuse(doing, answer.verdict, conditions=names)
        return wire.Issued(answer.verdict, conditions=answer.conditions)

    def _one(
        self, doing: Doing, aim: Aim, given: Given, standing: tuple[Condition, ...]
    ) -> wire.Issued | Refused:
        device, operator = aim.devices[0], doing.asked.ask.operator
        amiss = {str(one.interlock) for one in standing if not one.met}
        overrides = tuple(one for one in given.overrides if one in amiss)
        control = self._parts.dispatcher.control_of(device.id)
        before = self._counter.facts.measured(device)
        past = self._counter.weighing.gone_past(aim, operator, self._parts.now())
        draft = self._counter.records.draft(
            doing,
            approver=given.approver,
            overrides=list(overrides),
            override_reason=given.override_reason,
            gone_past=[f"{one.interlock} {one.about}".strip() for one in past],
            before=three(control.asked, control.in_force, before),
        )
        if not self._begun(draft, given):
            return Refused(refused(Refusal.NOT_RECORDED))
        wanted = Wanted(
            device=device.id,
            kind=device.kind,
            order=aim.order,
            operator=operator,
            reason=doing.reason,
            approver=given.approver,
            overrides=overrides,
            incident=given.incident,
            cause=given.selection.id if given.selection is not None else "",
            before=before,
        )
        return self._issue(draft, wanted)

    def _begun(self, draft: Draft, given: Given) -> bool:
        """On record; from here on the selection is over, so that it does nothing twice."""
        if not self._counter.records.allowed(draft):
            return False
        if given.selection is not None:
            self._counter.book.commit(given.selection, self._parts.now())
        return True

    def _issue(self, draft: Draft, wanted: Wanted) -> wire.Issued | Refused:
        """Proving and recording took their time: the command's own begins now."""
        try:
            issued = self._parts.dispatcher.issue([wanted], self._parts.now())
        except Exception as flaw:
            self._counter.could_not(draft)
            raise HalfDone("a command may have gone out and is not known") from flaw
        if not issued:
            return Refused(self._counter.could_not(draft))
        return wire.Issued(DONE, command=issued[0].id)

    def _many(self, doing: Doing, aim: Aim, given: Given, now: Instant) -> wire.Issued | Refused:
        operator = doing.asked.ask.operator
        going, skips = self._counter.weighing.sift(aim, operator, now)
        if not going:
            return Refused(refused(Refusal.INTERLOCKED), self._counter.weighing.amiss(aim, operator, now))
        draft = self._counter.records.draft(
            doing,
            approver=given.approver,
            devices=len(going),
            skipped={skip.reason: skip.count for skip in skips},
        )
        if not self._begun(draft, given):
            return Refused(refused(Refusal.NOT_RECORDED))
        order = GroupOrder(aim.target, aim.order, operator, doing.reason, given.approver, given.incident)
        try:
            group = self._parts.groups.start(order, going, skips, self._parts.now())
        except Exception as flaw:
            self._counter.could_not(draft)
            raise HalfDone("commands may have gone out and are not known") from flaw
        if group is None:
            return Refused(self._counter.could_not(draft))
        return wire.Issued(DONE, group=group.id)
