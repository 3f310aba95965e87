"""The button that acts on a device: it must be held down, so that no single press or key ever does."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.glyphs import glyph_icon
from widgets.look import Look

HOLD_S = 1.5
TICK_MS = 30
_LONGEST_TICK_S = 0.15
_KEYS = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BAR = 5


class HoldButton(QPushButton):
    """Emits `held` when the mouse stays pressed on it, or Space or Enter while it has the focus, for the
    whole time; once for each press. Letting go, leaving, losing the focus, another key and a key that is
    pressed again without being let go all begin anew. `clicked` means nothing here. GUI thread."""

    held = Signal()
    began = Signal()
    ended = Signal()
    """The hold is over, whether it was long enough or not."""

    def __init__(
        self,
        text: str,
        look: Look,
        parent: QWidget | None = None,
        *,
        hold_s: float = HOLD_S,
        size: str = "large",
    ) -> None:
        """`size` is its look in the style sheet while nothing makes it stand out: `large` or `small`."""
        super().__init__(parent)
        self._look = look
        self._hold_s = hold_s
        self._for_s = 0.0
        self._ticked = 0.0
        self._key: int | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._size = size
        self.setProperty("look", size)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        look.changed.connect(self._dress)
        self.set_words(text)
        self._dress()

    def set_words(self, text: str) -> None:
        """What it does; how to do it is added for who cannot see the button."""
        plain = text.replace("&", "&&")  # an underlined letter would be a key of its own
        if plain != self.text():
            self.setText(plain)
        self.setAccessibleName(text)
        how = self.tr("Hold for {0} s").format(f"{self._hold_s:g}")
        self.setAccessibleDescription(how)
        self.setToolTip(how)

    def set_hold(self, seconds: float) -> None:
        """How long it must be held; a hold under way goes by the new time."""
        if seconds != self._hold_s:
            self._hold_s = seconds
            self.set_words(self.accessibleName())

    def set_urgent(self, urgent: bool) -> None:
        """Whether it stands out, because it may be needed now."""
        look = "primary" if urgent else self._size
        if look != self.property("look"):
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)
            self._dress()

    @property
    def holding(self) -> bool:
        return self._timer.isActive()

    @property
    def progress(self) -> float:
        """How much of the time is over, 0 to 1."""
        return min(1.0, self._for_s / self._hold_s) if self._hold_s > 0 else 0.0

    def let_go(self) -> None:
        """End the hold that is under way without acting."""
        if self._timer.isActive():
            self._timer.stop()
            self.ended.emit()
        self._for_s, self._key = 0.0, None
        self.setDown(False)
        self.update()

    def _begin(self) -> None:
        self._for_s, self._ticked = 0.0, time.monotonic()
        self.setDown(True)
        self._timer.start()
        self.began.emit()
        self.update()

    def _tick(self) -> None:
        """A loop that was held up counts as one tick: a release that waits behind it still comes first."""
        now = time.monotonic()
        self._for_s += min(now - self._ticked, _LONGEST_TICK_S)
        self._ticked = now
        self.update()
        if self._for_s >= self._hold_s:
            self._timer.stop()
            self.setDown(False)
            self.ended.emit()
            self.held.emit()

    # What the hand does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._begin()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._key is None and not self.rect().contains(event.position().toPoint()):
            self.let_go()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.let_go()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own before they are shortcuts of the console."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _KEYS and not _modified(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.setAccepted(event.key() in _KEYS)  # never begins: the key was pressed elsewhere
            return
        again = self._timer.isActive()
        self.let_go()
        if event.key() not in _KEYS:
            super().keyPressEvent(event)
            return
        if not again and self.isEnabled() and not _modified(event):
            self._key = event.key()
            self._begin()
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)
            return
        if not event.isAutoRepeat():
            self.let_go()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.let_go()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.let_go()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.EnabledChange:
            self.let_go()
            self._dress()
        super().changeEvent(event)

    # What is seen

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(120, 34 if self._size == "large" else 24))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._for_s <= 0.0:
            return
        painter = QPainter(self)
        theme = self._look.theme
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        done = QRectF(area.left(), area.top(), area.width() * self.progress, area.height())
        ground = QColor(theme.selection)
        ground.setAlphaF(0.25)
        painter.fillRect(done, ground)
        painter.fillRect(done.adjusted(0, area.height() - _BAR, 0, 0), theme.selection)

    def _dress(self) -> None:
        theme = self._look.theme
        ink = theme.app if self.property("look") == "primary" else theme.text
        name, color = ("hand", ink) if self.isEnabled() else ("lock", theme.text3)
        self.setIcon(glyph_icon(name, color, 14))


def _modified(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier))
