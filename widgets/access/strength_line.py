"""How good a new password is, under its field: four grey steps and a few words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.access import sign_in_words
from widgets.access.strength import Judged
from widgets.look import Look
from widgets.style import SMALL, ui_font

STEPS = 4
_STEP_W, _GAP, _HEIGHT = 26, 3, 16


class StrengthLine(QWidget):
    """Says nothing until something is typed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._judged: Judged | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def words(self) -> str:
        return "" if self._judged is None else sign_in_words.judged(self._judged)

    def show_judged(self, judged: Judged | None) -> None:
        if judged != self._judged:
            self._judged = judged
            self.setAccessibleName(self.words)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(STEPS * (_STEP_W + _GAP) + 120, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._judged is None:
            return
        theme, painter = self._look.theme, QPainter(self)
        for step in range(STEPS):
            filled = step < self._judged.level
            painter.fillRect(step * (_STEP_W + _GAP), 6, _STEP_W, 4, theme.text2 if filled else theme.line)
        painter.setPen(theme.text2)
        painter.setFont(ui_font(SMALL))
        painter.drawText(STEPS * (_STEP_W + _GAP) + 6, 12, self.words)
