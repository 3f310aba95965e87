"""The wall over a whole screen, on another monitor where there is one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget


class _WholeScreen(QWidget):
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Escape leaves, before the console takes the key for releasing the selection."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit()
                return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.left.emit()


class FullScreen(QObject):
    """Takes a widget out of its layout and puts it back. GUI thread."""

    changed = Signal(bool)

    def __init__(self, wall: QWidget, home: QVBoxLayout, place: int, parent: QObject) -> None:
        """`place` is where it stands in `home`."""
        super().__init__(parent)
        self._wall, self._home, self._place = wall, home, place
        self.window: _WholeScreen | None = None
        self._on: QScreen | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.screenRemoved.connect(self._take_removal)

    def toggle(self) -> None:
        self.leave() if self.window is not None else self._enter()

    def leave(self) -> None:
        if self.window is None:
            return
        window, self.window, self._on = self.window, None, None
        self._home.insertWidget(self._place, self._wall, 1)
        self._wall.show()
        window.hide()
        window.deleteLater()
        self._wall.setFocus()
        self.changed.emit(False)

    def _enter(self) -> None:
        screen = self._on = self._other_screen()
        self.window = window = _WholeScreen()
        window.setWindowTitle(QApplication.applicationName() or "Atalaya")
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._wall)
        window.left.connect(self.leave)
        if screen is not None:
            window.setScreen(screen)
            window.setGeometry(screen.geometry())
        window.showFullScreen()
        self._wall.show()
        self._wall.setFocus()
        self.changed.emit(True)

    def _take_removal(self, screen: QScreen) -> None:
        """Qt would move it onto the console, and cover that."""
        if screen is self._on:
            self.leave()

    def _other_screen(self) -> QScreen | None:
        """Not the one that the console stands on, if there is another."""
        here = self._wall.screen()
        return next((screen for screen in QApplication.screens() if screen is not here), here)
