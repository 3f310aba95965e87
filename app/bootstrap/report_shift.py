"""Gathers what belongs to one shift, and prints it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.bootstrap.commands import Unable
from app.bootstrap.report_parts import ReportParts
from app.domain.plain_text import plain
from app.domain.shifts import Shift
from app.store import report_reading
from widgets.reports.paper import print_pdf
from widgets.reports.shift_document import ShiftPaper, shift_sheets

READ = 0.4


def make_shift(parts: ReportParts, shift: str, out: Path) -> None:
    """Raises Unable where there is no such shift."""
    paper = _gathered(parts, shift)
    parts.on_progress(READ)
    sheets = shift_sheets(paper, parts.city, parts.edition)
    print_pdf(out, sheets, parts.edition, lambda share: parts.on_progress(READ + (1 - READ) * share))


def _gathered(parts: ReportParts, id_: str) -> ShiftPaper:
    shift = _shift(parts, id_)
    if shift is None:
        none = QCoreApplication.translate("ReportFaults", "There is no shift {0}.")
        raise Unable(none.format(plain(id_, 40)))
    reader = parts.reader
    who, since, until = shift.operator, shift.began, shift.ended or parts.edition.made_at
    items = (reader.incident(item) for item in shift.open_items)
    return ShiftPaper(
        shift,
        _shift(parts, shift.taken_from) if shift.taken_from else None,
        [item for item in items if item is not None],
        reader.ask(partial(report_reading.touched_by, operator=who, since=since, until=until)),
        reader.ask(partial(report_reading.commands_of, operator=who, since=since, until=until)),
    )


def _shift(parts: ReportParts, id_: str) -> Shift | None:
    return parts.reader.ask(partial(report_reading.find_shift, shift=id_))
