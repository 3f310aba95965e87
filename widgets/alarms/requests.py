"""Sends what an operator asks of alarms, and turns the answer into one sentence for the view that asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain.acts import (
    Acknowledge,
    Act,
    Comment,
    Outcome,
    Refusal,
    Reset,
    ReturnToService,
    Seen,
    Shelve,
    TakeOutOfService,
    Unshelve,
    Verdict,
)
from app.domain.alarms import Alarm
from app.domain.rights import Right
from widgets import tasks
from widgets.access.permits import Permits
from widgets.access.refusals import refusal_here


def seen(alarm: Alarm) -> Seen:
    """The alarm as it stands on the screen now."""
    return Seen(alarm.id, alarm.version)


def device_of(alarm: str) -> str:
    """The id of the device of an alarm, by the alarm's id."""
    return alarm.partition(":")[0]


RIGHTS: dict[type, Right] = {
    Acknowledge: Right.ACKNOWLEDGE,
    Reset: Right.ACKNOWLEDGE,
    Shelve: Right.SHELVE,
    Unshelve: Right.SHELVE,
    TakeOutOfService: Right.OUT_OF_SERVICE,
    ReturnToService: Right.OUT_OF_SERVICE,
    Comment: Right.NOTE,
}
"""What each act on an alarm needs, as the engine asks for it."""


class AlarmRequests(QObject):
    """One for each view, so that an answer appears where it was asked for. GUI thread."""

    answered = Signal(str)
    """A sentence: what was done, or why it was not."""
    barred = Signal(str)
    """Nothing was asked, because the operator may not do it: who could."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.permits = Permits(hub)

    def acknowledge(self, alarms: Sequence[Seen]) -> None:
        if allowed := self._allowed(alarms):
            self._ask(Acknowledge(allowed), self.tr("{0} acknowledged"), len(alarms))

    def reset(self, alarms: Sequence[Seen]) -> None:
        if allowed := self._allowed(alarms):
            self._ask(Reset(allowed), self.tr("{0} reset"), len(alarms))

    def shelve(self, alarm: Seen, minutes: int, reason: str) -> None:
        self._ask_one(Shelve(alarm, minutes, reason), self.tr("Shelved"))

    def unshelve(self, alarm: Seen) -> None:
        self._ask_one(Unshelve(alarm), self.tr("Back from the shelf"))

    def take_out_of_service(self, alarm: Seen, reason: str) -> None:
        self._ask_one(TakeOutOfService(alarm, reason), self.tr("Out of service"))

    def return_to_service(self, alarm: Seen) -> None:
        self._ask_one(ReturnToService(alarm), self.tr("Back in service"))

    def comment(self, alarm: Seen, text: str) -> None:
        self._ask_one(Comment(alarm, text), self.tr("Note kept"))

    def _allowed(self, alarms: Sequence[Seen]) -> tuple[Seen, ...]:
        """Those that the operator may acknowledge and reset; says why where there are none."""
        allowed = tuple(each for each in alarms if self.permits.may(Right.ACKNOWLEDGE, device_of(each.alarm)))
        if alarms and not allowed:
            self._bar(Right.ACKNOWLEDGE, alarms[0])
        return allowed

    def _bar(self, right: Right, alarm: Seen) -> None:
        reason = self.permits.why_not(right, device_of(alarm.alarm))
        self.answered.emit(reason)
        self.barred.emit(reason)

    def _ask_one(
        self, act: Shelve | Unshelve | TakeOutOfService | ReturnToService | Comment, done: str
    ) -> None:
        right = RIGHTS[type(act)]
        if self.permits.may(right, device_of(act.alarm.alarm)):
            self._ask(act, done, 1)
        else:
            self._bar(right, act.alarm)

    def _ask(self, act: Act, done: str, asked: int) -> None:
        tasks.run(self, self._answer(act, asked, done), self.answered.emit, self._failed)

    async def _answer(self, act: Act, asked: int, done: str) -> str:
        answer = await self._hub.request(act)
        sent = len(act.alarms) if isinstance(act, Acknowledge | Reset) else 1
        return self._sentence(answer.verdict, asked, sent, done)

    def _sentence(self, verdict: Verdict, asked: int, sent: int, done: str) -> str:
        if verdict.outcome is not Outcome.APPLIED:
            return refusal_here(verdict, self._hub.access) or self.tr("Not done.")
        sentence = done.format(verdict.applied)
        if verdict.applied < asked:
            left = self.tr("{0} changed before the press").format(asked - verdict.applied)
            if verdict.refusal is Refusal.NOT_PERMITTED or asked > sent:
                left = self.tr("{0} not: other roles may").format(asked - verdict.applied)
            return f"{sentence} · {left}"
        return sentence

    def _failed(self, _: Exception) -> None:
        self.answered.emit(self.tr("No answer from the engine. See what the list says before asking again."))
