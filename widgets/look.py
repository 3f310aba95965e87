"""How the console looks now: theme, density, motion, and the one blink that all views share."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from widgets.theme import DARK, LIGHT, Theme

BLINK_HALF_MS = 500
"""Half of the 1 Hz blink of what is unacknowledged."""


class Look(QObject):
    """Handed to every view that paints for itself; one per console. GUI thread only.

    A view paints with `look.theme`, repaints on `changed`, and draws frames of unacknowledged
    alarms while `look.lit`, repainting on `blinked`.
    """

    changed = Signal()
    """The theme, density or motion is another."""
    blinked = Signal(bool)
    """The blink changed its phase; the argument is `lit`."""

    def __init__(self, theme: Theme = DARK, *, still: bool = False, comfortable: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._still = still
        self._comfortable = comfortable
        self._lit = True
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK_HALF_MS)
        self._timer.timeout.connect(self._blink)
        if not still:
            self._timer.start()

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def lit(self) -> bool:
        """Whether frames are drawn now; always true with reduced motion."""
        return self._lit

    @property
    def still(self) -> bool:
        """Reduced motion: frames stand still and are 3 px wide."""
        return self._still

    @property
    def row_height(self) -> int:
        """Height of a table row in logical pixels."""
        return 30 if self._comfortable else 24

    def set_theme(self, theme: Theme) -> None:
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit()

    def toggle_theme(self) -> None:
        self.set_theme(LIGHT if self._theme.dark else DARK)

    def set_still(self, still: bool) -> None:
        if still == self._still:
            return
        self._still = still
        if still:
            self._timer.stop()
            self._lit = True
        else:
            self._timer.start()
        self.changed.emit()

    def set_comfortable(self, comfortable: bool) -> None:
        if comfortable != self._comfortable:
            self._comfortable = comfortable
            self.changed.emit()

    def _blink(self) -> None:
        self._lit = not self._lit
        self.blinked.emit(self._lit)
