"""Asks the engine for what is done with cameras, and says why where it was not done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.video import VideoAct
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Verdict
from widgets import tasks
from widgets.access.refusals import refusal_here


class VideoRequests(QObject):
    """Several may be under way: steering does not wait for the answer to the last push. GUI thread."""

    said = Signal(str)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub

    def ask(self, act: VideoAct, then: Callable[[bool], None] | None = None) -> None:
        """`then` is told whether it was applied."""
        tasks.run(
            self,
            self._hub.video.act(act),
            lambda verdict: self._take(verdict, then),
            lambda problem: self._fail(problem, then),
        )

    def _take(self, verdict: Verdict, then: Callable[[bool], None] | None) -> None:
        done = verdict.outcome is Outcome.APPLIED
        if not done:
            self.said.emit(refusal_here(verdict, self._hub.access) or self.tr("Not done."))
        if then is not None:
            then(done)

    def _fail(self, problem: Exception, then: Callable[[bool], None] | None) -> None:
        away = isinstance(problem, EngineAway)
        self.said.emit(self.tr("No answer from the engine.") if away else self.tr("It could not be asked."))
        if then is not None:
            then(False)
