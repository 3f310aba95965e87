"""Orders for many that are under way: stopped at any moment, tried again for those that failed."""

from __future__ import annotations

from app.domain import control_acts as acts
from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.command_groups import CommandGroup
from app.domain.interlocks import blocking
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import HalfDone, Handler
from app.engine.control.counter import DONE, Counter
from app.engine.control.issuing import Refused
from app.engine.control.records import Doing, told, words_of
from app.engine.control.weighing import Aim
from app.engine.server import ConsoleLink
from app.wire import control as wire
from app.wire.frames import Ask


class RunningGroups:
    """Engine's thread."""

    def __init__(self, counter: Counter) -> None:
        self._counter, self._parts = counter, counter.parts

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
        asked = Asked(link, ask)
        group = self._parts.groups.get(ask.body.group)
        doing = _about(asked, Deed.RETRY_GROUP, group)
        answer = self._retried(doing, group)
        if isinstance(answer, Refused):
            if answer.verdict.refusal is not Refusal.NOT_RECORDED:
                self._counter.refuse(doing, answer.verdict)
            answer = wire.Issued(answer.verdict, conditions=answer.conditions)
        self._counter.answer(asked, answer)

    def _retried(self, doing: Doing, group: CommandGroup | None) -> wire.Issued | Refused:
        """The order was selected, where that was needed, when the group began; what two people must sign is
        selected anew."""
        if group is None:
            return Refused(refused(Refusal.UNKNOWN_GROUP))
        aim = self._aim(doing.asked, group)
        if isinstance(aim, Verdict):
            return Refused(aim)
        if aim.skips:
            return Refused(refused(Refusal.NOT_PERMITTED))
        if aim.spec.select or self._counter.weighing.is_critical(aim):
            return Refused(refused(Refusal.NEEDS_SELECTION))
        if not group.failed:
            return Refused(refused(Refusal.NO_DEVICES))
        left = blocking(self._counter.facts.overall())
        return Refused(refused(Refusal.INTERLOCKED), left) if left else self._begin(doing, group)

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
