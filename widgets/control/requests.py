"""Sends what an operator asks of devices, one act at a time, and says in one sentence what came of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain import control_acts as acts
from app.domain.acts import Outcome, Verdict
from app.domain.selections import Selection
from app.wire.control import Conditions, Issued, Selected
from widgets import tasks
from widgets.access.permits import Permits
from widgets.access.refusals import refusal_here

Plain = (
    acts.CancelCommand
    | acts.StopGroup
    | acts.TagDevice
    | acts.UntagDevice
    | acts.PutPlan
    | acts.PutGroup
    | acts.DropGroup
)


class ControlRequests(QObject):
    """One for each view, so that an answer appears where it was asked for. GUI thread."""

    answered = Signal(str)
    """A sentence: what was done, or why it was not."""
    selected = Signal(object)
    """The `Selected` of select, review and signatures, applied or not."""
    issued = Signal(object)
    """The `Issued` of operate and command, applied or not."""
    done = Signal(object, object)
    """An act of the plain ones, and its `Verdict`."""
    conditions_came = Signal(object, object)
    """What was asked, and the `Conditions`; None when the engine did not answer."""
    busy_changed = Signal(bool)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.permits = Permits(hub)
        self.busy = False
        self._reading = False

    def select(self, act: acts.Select) -> bool:
        """Like all of these: False while another answer is awaited, and then nothing is asked."""
        return self._ask(self._hub.control.select(act), self._take_selected, self.tr("Selected"))

    def review(self, selection: Selection) -> bool:
        return self._ask(self._hub.control.review(selection), self._take_selected, self.tr("Reviewed"))

    def sign(self, act: acts.Sign | acts.SignHere) -> bool:
        return self._ask(self._hub.control.sign(act), self._take_selected, self.tr("Signed"))

    def release(self, selection: str) -> bool:
        return self._ask(self._hub.control.release(selection), self._take_release, self.tr("Released"))

    def issue(self, act: acts.Operate | acts.Command | acts.LightUp | acts.RetryGroup) -> bool:
        return self._ask(self._hub.control.issue(act), self._take_issued, self.tr("Sent"))

    def act(self, act: Plain, done: str) -> bool:
        return self._ask(
            self._hub.control.act(act), lambda verdict, said: self._take_plain(act, verdict, said), done
        )

    def read_conditions(self, act: acts.ReadConditions) -> bool:
        """Besides the acts, and one at a time as well; failures are silent, for it is asked every second."""
        if self._reading:
            return False
        self._reading = True
        tasks.run(
            self,
            self._hub.control.conditions(act),
            lambda found: self._take_conditions(act, found),
            lambda _: self._take_conditions(act, None),
        )
        return True

    def _ask(self, work: Coroutine[Any, Any, Any], take: Callable[[Any, str], None], done: str) -> bool:
        if self.busy:
            work.close()
            return False
        self._set_busy(True)
        tasks.run(self, work, lambda answer: self._end(take, answer, done), self._failed)
        return True

    def _end(self, take: Callable[[Any, str], None], answer: Any, done: str) -> None:
        self._set_busy(False)
        take(answer, done)

    def _take_selected(self, answer: Selected, done: str) -> None:
        self._say(answer.verdict, done)
        self.selected.emit(answer)

    def _take_issued(self, answer: Issued, done: str) -> None:
        self._say(answer.verdict, done)
        self.issued.emit(answer)

    def _take_release(self, verdict: Verdict, done: str) -> None:
        self._say(verdict, done)

    def _take_plain(self, act: Plain, verdict: Verdict, done: str) -> None:
        self._say(verdict, done)
        self.done.emit(act, verdict)

    def _take_conditions(self, act: acts.ReadConditions, found: Conditions | None) -> None:
        self._reading = False
        self.conditions_came.emit(act, found)

    def _say(self, verdict: Verdict, done: str) -> None:
        if verdict.outcome is Outcome.APPLIED:
            self.answered.emit(done)
        else:
            self.answered.emit(refusal_here(verdict, self._hub.access) or self.tr("Not done."))

    def _failed(self, problem: Exception) -> None:
        self._set_busy(False)
        known = isinstance(problem, EngineAway)
        sentence = self.tr("No answer from the engine. See what the device says before asking again.")
        self.answered.emit(sentence if known else self.tr("It could not be asked."))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
