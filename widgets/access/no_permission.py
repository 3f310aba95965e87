"""What stands where an operator may not look: why, and who could."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.plain_label import PlainLabel

_GLYPH = 32


class NoPermission(QWidget):
    """A lock, what it is, and the reason."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("look", "panel")
        self.title, self.reason = _label("card"), _label("support")
        self.title.setText(self.tr("You may not see this."))
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(2)
        column.addSpacing(_GLYPH + 8)
        column.addWidget(self.title)
        column.addWidget(self.reason)
        column.addStretch(3)
        look.changed.connect(self.update)

    def say(self, reason: str) -> None:
        self.reason.setText(reason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.panel)
        top = self.title.y() - _GLYPH - 8
        square = QRectF((self.width() - _GLYPH) / 2, top, _GLYPH, _GLYPH)
        draw_glyph(painter, "lock", square, self._look.theme.text3)


def _label(look: str) -> PlainLabel:
    label = PlainLabel()
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
