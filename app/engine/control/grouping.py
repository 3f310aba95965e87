"""Orders for many that are under way: stopped at any moment, tried again for those that failed."""

from __future__ import annotations

from app.control.group_course import GroupCourse
from app.domain import control_acts as acts
from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.command_groups import CommandGroup
from app.domain.interlocks import blocking
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import HalfDone, Handler
from app.engine.access.recording import Doing
from app.engine.control.checking import fault_of_order
from app.engine.control.counter import DONE, Counter
from app.engine.control.issuing import Refused
from app.engine.control.records import told, words_of
from app.engine.control.weighing import Aim
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.wire import control as wire
from app.wire.frames import Ask


class RunningGroups:
    """Engine's thread."""

    def __init__(self, counter: Counter) -> None:
        self._counter, self._parts = counter, counter.parts
        self._reading: set[str] = set()
        """Groups of before a restart that are being read."""

    def handlers(self) -> dict[type, Handler]:
        return {acts.StopGroup: self._stop, acts.RetryGroup: self._retry}

    def _stop(self, link: ConsoleLink, ask: Ask) -> None:
        """Nothing hinders it, no full disk either: its entry follows when it can."""
        asked = Asked(link, ask)
        group = self._parts.groups.get(ask.body.group)
        doing = _about(asked, Deed.STOP_GROUP, group)
        verdict = self._against_stopping(asked, group)
        if verdict is None and not self._parts.groups.stop(ask.body.group, ask.operator, self._parts.now()):
            verdict = refused(Refusal.ALREADY)
        if verdict is not None:
            self._counter.done(asked, self._counter.refuse(doing, verdict))
            return
        self._counter.records.note(self._counter.records.draft(doing))
        self._counter.done(asked, DONE)

    def _against_stopping(self, asked: Asked, group: CommandGroup | None) -> Verdict | None:
        """Whoever may command one of its devices may stop it."""
        if group is None:
            return refused(Refusal.UNKNOWN_GROUP)
        aim = self._aim(asked, group)
        return aim if isinstance(aim, Verdict) and aim.refusal is Refusal.NOT_PERMITTED else None

    def _retry(self, link: ConsoleLink, ask: Ask) -> None:
        """A group of before a restart is read first, off the engine's thread."""
        asked = Asked(link, ask)
        group = self._parts.groups.get(ask.body.group)
        doing = _about(asked, Deed.RETRY_GROUP, group)
        read = None if group is None else self._parts.groups.reader(group.id)
        if group is None or read is None:
            self._answer(doing, self._retried(doing, group))
            return
        queued = group.id not in self._reading and self._parts.errands.run(
            read,
            lambda course: self._recalled(doing, course),
            lambda error: self._unread(doing, group.id, error),
        )
        if not queued:
            self._answer(doing, Refused(refused(Refusal.TOO_MANY)))
            return
        self._reading.add(group.id)

    def _recalled(self, doing: Doing, course: GroupCourse) -> None:
        """Reading took its time: whether the operator still stands at the console is looked at anew."""
        self._reading.discard(course.group.id)
        self._parts.groups.recall(course)
        gone = self._counter.gone(doing.asked)
        again = self._parts.groups.get(course.group.id)
        self._answer(doing, self._retried(doing, again) if gone is None else Refused(gone))

    def _unread(self, doing: Doing, group: str, error: Exception) -> None:
        self._reading.discard(group)
        away = isinstance(error, StoreUnavailable)
        verdict = self._counter.refuse(doing, refused(Refusal.NOT_RECORDED if away else Refusal.FAILED))
        self._counter.answer(doing.asked, wire.Issued(verdict))

    def _answer(self, doing: Doing, answer: wire.Issued | Refused) -> None:
        if isinstance(answer, Refused):
            if answer.verdict.refusal is not Refusal.NOT_RECORDED:
                self._counter.refuse(doing, answer.verdict)
            answer = wire.Issued(answer.verdict, conditions=answer.conditions)
        self._counter.answer(doing.asked, answer)

    def _retried(self, doing: Doing, group: CommandGroup | None) -> wire.Issued | Refused:
        """The order was selected, where that was needed, when the group began; what two people must sign is
        selected anew."""
        if group is None:
            return Refused(refused(Refusal.UNKNOWN_GROUP))
        aim = self._again(doing.asked, group)
        if isinstance(aim, Verdict):
            return Refused(aim)
        if aim.spec.select or self._counter.weighing.is_critical(aim):
            return Refused(refused(Refusal.NEEDS_SELECTION))
        left = blocking(self._counter.facts.overall())
        return Refused(refused(Refusal.INTERLOCKED), left) if left else self._begin(doing, group)

    def _again(self, asked: Asked, group: CommandGroup) -> Aim | Verdict:
        """The devices that failed, over all of which the operator must have the right: what the target means
        by now may be others."""
        spec = self._parts.actions.get((group.target.kind, group.order.action))
        if spec is None:
            return refused(Refusal.UNKNOWN_ACTION)
        fault = fault_of_order(group.order, spec, self._parts.now())
        if fault is not None:
            return refused(fault)
        found = (self._parts.device(one) for one in self._parts.groups.failed(group.id))
        devices = tuple(one for one in found if one is not None)
        if not devices:
            return refused(Refusal.NO_DEVICES)
        verdict = self._counter.weighing.lacks(devices, spec.right, self._counter.grants_at(asked))
        return Aim(group.target, group.order, spec, devices) if verdict is None else verdict

    def _begin(self, doing: Doing, group: CommandGroup) -> wire.Issued | Refused:
        draft = self._counter.records.draft(doing)
        if not self._counter.records.allowed(draft):
            return Refused(refused(Refusal.NOT_RECORDED))
        try:
            begun = self._parts.groups.retry(group.id, doing.asked.ask.operator, self._parts.now())
        except Exception as flaw:
            self._counter.could_not(draft)
            raise HalfDone("commands may have gone out and are not known") from flaw
        if begun is None:
            return Refused(self._counter.could_not(draft))
        return wire.Issued(DONE, group=begun.id)

    def _aim(self, asked: Asked, group: CommandGroup) -> Aim | Verdict:
        grants = self._counter.grants_at(asked)
        return self._counter.weighing.aim(group.target, group.order, grants, self._parts.now())


def _about(asked: Asked, deed: Deed, group: CommandGroup | None) -> Doing:
    if group is None:
        return Doing(asked, deed)
    details = {"group": group.id, "order": told(group.order)}
    return Doing(asked, deed, subject=words_of(group.target), reason=group.reason, details=details)
