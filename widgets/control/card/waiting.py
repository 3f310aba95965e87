"""What the card says while it shows no device: why, and whose signature is awaited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.selections import Selection
from widgets.control.card.names import Names
from widgets.control.card.pending import PendingSignatures
from widgets.look import Look
from widgets.plain_label import PlainLabel


class Waiting(QWidget):
    """GUI thread."""

    def __init__(self, names: Names, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pending = PendingSignatures(names, look)
        self.words = PlainLabel()
        self.words.setProperty("look", "support")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pending)
        column.addWidget(self.words, 1)

    def say(self, sentence: str, signatures: Sequence[Selection], now_ms: int) -> None:
        self.words.setText(sentence)
        self.pending.show_selections(signatures, "", now_ms)
