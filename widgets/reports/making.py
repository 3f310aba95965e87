"""Makes one report for an operator: by a process of its own, on record with its hash, then in its place."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.reports import MadeReport, ReportFailed, ReportRequest
from app.bridge.views import EngineAway
from app.domain.acts import Outcome
from app.wire.administration import NoteExport
from app.wire.messages import Done
from widgets import tasks
from widgets.admin.verdict_words import answer_words
from widgets.clipping import one_line
from widgets.file_faults import fault_words


class _Refused(Exception):
    """`args[0]` is what the engine answered."""


class ReportMaking(QObject):
    """One at a time. GUI thread."""

    progressed = Signal(float)
    """The share that is made, from 0 to 1."""
    finished = Signal(str)
    """A sentence; also when it was cancelled."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._task: asyncio.Task[None] | None = None
        self.made: Path | None = None
        """The last file that was made, and is in its place."""

    @property
    def running(self) -> bool:
        return self._task is not None

    def start(self, request: ReportRequest) -> None:
        """Begin; nothing while one is under way."""
        if self._task is None:
            self.made = None
            self._task = tasks.run(self, self._run(request), self._done, self._failed)

    def cancel(self) -> None:
        """The process is ended, and the file stays as it was before."""
        if self._task is None:
            return
        self._task.cancel()
        self._task = None
        self.finished.emit(self.tr("Report cancelled. No file was written."))

    async def _run(self, request: ReportRequest) -> Path:
        async def record(made: MadeReport) -> None:
            answer = await self._hub.ask(NoteExport("report", str(request.out), 0, _told(request, made)))
            if not isinstance(answer, Done) or answer.verdict.outcome is not Outcome.APPLIED:
                raise _Refused(answer)

        return await self._hub.reports.run(request, self.progressed.emit, record)

    def _done(self, path: Path) -> None:
        self._task = None
        self.made = path
        self.finished.emit(self.tr("Saved as {0}.").format(path.name))

    def _failed(self, problem: Exception) -> None:
        self._task = None
        if isinstance(problem, _Refused):
            why = answer_words(problem.args[0])
        elif isinstance(problem, EngineAway):
            why = self.tr("The engine did not answer. Try again when it is back.")
        elif isinstance(problem, OSError):
            why = fault_words(problem)
        elif isinstance(problem, ReportFailed):
            why = one_line(str(problem)) or self.tr("The report could not be made.")
        else:
            why = one_line(str(problem))
        nothing = self.tr("No file was written.")
        self.finished.emit(f"{nothing} {why}")


def _told(request: ReportRequest, made: MadeReport) -> str:
    """For the entry on record; the hash proves later which file it was."""
    words = " ".join(request.words)
    return f"{words} language={request.language} bytes={made.size} sha256={made.sha256}"
