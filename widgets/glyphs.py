"""Draws the glyphs of `resources/glyphs` in any colour and size, and keeps what it drew."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.settings.resources import resource

UNKNOWN = "device"
"""Stands for a glyph that has no drawing."""


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    path = resource("glyphs", f"{name}.svg")
    return path.read_bytes() if path.is_file() else resource("glyphs", f"{UNKNOWN}.svg").read_bytes()


@lru_cache(maxsize=512)
def _renderer(name: str, rgb: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", rgb.encode())))


@lru_cache(maxsize=2048)
def _pixmap(name: str, size: float, rgba: int, dpr: float) -> QPixmap:
    side = max(1, round(size * dpr))
    pixmap = QPixmap(side, side)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_glyph(painter, name, QRectF(0, 0, size, size), QColor.fromRgba(rgba))
    painter.end()
    return pixmap


def glyph_pixmap(name: str, size: float, color: QColor, dpr: float = 1.0) -> QPixmap:
    """The glyph in a square of `size` logical pixels; the same pixmap for the same question.

    An unknown name gives the drawing of a plain device. GUI thread only.
    """
    return _pixmap(name, size, color.rgba(), dpr)


def draw_glyph(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw the glyph as vectors; for moving or odd sizes. Lists use `glyph_pixmap`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(painter.opacity() * color.alphaF())
    _renderer(name, color.name()).render(painter, rect)
    painter.restore()


def glyph_icon(name: str, color: QColor, size: float = 16.0) -> QIcon:
    """The glyph as an icon, sharp at once and twice the density."""
    icon = QIcon(glyph_pixmap(name, size, color))
    icon.addPixmap(glyph_pixmap(name, size, color, 2.0))
    return icon
