"""A list of named things with a form for the chosen one: programmes, or calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.plain_text import shown
from widgets.plain_label import PlainLabel


class Form(QWidget):
    """What the pane asks of a form."""

    changed = Signal()

    def load(self, item: Any) -> None:
        """Show this one; tells nobody."""
        raise NotImplementedError

    def item(self) -> Any:
        """As it is written now."""
        raise NotImplementedError


class ItemsPane(QWidget):
    """GUI thread."""

    changed = Signal()

    def __init__(
        self, form: Form, new: Callable[[], Any], copy: Callable[[Any], Any], texts: tuple[str, str]
    ) -> None:
        """`texts`: of the button that adds one, and what is said while there is none."""
        super().__init__()
        self.form = form
        self._new, self._copy = new, copy
        self._items: list[Any] = []
        self._place = -1
        self.list = QListWidget()
        self.add, self.double, self.out = QPushButton(texts[0]), QPushButton(), QPushButton()
        self._none = PlainLabel(texts[1])
        self._lay_out(form)
        self.list.currentRowChanged.connect(self._choose)
        self.add.clicked.connect(lambda: self._put(self._new()))
        self.double.clicked.connect(lambda: self._put(self._copy(self._items[self._place])))
        self.out.clicked.connect(self._drop)
        form.changed.connect(self._take)
        self._show()

    def _lay_out(self, form: QWidget) -> None:
        self.list.setFixedWidth(190)
        self.list.setStyleSheet("QListView::item { min-height: 24px; padding: 0 6px; }")
        self.double.setText(self.tr("Copy"))
        self.out.setText(self.tr("Take out"))
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.list, 1)
        for button in (self.add, self.double, self.out):
            button.setProperty("look", "small")
            button.setAutoDefault(False)
            left.addWidget(button)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(form)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(scroll)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(10)
        row.addLayout(left)
        row.addWidget(self._stack, 1)

    def set_open(self, may_change: bool) -> None:
        """Off for who may only look."""
        self.form.setEnabled(may_change)
        for button in (self.add, self.double, self.out):
            button.setVisible(may_change)

    def load(self, items: Iterable[Any]) -> None:
        """Show these; tells nobody."""
        self._items = list(items)
        self._place = -1
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([shown(one.name) for one in self._items])
        self.list.setCurrentRow(0 if self._items else -1)
        self.list.blockSignals(False)
        self._choose(self.list.currentRow())

    def items(self) -> tuple[Any, ...]:
        return tuple(self._items)

    def choose(self, name: str) -> None:
        """The item with this id."""
        places = [place for place, one in enumerate(self._items) if one.id == name]
        if places:
            self.list.setCurrentRow(places[0])

    def _choose(self, place: int) -> None:
        self._place = place
        if 0 <= place < len(self._items):
            self.form.load(self._items[place])
        self._show()

    def _show(self) -> None:
        known = 0 <= self._place < len(self._items)
        self._stack.setCurrentIndex(1 if known else 0)
        self.double.setEnabled(known)
        self.out.setEnabled(known)

    def _take(self) -> None:
        if not 0 <= self._place < len(self._items):
            return
        self._items[self._place] = self.form.item()
        row = self.list.item(self._place)
        if row is not None:
            row.setText(shown(self._items[self._place].name))
        self.changed.emit()

    def _put(self, item: Any) -> None:
        self._items.append(item)
        self.list.addItem(shown(item.name))
        self.list.setCurrentRow(len(self._items) - 1)
        self.changed.emit()

    def _drop(self) -> None:
        place = self._place
        self._items.pop(place)
        self.list.blockSignals(True)
        self.list.takeItem(place)
        self.list.setCurrentRow(min(place, len(self._items) - 1))
        self.list.blockSignals(False)
        self._choose(self.list.currentRow())
        self.changed.emit()
