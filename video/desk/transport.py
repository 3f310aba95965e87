"""The buttons of playback: back, stand still or go on, forward, speed, and live."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from video.desk.playing import SPEEDS, Playing
from widgets.calm import CalmBox
from widgets.formats import moment
from widgets.glyphs import glyph_icon
from widgets.look import Look
from widgets.plain_label import plain_label

JUMP_MS = 10_000


def speed_words(speed: float) -> str:
    return {0.25: "¼×", 0.5: "½×"}.get(speed, f"{speed:g}×")


class Transport(QWidget):
    """Follows `playing`; while it is live, going back opens it. GUI thread."""

    back_asked = Signal()
    """Show the last seconds again, of what is live."""

    def __init__(self, look: Look, playing: Playing) -> None:
        super().__init__()
        self._look, self._playing = look, playing
        self.back, self.pause, self.forward = QToolButton(), QToolButton(), QToolButton()
        self.speed = CalmBox()
        self.speed.setAccessibleName(self.tr("Speed"))
        self.live = QPushButton(self.tr("LIVE"))
        self.words = plain_label(look="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 4, 2)
        row.setSpacing(3)
        for part in (self.back, self.pause, self.forward, self.speed):
            row.addWidget(part)
        self.live.setCheckable(True)
        self.live.setProperty("look", "chip")
        self.speed.setSizeAdjustPolicy(CalmBox.SizeAdjustPolicy.AdjustToContents)
        for speed in SPEEDS:
            self.speed.addItem(speed_words(speed), speed)
        self.speed.setCurrentIndex(SPEEDS.index(1.0))
        self._connect()
        self.dress()

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.pause.clicked.connect(self._playing.toggle)
        self.forward.clicked.connect(self._go_forward)
        self.live.clicked.connect(self._go_live)
        self.speed.activated.connect(lambda place: self._playing.set_speed(SPEEDS[place]))
        self._playing.changed.connect(self.dress)
        self._look.changed.connect(self.dress)

    def dress(self) -> None:
        """What the buttons do now."""
        theme, live = self._look.theme, self._playing.live
        still = not live and not self._playing.speed
        for button, glyph, words in (
            (
                self.back,
                "chevron_left",
                self.tr("One picture back") if still else self.tr("10 seconds back"),
            ),
            (
                self.pause,
                "play" if still else "pause",
                self.tr("Go on") if still else self.tr("Stand still"),
            ),
            (
                self.forward,
                "chevron_right",
                self.tr("One picture on") if still else self.tr("10 seconds on"),
            ),
        ):
            button.setIcon(glyph_icon(glyph, theme.text, 13))
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.pause.setEnabled(not live)
        self.forward.setEnabled(not live)
        self.live.setChecked(live)

    def show_time(self, now: int) -> None:
        playing = self._playing
        self.words.setText("" if playing.live else moment(playing.at, now))

    def _go_back(self) -> None:
        if self._playing.live:
            self.back_asked.emit()
        elif not self._playing.speed:
            self._playing.step(-1)
        else:
            self._playing.seek(self._playing.at - JUMP_MS, self._playing.cameras)

    def _go_forward(self) -> None:
        if not self._playing.speed:
            self._playing.step(1)
        else:
            self._playing.seek(self._playing.at + JUMP_MS, self._playing.cameras)

    def _go_live(self) -> None:
        self._playing.go_live()
        self.dress()
