"""A slider for a level in per cent: what one would ask, with marks for what holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from widgets.look import Look
from widgets.style import BASE, SMALL, ui_font

HEIGHT = 66
_EDGE = 16
_BAR_TOP, _BAR_H = 26, 8
_HANDLE_W, _HANDLE_H = 14, 22
_LABEL_TOP, _LABEL_H = 4, 16
_GAP = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the bar with its words above; `manual` in the colour of overrides."""

    level: float
    words: str
    manual: bool = False


class LevelSlider(QAbstractSlider):
    """Moving it changes nothing but its own value. The wheel does nothing, so that scrolling a page never
    moves it. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._marks: tuple[Mark, ...] = ()
        self._measured = float("nan")
        self.setRange(0, 100)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Level to ask, in per cent"))
        look.changed.connect(self.update)

    def show_marks(self, marks: Sequence[Mark], measured: float) -> None:
        """`measured` in per cent fills the bar from the left; NaN for nothing."""
        known = not math.isnan(measured)
        if tuple(marks) != self._marks or (known, measured if known else 0) != self._filled():
            self._marks, self._measured = tuple(marks), measured
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def _filled(self) -> tuple[bool, float]:
        known = self._measured == self._measured
        return known, self._measured if known else 0

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self.setSliderDown(True)
            self._follow(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _follow(self, x: float) -> None:
        share = (x - _EDGE) / max(1, self.width() - 2 * _EDGE)
        self.setValue(round(100 * min(1.0, max(0.0, share))))

    # The picture

    def _x(self, level: float) -> float:
        return _EDGE + (self.width() - 2 * _EDGE) * level / 100

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        self._paint_scale(painter)
        self._paint_marks(painter)
        self._paint_handle(painter)
        painter.end()

    def _paint_bar(self, painter: QPainter) -> None:
        theme = self._look.theme
        bar = QRectF(_EDGE, _BAR_TOP, self.width() - 2 * _EDGE, _BAR_H)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(bar, theme.control)
        known, level = self._filled()
        if known:
            painter.fillRect(QRectF(bar.left(), bar.top(), self._x(level) - bar.left(), _BAR_H), theme.text3)
        painter.setPen(theme.line2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)

    def _paint_scale(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setFont(ui_font(SMALL))
        foot = _BAR_TOP + _BAR_H
        step = 10 if self.width() >= 330 else 20
        for level in range(0, 101, step):
            x = self._x(level)
            painter.setPen(theme.line2)
            painter.drawLine(QPointF(x, foot + 4), QPointF(x, foot + 7))
            painter.setPen(theme.text3)
            where = QRectF(x - 20, foot + 9, 40, 14)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), str(level))

    def _paint_marks(self, painter: QPainter) -> None:
        """Words that would run into others are left out; the line stays."""
        theme = self._look.theme
        taken = [self._value_rect(painter)]
        for mark in self._marks:
            x = self._x(mark.level)
            color: QColor = theme.manual if mark.manual else theme.text2
            painter.fillRect(QRectF(x - 1, _BAR_TOP - 4, 2, _BAR_H + 8), color)
            painter.setFont(ui_font(SMALL))
            width = painter.fontMetrics().horizontalAdvance(mark.words)
            left = min(max(0, round(x - width / 2)), self.width() - width)
            rect = QRect(left, _LABEL_TOP, width + 1, _LABEL_H)
            if any(rect.adjusted(-_GAP, 0, _GAP, 0).intersects(other) for other in taken):
                continue
            taken.append(rect)
            painter.setPen(theme.text if mark.manual else theme.text2)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), mark.words)

    def _value_rect(self, painter: QPainter) -> QRect:
        painter.setFont(ui_font(BASE, 700))
        width = painter.fontMetrics().horizontalAdvance(str(self.value()))
        return QRect(round(self._x(self.value()) - width / 2), _LABEL_TOP, width + 1, _LABEL_H)

    def _paint_handle(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setFont(ui_font(BASE, 700))
        painter.setPen(theme.text if self.isEnabled() else theme.text3)
        painter.drawText(self._value_rect(painter), int(Qt.AlignmentFlag.AlignCenter), str(self.value()))
        x = self._x(self.value())
        top = _BAR_TOP + _BAR_H / 2 - _HANDLE_H / 2
        handle = QRectF(x - _HANDLE_W / 2, top, _HANDLE_W, _HANDLE_H)
        painter.setBrush(theme.text if self.isEnabled() else theme.control)
        edge = theme.selection if self.hasFocus() else theme.line2
        painter.setPen(edge)
        painter.drawRoundedRect(handle, 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(handle.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)
