"""Makes one package of evidence for an operator, and says how far it is and what became of it."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, Signal

from app.bridge.evidence import Evidence, EvidenceWanted, Exported, unlocked_of
from app.bridge.hub import Hub
from video.desk.evidence_words import problem_words
from widgets import tasks


class EvidenceMaking(QObject):
    """One at a time. GUI thread."""

    progressed = Signal(float)
    """The share that is made, from 0 to 1."""
    made = Signal(object)
    """An `Exported`, in its place and read back."""
    failed = Signal(str)
    """A sentence; also when it was cancelled."""

    def __init__(self, hub: Hub, evidence: Evidence, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._evidence = hub, evidence
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        return self._task is not None

    def start(self, wanted: EvidenceWanted) -> None:
        """Begin; nothing while one is under way."""
        if self._task is None:
            unlocked = unlocked_of(self._hub.access)
            work = self._evidence.export(wanted, self.progressed.emit, unlocked)
            self._task = tasks.run(self, work, self._done, self._failed)

    def cancel(self) -> None:
        """The process is ended, and nothing is left of the package."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.failed.emit(self.tr("Cancelled. Nothing was saved."))

    def _done(self, exported: Exported) -> None:
        self._task = None
        self.made.emit(exported)

    def _failed(self, problem: Exception) -> None:
        self._task = None
        self.failed.emit(problem_words(problem, self._hub.access))
