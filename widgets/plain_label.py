"""A label for texts that the program did not make itself: never markup, never longer than can be laid out."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QWidget

LONGEST = 1000
"""Characters; what is longer would not fit a screen but would hold up the console while it is laid out."""


class PlainLabel(QLabel):
    """Takes any text as it is and shows its beginning; what cannot be seen is `plain_text`'s affair."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(_beginning(text))


def plain_tip(text: str) -> str:
    """A tooltip that shows `text` as it is: tooltips themselves take what looks like markup for markup."""
    text = _beginning(text)
    if not GuiQt.mightBeRichText(text):
        return text
    return f"<span>{escape(text).replace(chr(10), '<br/>')}</span>"


def _beginning(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def plain_label(text: str = "", *, look: str = "", wraps: bool = False) -> PlainLabel:
    """One in this look of the style sheet."""
    label = PlainLabel(text)
    label.setWordWrap(wraps)
    if look:
        label.setProperty("look", look)
    return label
