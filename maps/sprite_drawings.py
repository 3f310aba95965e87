"""How each sprite of the map is drawn: glyphs, plates, shapes, frames, pills and arrows of the design."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from widgets.glyphs import draw_glyph
from widgets.shapes import hatch_brush, paint_frame, paint_priority
from widgets.style import ui_font
from widgets.theme import Theme

Draw = Callable[[QPainter, QRectF], None]

PLATE = 22.0
PILL_HEIGHT = 20.0
PILL_GLYPH = 12.0
DIGIT_STEP = 7.2
RINGS = 6
MANUAL_PLATE = 5
STALE_PLATE = 6
STALE_RING = 5
SIGN = 18.0
"""Of an incident; larger than the shape of an alarm."""
MARKS = ("wrench", "cross", "clock")


def _centred(box: QRectF, side: float) -> QRectF:
    return QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)


def glyph(name: str, color: QColor, side: float) -> Draw:
    return lambda painter, box: draw_glyph(painter, name, _centred(box, side), color)


def normal(theme: Theme, name: str) -> Draw:
    """Grey, without a plate: nothing is wrong here."""
    tint = QColor(theme.normal)
    tint.setAlphaF(0.9)
    return glyph(name, tint, 13)


def stale(theme: Theme, name: str, density: float) -> Draw:
    """Hatched plate with a dashed border: what it says is old."""

    def draw(painter: QPainter, box: QRectF) -> None:
        stale_plate(painter, _centred(box, 18), theme, density)
        draw_glyph(painter, name, _centred(box, 12), theme.text)

    return draw


def stale_plate(painter: QPainter, rect: QRectF, theme: Theme, density: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.stale_soft)
    painter.drawRoundedRect(rect, 2, 2)
    painter.setBrush(hatch_brush(theme.stale, dpr=density))
    painter.drawRoundedRect(rect, 2, 2)
    pen = QPen(theme.stale, 1.2)
    pen.setDashPattern([3 / 1.2, 2 / 1.2])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 2, 2)


def plate(theme: Theme, border: int, density: float) -> Draw:
    """0 plain, 1–4 a priority's border, 5 manual, 6 stale."""

    def draw(painter: QPainter, box: QRectF) -> None:
        rect = _centred(box, PLATE)
        painter.setBrush(theme.panel)
        painter.setPen(QPen(theme.land, 4.0))
        painter.drawRoundedRect(rect, 3, 3)
        if border == STALE_PLATE:
            stale_plate(painter, rect, theme, density)
            return
        if 1 <= border <= 4 and not theme.dark:
            painter.setPen(QPen(theme.priority(border).outline, 3.0))
            painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(QPen(_border(theme, border), 1.6))
        painter.drawRoundedRect(rect, 3, 3)

    return draw


def _border(theme: Theme, border: int) -> QColor:
    if 1 <= border <= 4:
        return theme.priority(border).fill
    return theme.manual if border == MANUAL_PLATE else theme.line2


def shape(theme: Theme, priority: int) -> Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        if priority:
            painter.setFont(QFont("Inter"))
            paint_priority(painter, _centred(box, 14), priority, theme)

    return draw


def frame(theme: Theme, priority: int, width: float) -> Draw:
    """The square round an unacknowledged shape. `width` 3 is the one that stands still."""

    return _frame(theme, priority, width, 19.0)


def sign_frame(theme: Theme, priority: int, width: float) -> Draw:
    """The same round an incident that nobody has acknowledged."""
    return _frame(theme, priority, width, 25.0)


def _frame(theme: Theme, priority: int, width: float, side: float) -> Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        if not priority:
            return
        if width <= 2:
            paint_frame(painter, _centred(box, side), priority, theme)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not theme.dark:
            painter.setPen(QPen(theme.priority(priority).outline, width + 1.2))
            painter.drawRoundedRect(_centred(box, side), 2, 2)
        painter.setPen(QPen(theme.priority(priority).fill, width))
        painter.drawRoundedRect(_centred(box, side), 2, 2)

    return draw


def sign(theme: Theme, priority: int) -> Draw:
    """An incident: the shape of its priority on a ground that sets it off from streets and devices."""

    def draw(painter: QPainter, box: QRectF) -> None:
        if not priority:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(_centred(box, SIGN + 4), 3, 3)
        painter.setFont(QFont("Inter"))
        paint_priority(painter, _centred(box, SIGN), priority, theme)

    return draw


def stem(theme: Theme) -> Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(theme.panel, 5.0))
        painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))
        painter.setPen(QPen(theme.text, 2.0))
        painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))

    return draw


def hand(theme: Theme) -> Draw:
    """Under manual control."""

    def draw(painter: QPainter, box: QRectF) -> None:
        rect = QRectF(box.center().x() - 7, box.center().y() - 6.5, 14, 13)
        painter.setPen(QPen(theme.panel, 1))
        painter.setBrush(theme.manual)
        painter.drawRoundedRect(rect, 2, 2)
        draw_glyph(painter, "hand", _centred(box, 9), QColor("#FFFFFF"))

    return draw


def mark(theme: Theme, name: str) -> Draw:
    """A word of remote control at the corner of a device, told by its shape alone."""

    def draw(painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(theme.text2, 1))
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(_centred(box, 12), 2, 2)
        draw_glyph(painter, name, _centred(box, 9), theme.text)

    return draw


def arrow(theme: Theme, degrees: float, *, scale: float = 1.0) -> Draw:
    """A light arrow with its point towards `degrees`, clockwise from the north."""

    def draw(painter: QPainter, box: QRectF) -> None:
        painter.translate(box.center())
        painter.rotate(degrees - 90.0)
        painter.scale(scale, scale)
        points = [QPointF(-8, -8), QPointF(4, -8), QPointF(12, 0), QPointF(4, 8), QPointF(-8, 8)]
        painter.setPen(QPen(theme.app, 1.2))
        painter.setBrush(theme.text)
        painter.drawPolygon(QPolygonF(points))

    return draw


def pill_width(digits: int) -> float:
    """Of a group whose count has so many digits; a thin space stands before the last three of four."""
    return 7 + PILL_GLYPH + 5 + digits * DIGIT_STEP + (2.4 if digits > 3 else 0.0) + 7


def pill(theme: Theme, digits: int, ring: int, density: float) -> Draw:
    """The body of a group: ring 0 none, 1–4 the worst priority inside, 5 stale."""

    def draw(painter: QPainter, box: QRectF) -> None:
        width = pill_width(digits)
        rect = QRectF(box.center().x() - width / 2, box.center().y() - PILL_HEIGHT / 2, width, PILL_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(rect, 10, 10)
        if ring == STALE_RING:
            painter.setBrush(hatch_brush(theme.stale, alpha=0.35, dpr=density))
            painter.drawRoundedRect(rect, 10, 10)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if 1 <= ring <= 4 and not theme.dark:
            painter.setPen(QPen(theme.priority(ring).outline, 3.2))
            painter.drawRoundedRect(rect, 10, 10)
        painter.setPen(_ring_pen(theme, ring))
        painter.drawRoundedRect(rect, 10, 10)

    return draw


def _ring_pen(theme: Theme, ring: int) -> QPen:
    if ring == STALE_RING:
        pen = QPen(theme.stale, 1.3)
        pen.setDashPattern([3 / 1.3, 2 / 1.3])
        return pen
    return QPen(theme.priority(ring).fill, 1.8) if ring else QPen(theme.line2, 1.3)


def digit(theme: Theme, value: int) -> Draw:
    def draw(painter: QPainter, box: QRectF) -> None:
        font = ui_font(12, 600)
        path = QPainterPath()
        text = str(value)
        metrics = QFontMetricsF(font)
        start = box.center().x() - metrics.horizontalAdvance(text) / 2
        path.addText(start, box.center().y() + metrics.capHeight() / 2, font, text)
        painter.fillPath(path, QBrush(theme.text))

    return draw


def corners(theme: Theme) -> Draw:
    """The four corners round what is selected."""

    def draw(painter: QPainter, box: QRectF) -> None:
        painter.translate(box.center())
        painter.setPen(QPen(theme.selection, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for sx in (-1, 1):
            for sy in (-1, 1):
                corner = [QPointF(sx * 17, sy * 9), QPointF(sx * 17, sy * 17), QPointF(sx * 9, sy * 17)]
                painter.drawPolyline(QPolygonF(corner))

    return draw
