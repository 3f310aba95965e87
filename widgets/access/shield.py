"""Keeps hands off a window whose picture goes on: lies over it, takes every press and every key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from widgets.look import Look

DIM = 60
"""Of 255: the picture below can be read."""


class Shield(QWidget):
    """Over the whole of `target`, from `top` logical pixels down slightly dimmed. It takes the focus that
    anything below it would get; `pressed_below` may be overridden to say why nothing happens."""

    def __init__(self, target: QWidget, look: Look) -> None:
        super().__init__(target)
        self._look = look
        self._target = target
        self.top = 0
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setGeometry(target.rect())
        target.installEventFilter(self)
        look.changed.connect(self.update)
        self.hide()

    def cover(self) -> None:
        """Lie over everything that the window holds now."""
        self.setGeometry(self._target.rect())
        self.show()
        self.raise_()
        self.take_focus()

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not self.isHidden():
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._target.rect())
            elif event.type() == QEvent.Type.ChildAdded:
                self.raise_()
        return False

    def focusNextPrevChild(self, _next: bool) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.take_focus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = self._look.theme.app.toRgb()
        tint.setAlpha(DIM)
        painter.fillRect(event.rect().intersected(self.rect().adjusted(0, self.top, 0, 0)), tint)
