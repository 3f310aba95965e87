"""Short words as kept pixmaps: shaping them anew for every picture costs more than the picture."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from widgets.style import SMALL, ui_font

PLATE = QColor(0, 0, 0, 178)
ON_PLATE = QColor("#F2F4F5")
PLATE_H = 15
_EDGE = QColor(0, 0, 0, 230)


@lru_cache(maxsize=1024)
def plate(words: str, dpr: float) -> tuple[QPixmap, int]:
    """White on a dark plate, 15 px high, for the corners of a picture; and how wide it is, in logical
    pixels."""
    width = QFontMetrics(ui_font(SMALL, 600)).horizontalAdvance(words) + 8
    pixmap = _empty(width, PLATE_H, dpr)
    painter = QPainter(pixmap)
    painter.fillRect(QRectF(0, 0, width, PLATE_H), PLATE)
    painter.setFont(ui_font(SMALL, 600))
    painter.setPen(ON_PLATE)
    painter.drawText(QRectF(0, 0, width, PLATE_H), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return pixmap, round(pixmap.width() / dpr)


@lru_cache(maxsize=1024)
def outlined(words: str, rgba: int, dpr: float) -> QPixmap:
    """In a colour with a black edge, for any ground; 15 px high."""
    width = QFontMetrics(ui_font(SMALL, 600)).horizontalAdvance(words) + 4
    pixmap = _empty(width, PLATE_H, dpr)
    painter = QPainter(pixmap)
    painter.setFont(ui_font(SMALL, 600))
    painter.setPen(_EDGE)
    for across, down in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(QPointF(2 + across, 11.5 + down), words)
    painter.setPen(QColor.fromRgba(rgba))
    painter.drawText(QPointF(2, 11.5), words)
    painter.end()
    return pixmap


def _empty(width: int, height: int, dpr: float) -> QPixmap:
    pixmap = QPixmap(max(1, round(width * dpr)), round(height * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
