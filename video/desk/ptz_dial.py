"""The round dial that turns a camera for as long as it is pressed: farther from the middle is faster."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look import Look

SIDE, TIGHT_SIDE = 124, 96
_DEAD = 0.16
"""Share of the radius around the middle that does nothing."""


class PtzDial(QWidget):
    """GUI thread."""

    pushed = Signal(float, float)
    """Pan and tilt from -1 to 1; both 0 when it is let go."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.push = (0.0, 0.0)
        self._side = SIDE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Turn the camera"))
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def fit(self, *, tight: bool) -> None:
        """Smaller where there is little height."""
        self._side = TIGHT_SIDE if tight else SIDE
        self.updateGeometry()
        self.update()

    def show_push(self, pan: float, tilt: float) -> None:
        """As it is steered from elsewhere: keys or a joystick."""
        self.push = (pan, tilt)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._aim(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._aim(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._say(0.0, 0.0)

    def _aim(self, at: QPointF) -> None:
        radius = self.width() / 2
        across, down = (at.x() - radius) / radius, (at.y() - radius) / radius
        reach = math.hypot(across, down)
        if reach < _DEAD:
            self._say(0.0, 0.0)
            return
        speed = min(1.0, (reach - _DEAD) / (0.9 - _DEAD))
        self._say(round(across / reach * speed, 2), round(-down / reach * speed, 2))

    def _say(self, pan: float, tilt: float) -> None:
        if (pan, tilt) != self.push:
            self.push = (pan, tilt)
            self.update()
            self.pushed.emit(pan, tilt)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, on = self._look.theme, self.isEnabled()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = QPen(theme.line2, 1, Qt.PenStyle.SolidLine if on else Qt.PenStyle.DashLine)
        painter.setPen(edge)
        painter.setBrush(theme.control if on else theme.panel)
        painter.drawEllipse(area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.text2 if on else theme.line2)
        for quarter in range(8):
            self._arrow(painter, area, quarter * math.pi / 4, 6.0 if quarter % 2 == 0 else 4.0)
        painter.setPen(edge)
        painter.setBrush(theme.raised)
        scale = self.width() / SIDE
        painter.drawEllipse(area.center(), 21 * scale, 21 * scale)
        knob = area.center() + QPointF(self.push[0], -self.push[1]) * 30 * scale
        painter.setPen(QPen(theme.text if on else theme.line2, 2))
        painter.drawLine(area.center(), knob)
        painter.setBrush(theme.text if on else theme.line2)
        painter.drawEllipse(knob, 5, 5)
        painter.end()

    def _arrow(self, painter: QPainter, area: QRectF, angle: float, size: float) -> None:
        reach = area.width() / 2 - 13
        tip = area.center() + QPointF(math.cos(angle) * (reach + size), math.sin(angle) * (reach + size))
        base = area.center() + QPointF(math.cos(angle) * reach, math.sin(angle) * reach)
        aside = QPointF(-math.sin(angle) * size * 0.8, math.cos(angle) * size * 0.8)
        painter.drawPolygon(QPolygonF([tip, base + aside, base - aside]))
