"""The scale bar with its length, north, and whose base map it is."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from maps.projection import Viewport
from widgets.formats import number
from widgets.look import Look
from widgets.style import ui_font

LONGEST_PX = 120.0
NORTH_PX = 22.0


def round_length(longest_m: float) -> float:
    """The largest of 1, 2 or 5 times a power of ten that is no longer."""
    if longest_m <= 0 or not math.isfinite(longest_m):
        return 1.0
    power = 10.0 ** math.floor(math.log10(longest_m))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= longest_m)


class ScaleBar(QWidget):
    """Lets the pointer through. GUI thread only."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._length_m = 0.0
        self._length_px = 0.0
        self._attribution = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(360, 24)

    @property
    def words(self) -> str:
        """The length as it is written."""
        if self._length_m >= 1000:
            return f"{number(self._length_m / 1000)} km"
        return f"{number(self._length_m, 0 if self._length_m >= 1 else 2)} m"

    def show_scale(self, view: Viewport, attribution: str) -> None:
        metres = view.metres_per_pixel
        length = round_length(LONGEST_PX * metres)
        if (length, length / metres, attribution) != (self._length_m, self._length_px, self._attribution):
            self._length_m, self._length_px = length, length / metres
            self._attribution = attribution
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - 6.5
        self._paint_north(painter, base)
        left, right = NORTH_PX, NORTH_PX + self._length_px
        line = [QPointF(left, base - 6), QPointF(left, base), QPointF(right, base), QPointF(right, base - 6)]
        for color, width in ((self._look.theme.land, 4.0), (self._look.theme.text, 1.6)):
            painter.setPen(QPen(color, width))
            painter.drawPolyline(QPolygonF(line))
        end = self._write(painter, QPointF(right + 8, base), self.words, self._look.theme.text, 600)
        self._write(painter, QPointF(end + 12, base), self._attribution, self._look.theme.text3, 400)

    def _paint_north(self, painter: QPainter, base: float) -> None:
        arrow = QPolygonF(
            [QPointF(7, base - 13), QPointF(11.5, base), QPointF(7, base - 3), QPointF(2.5, base)]
        )
        painter.setPen(QPen(self._look.theme.land, 1.0))
        painter.setBrush(self._look.theme.text2)
        painter.drawPolygon(arrow)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _write(self, painter: QPainter, at: QPointF, text: str, color: QColor, weight: int) -> float:
        """Text with a halo; where it ends."""
        font = ui_font(11, weight)
        path = QPainterPath()
        path.addText(at, font, text)
        halo = QPen(self._look.theme.land, 3.0)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, halo)
        painter.fillPath(path, color)
        return QRectF(path.boundingRect()).right() if text else at.x()
