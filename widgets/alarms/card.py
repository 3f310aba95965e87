"""Draws an open alarm as a card of the queue: what, where, what follows from it, since when, who has it."""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.alarms import Alarm
from app.domain.plain_text import shown
from widgets import formats
from widgets.alarms.drawing import paint_alarm_shape
from widgets.alarms.model import ROW
from widgets.alarms.rows import Row
from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.style import CARD, SMALL, TABLE, ui_font

CARD_HEIGHT = 84
LEFT = 38
EDGE = 8
_LINES = (8, 28, 47, 64)


class CardDelegate(QStyledItemDelegate):
    """`followers` says of an alarm what it takes with it, already as text."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.followers: Mapping[str, str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), CARD_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.translate(option.rect.topLeft())
        width = option.rect.width()
        self._ground(painter, width, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        paint_alarm_shape(painter, QRectF(12, 9, 16, 16), row.alarm, self._look)
        self._head(painter, width, row)
        self._place(painter, width, row)
        self._state(painter, width, row)
        self._since(painter, width, row)
        painter.restore()

    def _ground(self, painter: QPainter, width: int, *, selected: bool) -> None:
        theme = self._look.theme
        painter.fillRect(0, 0, width, CARD_HEIGHT, theme.selection_soft if selected else theme.panel)
        painter.fillRect(0, CARD_HEIGHT - 1, width, 1, theme.line)
        if selected:
            painter.fillRect(0, 0, 3, CARD_HEIGHT, theme.selection)

    def _head(self, painter: QPainter, width: int, row: Row) -> None:
        theme = self._look.theme
        used = self._right(
            painter, width, _LINES[0] + 1, shown(row.alarm.device), ui_font(SMALL), theme.text3
        )
        self._left(painter, width - used, _LINES[0], row.label, ui_font(CARD, 600), theme.text)

    def _place(self, painter: QPainter, width: int, row: Row) -> None:
        where = " · ".join(text for text in (row.name, row.zone) if text)
        self._left(painter, width, _LINES[1], where, ui_font(TABLE), self._look.theme.text2)

    def _state(self, painter: QPainter, width: int, row: Row) -> None:
        theme = self._look.theme
        follows = self.followers.get(row.alarm.id, "")
        used = self._owner(painter, width, row.alarm)
        if follows:
            self._left(painter, width - used, _LINES[2], follows, ui_font(TABLE, 600), theme.text)
            taken = QFontMetrics(ui_font(TABLE, 600)).horizontalAdvance(follows)
            self._left(
                painter, width - used, _LINES[2], f" · {row.state}", ui_font(TABLE), theme.text3, indent=taken
            )
        else:
            self._left(painter, width - used, _LINES[2], row.state, ui_font(TABLE), theme.text3)

    def _owner(self, painter: QPainter, width: int, alarm: Alarm) -> int:
        if not alarm.acknowledged_by or alarm.unacknowledged:
            return 0
        theme = self._look.theme
        used = self._right(
            painter, width, _LINES[2], shown(alarm.acknowledged_by), ui_font(TABLE), theme.text2
        )
        glyph = glyph_pixmap("person", 12, theme.text2, painter.device().devicePixelRatioF())
        painter.drawPixmap(width - used - 16, _LINES[2] + 1, glyph)
        return used + 18

    def _since(self, painter: QPainter, width: int, row: Row) -> None:
        theme = self._look.theme
        used = 0
        if row.value != formats.NONE:
            limit = f" ({row.limit})" if row.limit != formats.NONE else ""
            used = self._right(painter, width, _LINES[3], row.value + limit, ui_font(TABLE, 600), theme.text)
        if row.alarm.raised_at is not None:
            since = formats.age(time.time() - row.alarm.raised_at / 1000)
            self._left(painter, width - used, _LINES[3], since, ui_font(TABLE, 600), theme.text)

    @staticmethod
    def _left(
        painter: QPainter, width: int, top: int, text: str, font: QFont, color: QColor, indent: int = 0
    ) -> None:
        metrics = QFontMetrics(font)
        room = width - LEFT - EDGE - indent
        if room <= 0:
            return
        painter.setFont(font)
        painter.setPen(color)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(LEFT + indent, top + metrics.ascent(), shown)

    @staticmethod
    def _right(painter: QPainter, width: int, top: int, text: str, font: QFont, color: QColor) -> int:
        """At most two thirds of the line, so that what stands at its left keeps a place."""
        metrics = QFontMetrics(font)
        room = max(0, (width - LEFT - EDGE) * 2 // 3)
        shown_text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        advance = metrics.horizontalAdvance(shown_text)
        painter.setFont(font)
        painter.setPen(color)
        box = QRect(width - EDGE - advance, top, advance, metrics.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), shown_text)
        return advance + EDGE
