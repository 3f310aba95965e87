"""Asks the engine what an administrator wants, one thing at a time, and says what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome
from app.wire.administration import OneTimeCode
from app.wire.messages import Done
from widgets import tasks
from widgets.admin.verdict_words import answer_words, away_words
from widgets.clipping import one_line


@dataclass(frozen=True, slots=True)
class Answered:
    """`sentence` says why it was not done; empty when it was."""

    body: object
    applied: bool
    sentence: str = ""
    superseded: bool = False
    code: OneTimeCode | None = None


class AdminRequests(QObject):
    """GUI thread."""

    answered = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.busy = False

    def ask(self, body: object) -> bool:
        """False while the answer to something else is awaited: then nothing is asked."""
        if self.busy:
            return False
        self._set_busy(True)
        tasks.run(self, self._answer(body), self._tell, lambda problem: self._lost(body, problem))
        return True

    async def _answer(self, body: object) -> Answered:
        answer = await self._hub.ask(body)
        if isinstance(answer, OneTimeCode):
            return Answered(body, applied=True, code=answer)
        outcome = answer.verdict.outcome if isinstance(answer, Done) else Outcome.REFUSED
        if outcome is Outcome.APPLIED:
            return Answered(body, applied=True)
        rules = self._hub.access.rules
        sentence = answer_words(answer, rules.roles if rules is not None else ())
        return Answered(body, False, sentence, superseded=outcome is Outcome.SUPERSEDED)

    def _tell(self, answered: Answered) -> None:
        self._set_busy(False)
        self.answered.emit(answered)

    def _lost(self, body: object, problem: Exception) -> None:
        known = isinstance(problem, EngineAway)
        self._tell(Answered(body, False, away_words() if known else one_line(str(problem))))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
