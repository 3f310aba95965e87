"""Asks the engine for what the lighting page wants, and says in a sentence what came of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain import control_acts as acts
from app.domain.acts import Outcome, Verdict
from app.domain.interlocks import Condition
from app.domain.plain_text import shown
from app.wire.control import Conditions, Issued, Selected
from widgets import tasks
from widgets.access.permits import Permits
from widgets.access.refusals import refusal_here
from widgets.control import words


class LightingRequests(QObject):
    """GUI thread."""

    answered = Signal(str)
    """A sentence: what was done, or why it was not."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.permits = Permits(hub)

    def issue(self, act: acts.Command | acts.LightUp | acts.RetryGroup | acts.Operate, done: str) -> None:
        """`done` is said when it went out."""
        self._run(self._hub.control.issue(act), lambda answer: self._tell_issued(answer, done))

    def select(self, act: acts.Select, then: Callable[[Selected], None]) -> None:
        """`then` gets the answer when it was not refused."""
        self._run(self._hub.control.select(act), lambda answer: self._go_on(answer, then))

    def review(self, selection: Any, then: Callable[[Selected], None]) -> None:
        self._run(self._hub.control.review(selection), lambda answer: self._go_on(answer, then))

    def release(self, selection: str) -> None:
        self._run(self._hub.control.release(selection), self._tell_refused)

    def act(
        self,
        act: acts.StopGroup | acts.PutPlan | acts.PutGroup | acts.DropGroup,
        done: str = "",
        then: Callable[[Verdict], None] | None = None,
    ) -> None:
        """`then` is told the verdict, whatever it is."""

        def tell(verdict: Verdict) -> None:
            if verdict.outcome is Outcome.APPLIED and done:
                self.answered.emit(done)
            self._tell_refused(verdict)
            if then is not None:
                then(verdict)

        self._run(self._hub.control.act(act), tell)

    def conditions(self, act: acts.ReadConditions, then: Callable[[Conditions], None]) -> None:
        """Says nothing when there is no answer: it is asked again soon."""
        tasks.run(self, self._hub.control.conditions(act), then, lambda _: None)

    def why(self, verdict: Verdict) -> str:
        """Why it was not done; empty when it was."""
        return refusal_here(verdict, self._hub.access)

    def _run(self, work: Coroutine[Any, Any, Any], then: Callable[[Any], None]) -> None:
        tasks.run(self, work, then, self._failed)

    def _tell_issued(self, answer: Issued, done: str) -> None:
        if answer.verdict.outcome is Outcome.APPLIED:
            self.answered.emit(done)
            return
        because = unmet(answer.conditions)
        self.answered.emit(because or self.why(answer.verdict) or self.tr("Not done."))

    def _go_on(self, answer: Selected, then: Callable[[Selected], None]) -> None:
        if answer.verdict.outcome is Outcome.APPLIED and answer.selection is not None:
            then(answer)
            return
        because = unmet(answer.conditions)
        self.answered.emit(because or self.why(answer.verdict) or self.tr("Not done."))

    def _tell_refused(self, verdict: Verdict) -> None:
        if verdict.outcome is not Outcome.APPLIED:
            self.answered.emit(self.why(verdict) or self.tr("Not done."))

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, EngineAway):
            self.answered.emit(
                self.tr("No answer from the engine. Look at what is shown before asking again.")
            )
        else:
            self.answered.emit(shown(str(problem)))


def unmet(conditions: tuple[Condition, ...]) -> str:
    """The conditions that stood in the way, in words."""
    return " · ".join(_unmet(one) for one in conditions if not one.met)


def _unmet(one: Condition) -> str:
    about = shown(one.about)
    return f"{words.interlock(one.interlock)}: {about}" if about else words.interlock(one.interlock)
