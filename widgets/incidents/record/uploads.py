"""Files on their way to an incident: one after the other, with how far it is and why one was refused."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Verdict
from app.domain.plain_text import shown
from widgets import tasks
from widgets.access.refusals import refusal_here


class Uploads(QObject):
    """They go on when another incident is looked at. GUI thread."""

    progressed = Signal(str, float, int)
    """The file that is brought now, its share from 0 to 1, and how many wait behind it."""
    finished = Signal()
    """None is under way."""
    refused = Signal(str, str)
    """A file, and why it was not taken."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._waiting: deque[tuple[str, Path, str]] = deque()
        self._now: Path | None = None

    @property
    def busy(self) -> bool:
        return self._now is not None

    def add(self, incident: str, paths: Iterable[Path], note: str = "") -> None:
        """`note` is kept beside each of them."""
        self._waiting.extend((incident, path, note) for path in paths)
        if not self.busy:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._now = None
            self.finished.emit()
            return
        incident, path, note = self._waiting.popleft()
        self._now = path
        self._tell(0.0)
        tasks.run(self, self._hub.incidents.attach(incident, path, note, self._tell), self._take, self._fail)

    def _tell(self, share: float) -> None:
        if self._now is not None:
            self.progressed.emit(shown(self._now.name, 80), share, len(self._waiting))

    def _take(self, verdict: Verdict) -> None:
        if verdict.outcome is not Outcome.APPLIED:
            self._refuse(refusal_here(verdict, self._hub.access) or self.tr("Not done."))
        self._next()

    def _fail(self, problem: Exception) -> None:
        if isinstance(problem, EngineAway):
            self._refuse(self.tr("No answer from the engine. Attach it again when it is back."))
        elif isinstance(problem, OSError):
            self._refuse(self.tr("The file cannot be read."))
        else:
            self._refuse(self.tr("It could not be attached."))
        self._next()

    def _refuse(self, why: str) -> None:
        self.refused.emit("" if self._now is None else shown(self._now.name, 80), why)
