"""Draws a row of the alarm list: the shape in the look of its state, texts, and the button at the end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.alarms import Alarm
from widgets.alarms.model import ROW, AlarmModel
from widgets.alarms.rows import Column, Row
from widgets.look import Look
from widgets.row_paint import paint_ground, paint_text
from widgets.shapes import paint_priority
from widgets.style import TABLE, ui_font

SHAPE = 14
_BOLD = (Column.POINT, Column.VALUE)
_SUPPORT = (Column.GUIDANCE, Column.LIMIT)
_RIGHT = (Column.VALUE, Column.LIMIT)


def has_button(alarm: Alarm) -> bool:
    """Whether there is something to press at the end of the row: acknowledge, or reset."""
    return not alarm.quiet and (alarm.unacknowledged or (alarm.latched and not alarm.active))


def paint_alarm_shape(painter: QPainter, center: QRectF, alarm: Alarm, look: Look) -> None:
    """The symbol of tokens §2: full, hollow when returned, dashed when shelved, framed and blinking
    while unacknowledged; nothing when out of service or suppressed."""
    if alarm.out_of_service or alarm.suppressed_by:
        return
    calling = alarm.unacknowledged and alarm.shelved_until is None
    paint_priority(
        painter,
        center,
        alarm.priority,
        look.theme,
        hollow=not alarm.active,
        dashed=alarm.shelved_until is not None,
        framed=calling and alarm.active and look.lit,
    )


class AlarmDelegate(QStyledItemDelegate):
    """`pressed` names the alarm whose button is held down."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.pressed = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, self._look.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        rect, column = option.rect, Column(index.column())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, rect, self._look.theme, selected=selected, first=column is Column.SYMBOL)
        if column is Column.SYMBOL:
            corner = QRectF(0, 0, SHAPE, SHAPE)
            corner.moveCenter(QRectF(rect).center())
            paint_alarm_shape(painter, corner, row.alarm, self._look)
        elif column is Column.ACTION:
            if has_button(row.alarm) and not self._gone(index, row):
                self._button(painter, rect, row.alarm)
        else:
            self._text(painter, rect, column, str(index.data() or ""), gone=self._gone(index, row))
        painter.restore()

    def button_rect(self, cell: QRect) -> QRect:
        height = min(20, cell.height() - 4)
        return QRect(cell.left() + 4, cell.center().y() - height // 2, cell.width() - 8, height)

    def _gone(self, index: QModelIndex | QPersistentModelIndex, row: Row) -> bool:
        model = index.model()
        return isinstance(model, AlarmModel) and model.is_gone(row.alarm.id)

    def _text(self, painter: QPainter, rect: QRect, column: Column, text: str, *, gone: bool) -> None:
        theme = self._look.theme
        color = theme.text3 if gone else theme.text2 if column in _SUPPORT else theme.text
        paint_text(painter, rect, text, color, bold=column in _BOLD, right=column in _RIGHT)

    def _button(self, painter: QPainter, cell: QRect, alarm: Alarm) -> None:
        theme = self._look.theme
        rect = self.button_rect(cell)
        down = self.pressed == alarm.id
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.selection if down else theme.line2, 1))
        painter.setBrush(theme.raised if down else theme.control)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.setPen(theme.text)
        painter.setFont(ui_font(TABLE, 500))
        text = self.tr("Acknowledge") if alarm.unacknowledged else self.tr("Reset")
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
