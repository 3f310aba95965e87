"""The rows of the device table as they are drawn: glyph, priority and hatch, and the texts of the model."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from widgets.devices.model import DeviceModel, Mark
from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.row_paint import Cell
from widgets.row_table import RowTable
from widgets.shapes import hatch_brush, priority_pixmap

_SIDE = 14


class DeviceRows(RowTable):
    def __init__(self, model: DeviceModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setDragEnabled(True)
        look.blinked.connect(self._blink)

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)

    def paint_special(self, painter: QPainter, rect: QRect, place: int, _column: int) -> None:
        mark = self._model.mark(place)
        if mark is not None:
            self._paint_mark(painter, rect, mark)

    def keyboardSearch(self, search: str) -> None:
        """Single letters are shortcuts here, not a search."""

    def _paint_mark(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        theme = self.look.theme
        if mark.stale:
            painter.fillRect(rect.adjusted(6, 2, -6, -3), hatch_brush(theme.stale))
        middle = QRectF(rect).center()
        ratio = painter.device().devicePixelRatioF()
        left = middle.x() - _SIDE - 2 if mark.priority else middle.x() - _SIDE / 2
        color = theme.text if mark.priority else theme.normal
        glyph = glyph_pixmap(mark.glyph, _SIDE, color, ratio)
        painter.drawPixmap(round(left), round(middle.y() - _SIDE / 2), glyph)
        if mark.priority:
            framed = mark.unacknowledged and self.look.lit
            sprite = priority_pixmap(mark.priority, 12, theme, ratio, framed=framed)
            side = sprite.width() / ratio
            painter.drawPixmap(round(middle.x() + 10 - side / 2), round(middle.y() - side / 2), sprite)

    def _blink(self) -> None:
        if self.isVisible():
            self.repaint_column(0)
