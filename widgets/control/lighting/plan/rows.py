"""Rows that are edited in place: added, taken out and, where their order matters, moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.calm import CalmBox
from widgets.glyphs import glyph_icon
from widgets.look import Look

NAME_LENGTH = 60


class Row(QWidget):
    """One item. Subclasses put their fields into `self.fields` and say what was written by `item`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: QBoxLayout = QHBoxLayout(self)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(4)

    def item(self) -> Any:
        raise NotImplementedError

    def _tell(self, *_news: object) -> None:
        self.changed.emit()


class _Held(QWidget):
    """A row with the buttons at its end."""

    def __init__(self, row: Row, look: Look, *, ordered: bool) -> None:
        super().__init__()
        self.row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 1, 0, 1)
        line.setSpacing(4)
        line.addWidget(row, 1)
        self.up, self.down, self.out = QPushButton(), QPushButton(), QPushButton()
        texts = (self.tr("Move up"), self.tr("Move down"), self.tr("Take out"))
        glyphs = ("chevron_up", "chevron_down", "cross")
        for button, text, glyph in zip((self.up, self.down, self.out), texts, glyphs, strict=True):
            button.setIcon(glyph_icon(glyph, look.theme.text, 12))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.setProperty("look", "small")
            button.setAutoDefault(False)
            button.setFixedWidth(26)
            button.setVisible(ordered or button is self.out)
            line.addWidget(button)


class Rows(QWidget):
    """GUI thread."""

    changed = Signal()

    def __init__(
        self,
        look: Look,
        make: Callable[[Any], Row],
        new: Callable[[], Any],
        add: str,
        *,
        ordered: bool = False,
    ) -> None:
        """`make` a row for an item, `new` an item for the button `add`."""
        super().__init__()
        self._look, self._make, self._new, self._ordered = look, make, new, ordered
        self.held: list[_Held] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.add = QPushButton(add)
        self.add.setProperty("look", "small")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add_new)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def load(self, items: Iterable[Any]) -> None:
        """Show these; tells nobody."""
        for held in self.held:
            self._take_out(held)
        self.held = []
        for item in items:
            self._put(item)

    def items(self) -> tuple[Any, ...]:
        return tuple(held.row.item() for held in self.held)

    def _put(self, item: Any) -> None:
        held = _Held(self._make(item), self._look, ordered=self._ordered)
        held.row.changed.connect(self.changed)
        held.up.clicked.connect(lambda: self._move(held, -1))
        held.down.clicked.connect(lambda: self._move(held, 1))
        held.out.clicked.connect(lambda: self._drop(held))
        self._column.insertWidget(len(self.held), held)
        self.held.append(held)

    def _take_out(self, held: _Held) -> None:
        self._column.removeWidget(held)
        held.hide()
        held.deleteLater()

    def _add_new(self) -> None:
        self._put(self._new())
        self.changed.emit()

    def _drop(self, held: _Held) -> None:
        self.held.remove(held)
        self._take_out(held)
        self.changed.emit()

    def _move(self, held: _Held, by: int) -> None:
        here = self.held.index(held)
        there = here + by
        if not 0 <= there < len(self.held):
            return
        self.held.insert(there, self.held.pop(here))
        self._column.removeWidget(held)
        self._column.insertWidget(there, held)
        self.changed.emit()


def name_field(text: str, name: str, *, width: int = 0, placeholder: str = "") -> QLineEdit:
    """A line for a text; `name` is what a screen reader says."""
    field = QLineEdit(text)
    field.setMaxLength(NAME_LENGTH)
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder or name)
    if width:
        field.setFixedWidth(width)
    return field


def choice(pairs: Iterable[tuple[str, Any]], chosen: Any, name: str) -> QComboBox:
    """A box of (words, value); a value that is not among them is kept and shown as it is."""
    box = CalmBox()
    box.setAccessibleName(name)
    values = []
    for words, value in pairs:
        box.addItem(words, value)
        values.append(value)
    if chosen not in values:
        box.addItem(f"{chosen}?", chosen)
        values.append(chosen)
    box.setCurrentIndex(values.index(chosen))
    return box
