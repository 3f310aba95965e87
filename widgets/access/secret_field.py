"""A field for what nobody may read, copy or bring back: passwords, codes, passphrases."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from widgets.glyphs import glyph_icon
from widgets.look import Look

_KEPT_IN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretLine(QLineEdit):
    """Shown as dots or, while the operator wants it, as letters; in both ways nothing of it reaches the
    clipboard or a history."""

    caps_seen = Signal(bool)
    """Whether Caps Lock is on, as far as the last key tells."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.setDragEnabled(False)
        self._caps = False

    def reveal(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)

    def forget(self) -> None:
        """Empty it for good: unlike `clear`, this leaves nothing to undo."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._look_for_caps(event)
        if any(event.matches(kept) for kept in _KEPT_IN):
            event.accept()
            return
        super().keyPressEvent(event)

    def _look_for_caps(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._say_caps(not self._caps)
        elif len(text) == 1 and text.lower() != text.upper():
            self._say_caps(text.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _say_caps(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_seen.emit(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # On X11 letting go of a selection copies it.
        if self.echoMode() is QLineEdit.EchoMode.Normal:
            self.deselect()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()


class SecretField(QWidget):
    """The line, and the button that shows what was typed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.line = SecretLine()
        self.eye = QToolButton()
        self.eye.setCheckable(True)
        self.eye.setProperty("look", "flat")
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.eye.toggled.connect(self.line.reveal)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        self.setFocusProxy(self.line)
        look.changed.connect(self._dress)
        self._dress()
        words = self.tr("Show what is typed")
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(words)

    def forget(self) -> None:
        """Empty it, and hide what comes next."""
        self.line.forget()
        self.eye.setChecked(False)

    def _dress(self) -> None:
        self.eye.setIcon(glyph_icon("eye", self._look.theme.text2, 14))
