"""Tells when a list must not reorder: the pointer is over it, or a key was pressed in it a moment ago."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView

AFTER_KEY_MS = 2000


class Stillness(QObject):
    """Watches one item view; `changed` says when the order becomes held or free. GUI thread."""

    changed = Signal(bool)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._over = False
        self._held = False
        self._after_key = QTimer(self)
        self._after_key.setSingleShot(True)
        self._after_key.setInterval(AFTER_KEY_MS)
        self._after_key.timeout.connect(self._settle)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    @property
    def held(self) -> bool:
        return self._held

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._view and kind == QEvent.Type.KeyPress:
            self._after_key.start()
            self._settle()
        elif watched is not self._view and kind in (QEvent.Type.Enter, QEvent.Type.MouseMove):
            self._set_over(True)
        elif kind in (QEvent.Type.Leave, QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
            self._set_over(False)
        return False

    def _set_over(self, over: bool) -> None:
        if over != self._over:
            self._over = over
            self._settle()

    def _settle(self) -> None:
        held = self._over or self._after_key.isActive()
        if held != self._held:
            self._held = held
            self.changed.emit(held)
