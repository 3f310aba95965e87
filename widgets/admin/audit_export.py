"""Takes the audit trail out into a file: on record first, then read page by page, then whole in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome
from app.domain.audit import AuditFilter
from app.wire.administration import AuditPage, NoteExport, ReadAudit
from app.wire.messages import Done
from widgets import tasks
from widgets.admin.audit_text import Format
from widgets.admin.clipping import one_line
from widgets.admin.export_file import ExportFile, fault_words
from widgets.admin.verdict_words import answer_words
from widgets.formats import number

PAGE = 1000
READ_LIMIT_S = 60.0


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """`rows` is how many there will be, 0 where a filter leaves that open."""

    path: Path
    format: Format
    filter: AuditFilter
    rows: int = 0


class _Refused(Exception):
    """`args[0]` is what the engine answered."""


class AuditExport(QObject):
    """One export at a time. Reading is asked of the engine, writing runs on a worker thread. GUI thread."""

    progressed = Signal(int)
    """Entries read and written so far."""
    finished = Signal(str)
    """A sentence; also when it was cancelled."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._task: asyncio.Task[None] | None = None
        self._putting = False

    @property
    def running(self) -> bool:
        return self._task is not None

    def start(self, plan: ExportPlan) -> None:
        """Begin; nothing while one is under way."""
        if self._task is None:
            self._task = tasks.run(self, self._run(plan), self._done, self._failed)

    def cancel(self) -> None:
        """Leave the file as it was before. Too late once the last page is written."""
        if self._task is None or self._putting:
            return
        self._task.cancel()
        self._task = None
        self.finished.emit(self.tr("Export cancelled. No file was written."))

    async def _run(self, plan: ExportPlan) -> int:
        note = NoteExport("audit", str(plan.path), plan.rows, _told(plan))
        answer = await self._hub.ask(note)
        if not isinstance(answer, Done) or answer.verdict.outcome is not Outcome.APPLIED:
            raise _Refused(answer)
        file = ExportFile(plan.path, plan.format)
        try:
            await asyncio.to_thread(file.open)
            rows = await self._copy(file.add, plan.filter)
            self._putting = True
            await asyncio.to_thread(file.commit)
        finally:
            self._putting = False
            # Not awaited: this runs also when the page is closed, and a slow disk must not hold the window.
            asyncio.get_running_loop().run_in_executor(None, file.discard)
        return rows

    async def _copy(self, add: Callable[..., None], filter_: AuditFilter) -> int:
        """Read all pages from the newest to the oldest; answers how many entries there were."""
        rows, before = 0, 0
        while True:
            page = await self._hub.ask(ReadAudit(filter_, before, PAGE), READ_LIMIT_S)
            if not isinstance(page, AuditPage):
                raise _Refused(page)
            await asyncio.to_thread(add, page.entries)
            rows += len(page.entries)
            self.progressed.emit(rows)
            if not page.more or not page.entries:
                return rows
            before = page.entries[-1].seq

    def _done(self, rows: int) -> None:
        self._task = None
        self.finished.emit(self.tr("Exported {0} entries.").format(number(rows)))

    def _failed(self, problem: Exception) -> None:
        self._task = None
        nothing = self.tr("No file was written.")
        if isinstance(problem, _Refused):
            why = answer_words(problem.args[0])
        elif isinstance(problem, EngineAway):
            why = self.tr("The engine did not answer. Try again when it is back.")
        elif isinstance(problem, OSError):
            why = fault_words(problem)
        else:
            why = one_line(str(problem))
        self.finished.emit(f"{nothing} {why}")


def _told(plan: ExportPlan) -> str:
    """The filter, for the entry that this export itself leaves in the trail."""
    set_ = ((field.name, getattr(plan.filter, field.name)) for field in fields(plan.filter))
    return " ".join([f"format={plan.format}", *(f"{name}={value}" for name, value in set_ if value)])
