"""The bar that says the engine is away: since when, what is done about it, and what the operator can do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.bridge.views import EngineLink
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.shapes import hatch_brush
from widgets.status_cells import engine_sentence

HEIGHT = 32
_ENDED = frozenset({"given_up", "stopped"})


class EngineNotice(QFrame):
    """Hidden while the engine is there. It pushes the panels down instead of covering them."""

    start_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._link: EngineLink | None = None
        self.setFixedHeight(HEIGHT)
        self.words = PlainLabel()
        self.words.setProperty("look", "card")
        self.start_button = QPushButton(self.tr("Start the engine"))
        self.start_button.setProperty("look", "small")
        self.start_button.clicked.connect(self.start_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(36, 0, 8, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.start_button)
        look.changed.connect(self.update)
        self.hide()

    def take(self, link: EngineLink, now_ms: int) -> None:
        """Say how the engine is, or hide."""
        self._link = link
        self.tick(now_ms)
        self.setVisible(link.phase != "up")
        self.start_button.setVisible(link.phase in _ENDED)

    def tick(self, now_ms: int) -> None:
        """Let the time since then grow."""
        if self._link is not None and self._link.phase != "up":
            self.words.setText(engine_sentence(self._link, now_ms))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        calm = self._link is not None and self._link.phase == "starting"
        painter.fillRect(self.rect(), theme.stale_soft if calm else theme.critical.soft)
        painter.fillRect(self.rect(), hatch_brush(theme.stale, alpha=0.25))
        edge = theme.stale if calm else theme.critical.fill
        painter.fillRect(0, 0, 5, self.height(), edge)
        painter.setPen(edge)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        draw_glyph(painter, "clock" if calm else "warning", QRectF(12, 8, 16, 16), theme.text)
