"""Draws what is special in a row of alarms: the shape in the look of its state, and the button at the end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.alarms import Alarm
from widgets.look import Look
from widgets.row_paint import Cell, Style, paint_cell
from widgets.shapes import paint_priority, priority_pixmap
from widgets.theme import Theme

SHAPE = 14


def has_button(alarm: Alarm) -> bool:
    """Whether there is something to press at the end of the row: acknowledge, or reset."""
    return not alarm.quiet and (alarm.unacknowledged or (alarm.latched and not alarm.active))


def paint_alarm_shape(painter: QPainter, square: QRectF, alarm: Alarm, look: Look) -> None:
    """The symbol of tokens §2: full, hollow when returned, dashed when shelved, framed and blinking
    while unacknowledged; nothing when out of service or suppressed."""
    if alarm.out_of_service or alarm.suppressed_by:
        return
    hollow, dashed, framed = _looks(alarm, look)
    paint_priority(painter, square, alarm.priority, look.theme, hollow=hollow, dashed=dashed, framed=framed)


def paint_alarm_sprite(painter: QPainter, cell: QRect, alarm: Alarm, look: Look) -> None:
    """The same symbol in the middle of a cell, from a kept pixmap."""
    if alarm.out_of_service or alarm.suppressed_by:
        return
    hollow, dashed, framed = _looks(alarm, look)
    ratio = painter.device().devicePixelRatioF()
    sprite = priority_pixmap(
        alarm.priority, SHAPE, look.theme, ratio, hollow=hollow, dashed=dashed, framed=framed
    )
    side = sprite.width() / ratio
    middle = QRectF(cell).center()
    painter.drawPixmap(round(middle.x() - side / 2), round(middle.y() - side / 2), sprite)


def _looks(alarm: Alarm, look: Look) -> tuple[bool, bool, bool]:
    shelved = alarm.shelved_until is not None
    return not alarm.active, shelved, alarm.unacknowledged and alarm.active and not shelved and look.lit


def button_rect(cell: QRect) -> QRect:
    """Where the button stands in its cell."""
    height = min(20, cell.height() - 4)
    return QRect(cell.left() + 4, cell.center().y() - height // 2, cell.width() - 8, height)


def paint_button(
    painter: QPainter, cell: QRect, alarm: Alarm, theme: Theme, *, down: bool, off: bool = False
) -> None:
    """`down` while the pointer holds it; `off` for who may not press it."""
    rect = button_rect(cell)
    painter.fillRect(rect, theme.panel if off else theme.raised if down else theme.control)
    dashed = Qt.PenStyle.DashLine if off else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme.selection if down and not off else theme.line2, 1, dashed))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    if alarm.unacknowledged:
        text = QCoreApplication.translate("AlarmDrawing", "Acknowledge")
    else:
        text = QCoreApplication.translate("AlarmDrawing", "Reset")
    paint_cell(painter, rect, Cell(text, Style.CENTER | (Style.FAINT if off else 0)), theme)
