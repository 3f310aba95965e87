"""Labels that show text as it is, never as HTML."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(text: str = "", *, look: str = "", wraps: bool = False) -> QLabel:
    """A label for text from outside too; clip that first (`widgets.admin.clipping`)."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wraps)
    if look:
        label.setProperty("look", look)
    return label
