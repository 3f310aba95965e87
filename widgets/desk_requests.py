"""Asks the desk for what is about no single incident: shifts, the work plan, procedures. One at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.incidents import DeskAct
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Verdict
from widgets import tasks
from widgets.access.refusals import refusal_here


class DeskRequests(QObject):
    """One for each view, so that an answer appears where it was asked for. GUI thread."""

    done = Signal(object)
    """An act that was applied."""
    refused = Signal(object, str)
    """An act that was not, and why."""
    superseded = Signal(object, str)
    """An act that came too late, because somebody else changed the thing before; and who."""
    busy_changed = Signal(bool)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.busy = False

    def ask(self, act: DeskAct) -> bool:
        """False while the answer to something else is awaited: then nothing is asked."""
        if self.busy:
            return False
        self._set_busy(True)
        tasks.run(
            self,
            self._hub.incidents.done(act),
            lambda verdict: self._take(act, verdict),
            lambda problem: self._fail(act, problem),
        )
        return True

    def _take(self, act: DeskAct, verdict: Verdict) -> None:
        self._set_busy(False)
        sentence = refusal_here(verdict, self._hub.access)
        if verdict.outcome is Outcome.APPLIED:
            self.done.emit(act)
        elif verdict.outcome is Outcome.SUPERSEDED:
            self.superseded.emit(act, sentence)
        else:
            self.refused.emit(act, sentence or self.tr("Not done."))

    def _fail(self, act: DeskAct, problem: Exception) -> None:
        self._set_busy(False)
        away = self.tr("No answer from the engine. See what is shown before asking again.")
        self.refused.emit(act, away if isinstance(problem, EngineAway) else self.tr("It could not be asked."))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
