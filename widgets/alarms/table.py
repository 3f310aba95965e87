"""The table of alarms under pointer and keys: presses of the button cell, what is visible, the menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.acts import Seen
from app.domain.alarms import Alarm
from widgets.alarms.delegate import AlarmDelegate, has_button
from widgets.alarms.model import AlarmModel
from widgets.alarms.requests import seen
from widgets.alarms.rows import Column
from widgets.look import Look

WIDTHS = {
    Column.SYMBOL: 40, Column.TIME: 84, Column.POINT: 104, Column.ALARM: 190, Column.ZONE: 112,
    Column.VALUE: 92, Column.LIMIT: 76, Column.STATE: 206, Column.OPERATOR: 112, Column.GUIDANCE: 260,
    Column.ACTION: 98,
}  # fmt: skip
"""Pixels, after the picture."""


class AlarmTable(QTableView):
    """Emits what was meant; sends nothing by itself. A press of the button counts when the pointer is let
    go on the same row, and stands for the version that was seen at the press."""

    pressed_button = Signal(object)
    """The `Alarm` as it stood when the button went down."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self, model: AlarmModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        self._down: Alarm | None = None
        self.delegate = AlarmDelegate(look, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._dress_headers()
        self._look.changed.connect(self._restyle)
        self._look.blinked.connect(self._blink)

    def _dress_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self._look.row_height)
        rows.setDefaultSectionSize(self._look.row_height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSortIndicatorShown(True)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(Column.GUIDANCE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(Column.SYMBOL, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Column.ACTION, QHeaderView.ResizeMode.Fixed)
        head.setSortIndicator(Column.TIME, Qt.SortOrder.DescendingOrder)
        self.setSortingEnabled(True)

    def visible_places(self) -> range:
        """The rows that stand on the screen in full or for more than half of their height."""
        height, half = self.viewport().height(), self._look.row_height // 2
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
            self._show_down(alarm.id)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        down, self._down = self._down, None
        if down is None:
            super().mouseReleaseEvent(event)
            return
        self._show_down("")
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
        return alarm if self.delegate.button_rect(self.visualRect(index)).contains(point) else None

    def _show_down(self, alarm_id: str) -> None:
        self.delegate.pressed = alarm_id
        self._repaint_column(Column.ACTION)

    # Look

    def _blink(self) -> None:
        if self.isVisible():
            self._repaint_column(Column.SYMBOL)

    def _repaint_column(self, column: Column) -> None:
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        self.viewport().update(QRect(left, 0, width, self.viewport().height()))

    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._look.row_height)
        self.verticalHeader().setDefaultSectionSize(self._look.row_height)
        self.viewport().update()
