"""The four shapes of priority (square C, triangle A, diamond M, circle B) and the hatch of old data."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.domain.alarms import Priority
from widgets.theme import Theme

LETTERS = {Priority.CRITICAL: "C", Priority.HIGH: "A", Priority.MEDIUM: "M", Priority.LOW: "B"}
"""The same in both languages: they are part of the drawing."""

_BASELINE = {Priority.CRITICAL: 11.6, Priority.HIGH: 13.3, Priority.MEDIUM: 11.0, Priority.LOW: 11.3}
_LETTER_PX = {Priority.CRITICAL: 10.0, Priority.HIGH: 8.5, Priority.MEDIUM: 8.5, Priority.LOW: 9.5}


@lru_cache(maxsize=4)
def priority_path(priority: Priority) -> QPainterPath:
    """The outline of the shape in a 16 × 16 square."""
    path = QPainterPath()
    if priority is Priority.CRITICAL:
        path.addRoundedRect(QRectF(1.5, 1.5, 13, 13), 1, 1)
    elif priority is Priority.HIGH:
        path.addPolygon(QPolygonF([QPointF(8, 0.8), QPointF(15.6, 15), QPointF(0.4, 15)]))
        path.closeSubpath()
    elif priority is Priority.MEDIUM:
        path.addPolygon(QPolygonF([QPointF(8, 0.2), QPointF(15.8, 8), QPointF(8, 15.8), QPointF(0.2, 8)]))
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(8, 8), 7, 7)
    return path


def paint_priority(
    painter: QPainter,
    rect: QRectF,
    priority: int,
    theme: Theme,
    *,
    hollow: bool = False,
    dashed: bool = False,
    framed: bool = False,
    still: bool = False,
) -> None:
    """Draw the shape with its letter into the square `rect`.

    `hollow`: returned, unacknowledged. `dashed`: shelved (drawn hollow too). `framed`: the square
    frame of what is unacknowledged, 3 px outside `rect`; the caller makes it blink, or draws it `still`
    and wider with reduced motion.
    """
    level = Priority(priority)
    colors = theme.priority(level)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    open_shape = hollow or dashed
    if framed:
        paint_frame(painter, QRectF(-2.5, -2.5, 21, 21), level, theme, still=still)
    if open_shape and not theme.dark:
        painter.strokePath(priority_path(level), QPen(colors.outline, 3.0))
    painter.setPen(_edge(colors.fill if open_shape else colors.outline, open_shape, dashed))
    painter.setBrush(theme.panel if open_shape else colors.fill)
    painter.drawPath(priority_path(level))
    _letter(painter, level, theme.text if open_shape else colors.letter)
    painter.restore()


def paint_frame(painter: QPainter, rect: QRectF, priority: int, theme: Theme, *, still: bool = False) -> None:
    """The square frame round an unacknowledged shape; on light ground it gets a dark outline,
    because amber and yellow alone do not stand out there."""
    colors = theme.priority(priority)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if not theme.dark:
        painter.setPen(QPen(colors.outline, 3.6 if still else 2.6))
        painter.drawRoundedRect(rect, 2, 2)
    painter.setPen(QPen(colors.fill, 2.5 if still else 1.5))
    painter.drawRoundedRect(rect, 2, 2)


def _edge(color: QColor, open_shape: bool, dashed: bool) -> QPen:
    pen = QPen(color, 1.8 if open_shape else 1.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([1.4, 1.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _letter(painter: QPainter, priority: Priority, color: QColor) -> None:
    font = QFont(painter.font())
    font.setPixelSize(100)
    font.setWeight(QFont.Weight.ExtraBold)
    path = _letter_path(LETTERS[priority], font.family())
    scale = _LETTER_PX[priority] / 100
    painter.translate(8 - path.boundingRect().center().x() * scale, _BASELINE[priority])
    painter.scale(scale, scale)
    painter.fillPath(path, color)


@lru_cache(maxsize=32)
def _letter_path(letter: str, family: str) -> QPainterPath:
    font = QFont(family)
    font.setPixelSize(100)
    font.setWeight(QFont.Weight.Bold)
    path = QPainterPath()
    path.addText(0, 0, font, letter)
    return path


@lru_cache(maxsize=512)
def priority_pixmap(
    priority: int,
    size: int,
    theme: Theme,
    dpr: float = 1.0,
    *,
    hollow: bool = False,
    dashed: bool = False,
    framed: bool = False,
) -> QPixmap:
    """The shape as a kept pixmap, for lists and the map. Its side is `size` + 1 logical pixels,
    and 3/8 `size` more when framed; draw it by its centre."""
    margin = 0.5 + (3 * size / 16 if framed else 0)
    side = round((size + 2 * margin) * dpr)
    pixmap = QPixmap(side, side)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setFont(QFont("Inter"))
    rect = QRectF(margin, margin, size, size)
    paint_priority(painter, rect, priority, theme, hollow=hollow, dashed=dashed, framed=framed)
    painter.end()
    return pixmap


@lru_cache(maxsize=16)
def _hatch_tile(rgba: int, dpr: float) -> QPixmap:
    side = 7
    pixmap = QPixmap(round(side * dpr), round(side * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(rgba), 1.6))
    for start in (-side, 0, side):
        painter.drawLine(QPointF(start - 1, side + 1), QPointF(start + side + 1, -1))
    painter.end()
    return pixmap


def hatch_brush(color: QColor, *, alpha: float = 0.55, dpr: float = 1.0) -> QBrush:
    """The 45° hatch that marks data which is old or missing."""
    tint = QColor(color)
    tint.setAlphaF(alpha)
    return QBrush(_hatch_tile(tint.rgba(), dpr))
