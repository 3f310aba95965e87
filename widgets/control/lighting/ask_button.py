"""A button that sends at a click; by keyboard it must be held, since no single key ever acts on a device."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.control.hold_button import HoldButton
from widgets.look import Look


class AskButton(HoldButton):
    """For orders that need no selection. GUI thread."""

    asked = Signal()
    """It was clicked, or held by keyboard for the whole time."""

    def __init__(self, look: Look, style: str, parent: QWidget | None = None) -> None:
        """`style` is a look of the style sheet."""
        super().__init__("", look, parent)
        self.only_opens = False
        """Set while pressing it acts on nothing yet: then one key is enough."""
        self.setProperty("look", style)
        self.held.connect(self.asked)
        self.clicked.connect(lambda: self.asked.emit())

    def sizeHint(self) -> QSize:
        return QPushButton.sizeHint(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        QPushButton.mousePressEvent(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of two asks nothing: it was meant for what stood there before."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        QPushButton.mouseMoveEvent(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        QPushButton.mouseReleaseEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.only_opens:
            QPushButton.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.only_opens:
            QPushButton.keyReleaseEvent(self, event)
        else:
            super().keyReleaseEvent(event)

    def _dress(self) -> None:
        """Without the hand: the mouse need not hold it."""
