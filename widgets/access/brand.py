"""The brand's drawing and the site, at the top of a card."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.plain_label import PlainLabel


class Tower(QWidget):
    """The brand's drawing."""

    def __init__(self, look: Look, side: int) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(side, side)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_glyph(QPainter(self), "brand", QRectF(self.rect()), self._look.theme.text)


class BrandHead(QWidget):
    """Tower, product and site in one line."""

    def __init__(self, look: Look, site: str) -> None:
        super().__init__()
        name = PlainLabel("Atalaya")
        name.setProperty("look", "value")
        self.site = PlainLabel(site)
        self.site.setProperty("look", "support")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Tower(look, 26))
        row.addSpacing(4)
        row.addWidget(name)
        row.addSpacing(6)
        row.addWidget(self.site)
        row.addStretch(1)
