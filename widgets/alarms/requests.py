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
    Reset,
    ReturnToService,
    Seen,
    Shelve,
    TakeOutOfService,
    Unshelve,
    Verdict,
)
from app.domain.alarms import Alarm
from widgets import tasks
from widgets.alarms import words


def seen(alarm: Alarm) -> Seen:
    """The alarm as it stands on the screen now."""
    return Seen(alarm.id, alarm.version)


class AlarmRequests(QObject):
    """One for each view, so that an answer appears where it was asked for. GUI thread."""

    answered = Signal(str)
    """A sentence: what was done, or why it was not."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub

    def acknowledge(self, alarms: Sequence[Seen]) -> None:
        if alarms:
            self._ask(Acknowledge(tuple(alarms)), self.tr("{0} acknowledged"))

    def reset(self, alarms: Sequence[Seen]) -> None:
        if alarms:
            self._ask(Reset(tuple(alarms)), self.tr("{0} reset"))

    def shelve(self, alarm: Seen, minutes: int, reason: str) -> None:
        self._ask(Shelve(alarm, minutes, reason), self.tr("Shelved"))

    def unshelve(self, alarm: Seen) -> None:
        self._ask(Unshelve(alarm), self.tr("Back from the shelf"))

    def take_out_of_service(self, alarm: Seen, reason: str) -> None:
        self._ask(TakeOutOfService(alarm, reason), self.tr("Out of service"))

    def return_to_service(self, alarm: Seen) -> None:
        self._ask(ReturnToService(alarm), self.tr("Back in service"))

    def comment(self, alarm: Seen, text: str) -> None:
        self._ask(Comment(alarm, text), self.tr("Note kept"))

    def _ask(self, act: Act, done: str) -> None:
        asked = len(act.alarms) if isinstance(act, Acknowledge | Reset) else 1
        tasks.run(self, self._answer(act, asked, done), self.answered.emit, self._failed)

    async def _answer(self, act: Act, asked: int, done: str) -> str:
        answer = await self._hub.request(act)
        return self._sentence(answer.verdict, asked, done)

    def _sentence(self, verdict: Verdict, asked: int, done: str) -> str:
        if verdict.outcome is not Outcome.APPLIED:
            return words.refusal(verdict) or self.tr("Not done.")
        sentence = done.format(verdict.applied)
        if verdict.applied < asked:
            left = self.tr("{0} changed before the press").format(asked - verdict.applied)
            return f"{sentence} · {left}"
        return sentence

    def _failed(self, _: Exception) -> None:
        self.answered.emit(self.tr("No answer from the engine. See what the list says before asking again."))
