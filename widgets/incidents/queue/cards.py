"""The list of cards: its keys, which a list would search with otherwise, and what of it can be seen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView

from app.domain.incidents.incident import Incident
from widgets.incidents.queue.keys import KEYS
from widgets.incidents.queue.model import QueueModel
from widgets.incidents.queue.rows import Heading, Scope

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardList(QListView):
    """GUI thread."""

    open_asked = Signal()
    """All of these are about the incident that is current."""
    acknowledge_asked = Signal()
    asked = Signal(object)
    """A `Does`."""
    menu_wanted = Signal(QPoint)
    scope_wanted = Signal(object)
    grouping_wanted = Signal()
    turn_wanted = Signal(object)
    """The `Heading` of a group that is to be folded or unfolded."""

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self._model = model
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)

    def current(self) -> Incident | None:
        """The incident that is chosen, as it stands on the screen; None on a heading."""
        return self._model.incident(self.currentIndex().row())

    def sees(self, index: QModelIndex) -> bool:
        """Whether the middle of a card is on the screen."""
        middle = self.visualRect(index).center().y()  # its width is of the view before it was resized
        return 0 <= middle < self.viewport().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Whether the key is one of the queue; a held one does nothing again."""
        key = Qt.Key(event.key())
        if self._take_digit(key) or self._take_heading(key):
            return True
        known = key in _ENTER or key == Qt.Key.Key_Space or event.text().upper() in KEYS
        if known and not event.isAutoRepeat():
            self._ask(key, event.text().upper())
        return known

    def _ask(self, key: Qt.Key, letter: str) -> None:
        if key in _ENTER:
            self.open_asked.emit()
        elif key == Qt.Key.Key_Space:
            self.acknowledge_asked.emit()
        else:
            self.asked.emit(KEYS[letter])

    def _take_digit(self, key: Qt.Key) -> bool:
        digit = key - Qt.Key.Key_0
        if digit == 0:
            self.grouping_wanted.emit()
        elif 1 <= digit <= len(Scope):
            self.scope_wanted.emit(Scope(digit - 1))
        return 0 <= digit <= len(Scope)

    def _take_heading(self, key: Qt.Key) -> bool:
        entry = self._model.entry(self.currentIndex().row())
        if not isinstance(entry, Heading):
            return False
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if entry.folded is (key == Qt.Key.Key_Right):
                self.turn_wanted.emit(entry)
            return True
        if key in _ENTER or key == Qt.Key.Key_Space:
            self.turn_wanted.emit(entry)
            return True
        return False

    def keyboardSearch(self, search: str) -> None:
        """Single letters are keys here, not a search."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.current() is not None and event.button() is Qt.MouseButton.LeftButton:
            self.open_asked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        entry = self._model.entry(self.indexAt(event.position().toPoint()).row())
        if isinstance(entry, Heading) and event.button() is Qt.MouseButton.LeftButton:
            self.turn_wanted.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if self._model.incident(index.row()) is not None:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).center()))
