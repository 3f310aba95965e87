"""The table of alarms under pointer and keys: presses of the button cell, what is visible, the menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.domain.acts import Seen
from app.domain.alarms import Alarm
from app.domain.rights import Right
from widgets.access.permits import Permits
from widgets.alarms.drawing import button_rect, has_button, paint_alarm_sprite, paint_button
from widgets.alarms.model import AlarmModel
from widgets.alarms.requests import seen
from widgets.alarms.rows import Column
from widgets.look import Look
from widgets.row_paint import Cell
from widgets.row_table import RowTable

WIDTHS = {
    Column.SYMBOL: 40, Column.TIME: 84, Column.POINT: 104, Column.ALARM: 190, Column.ZONE: 112,
    Column.VALUE: 92, Column.LIMIT: 76, Column.STATE: 206, Column.OPERATOR: 112, Column.INCIDENT: 84,
    Column.GUIDANCE: 260, Column.ACTION: 98,
}  # fmt: skip
"""Pixels, after the picture."""


class AlarmTable(RowTable):
    """Emits what was meant; sends nothing by itself. A press of the button counts when the pointer is let
    go on the same row, and stands for the version that was seen at the press."""

    pressed_button = Signal(object)
    """The `Alarm` as it stood when the button went down."""
    menu_wanted = Signal(object, QPoint)

    def __init__(
        self, model: AlarmModel, look: Look, permits: Permits, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._model, self._permits = model, permits
        self._down: Alarm | None = None
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._dress_heads()
        self.look.blinked.connect(self._blink)

    def _dress_heads(self) -> None:
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSortIndicatorShown(True)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(Column.GUIDANCE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(Column.SYMBOL, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Column.ACTION, QHeaderView.ResizeMode.Fixed)
        head.setSortIndicator(Column.TIME, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    # Rows

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)

    def paint_special(self, painter: QPainter, rect: QRect, place: int, column: int) -> None:
        alarm = self._model.alarm(place)
        if alarm is None:
            return
        if column == Column.SYMBOL:
            paint_alarm_sprite(painter, rect, alarm, self.look)
        elif has_button(alarm) and not self._model.is_gone(alarm.id):
            down = self._down is not None and self._down.id == alarm.id
            paint_button(painter, rect, alarm, self.look.theme, down=down, off=self._barred(alarm))

    def _barred(self, alarm: Alarm) -> bool:
        """Whether its button is shown off; pressed all the same, it says why."""
        return not self._permits.may(Right.ACKNOWLEDGE, alarm.device)

    def visible_places(self) -> range:
        """The rows that stand on the screen in full or for more than half of their height."""
        height, half = self.viewport().height(), self.look.row_height // 2
        first, last = self.rowAt(half), self.rowAt(height - half)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)

    def visible_unacknowledged(self) -> tuple[Seen, ...]:
        """What can be acknowledged among the rows on the screen, with the versions seen there."""
        alarms = (self._model.alarm(place) for place in self.visible_places())
        return tuple(seen(a) for a in alarms if a is not None and self._calls(a))

    def chosen(self) -> tuple[Alarm, ...]:
        """The selected alarms from top to bottom, as they stand on the screen."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(alarm for place in places if (alarm := self._model.alarm(place)) is not None)

    def is_visible(self, alarm: Alarm) -> bool:
        return self._model.place(alarm.id) in self.visible_places()

    def _calls(self, alarm: Alarm) -> bool:
        return alarm.unacknowledged and not alarm.quiet and not self._model.is_gone(alarm.id)

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        alarm = self._button_at(event.position().toPoint())
        if alarm is not None and event.button() is Qt.MouseButton.LeftButton:
            self._down = alarm
            self.repaint_column(Column.ACTION)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        down, self._down = self._down, None
        if down is None:
            super().mouseReleaseEvent(event)
            return
        self.repaint_column(Column.ACTION)
        under = self._button_at(event.position().toPoint())
        if under is not None and under.id == down.id:
            self.pressed_button.emit(down)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._button_at(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_N):
            event.ignore()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Single letters are shortcuts here, not a search."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        alarm = self._model.alarm(self.rowAt(event.pos().y()))
        if alarm is not None:
            self.menu_wanted.emit(alarm, event.globalPos())

    def _button_at(self, point: QPoint) -> Alarm | None:
        index = self.indexAt(point)
        alarm = self._model.alarm(index.row()) if index.column() == Column.ACTION else None
        if alarm is None or not has_button(alarm) or self._model.is_gone(alarm.id):
            return None
        return alarm if button_rect(self.visualRect(index)).contains(point) else None

    def _blink(self) -> None:
        if self.isVisible():
            self.repaint_column(Column.SYMBOL)
