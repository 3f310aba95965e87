"""Draws a cell of the device table; what is old is hatched and never looks fresh."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.devices.model import CELL, Cell, Mark
from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.row_paint import paint_ground, paint_text
from widgets.shapes import hatch_brush, paint_priority

_SIDE = 14


class DeviceDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, option.rect, self._look.theme, selected=selected, first=index.column() == 0)
        content = index.data(CELL)
        if isinstance(content, Mark):
            self._mark(painter, option.rect, content)
        elif isinstance(content, Cell):
            self._cell(painter, option.rect, content, bold=index.column() == 1)
        painter.restore()

    def _cell(self, painter: QPainter, rect: QRect, cell: Cell, *, bold: bool) -> None:
        theme = self._look.theme
        if cell.stale:
            ground = rect.adjusted(0, 1, 0, -2)
            painter.fillRect(ground, theme.stale_soft)
            painter.fillRect(ground, hatch_brush(theme.stale, alpha=0.3))
        color = theme.text2 if cell.stale else theme.text
        paint_text(painter, rect, cell.text, color, bold=bold, right=cell.right)

    def _mark(self, painter: QPainter, rect: QRect, mark: Mark) -> None:
        theme = self._look.theme
        if mark.stale:
            painter.fillRect(rect.adjusted(6, 2, -6, -3), hatch_brush(theme.stale))
        middle = QRectF(rect).center()
        ratio = painter.device().devicePixelRatioF()
        left = middle.x() - _SIDE - 2 if mark.priority else middle.x() - _SIDE / 2
        top = middle.y() - _SIDE / 2
        color = theme.text if mark.priority else theme.normal
        painter.drawPixmap(round(left), round(top), glyph_pixmap(mark.glyph, _SIDE, color, ratio))
        if mark.priority:
            framed = mark.unacknowledged and self._look.lit
            shape = QRectF(middle.x() + 4, top + 1, 12, 12)
            paint_priority(painter, shape, mark.priority, theme, framed=framed)
