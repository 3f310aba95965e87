"""The veil over a panel whose data is old: its picture can still be read, and nobody takes it for fresh."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.look import Look
from widgets.shapes import hatch_brush


class Hatch(QWidget):
    """Lies over `target` and follows its size; presses go through it."""

    def __init__(self, target: QWidget, look: Look) -> None:
        super().__init__(target)
        self._look = look
        self._target = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(target.rect())
        target.installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def set_old(self, old: bool) -> None:
        """Show or lift the veil."""
        if old:
            self.setGeometry(self._target.rect())
            self.raise_()
        self.setVisible(old)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._target.rect())
        elif event.type() == QEvent.Type.ChildAdded and self.isVisible():
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), hatch_brush(self._look.theme.stale, alpha=0.3))
