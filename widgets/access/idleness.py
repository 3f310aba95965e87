"""Notices that nobody touches the console: no key, no button, no movement of the pointer."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
_CHECKS = 4
"""How often within the limit is looked, at most once a second."""


class Idleness(QObject):
    """Watches the application's windows, not its widgets: a window gets each key and each movement of the
    pointer once, a widget tree gets thousands of other events a second. GUI thread."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._limit_s = 0
        self._last = time.monotonic()
        self._pointer = QPoint()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._application = QGuiApplication.instance()
        if isinstance(self._application, QGuiApplication):
            self._application.focusWindowChanged.connect(self._watch_windows)

    def set_limit(self, seconds: int) -> None:
        """Say so after this long; 0 never."""
        self._limit_s = seconds
        self.note()
        if seconds > 0:
            self._watch_windows()
            self._timer.start(min(1000, max(100, seconds * 1000 // _CHECKS)))
        else:
            self._timer.stop()

    def note(self) -> None:
        """Somebody is there."""
        self._last = time.monotonic()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.note()
        return False

    def _watch_windows(self, *_focused: object) -> None:
        """Of a window that is watched already, Qt only puts the filter first."""
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)

    def _look(self) -> None:
        pointer = QCursor.pos()
        if pointer != self._pointer:
            self._pointer = pointer
            self.note()
        if time.monotonic() - self._last >= self._limit_s:
            self.note()
            self.idle.emit()
