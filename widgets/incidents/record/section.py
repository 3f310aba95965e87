"""One part of the panel: its caption, a short text at the right, and what stands below."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.control.elided import Elided
from widgets.plain_label import plain_label


class Section(QFrame):
    """With a line below. Add to `body`, and buttons to `head`. Made with its parent: to be given one later
    costs as much as it has parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "section")
        self.caption = Elided()
        self.caption.setProperty("look", "caption")
        self.aside = plain_label(look="small")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(10, 0, 10, 0)
        self.head.setSpacing(6)
        self.head.addWidget(self.caption, 1)
        self.head.addWidget(self.aside)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 7, 0, 8)
        self.body.setSpacing(4)
        self.body.addLayout(self.head)

    def add_row(self, *widgets: QWidget) -> QHBoxLayout:
        """Widgets side by side from the left."""
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addLayout(row)
        return row
