"""The lists below the figures: who alarms most, chatters, is gone at once, stays for days, or is shelved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.alarm_quality import AlarmQuality, Offender, Shelved, Standing
from app.domain.plain_text import shown
from widgets import formats
from widgets.look import Look
from widgets.plain_label import PlainLabel, plain_tip

ALARM = int(Qt.ItemDataRole.UserRole)
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """An alarm and what is said of it, one text a column."""

    alarm: str
    cells: tuple[str, ...]


class AlarmLines(QWidget):
    """A title, and a table whose rows are alarms. GUI thread."""

    alarm_wanted = Signal(str)

    def __init__(self, look: Look, title: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._title = look, title
        self.title, self.none = PlainLabel(), PlainLabel()
        self.title.setProperty("look", "caption")
        self.none.setProperty("look", "support")
        self.none.setText(QCoreApplication.translate("AlarmQuality", "None."))
        self.model = QStandardItemModel(0, len(heads), self)
        self.model.setHorizontalHeaderLabels(list(heads))
        self.table = self._table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.none, self.table):
            column.addWidget(part)
        self.table.activated.connect(lambda index: self.alarm_wanted.emit(str(index.data(ALARM))))
        look.changed.connect(self._fit)
        self.show_lines(())

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self._title)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return table

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.title.setText(f"{self._title} · {formats.number(len(lines))}" if lines else self._title)
        self.none.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.model.setRowCount(0)
        for line in lines[:MOST_ROWS]:
            self.model.appendRow([_item(line, place) for place in range(len(line.cells))])
        self._fit()

    def _fit(self) -> None:
        """As high as ten rows at most: the page scrolls, not each list in it."""
        height = self._look.row_height
        self.table.verticalHeader().setDefaultSectionSize(height)
        rows = min(self.model.rowCount(), 10)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows * height + 2)


def _item(line: Line, place: int) -> QStandardItem:
    item = QStandardItem(line.cells[place])
    item.setData(line.alarm, ALARM)
    item.setToolTip(plain_tip(line.cells[place]))
    if place:
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


class QualityLines:
    """Words the lists of one period. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def worst(self, quality: AlarmQuality) -> list[Line]:
        return [
            self._line(one, formats.number(one.count), formats.measure(one.share * 100, "%", 1))
            for one in quality.worst
        ]

    def counted(self, offenders: Sequence[Offender]) -> list[Line]:
        return [self._line(one, formats.number(one.count)) for one in offenders]

    def stale(self, quality: AlarmQuality) -> list[Line]:
        return [
            self._line(one, formats.duration((quality.until - one.since) / 1000)) for one in quality.stale
        ]

    def shelved(self, quality: AlarmQuality) -> list[Line]:
        return [
            self._line(
                one,
                formats.number(one.times),
                formats.duration(one.lasted_ms / 1000),
                ", ".join(shown(who) for who in one.by if who) or formats.NONE,
            )
            for one in quality.shelved
        ]

    def _line(self, one: Offender | Standing | Shelved, *cells: str) -> Line:
        text = self._hub.alarms.rule(one.rule)
        label = text.label_en if self._hub.language.startswith("en") else text.label_es
        device = one.alarm.partition(":")[0]
        return Line(one.alarm, (f"{shown(device)} · {label}", *cells))
