"""A table view that draws whole rows at once: a tenth of the cost of asking a delegate for every cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from widgets.look import Look
from widgets.row_paint import Cell, paint_cell, paint_ground


class RowTable(QTableView):
    """Selection, keys, heads and accessibility are Qt's; only the drawing is not. GUI thread.

    Rows have one height, grids and spans are not drawn.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self._fit_rows()
        look.changed.connect(self._fit_rows)

    # What a table says of its rows

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        """The cells of a row by logical column; None where `paint_special` draws."""
        raise NotImplementedError

    def paint_special(self, painter: QPainter, rect: QRect, place: int, column: int) -> None:
        """Draw a cell that is not text."""

    # What is in sight

    def places_in_sight(self) -> range:
        """All rows of which something can be seen."""
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)

    def repaint_column(self, column: int) -> None:
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        self.viewport().update(QRect(left, 0, width, self.viewport().height()))

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        region = event.rect()
        columns = self._columns(region)
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        width, height = self.viewport().width(), self.look.row_height
        for place in self.places_in_sight():
            top = self.rowViewportPosition(place)
            if top + height < region.top() or top > region.bottom():
                continue
            row = QRect(0, top, width, height)
            paint_ground(painter, row, self.look.theme, selected=place in chosen)
            self._paint_row(painter, place, top, columns)
        if self.hasFocus() and self.currentIndex().isValid():
            self._paint_focus(painter)
        painter.end()

    def _columns(self, region: QRect) -> list[tuple[int, int, int]]:
        head = self.horizontalHeader()
        found = []
        for column in range(head.count()):
            left, width = head.sectionViewportPosition(column), head.sectionSize(column)
            if not head.isSectionHidden(column) and left <= region.right() and left + width >= region.left():
                found.append((column, left, width))
        return found

    def _paint_row(
        self, painter: QPainter, place: int, top: int, columns: Sequence[tuple[int, int, int]]
    ) -> None:
        cells, theme, height = self.row_cells(place), self.look.theme, self.look.row_height
        if not cells:
            return
        for column, left, width in columns:
            cell = cells[column]
            rect = QRect(left, top, width, height)
            if cell is None:
                self.paint_special(painter, rect, place, column)
            else:
                paint_cell(painter, rect, cell, theme)

    def _paint_focus(self, painter: QPainter) -> None:
        top = self.rowViewportPosition(self.currentIndex().row())
        painter.setPen(self.look.theme.selection)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(0, top, self.viewport().width() - 1, self.look.row_height - 2)

    def _fit_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(self.look.row_height)
        rows.setDefaultSectionSize(self.look.row_height)
        self.viewport().update()
