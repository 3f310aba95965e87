"""The table of all cameras with their health: any column sorts, some conditions and districts can be left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.domain.video.health import Condition
from app.domain.video.health_rows import CameraHealth
from video.desk.health_columns import Column, fitted
from video.desk.health_mark import paint_condition
from video.desk.health_words import (
    district_name,
    missing_words,
    rate_words,
    share_words,
    since_words,
    state_words,
)
from widgets.clipping import one_line
from widgets.formats import NONE, moment
from widgets.look import Look
from widgets.row_paint import PADDING, Cell, Style, paint_cell
from widgets.row_table import RowTable
from widgets.style import TABLE, ui_font
from widgets.wording import fold

SIGN = 13
Index = QModelIndex | QPersistentModelIndex


NAME_LEAST, STATE_LEAST, WIDEST, MEASURED = 138, 112, 230, 200
"""Pixels of name and state, though others leave less; pixels of any column; rows that are measured."""
_WORST = {condition: place for place, condition in enumerate(Condition)}
_KEYS: dict[Column, Callable[[CameraHealth], Any]] = {
    Column.ID: lambda row: row.id,
    Column.NAME: lambda row: fold(row.name[:80]),
    Column.DISTRICT: lambda row: fold(row.zone[:80]),
    Column.STATE: lambda row: (_WORST[row.condition], not row.unrecorded, not row.slow),
    Column.SINCE: lambda row: row.since if row.faulty and row.since else 2**62,
    Column.LAST: lambda row: row.last_frame,
    Column.UPTIME: lambda row: 2.0 if row.uptime.up is None else row.uptime.up,
    Column.FPS: lambda row: row.fps,
    Column.RATE: lambda row: row.kbit_s,
    Column.DAYS: lambda row: row.kept.days if row.kept.asked else 2**30,
    Column.MISSING: lambda row: (-row.kept.lost, -row.kept.missing),
}
"""The worst first."""


@dataclass(frozen=True, slots=True)
class HealthFilter:
    """`faulty`: only with something wrong: a fault, no recording, far slower than usual, or too few days."""

    text: str = ""
    faulty: bool = False
    condition: str | None = None
    district: str | None = None

    def lets(self, row: CameraHealth) -> bool:
        if self.condition is not None and row.condition != self.condition:
            return False
        if self.district is not None and row.zone != self.district:
            return False
        if self.faulty and not (row.faulty or row.unrecorded or row.slow or row.kept.lost):
            return False
        return not self.text or all(
            word in fold(f"{row.id} {row.name} {row.zone}"[:300]) for word in fold(self.text).split()
        )


class HealthModel(QAbstractTableModel):
    """GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[CameraHealth] = ()
        self._rows: list[CameraHealth] = []
        self._filter = HealthFilter()
        self._by, self._descending = Column.STATE, False
        self._now = 0

    def take(self, rows: Sequence[CameraHealth], now: int) -> None:
        self._all, self._now = rows, now
        self._arrange()

    def set_filter(self, filter_: HealthFilter) -> None:
        self._filter = filter_
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._by, self._descending = Column(column), order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        rows = sorted(filter(self._filter.lets, self._all), key=_KEYS[self._by], reverse=self._descending)
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if not same:
            self.layoutAboutToBeChanged.emit()
            before = [self._rows[index.row()].id for index in self.persistentIndexList()]
        self._rows = rows
        if same:
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))
            return
        places = {row.id: place for place, row in enumerate(rows)}
        old = self.persistentIndexList()
        new = [
            self.index(places[name], index.column()) if name in places else QModelIndex()
            for name, index in zip(before, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    @property
    def total(self) -> int:
        return len(self._all)

    def row(self, place: int) -> CameraHealth | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place(self, camera: str) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.id == camera), None)

    def cells(self, place: int) -> Sequence[Cell | None]:
        row = self.row(place)
        return () if row is None else _cells(row, self._now)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row(index.row())
        if row is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        cell = _cells(row, self._now)[index.column()]
        return state_words(row) if cell is None else cell.text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        said = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        return self._titles()[section] if role in said else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Camera"),
            self.tr("Name"),
            self.tr("State"),
            self.tr("Days"),
            self.tr("Against the law"),
            self.tr("District"),
            self.tr("Since"),
            self.tr("Up, 30 d"),
            self.tr("Last frame"),
            self.tr("fps / usual"),
            self.tr("Mbit/s / usual"),
        )


def _cells(row: CameraHealth, now: int) -> tuple[Cell | None, ...]:
    kept, right = row.kept, Style.RIGHT
    partly = row.uptime.up is not None and row.uptime.watched < 0.95
    return (
        Cell(row.id, Style.BOLD),
        Cell(one_line(row.name, 80)),
        None,
        Cell(f"{kept.days} d" if kept.asked else NONE, right | Style.BOLD),
        Cell(missing_words(kept.missing, kept.lost), Style.SUPPORT if kept.young else 0),
        Cell(one_line(district_name(row.zone), 60), Style.SUPPORT),
        Cell(since_words(row, now), Style.SUPPORT),
        Cell(share_words(row.uptime.up), right | (Style.STALE if partly else 0)),
        Cell(moment(row.last_frame, now) if row.last_frame else NONE, Style.SUPPORT),
        Cell(rate_words(row, row.fps, row.usual.fps), right | (Style.BOLD if row.slow else 0)),
        Cell(rate_words(row, row.kbit_s / 1000, row.usual.kbit_s / 1000), right),
    )


class HealthTable(RowTable):
    """Fits its columns into its width, until somebody draws one: heads are cut first, then the state, and
    then the last columns go. GUI thread."""

    def __init__(self, model: HealthModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._fitting = self._drawn = False
        self._told = dict.fromkeys(Column, 0)
        """Pixels of what stands in each column."""
        head = self.horizontalHeader()
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setMinimumSectionSize(2 * PADDING)
        head.sectionResized.connect(self._note_drawn)
        model.layoutChanged.connect(self._fit)
        model.dataChanged.connect(lambda *_: self._grow())
        head.setSortIndicator(Column.STATE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _note_drawn(self, _column: int, before: int, _now: int) -> None:
        """By hand, not at the beginning and not by `_share_out`."""
        self._drawn = self._drawn or (before > 0 and not self._fitting)

    def _fit(self) -> None:
        """To the first rows, which are others now."""
        self._told = self._measured(range(min(MEASURED, self._model.rowCount())))
        self._share_out()

    def _grow(self) -> None:
        """With what the rows in sight say now: narrower it gets with other rows alone."""
        longer = self._measured(self.places_in_sight())
        told = {column: max(width, self._told.get(column, 0)) for column, width in longer.items()}
        if told != self._told:
            self._told = told
            self._share_out()

    def _share_out(self) -> None:
        if self._drawn:
            return
        head, told = self.horizontalHeader(), self._told
        wanted = {
            column: min(WIDEST, max(head.sectionSizeHint(column), width)) for column, width in told.items()
        }
        least = {column: min(WIDEST, width) for column, width in told.items()}
        least |= {Column.NAME: NAME_LEAST, Column.STATE: min(STATE_LEAST, told[Column.STATE])}
        widths = fitted(self.viewport().width(), least, wanted)
        self._fitting = True
        for column in Column:
            self.setColumnHidden(column, column not in widths)
            self.setColumnWidth(column, widths.get(column, 0))
        self._fitting = False

    def _measured(self, places: range) -> dict[Column, int]:
        """Pixels of the longest text of each column in these rows, as bold as they may come."""
        metrics = QFontMetrics(ui_font(TABLE, 600))
        texts: dict[Column, set[str]] = {column: set() for column in Column}
        for place in places:
            for column, cell in enumerate(self._model.cells(place)):
                texts[Column(column)].add("" if cell is None else cell.text)
        rows = (self._model.row(place) for place in places)
        texts[Column.STATE] = {state_words(row) for row in rows if row is not None}
        around = dict.fromkeys(Column, 2 * PADDING + 2) | {Column.STATE: 3 * PADDING + SIGN + 2}
        return {
            column: max(map(metrics.horizontalAdvance, said), default=0) + around[column]
            for column, said in texts.items()
        }

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)

    def paint_special(self, painter: QPainter, rect: QRect, place: int, _column: int) -> None:
        row = self._model.row(place)
        if row is None:
            return
        top = rect.top() + (rect.height() - 1 - SIGN) / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sign = QRectF(rect.left() + PADDING, top, SIGN, SIGN)
        paint_condition(painter, sign, row.condition, self.look.theme)
        painter.restore()
        beside = rect.adjusted(PADDING + SIGN, 0, 0, 0)
        paint_cell(painter, beside, Cell(state_words(row), Style.BOLD if row.faulty else 0), self.look.theme)
