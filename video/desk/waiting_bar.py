"""The bar that offers the cameras of an alarm or incident, while somebody is at work on the wall."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.domain.alarms import Priority
from app.domain.plain_text import shown
from video.desk.bringing_up import Wanted
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.shapes import priority_pixmap

KEY = "B"
SHAPE = 14


class WaitingBar(QFrame):
    """Seen while something waits. GUI thread."""

    asked = Signal()
    """Show them now."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._wanted: Wanted | None = None
        self.setProperty("look", "bar")
        self.shape = QLabel()
        self.button = QPushButton()
        self.button.setProperty("look", "small")
        self.key = plain_label(KEY, look="key")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 6, 3)
        row.setSpacing(6)
        row.addWidget(self.shape)
        row.addWidget(self.button)
        row.addWidget(self.key)
        why = self.tr("They come up by themselves when the wall has not been touched for a while.")
        row.addWidget(plain_label(why, look="small"), 1)
        self.button.clicked.connect(lambda: self.asked.emit())
        look.changed.connect(self._dress)
        self.hide()

    @property
    def waits(self) -> bool:
        return self._wanted is not None

    def offer(self, wanted: Wanted | None) -> None:
        """The most urgent that waits; None hides the bar."""
        self._wanted = wanted
        if wanted is not None:
            count = len(wanted.cameras)
            words = self.tr("{0}: show 1 camera") if count == 1 else self.tr("{0}: show {1} cameras")
            self.button.setText(words.format(shown(wanted.name), count).replace("&", "&&"))
        self._dress()
        self.setVisible(wanted is not None)

    def _dress(self) -> None:
        if self._wanted is None:
            self.shape.setPixmap(QPixmap())
            return
        priority = Priority(self._wanted.priority)
        self.shape.setPixmap(priority_pixmap(priority, SHAPE, self._look.theme, self.devicePixelRatioF()))
