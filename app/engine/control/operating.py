"""Does what was selected, or what needs no selection: all is checked again, put on record, and only then
issued."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from app.control.plan_members import ENDS
from app.domain import control_acts as acts
from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.commands import Command, EndReason
from app.domain.devices import Device
from app.domain.interlocks import Condition, Interlock
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.domain.selections import Selection
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.control.checking import light_up
from app.engine.control.counter import DONE, Counter, incident, remark
from app.engine.control.issuing import Given, Issuing, Refused
from app.engine.control.records import about, told, words_of
from app.engine.control.weighing import Aim, skipped
from app.engine.server import ConsoleLink
from app.wire import control as wire
from app.wire.frames import Ask

STAYS_LIT = "stays_lit"
"""Why a lamp is not lit up: nothing would end it."""


class Operating:
    """Engine's thread. `in_plan` gives the lamps of these that the plan in force has."""

    def __init__(
        self, counter: Counter, issuing: Issuing, in_plan: Callable[[Iterable[Device]], Collection[str]]
    ) -> None:
        self._counter, self._parts, self._book = counter, counter.parts, counter.book
        self._issuing, self._in_plan = issuing, in_plan

    def handlers(self) -> dict[type, Handler]:
        return {
            acts.Operate: self._operate,
            acts.Command: self._command,
            acts.LightUp: self._light_up,
            acts.CancelCommand: self._cancel,
        }

    # -- what was selected ---------------------------------------------------------------------------

    def _operate(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), ask.body
        doing = about(asked, Deed.OPERATE, self._book.get(body.selection))
        decided = self._book.operate(body.selection, body.version, ask.operator)
        if isinstance(decided, Verdict):
            self._answer(doing, Refused(decided))
            return
        self._answer(doing, self._operated(doing, decided))

    def _operated(self, doing: Doing, decided: Selection) -> wire.Issued | Refused:
        now, asked, weighing = self._parts.now(), doing.asked, self._counter.weighing
        body, grants = asked.ask.body, self._counter.grants_at(asked)
        aim = weighing.again(decided, grants, now)
        if isinstance(aim, Verdict):
            return Refused(aim)
        verdict = self._unsigned(aim, decided)
        if verdict is not None:
            return Refused(verdict)
        reason = remark(body.reason)
        own = weighing.overrides(aim, body.overrides, reason, grants, now)
        if isinstance(own, Verdict):
            return Refused(own)
        given = Given(
            overrides=tuple(dict.fromkeys([*decided.overrides, *own])),
            override_reason=reason if own else "",
            approver=decided.approver,
            incident=decided.incident,
            selection=decided,
        )
        return self._issuing.go(doing, aim, given, now)

    def _unsigned(self, aim: Aim, decided: Selection) -> Verdict | None:
        """The approver's rights count as they are now, and so do the settings."""
        weighing = self._counter.weighing
        if not decided.approver:
            return refused(Refusal.NEEDS_SIGNATURE) if weighing.is_critical(aim) else None
        grants = self._counter.grants_of(decided.approver) or ()
        verdict = weighing.lacks(aim.devices, Right.APPROVE, grants)
        if verdict is None and decided.overrides:
            verdict = weighing.lacks(aim.devices, Right.OVERRIDE, grants)
        return verdict

    # -- what needs no selection ---------------------------------------------------------------------

    def _command(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body, now = Asked(link, ask), ask.body, self._parts.now()
        doing = self._directly(asked, Deed.COMMAND, words_of(body.target), order=told(body.order))
        aim = self._counter.weighing.aim(body.target, body.order, self._counter.grants_at(asked), now)
        if isinstance(aim, Verdict):
            self._answer(doing, Refused(aim))
        elif self._must_be_selected(aim, ask.operator):
            self._answer(doing, Refused(refused(Refusal.NEEDS_SELECTION)))
        else:
            self._answer(doing, self._issuing.go(doing, aim, Given(incident=incident(body.incident)), now))

    def _must_be_selected(self, aim: Aim, operator: str) -> bool:
        """What brings a device to rest goes out directly where another has the device reserved."""
        weighing = self._counter.weighing
        if not weighing.needs_selection(aim):
            return False
        held = self._book.holder(aim.devices[0].id) if aim.single else None
        reserved = held is not None and held.operator != operator
        return not (reserved and aim.spec.safe) or weighing.is_critical(aim)

    def _light_up(self, link: ConsoleLink, ask: Ask) -> None:
        """One act, however many lamps there are: it can do no more harm than light."""
        asked, body, now = Asked(link, ask), ask.body, self._parts.now()
        meant = light_up(body, now)
        if isinstance(meant, Refusal):
            self._answer(self._directly(asked, Deed.LIGHT_UP), Refused(refused(meant)))
            return
        target, order = meant
        doing = self._directly(asked, Deed.LIGHT_UP, words_of(target), order=told(order))
        aim = self._counter.weighing.aim(target, order, self._counter.grants_at(asked), now)
        if isinstance(aim, Verdict):
            self._answer(doing, Refused(aim))
            return
        harmless = self._counter.weighing.without_critical(aim)
        if isinstance(harmless, Verdict):
            self._answer(doing, Refused(harmless))
            return
        returning = self._returning(harmless)
        if not returning.devices:
            unable = Condition(Interlock.CAPABLE, met=False)
            self._answer(doing, Refused(refused(Refusal.INTERLOCKED), (unable,)))
            return
        self._answer(doing, self._issuing.go(doing, returning, Given(incident=incident(body.incident)), now))

    def _returning(self, aim: Aim) -> Aim:
        """Without the lamps that neither end it themselves nor follow the plan, which ends it for them."""
        lasting = [device for device in aim.devices if ENDS not in device.capabilities]
        in_plan = self._in_plan(lasting)
        staying = [device for device in lasting if device.id not in in_plan]
        if not staying:
            return aim
        left_out = {device.id for device in staying}
        devices = tuple(device for device in aim.devices if device.id not in left_out)
        return replace(aim, devices=devices, skips=(*aim.skips, skipped(STAYS_LIT, staying)))

    def _directly(self, asked: Asked, deed: Deed, subject: str = "", **details: object) -> Doing:
        body = asked.ask.body
        told_of = {**details, "incident": incident(body.incident)}
        return Doing(asked, deed, subject=subject, reason=remark(body.reason), details=told_of)

    def _cancel(self, link: ConsoleLink, ask: Ask) -> None:
        asked, now = Asked(link, ask), self._parts.now()
        command = self._parts.dispatcher.get(ask.body.command)
        subject = "" if command is None else command.device
        doing = Doing(asked, Deed.CANCEL_COMMAND, subject, details={"command": ask.body.command[:64]})
        if command is None:
            verdict = self._counter.refuse(doing, refused(Refusal.UNKNOWN_COMMAND))
        elif (lacks := self._may_not(asked, command)) is not None:
            verdict = self._counter.refuse(doing, lacks)
        elif not self._parts.dispatcher.cancel(command.id, EndReason.WITHDRAWN, now):
            verdict = self._counter.refuse(doing, refused(Refusal.ALREADY_SENT))
        else:
            verdict = DONE
            self._counter.records.note(self._counter.records.draft(doing))
        self._counter.done(asked, verdict)

    def _may_not(self, asked: Asked, command: Command) -> Verdict | None:
        spec = self._parts.actions.get((command.kind, command.order.action))
        device = self._parts.device(command.device)
        if spec is None or device is None:
            return refused(Refusal.UNKNOWN_DEVICE)
        return self._counter.weighing.lacks((device,), spec.right, self._counter.grants_at(asked))

    def _answer(self, doing: Doing, answer: wire.Issued | Refused) -> None:
        self._counter.answer(doing.asked, self._issuing.answer(doing, answer))
