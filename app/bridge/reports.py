"""Has reports made by a process of their own, which says how far it is and can be ended at any time."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.bridge.errand import Errand, Errands, ErrandStopped, OnProgress

PROGRESS = "progress "
"""What a line of the process begins with that says how far it is; of other lines the last one counts."""
WORK = ".report-"
"""What the name of a report's work folder begins with."""


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
    """One at a time. GUI thread."""

    def __init__(self, command: Sequence[str], options: Sequence[str]) -> None:
        """`command` runs a report, `options` come after the words of each: where the data are."""
        self._command, self._options = list(command), list(options)
        self._errands = Errands("reports")

    @property
    def running(self) -> bool:
        return self._errands.running

    async def run(self, request: ReportRequest, on_progress: OnProgress, record: Record) -> Path:
        """Make it beside its place, have it put on record, and put it in its place.

        Raises ReportFailed, OSError, and what `record` raises; then nothing is left of it, as when the task
        is cancelled. Raises RuntimeError while another one is made.
        """
        with self._errands.one(WORK, request.out.parent, on_progress) as errand:
            part = await self._errands.do(partial(_made, errand, self._arguments(request), request.out))
            made = await self._errands.do(partial(_measured, part))
            await record(made)
            await self._errands.do(partial(part.replace, request.out))
        return request.out

    def close(self) -> None:
        """End what is under way, and wait for its process to be gone."""
        self._errands.close()

    def _arguments(self, request: ReportRequest) -> list[str]:
        more = ["--language", request.language, *(["--by", request.by] if request.by else [])]
        return [*self._command, *request.words, *self._options, *more]


def _made(errand: Errand, arguments: list[str], out: Path) -> Path:
    """The report in its work folder."""
    part = errand.make_folder() / f"report{out.suffix}"

    def take(line: str) -> bool:
        if line.startswith(PROGRESS):
            errand.tell(float(line.removeprefix(PROGRESS)))
        return line.startswith(PROGRESS)

    try:
        errand.start([*arguments, "--out", str(part)])
    except ErrandStopped:
        raise ReportFailed from None
    well, remark = errand.hear(take)
    if not well:
        raise ReportFailed(remark)
    return part


def _measured(part: Path) -> MadeReport:
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return MadeReport(digest, part.stat().st_size)
