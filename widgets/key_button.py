"""A button that shows its key at its right edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.look import Look
from widgets.style import SMALL, TABLE, ui_font


class KeyButton(QPushButton):
    """Drawn by the style sheet, with text to the left and the key in a frame to the right."""

    def __init__(self, text: str, key: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = text
        self._key = key
        self._look = look
        self.setAccessibleName(f"{text} {key}")
        self.setMinimumHeight(24)
        self.setProperty("look", "small")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def words(self) -> str:
        return self._words

    def set_words(self, text: str) -> None:
        self._words = text
        self.setAccessibleName(f"{text} {self._key}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(ui_font(TABLE, 500)).horizontalAdvance(self._words)
        key = QFontMetrics(ui_font(SMALL, 500)).horizontalAdvance(self._key)
        return QSize(words + key + 36, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._look.theme
        painter = QPainter(self)
        painter.setFont(ui_font(TABLE, 500))
        painter.setPen(theme.text if self.isEnabled() else theme.text3)
        area = self.rect().adjusted(8, 0, -8, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        painter.setFont(ui_font(SMALL, 500))
        width = painter.fontMetrics().horizontalAdvance(self._key) + 9
        box = QRect(area.right() - width + 1, (self.height() - 15) // 2, width, 14)
        painter.setPen(theme.line2)
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(theme.text2)
        painter.drawText(box.adjusted(0, 0, 1, 1), Qt.AlignmentFlag.AlignCenter, self._key)
