"""A hatched line over the card that says what hinders orders as a whole."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.shapes import hatch_brush


class Banner(QWidget):
    """Takes no room while it says nothing. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.words = PlainLabel()
        self.words.setProperty("look", "card")
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 10, 5)
        row.addWidget(self.words)
        look.changed.connect(self.update)
        self.hide()

    def say(self, sentence: str) -> None:
        self.words.setText(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.stale_soft)
        painter.fillRect(self.rect(), hatch_brush(theme.stale, alpha=0.25))
        painter.fillRect(0, 0, 3, self.height(), theme.stale)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
