"""Draws a row of the alarm list: the shape in the look of its state, texts, and the button at the end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.alarms import Alarm
from widgets.alarms.model import ROW
from widgets.alarms.rows import Column, Row
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import TABLE, ui_font

SHAPE = 14
PADDING = 6
_BOLD = (Column.POINT, Column.VALUE)
_SUPPORT = (Column.GUIDANCE, Column.LIMIT)


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
        self._ground(painter, rect, column, selected)
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
        return bool(index.model().is_gone(row.alarm.id))

    def _ground(self, painter: QPainter, rect: QRect, column: Column, selected: bool) -> None:
        theme = self._look.theme
        painter.fillRect(rect, theme.selection_soft if selected else theme.panel)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        if selected and column is Column.SYMBOL:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.selection)

    def _text(self, painter: QPainter, rect: QRect, column: Column, text: str, *, gone: bool) -> None:
        theme = self._look.theme
        color: QColor = theme.text2 if column in _SUPPORT else theme.text
        painter.setPen(theme.text3 if gone else color)
        font = ui_font(TABLE, 600 if column in _BOLD else 400)
        painter.setFont(font)
        right = column in (Column.VALUE, Column.LIMIT)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        box = rect.adjusted(PADDING, 0, -PADDING, -1)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

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
