"""A report of tables as pages, as a workbook, or as separated text."""

from __future__ import annotations

import csv
import enum
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.reporting.tables import Table, TableReport
from app.domain.spreadsheet import row
from widgets.reports import markup
from widgets.reports.edition import Edition
from widgets.reports.paper import OnProgress, Sheets, print_pdf
from widgets.reports.values import RIGHT, written
from widgets.reports.workbook import write_workbook


class FileFormat(enum.StrEnum):
    """Also the end of the file's name."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"


def write_tables(
    path: Path, report: TableReport, edition: Edition, format_: FileFormat, on_progress: OnProgress
) -> None:
    """Raises OSError."""
    write: dict[FileFormat, Callable[[], object]] = {
        FileFormat.PDF: lambda: print_pdf(path, table_sheets(report, edition), edition, on_progress),
        FileFormat.XLSX: lambda: write_workbook(path, report, edition),
        FileFormat.CSV: lambda: write_separated(path, report, edition),
    }
    write[format_]()
    on_progress(1.0)


def table_sheets(report: TableReport, edition: Edition) -> Sheets:
    parts = [markup.heading(report.title, 1), markup.paragraph(report.period)]
    parts += [_table(table, edition) for table in report.tables]
    return Sheets(f"{report.title} · {report.period}", "".join(parts), {})


def _table(table: Table, edition: Edition) -> str:
    if table.rows:
        body = markup.table(
            [column.label for column in table.columns],
            (
                [
                    written(value, column.unit, edition)
                    for value, column in zip(values, table.columns, strict=True)
                ]
                for values in table.rows
            ),
            right=frozenset(place for place, each in enumerate(table.columns) if each.unit in RIGHT),
        )
    else:
        body = markup.paragraph(QCoreApplication.translate("ReportTables", "Nothing in this time."))
    note = markup.paragraph(table.note, "note") if table.note else ""
    return markup.heading(table.title) + body + note


def write_separated(path: Path, report: TableReport, edition: Edition) -> None:
    """Every table with its title above it and an empty line between two; numbers as they are, times of the
    clock in the city's time, nothing that a spreadsheet would run. UTF-8 with a mark, as Excel wants it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(row((report.title, report.period)))
        for table in report.tables:
            out.writerow(())
            out.writerow(row((table.title,)))
            out.writerow(row(column.label for column in table.columns))
            for values in table.rows:
                out.writerow(row(_cells(values, table, edition)))


def _cells(values: tuple[str | int | float | None, ...], table: Table, edition: Edition) -> list[object]:
    pairs = zip(values, table.columns, strict=True)
    return [
        written(value, column.unit, edition) if column.unit == "moment" and value else value
        for value, column in pairs
    ]
