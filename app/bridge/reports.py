"""Has reports made by a process of their own, which says how far it is and can be ended at any time."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROGRESS = "progress "
"""What a line of the process begins with that says how far it is; of other lines the last one counts."""
HIDDEN = 0
if sys.platform == "win32":
    HIDDEN = subprocess.CREATE_NO_WINDOW
ENDS_WITHIN_S = 5.0
LONGEST_LINE = 400
HASHED_AT_ONCE = 1 << 20

OnProgress = Callable[[float], None]
"""Told the share that is made, from 0 to 1, on the GUI thread."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """`words` name the report as the command line does: `("quarter", "2026-1")`. `out` is where the file is
    to be; its end chooses the format. `by` is who asked."""

    words: tuple[str, ...]
    out: Path
    language: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report that is made and not yet in its place."""

    sha256: str
    size: int


class ReportFailed(Exception):
    """`str()` is the process's own sentence, in English; empty when it said none."""


Record = Callable[[MadeReport], Awaitable[None]]
"""Puts a report on record; what it raises keeps the file from its place."""


class Reports:
    """One at a time. GUI thread; the process is started, heard and waited for by a thread."""

    def __init__(self, command: Sequence[str], options: Sequence[str]) -> None:
        """`command` runs a report, `options` come after the words of each: where the data are."""
        self._command, self._options = list(command), list(options)
        self._worker: ThreadPoolExecutor | None = None
        self._job: _Job | None = None
        self._closed = False

    @property
    def running(self) -> bool:
        return self._job is not None

    async def run(self, request: ReportRequest, on_progress: OnProgress, record: Record) -> Path:
        """Make it beside its place, have it put on record, and put it in its place.

        Raises ReportFailed, OSError, and what `record` raises; then nothing is left of it, as when the task
        is cancelled. Raises RuntimeError while another one is made.
        """
        if self._job is not None:
            raise RuntimeError("a report is being made")
        loop = asyncio.get_running_loop()

        def tell(share: float) -> None:
            loop.call_soon_threadsafe(self._tell, job, on_progress, share)

        job = self._job = _Job(self._arguments(request), request.out, tell)
        worker = self._worker = self._worker or ThreadPoolExecutor(1, thread_name_prefix="reports")
        try:
            made = await loop.run_in_executor(worker, job.make)
            await record(made)
            await loop.run_in_executor(worker, job.keep)
        finally:
            self._job = None
            job.stop()
            if not self._closed:
                worker.submit(job.clear)
        return request.out

    def close(self) -> None:
        """End what is under way, and wait for its process to be gone."""
        self._closed = True
        if self._worker is None:
            return
        if self._job is not None:
            self._job.stop()
            self._worker.submit(self._job.clear)
        self._worker.shutdown(wait=True)

    def _tell(self, job: _Job, on_progress: OnProgress, share: float) -> None:
        if self._job is job:
            on_progress(share)

    def _arguments(self, request: ReportRequest) -> list[str]:
        more = ["--language", request.language, *(["--by", request.by] if request.by else [])]
        return [*self._command, *request.words, *self._options, *more]


class _Job:
    """One process and the folder it writes into, which stands beside the report's place so that the file can
    be moved there whole. `stop` from any thread, the rest on the worker's."""

    def __init__(self, arguments: list[str], out: Path, tell: OnProgress) -> None:
        self._arguments, self._out, self._tell = arguments, out, tell
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[str] | None = None
        self._folder: Path | None = None

    def make(self) -> MadeReport:
        self._folder = Path(tempfile.mkdtemp(prefix=".report-", dir=self._out.parent))
        part = self._part(self._folder)
        process = self._start(part)
        last = self._hear(process)
        if process.wait() != 0:
            raise ReportFailed(last)
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return MadeReport(digest, part.stat().st_size)

    def keep(self) -> None:
        assert self._folder is not None
        self._part(self._folder).replace(self._out)

    def stop(self) -> None:
        """End the process if it runs; one that is not started yet never is."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def clear(self) -> None:
        """Wait for the process, and leave nothing but what was kept."""
        if self._process is not None:
            try:
                self._process.wait(ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _part(self, folder: Path) -> Path:
        return folder / f"report{self._out.suffix}"

    def _start(self, part: Path) -> subprocess.Popen[str]:
        with self._lock:
            if self._stopped:
                raise ReportFailed("")
            self._process = subprocess.Popen(
                [*self._arguments, "--out", str(part)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                creationflags=HIDDEN,
            )
            return self._process

    def _hear(self, process: subprocess.Popen[str]) -> str:
        """Pass on how far it is until it ends; the last other thing that it said."""
        last = ""
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(PROGRESS):
                self._tell(float(line.removeprefix(PROGRESS)))
            elif line.strip():
                last = line.strip()[:LONGEST_LINE]
        return last
