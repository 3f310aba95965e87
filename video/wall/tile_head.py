"""The head of a tile: its camera, and at the right end the state. Kept as a pixmap while it says the same."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from video.wall.tile_state import LOOKS, Mood
from video.wall.tile_view import HeadSigns
from widgets.glyphs import glyph_pixmap
from widgets.shapes import priority_pixmap
from widgets.style import SMALL, TABLE, ui_font
from widgets.theme import Theme

NARROW_WORDS = 280
"""Below it the head has room for the first words alone."""
BESIDE_WORDS = 42
"""Pixels that the sign and the gaps take of a head."""
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_GLYPHS = {Mood.RECORDED: "play", Mood.NO_PERMISSION: "lock"}


@lru_cache(maxsize=128)
def head_pixmap(signs: HeadSigns, width: int, height: int, theme: Theme, dpr: float) -> QPixmap:
    """In logical pixels. GUI thread."""
    pixmap = QPixmap(max(1, round(width * dpr)), max(1, round(height * dpr)))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(theme.panel)
    if signs.mood is not Mood.EMPTY:
        painter = QPainter(pixmap)
        _Head(painter, QRect(0, 0, width, height), theme, dpr).paint(signs)
        painter.end()
    return pixmap


class _Head:
    def __init__(self, painter: QPainter, area: QRect, theme: Theme, dpr: float) -> None:
        self._painter, self._area, self._theme, self._dpr = painter, area, theme, dpr

    def paint(self, signs: HeadSigns) -> None:
        painter, area, theme = self._painter, self._area, self._theme
        right = self._pill(signs)
        painter.setFont(ui_font(TABLE, 600))
        painter.setPen(theme.text)
        left = area.left() + 5
        width = painter.fontMetrics().horizontalAdvance(signs.id)
        painter.drawText(QRect(left, area.top(), min(width, right - left), area.height()), _LEFT, signs.id)
        left += width + 7
        painter.setFont(ui_font(SMALL))
        painter.setPen(theme.text3)
        room = right - left - 6
        if room > 24:
            name = painter.fontMetrics().elidedText(signs.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, area.top(), room, area.height()), _LEFT, name)

    def _pill(self, signs: HeadSigns) -> int:
        """At the right end; returns where it begins."""
        painter, area, theme = self._painter, self._area, self._theme
        words = self._fitting(signs)
        width = painter.fontMetrics().horizontalAdvance(words)
        left = area.right() - width - 5
        box = QRect(left, area.top(), width + 1, area.height())
        if LOOKS[signs.mood].dashed:
            ground = box.adjusted(-5, 1, 4, -1)
            painter.fillRect(ground, theme.stale_soft)
            painter.setPen(QPen(theme.stale, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(ground.adjusted(0, 0, -1, -1))
            left -= 6
        painter.setPen(theme.text)
        painter.drawText(box, _RIGHT, words)
        return self._sign(left, signs)

    def _fitting(self, signs: HeadSigns) -> str:
        """The words for which there is room beside the name; leaves their font set."""
        painter, wide = self._painter, self._area.width()
        words = signs.words.partition(",")[0] if wide < NARROW_WORDS else signs.words
        painter.setFont(ui_font(TABLE, 600))
        name = painter.fontMetrics().horizontalAdvance(signs.id)
        painter.setFont(ui_font(SMALL, 600))
        most = max(40, min(wide * 6 // 10, wide - name - BESIDE_WORDS))
        if painter.fontMetrics().horizontalAdvance(words) > most:
            words = signs.brief or words
        return painter.fontMetrics().elidedText(signs.named or words, Qt.TextElideMode.ElideRight, most)

    def _sign(self, left: int, signs: HeadSigns) -> int:
        """Before the words: the shape of a priority, the dot of live, the bars of a still."""
        painter, theme, middle = self._painter, self._theme, self._area.center().y()
        if signs.sign is not None:
            shape = priority_pixmap(signs.sign, 13, theme, self._dpr)
            painter.drawPixmap(QPointF(left - 18, middle - 6.5), shape)
            return left - 20
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.text)
        if signs.mood is Mood.LIVE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawEllipse(QPointF(left - 9, middle + 0.5), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        elif signs.mood in (Mood.STILL, Mood.SLOWED):
            for offset in (-13, -8):
                painter.drawRect(QRectF(left + offset, middle - 4, 2, 9))
        elif glyph := _GLYPHS.get(signs.mood):
            painter.drawPixmap(left - 16, middle - 6, glyph_pixmap(glyph, 12, theme.text, self._dpr))
        else:
            return left - 2
        return left - 17
