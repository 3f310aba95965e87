"""A small compass: where a camera looks and how wide it sees, set by the pointer or the keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look import Look
from widgets.style import SMALL, ui_font

SIDE = 92
STEP, FINE = 15.0, 1.0
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}


class Compass(QWidget):
    """Degrees clockwise from north; None for not known. GUI thread. Arrows turn by 15°, with Shift by 1°."""

    turned = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.facing: float | None = None
        self.angle = 70.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Where it looks"))
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def show_view(self, facing: float | None, angle: float) -> None:
        self.facing, self.angle = facing, angle
        self.update()

    def _turn(self, facing: float) -> None:
        self.facing = facing % 360
        self.update()
        self.turned.emit(self.facing)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event)

    def _point(self, event: QMouseEvent) -> None:
        from_middle = event.position() - QPointF(self.rect().center())
        if self.isEnabled() and (from_middle.x() or from_middle.y()):
            self._turn(round(math.degrees(math.atan2(from_middle.x(), -from_middle.y()))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _KEYS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        step = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        self._turn((self.facing or 0.0) + way * step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(8, 8, SIDE - 16, SIDE - 16)
        painter.setPen(QPen(theme.selection if self.hasFocus() else theme.line2, 1.2))
        painter.setBrush(theme.field)
        painter.drawEllipse(disc)
        painter.setFont(ui_font(SMALL))
        painter.setPen(theme.text3)
        painter.drawText(QRectF(0, 9, SIDE, 14), int(Qt.AlignmentFlag.AlignCenter), self.tr("N"))
        if self.facing is not None:
            cone = QColor(theme.text2)
            cone.setAlpha(150)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(cone)
            begin = 90 - self.facing - self.angle / 2
            painter.drawPie(disc.adjusted(3, 3, -3, -3), round(begin * 16), round(self.angle * 16))
        painter.setBrush(theme.text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(disc.center(), 3, 3)
        painter.end()
