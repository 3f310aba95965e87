"""Draws the grounds and texts of table rows the one way all tables share."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QStaticText, QTransform

from widgets.shapes import hatch_brush
from widgets.style import TABLE, ui_font
from widgets.theme import Theme

PADDING = 6
LONGEST = 400
"""Characters of a cell that are laid out; no column shows more."""


class Style:
    """Bits of how a cell is written; plain numbers, since a flag of `enum` costs more than drawing the cell.
    `STALE`: over a hatch, because it is old."""

    PLAIN = 0
    BOLD = 1
    RIGHT = 2
    SUPPORT = 4
    FAINT = 8
    STALE = 16
    CENTER = 32


class Cell(NamedTuple):
    text: str
    style: int = 0


def paint_ground(painter: QPainter, rect: QRect, theme: Theme, *, selected: bool) -> None:
    """The ground of a row with its line below, over the panel that the view has painted already."""
    if selected:
        painter.fillRect(rect, theme.selection_soft)
        painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.selection)
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)


def paint_cell(painter: QPainter, rect: QRect, cell: Cell, theme: Theme) -> None:
    """One line of text, cut with an ellipsis where it does not fit."""
    text, style = cell
    if not text:
        return
    if style & 16:
        ground = rect.adjusted(0, 1, 0, -2)
        painter.fillRect(ground, theme.stale_soft)
        painter.fillRect(ground, hatch_brush(theme.stale, alpha=0.3))
    bold = style & 1
    laid, width, height = _laid_out(text[:LONGEST], rect.width() - 2 * PADDING, bold)
    left = rect.left() + PADDING
    if style & 34:
        room = rect.width() - 2 * PADDING - width
        left += room if style & 2 else room // 2
    painter.setPen(_color(style, theme))
    painter.setFont(ui_font(TABLE, 600 if bold else 400))
    painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - 1 - height) // 2), laid)


def _color(style: int, theme: Theme) -> QColor:
    if style & 8:
        return theme.text3
    return theme.text2 if style & 20 else theme.text


@lru_cache(maxsize=8192)
def _laid_out(text: str, room: int, bold: int) -> tuple[QStaticText, int, int]:
    """The text cut and shaped once, with its width and height: shaping is most of the cost of a row."""
    font = ui_font(TABLE, 600 if bold else 400)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    laid = QStaticText(shown)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    laid.prepare(QTransform(), font)
    return laid, metrics.horizontalAdvance(shown), metrics.height()
