"""The foot of the card: four notes side by side, or two by two where it is narrow."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from widgets.control.card.foot_words import Note
from widgets.plain_label import PlainLabel

NARROW = 760


class Foot(QWidget):
    """Empty while nothing is chosen. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes: tuple[Note, ...] = ()
        self._parts: list[tuple[QWidget, PlainLabel, PlainLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._columns = 0
        self.hide()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        if notes == self.notes:
            return
        self.notes = notes
        while len(self._parts) < len(notes):
            self._parts.append(_part(self))
            self._columns = 0
        for (part, _, _), there in zip(
            self._parts, (place < len(notes) for place in range(99)), strict=False
        ):
            part.setVisible(there)
        for (_, title, text), note in zip(self._parts, notes, strict=False):
            title.setText(note.title)
            text.setText(note.text)
        self.setVisible(bool(notes))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns = 4 if self.width() >= NARROW else 2
        if columns == self._columns:
            return
        self._columns = columns
        for place, (part, _, _) in enumerate(self._parts):
            self._grid.addWidget(part, place // columns, place % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, int(column < columns))


def _part(parent: QWidget) -> tuple[QWidget, PlainLabel, PlainLabel]:
    part = QWidget(parent)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    title, text = PlainLabel(), PlainLabel()
    title.setProperty("look", "caption")
    text.setProperty("look", "support")
    for label in (title, text):
        label.setWordWrap(True)
        column.addWidget(label)
    column.addStretch(1)
    return part, title, text
