"""The chart of a night, noon to noon: the programme dashed, what was measured, overrides in their colour."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import formats
from widgets.control.lighting.night_picture import MeasuredLine, Picture
from widgets.look import Look
from widgets.style import SMALL, ui_font
from widgets.trend.curves import runs

HEIGHT = 132
_LEFT, _RIGHT, _TOP, _FOOT = 36, 14, 16, 18
_HOURS_APART = 3
_HOUR_MS = 3_600_000
_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_LEFTWARD = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHTWARD = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class NightChart(QWidget):
    """GUI thread."""

    def __init__(self, look: Look, hour: Callable[[int], str], parent: QWidget | None = None) -> None:
        """`hour` writes epoch ms as the city's time of day."""
        super().__init__(parent)
        self._look, self._hour = look, hour
        self.picture: Picture | None = None
        self.measured: MeasuredLine | None = None
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, HEIGHT)

    def show_picture(self, picture: Picture | None, measured: MeasuredLine | None, note: str = "") -> None:
        """`note` says why there is nothing to draw."""
        if (picture, note) != (self.picture, self._note) or measured is not self.measured:
            self.picture, self.measured, self._note = picture, measured, note
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(SMALL))
        plot = QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _FOOT)
        self._paint_grid(painter, plot)
        if self.picture is None:
            painter.setPen(self._look.theme.text3)
            painter.drawText(plot, _CENTER, self._note)
        else:
            _Drawing(painter, plot, self.picture, self._look, self._hour).paint(self.measured)
        painter.end()

    def _paint_grid(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._look.theme
        for level in (0, 50, 100):
            y = plot.bottom() - plot.height() * level / 100
            painter.setPen(theme.line)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.text3)
            painter.drawText(QRectF(0, y - 7, _LEFT - 6, 14), _RIGHTWARD, str(level))


class _Drawing:
    """One painting of one night."""

    def __init__(
        self, painter: QPainter, plot: QRectF, picture: Picture, look: Look, hour: Callable[[int], str]
    ) -> None:
        self.painter, self.plot, self.picture, self.hour = painter, plot, picture, hour
        self.theme = look.theme

    def paint(self, measured: MeasuredLine | None) -> None:
        self._hours()
        self._sun()
        self._block()
        self._programme()
        if measured is not None:
            self._measured(measured)
        self._now()

    def _x(self, ms: float) -> float:
        night = self.picture.night
        share = (ms - night.start) / (night.end - night.start)
        return self.plot.left() + self.plot.width() * min(1.0, max(0.0, share))

    def _y(self, level: float) -> float:
        return self.plot.bottom() - self.plot.height() * level / 100

    def _hours(self) -> None:
        night = self.picture.night
        self.painter.setPen(self.theme.text3)
        for ms in range(night.start, night.end, _HOURS_APART * _HOUR_MS):
            where = QRectF(self._x(ms) - 20, self.plot.bottom() + 3, 40, 14)
            self.painter.drawText(where, _CENTER, self.hour(ms)[:2])

    def _sun(self) -> None:
        sun = self.picture.sun
        if sun is None:
            return
        self.painter.setPen(QPen(self.theme.line2, 1, Qt.PenStyle.DotLine))
        for at in (sun.sunset, sun.sunrise):
            if at is not None:
                x = self._x(at)
                self.painter.drawLine(QPointF(x, self.plot.top()), QPointF(x, self.plot.bottom()))
        self.painter.setPen(self.theme.text3)
        top = self.plot.top() + 1
        if sun.sunset is not None:
            where = QRectF(self._x(sun.sunset) - 104, top, 100, 14)
            words = QCoreApplication.translate("NightChart", "sunset {0}").format(self.hour(sun.sunset))
            self.painter.drawText(where, _RIGHTWARD, words)
        if sun.sunrise is not None:
            where = QRectF(self._x(sun.sunrise) + 4, top, 120, 14)
            words = QCoreApplication.translate("NightChart", "sunrise {0}").format(self.hour(sun.sunrise))
            self.painter.drawText(where, _LEFTWARD, words)

    def _block(self) -> None:
        block = self.picture.block
        if block is None:
            return
        left, right = self._x(block.start), self._x(block.end)
        rect = QRectF(left, self._y(block.level), right - left, self.plot.bottom() - self._y(block.level))
        self.painter.setPen(self.theme.manual)
        self.painter.setBrush(self.theme.manual_soft)
        self.painter.drawRect(rect)
        words = QCoreApplication.translate("NightChart", "Manual {0}").format(
            formats.measure(block.level, "%", 0)
        )
        self.painter.setFont(ui_font(SMALL, 600))
        self.painter.setPen(self.theme.text)
        if self.painter.fontMetrics().horizontalAdvance(words) + 8 < rect.width() and rect.height() > 14:
            self.painter.drawText(rect, _CENTER, words)
        self.painter.setFont(ui_font(SMALL))

    def _programme(self) -> None:
        """A line of steps; broken where nothing is wanted."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(QPen(self.theme.text2, 1.4, Qt.PenStyle.DashLine))
        line: list[QPointF] = []
        for at, level in self.picture.steps:
            if level is None:
                self.painter.drawPolyline(QPolygonF(line))
                line = []
                continue
            if line:
                line.append(QPointF(self._x(at), line[-1].y()))
            line.append(QPointF(self._x(at), self._y(level)))
        self.painter.drawPolyline(QPolygonF(line))

    def _measured(self, measured: MeasuredLine) -> None:
        self.painter.setPen(QPen(self.theme.text, 1.8))
        for run in runs(np.isfinite(measured.levels)):
            times, levels = measured.times[run], measured.levels[run]
            points = [QPointF(self._x(t * 1000), self._y(v)) for t, v in zip(times, levels, strict=True)]
            self.painter.drawPolyline(QPolygonF(points))

    def _now(self) -> None:
        now = self.picture.now
        if not now:
            return
        x = self._x(now)
        self.painter.setPen(QPen(self.theme.text, 1))
        self.painter.drawLine(QPointF(x, 2), QPointF(x, self.plot.bottom()))
        words = QCoreApplication.translate("NightChart", "now {0}").format(self.hour(now))
        width = math.ceil(self.painter.fontMetrics().horizontalAdvance(words))
        left = x + 4 if x + 4 + width < self.plot.right() else x - 4 - width
        self.painter.drawText(QRectF(left, 0, width + 2, 14), _LEFTWARD, words)
