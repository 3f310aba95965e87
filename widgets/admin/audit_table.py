"""The table of the audit trail: fetches pages as it is scrolled, and keeps what is looked at in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.domain.audit import Entry
from app.wire.administration import AuditPage
from widgets.admin.audit_lines import Column
from widgets.admin.audit_model import AuditModel
from widgets.look import Look
from widgets.row_paint import Cell
from widgets.row_table import RowTable

AHEAD_ROWS = 60
"""The next page is asked for when so few rows are left in the direction of scrolling."""
WIDTHS = {
    Column.NUMBER: 78, Column.TIME: 140, Column.OPERATOR: 116, Column.ACT: 164, Column.OUTCOME: 106,
    Column.SUBJECT: 160, Column.REASON: 200, Column.CONSOLE: 92,
}  # fmt: skip


class AuditTable(RowTable):
    older_wanted = Signal()
    newer_wanted = Signal()
    chosen = Signal(object)
    """The `Entry` that was chosen by pointer or key."""

    def __init__(self, model: AuditModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = model
        self._shifting = False
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(Column.REASON, QHeaderView.ResizeMode.Stretch)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)

    def keyboardSearch(self, search: str) -> None:
        """Letters are no search here: the filter is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last row that is loaded; Qt's own would go to a column."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self._model.rowCount() - 1}
        place = ends.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        elif place >= 0:
            self.setCurrentIndex(self._model.index(place, 0))

    def add_older(self, page: AuditPage) -> None:
        """What is looked at stays where it is, whatever goes away above it."""
        bar = self.verticalScrollBar()
        value = bar.value()
        self._shifting = True
        gone = self._model.add_older(page)
        self.updateGeometries()
        bar.setValue(value - gone * self.look.row_height)
        self._shifting = False

    def add_newer(self, page: AuditPage) -> None:
        bar = self.verticalScrollBar()
        value = bar.value()
        self._shifting = True
        came = self._model.add_newer(page)
        self.updateGeometries()
        bar.setValue(value + came * self.look.row_height)
        self._shifting = False

    def _scrolled(self, value: int) -> None:
        if self._shifting or not self._model.rowCount():
            return
        bar, ahead = self.verticalScrollBar(), AHEAD_ROWS * self.look.row_height
        if bar.maximum() - value < ahead:
            self.older_wanted.emit()
        elif value < ahead:
            self.newer_wanted.emit()

    def _choose(self, current: QModelIndex) -> None:
        entry: Entry | None = self._model.entry(current.row())
        if entry is not None and not self._shifting:
            self.chosen.emit(entry)
