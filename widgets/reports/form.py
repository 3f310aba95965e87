"""The questions of a report: which incident, quarter, shift or days, which format and language."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QLineEdit, QSpinBox, QWidget

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from app.domain.shifts import Shift
from app.domain.work_plan import FIRST_YEAR, LAST_YEAR
from widgets.formats import local

KINDS = ("incident", "period", "quarter", "shift", "alarms", "cameras")
PAGES, TABLES = ("pdf",), ("pdf", "xlsx", "csv")
FORMATS = {
    "incident": PAGES,
    "shift": PAGES,
    "period": TABLES,
    "quarter": TABLES,
    "alarms": TABLES,
    "cameras": TABLES,
}
_NUMBER = re.compile(r"(?:INC-)?0*(\d{1,9})", re.IGNORECASE)
_OWN = ""


class Days(NamedTuple):
    first: QDate
    last: QDate


class ReportForm(QWidget):
    """`kind` is one of KINDS. GUI thread."""

    changed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.kind = KINDS[0]
        self.incident = QLineEdit()
        self.incident.setPlaceholderText("INC-0417")
        self.year, self.quarter = QSpinBox(), QComboBox()
        self.shift, self.period = QComboBox(), QComboBox()
        self.first, self.last = QDateEdit(), QDateEdit()
        self.format, self.language = QComboBox(), QComboBox()
        self._fill()
        self._form = QFormLayout(self)
        self._lay_out()
        self._connect()
        self.show_kind(self.kind)

    def _fill(self) -> None:
        today = QDate.currentDate()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(today.year())
        for number, months in enumerate(
            (
                self.tr("January to March"),
                self.tr("April to June"),
                self.tr("July to September"),
                self.tr("October to December"),
            ),
            1,
        ):
            self.quarter.addItem(months, number)
        self.quarter.setCurrentIndex((today.month() - 1) // 3)
        for words, name in (
            (self.tr("This month"), "month"),
            (self.tr("Last month"), "last_month"),
            (self.tr("Last 7 days"), "week"),
            (self.tr("Last 30 days"), "thirty"),
            (self.tr("This year"), "year"),
            (self.tr("From … to …"), _OWN),
        ):
            self.period.addItem(words, name)
        for edit in (self.first, self.last):
            edit.setDisplayFormat("dd/MM/yyyy")
            edit.setCalendarPopup(True)
        self.language.addItem("Español", "es")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(1 if self._hub.language.startswith("en") else 0)
        self._take_period()
        self._take_shifts()

    def _lay_out(self) -> None:
        self._form.setContentsMargins(0, 0, 0, 0)
        for words, field in (
            (self.tr("Incident"), self.incident),
            (self.tr("Period"), self.period),
            (self.tr("From"), self.first),
            (self.tr("Until"), self.last),
            (self.tr("Year"), self.year),
            (self.tr("Quarter"), self.quarter),
            (self.tr("Shift"), self.shift),
            (self.tr("Format"), self.format),
            (self.tr("Language"), self.language),
        ):
            field.setAccessibleName(words)
            self._form.addRow(words, field)

    def _connect(self) -> None:
        self.incident.textChanged.connect(self.changed)
        self.period.currentIndexChanged.connect(self._take_period)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self.changed)
        self.shift.currentIndexChanged.connect(self.changed)
        self._hub.incidents.shifts_changed.connect(self._take_shifts)

    def show_kind(self, kind: str) -> None:
        """Ask for what a report of this kind needs."""
        self.kind = kind
        spans = kind in ("period", "alarms")
        own = spans and self.period.currentData() == _OWN
        for field, there in (
            (self.incident, kind == "incident"),
            (self.period, spans),
            (self.first, own),
            (self.last, own),
            (self.year, kind == "quarter"),
            (self.quarter, kind == "quarter"),
            (self.shift, kind == "shift"),
        ):
            self._form.setRowVisible(field, there)
        before = self.format.currentData()
        self.format.clear()
        for each in FORMATS[kind]:
            self.format.addItem(each.upper(), each)
        self.format.setCurrentIndex(max(0, self.format.findData(before)))
        self.changed.emit()

    def choose_shift(self, shift: str) -> None:
        """Also one of long ago, that only the history knows."""
        if self.shift.findData(shift) < 0:
            self.shift.addItem(shown(shift), shift)
        self.shift.setCurrentIndex(self.shift.findData(shift))

    def words(self) -> tuple[str, ...]:
        """What the command line calls this report; empty while something is `missing`."""
        if self.missing():
            return ()
        if self.kind == "incident":
            return self.kind, self._incident()
        if self.kind == "shift":
            return self.kind, str(self.shift.currentData())
        if self.kind == "quarter":
            return self.kind, f"{self.year.value()}-{self.quarter.currentData()}"
        if self.kind == "cameras":
            return (self.kind,)
        first, last = (day.toString("yyyy-MM-dd") for day in self._days())
        return self.kind, "--from", first, "--to", last

    def missing(self) -> str:
        """What has to be entered yet, in a sentence."""
        if self.kind == "incident" and not self._incident():
            return self.tr("Enter the number of the incident.")
        if self.kind == "shift" and not self.shift.currentData():
            return self.tr("No shift is known yet.")
        if self.kind in ("period", "alarms"):
            first, last = self._days()
            if first > last:
                return self.tr("The first day comes after the last one.")
        return ""

    def file_name(self) -> str:
        """What the file may be called."""
        words = [word for word in self.words() if not word.startswith("--")]
        name = "-".join(re.sub(r"[^\w-]", "-", word) for word in words)
        return f"{name[:100]}.{self.format.currentData()}"

    def _incident(self) -> str:
        found = _NUMBER.fullmatch(self.incident.text().strip())
        return f"INC-{int(found[1]):04d}" if found else ""

    def _days(self) -> Days:
        return Days(self.first.date(), self.last.date())

    def _take_period(self) -> None:
        today = QDate.currentDate()
        month = QDate(today.year(), today.month(), 1)
        days = {
            "month": Days(month, today),
            "last_month": Days(month.addMonths(-1), month.addDays(-1)),
            "week": Days(today.addDays(-6), today),
            "thirty": Days(today.addDays(-29), today),
            "year": Days(QDate(today.year(), 1, 1), today),
        }.get(self.period.currentData())
        if days is not None:
            self.first.setDate(days.first)
            self.last.setDate(days.last)
        if self.format.count():
            self.show_kind(self.kind)

    def _take_shifts(self) -> None:
        """The newest first; the one that is chosen stays."""
        chosen, written = self.shift.currentData(), self.shift.currentText()
        self.shift.blockSignals(True)
        self.shift.clear()
        for shift in sorted(self._hub.incidents.shifts.values(), key=lambda each: -each.began):
            self.shift.addItem(self._shift_words(shift), shift.id)
        if chosen and self.shift.findData(chosen) < 0:
            self.shift.addItem(written, chosen)
        self.shift.setCurrentIndex(max(0, self.shift.findData(chosen)))
        self.shift.blockSignals(False)
        self.changed.emit()

    def _shift_words(self, shift: Shift) -> str:
        began = local(shift.began).strftime("%d/%m %H:%M")
        ended = local(shift.ended).strftime("%H:%M") if shift.ended else self.tr("now")
        return f"{shown(shift.operator)} · {began} – {ended}"
