"""The sign of a camera's condition: an alarm shape, the hatch of no signal, or a plain glyph."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.video.health import Condition
from video.desk.health_words import MARKS
from widgets.glyphs import draw_glyph
from widgets.shapes import hatch_brush, paint_priority
from widgets.theme import Theme

GLYPHS = {
    Condition.GOOD: "check",
    Condition.OFF: "pause",
    Condition.TELEMETRY: "device",
    Condition.UNKNOWN: "minus",
}


def paint_condition(painter: QPainter, rect: QRectF, condition: Condition, theme: Theme) -> None:
    """Into the square `rect`."""
    level = MARKS.get(condition)
    if level is not None:
        paint_priority(painter, rect, level, theme)
    elif condition is Condition.NO_SIGNAL:
        painter.save()
        painter.setPen(QPen(theme.stale, 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(hatch_brush(theme.stale, alpha=0.6))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()
    else:
        draw_glyph(painter, GLYPHS[condition], rect, theme.text3)
