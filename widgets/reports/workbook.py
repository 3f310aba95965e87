"""A report of tables as an Excel workbook: a sheet for each table, numbers as numbers, nothing that runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import xlsxwriter
from PySide6.QtCore import QCoreApplication

from app.domain.reporting.tables import Cell, Column, Table, TableReport, Unit
from app.domain.spreadsheet import cell
from widgets.reports.edition import Edition

FORMATS = {
    Unit.TEXT: "@",
    Unit.COUNT: "# ##0",
    Unit.AMOUNT: "# ##0.0",
    Unit.SHARE: "0%",
    Unit.SECONDS: "[h]:mm:ss",
    Unit.MOMENT: "dd/mm/yyyy hh:mm:ss",
}
FIRST, WIDTH = 32, 16
"""Widths of the first and of the other columns, in characters."""
_DAY_S = 86_400
_NO_NAME_HOLDS = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


def write_workbook(path: Path, report: TableReport, edition: Edition) -> None:
    """Raises OSError."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"title": cell(report.title), "subject": cell(report.period)})
            taken: set[str] = set()
            _cover(book, report, edition, taken)
            for table in report.tables:
                _sheet(book, table, _name(table.title, taken), edition)
    except xlsxwriter.exceptions.FileCreateError as problem:
        raise OSError(f"{path.name} cannot be written") from problem


def _cover(book: Any, report: TableReport, edition: Edition, taken: set[str]) -> None:
    sheet = book.add_worksheet(_name(QCoreApplication.translate("ReportTables", "Report"), taken))
    sheet.set_column(0, 0, 60)
    made = QCoreApplication.translate("ReportPage", "Made {0}").format(edition.moment(edition.made_at))
    for place, text in enumerate((report.title, report.period, edition.site, made, edition.by)):
        sheet.write_string(place, 0, cell(text))


def _sheet(book: Any, table: Table, name: str, edition: Edition) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    shapes = [book.add_format({"num_format": FORMATS[column.unit]}) for column in table.columns]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, max(1, len(table.columns) - 1), WIDTH)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, cell(column.label), bold)
    for line, values in enumerate(table.rows, 1):
        for place, (value, column) in enumerate(zip(values, table.columns, strict=True)):
            _write(sheet, (line, place), value, column, shapes[place], edition)


def _write(
    sheet: Any, place: tuple[int, int], value: Cell, column: Column, shape: Any, edition: Edition
) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(*place, cell(value), shape)
    elif column.unit is Unit.MOMENT:
        # Excel knows no time zones: the city's own time is written down.
        sheet.write_datetime(*place, edition.local(int(value)).replace(tzinfo=None), shape)
    else:
        sheet.write_number(*place, value / _DAY_S if column.unit is Unit.SECONDS else value, shape)


def _name(title: str, taken: set[str]) -> str:
    """What Excel takes as the name of a sheet, each only once."""
    name = _NO_NAME_HOLDS.sub(" ", title).strip(" '")[:LONGEST_NAME] or "-"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{name[: LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name
