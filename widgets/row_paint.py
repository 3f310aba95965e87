"""Draws the grounds and texts of table rows the one way all tables share."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from widgets.style import TABLE, ui_font
from widgets.theme import Theme

PADDING = 6


def paint_ground(painter: QPainter, rect: QRect, theme: Theme, *, selected: bool, first: bool) -> None:
    """The ground of a cell with its line below; `first` is the column that carries the mark of selection."""
    painter.fillRect(rect, theme.selection_soft if selected else theme.panel)
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
    if selected and first:
        painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.selection)


def paint_text(
    painter: QPainter, rect: QRect, text: str, color: QColor, *, bold: bool = False, right: bool = False
) -> None:
    """One line of text, cut with an ellipsis where it does not fit."""
    font = ui_font(TABLE, 600 if bold else 400)
    painter.setPen(color)
    painter.setFont(font)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    box = rect.adjusted(PADDING, 0, -PADDING, -1)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
