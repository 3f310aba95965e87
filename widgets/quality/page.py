"""How good the alarms of any period were, read from the database, against the targets of ISA-18.2."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.alarm_quality import AlarmQuality
from widgets import formats, tasks
from widgets.bars import BarChart, Bars
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.quality.figures import figures
from widgets.quality.lists import AlarmLines, QualityLines
from widgets.quality.tiles import Tiles

_DAY_MS = 86_400_000
_OWN = 0


class QualityPage(QWidget):
    """GUI thread; the log is read on a worker, page by page."""

    alarm_wanted = Signal(str)

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self.quality: AlarmQuality | None = None
        self._asked = 0
        self.setProperty("look", "panel")
        self.period = self._periods()
        self.since, self.until = self._date(-30), self._date(0)
        self.renew = QPushButton(self.tr("Calculate"))
        self.progress = QProgressBar()
        self.said = PlainLabel()
        self.tiles = Tiles(look)
        self.chart_title, self.chart = PlainLabel(), BarChart(look)
        self.lists = self._lists()
        self._lay_out()
        self._connect()

    # -- what it is made of --------------------------------------------------------------------------

    def _periods(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Period"))
        for words, days in (
            (self.tr("Last 24 hours"), 1),
            (self.tr("Last 7 days"), 7),
            (self.tr("Last 30 days"), 30),
            (self.tr("From … to …"), _OWN),
        ):
            box.addItem(words, days)
        box.setCurrentIndex(2)
        return box

    def _date(self, days: int) -> QDateEdit:
        edit = QDateEdit(QDate.currentDate().addDays(days))
        edit.setCalendarPopup(True)
        edit.setDisplayFormat("dd/MM/yyyy")
        edit.setAccessibleName(self.tr("From") if days else self.tr("To"))
        edit.hide()
        return edit

    def _lists(self) -> dict[str, AlarmLines]:
        alarm, times = self.tr("Alarm"), self.tr("Times")
        heads = {
            "worst": (self.tr("Most frequent"), (alarm, times, self.tr("Share"))),
            "chattering": (self.tr("Chattering: 3 in 60 s"), (alarm, times)),
            "fleeting": (self.tr("Fleeting: gone within 30 s"), (alarm, times)),
            "stale": (self.tr("Standing for more than 24 h"), (alarm, self.tr("For"))),
            "shelved": (self.tr("Shelved"), (alarm, times, self.tr("Altogether"), self.tr("By"))),
        }
        return {name: AlarmLines(self._look, title, columns) for name, (title, columns) in heads.items()}

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("look", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 3, 8, 3)
        for part in (self.period, self.since, self.until, self.renew, self.progress, self.said):
            row.addWidget(part)
        row.addStretch(1)
        self.said.setProperty("look", "support")
        self.progress.setRange(0, 100)
        self.progress.setFixedWidth(140)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.chart_title.setProperty("look", "caption")
        self.chart_title.setText(self.tr("Alarms over the period"))
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(12)
        inside.addWidget(self.tiles)
        inside.addWidget(self.chart_title)
        inside.addWidget(self.chart)
        inside.addLayout(self._columns())
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(area, 1)

    def _columns(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for names in (("worst", "stale"), ("chattering", "fleeting", "shelved")):
            column = QVBoxLayout()
            column.setSpacing(12)
            for name in names:
                column.addWidget(self.lists[name])
            column.addStretch(1)
            row.addLayout(column, 1)
        return row

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(self._choose_period)
        self.since.dateChanged.connect(lambda _: self.ask())
        self.until.dateChanged.connect(lambda _: self.ask())
        self.renew.clicked.connect(self.ask)
        for lines in self.lists.values():
            lines.alarm_wanted.connect(self.alarm_wanted)

    # -- asking --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self.ask()

    def _choose_period(self) -> None:
        own = self.period.currentData() == _OWN
        self.since.setVisible(own)
        self.until.setVisible(own)
        self.ask()

    def span(self) -> tuple[int, int]:
        """Wall time in epoch ms; days in the time of this PC."""
        days, now = int(self.period.currentData()), self._hub.now()
        if days != _OWN:
            return now - days * _DAY_MS, now
        return _midnight(self.since.date()), _midnight(self.until.date().addDays(1))

    def ask(self) -> None:
        """Read the period anew; what was asked before is not shown any more."""
        since, until = self.span()
        self._asked += 1
        asked = self._asked
        if until <= since:
            self.said.setText(self.tr("The period ends before it begins."))
            return
        self.said.clear()
        self.progress.setValue(0)
        self.progress.show()
        tasks.run(
            self,
            self._hub.history.alarm_quality(
                since, until, self._hub.incidents.flood.limits, lambda share: self._show_share(asked, share)
            ),
            lambda quality: self._show(asked, quality),
            lambda _fault: self._fail(asked),
        )

    def _show_share(self, asked: int, share: float) -> None:
        if asked == self._asked:
            self.progress.setValue(round(share * 100))

    def _fail(self, asked: int) -> None:
        if asked == self._asked:
            self.progress.hide()
            self.said.setText(self.tr("The history cannot be read. Try again."))

    def _show(self, asked: int, quality: AlarmQuality) -> None:
        if asked != self._asked:
            return
        self.progress.hide()
        self.quality = quality
        self.said.setText(self._summary(quality))
        self.tiles.show_figures(figures(quality))
        self.chart.show_bars(self._bars(quality))
        self.chart.setAccessibleName(f"{self.chart_title.text()}: {self.said.text()}")
        lines = QualityLines(self._hub)
        self.lists["worst"].show_lines(lines.worst(quality))
        self.lists["chattering"].show_lines(lines.counted(quality.chattering))
        self.lists["fleeting"].show_lines(lines.counted(quality.fleeting))
        self.lists["stale"].show_lines(lines.stale(quality))
        self.lists["shelved"].show_lines(lines.shelved(quality))

    def _summary(self, quality: AlarmQuality) -> str:
        positions = formats.number(quality.positions, 0 if quality.positions.is_integer() else 1)
        return QCoreApplication.translate(
            "AlarmQuality", "{0} alarms, {1} floods; figures for one of {2} operator positions"
        ).format(formats.number(quality.announced), formats.number(len(quality.floods)), positions)

    def _bars(self, quality: AlarmQuality) -> Bars:
        if not quality.announced:
            return Bars(note=self.tr("No alarm in this period."))
        labels = (self._day(quality.since), self._day(quality.until))
        return Bars(tuple(map(float, quality.bars)), labels=labels)

    def _day(self, at: int) -> str:
        moment = formats.local(at)
        month = QLocale(self._hub.language).monthName(moment.month, QLocale.FormatType.ShortFormat)
        return f"{moment.day} {month.rstrip('.')}"


def _midnight(date: QDate) -> int:
    """The begin of a day on this PC, epoch ms."""
    moment = dt.datetime(date.year(), date.month(), date.day()).astimezone()
    return int(moment.timestamp() * 1000)
