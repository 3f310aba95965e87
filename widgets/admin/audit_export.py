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
from app.domain.audit import GENESIS, AuditFilter
from app.wire.administration import AuditPage, NoteExport, ReadAudit
from app.wire.messages import Done
from widgets import tasks
from widgets.admin.audit_text import Format, heading
from widgets.admin.export_file import ExportFile
from widgets.admin.verdict_words import answer_words
from widgets.clipping import one_line
from widgets.file_faults import fault_words
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
        self._gaps = False

    @property
    def running(self) -> bool:
        return self._task is not None

    def start(self, plan: ExportPlan) -> None:
        """Begin; nothing while one is under way."""
        if self._task is None:
            parts = plan.filter
            self._gaps = plan.format is Format.JSON_LINES and bool(
                parts.text or parts.operator or parts.act or parts.outcome
            )
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
            rows, first = await self._copy(file.add, plan.filter)
            before = await self._hash_before(first) if plan.format is Format.JSON_LINES else GENESIS
            self._putting = True
            begin = heading(plan.format, first=max(1, first), entries=rows, before=before)
            await asyncio.to_thread(file.commit, begin)
        finally:
            self._putting = False
            # Not awaited: this runs also when the page is closed, and a slow disk must not hold the window.
            asyncio.get_running_loop().run_in_executor(None, file.discard)
        return rows

    async def _copy(self, add: Callable[..., None], filter_: AuditFilter) -> tuple[int, int]:
        """Read all pages from the newest to the oldest; how many entries there were, and the first."""
        rows, before = 0, 0
        while True:
            page = await self._read(ReadAudit(filter_, before, PAGE))
            before = page.entries[-1].seq if page.entries else before
            await asyncio.to_thread(add, page.entries)
            rows += len(page.entries)
            self.progressed.emit(rows)
            if not page.more or not page.entries:
                return rows, before

    async def _hash_before(self, first: int) -> bytes:
        """What the chain of the file begins from; that of a filter has gaps and no such thing."""
        if first <= 1:
            return GENESIS
        page = await self._read(ReadAudit(AuditFilter(), first, 1))
        return page.entries[0].hash if page.entries else GENESIS

    async def _read(self, body: ReadAudit) -> AuditPage:
        page = await self._hub.ask(body, READ_LIMIT_S)
        if not isinstance(page, AuditPage):
            raise _Refused(page)
        return page

    def _done(self, rows: int) -> None:
        self._task = None
        done = self.tr("Exported {0} entries.").format(number(rows))
        gaps = self.tr("With a filter the chain has gaps and cannot be proved.")
        self.finished.emit(f"{done} {gaps}" if self._gaps else done)

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
