"""A small trend without axes: the last hours of one quantity, for panels that have little room."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.bridge.views import Series
from widgets import formats
from widgets.look import Look
from widgets.style import SMALL, ui_font
from widgets.trend.curves import held, runs

HEIGHT = 84
_FOOT = 16
_EDGE = 10


class Spark(QWidget):
    """Draws the band between lowest and highest, and the mean over it; a gap stays a gap."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._series: Series | None = None
        self._span = (0.0, 1.0)
        self._decimals = 1
        self._quick_s = 1.0
        self._note = ""
        self.setFixedHeight(HEIGHT)
        look.changed.connect(self.update)

    def show_series(
        self, series: Series, *, span: tuple[float, float], decimals: int, quick_s: float
    ) -> None:
        """`span` is the time from left to right in epoch seconds; `quick_s` as in `curves.held`."""
        self._series, self._span, self._decimals, self._note = series, span, decimals, ""
        self._quick_s = quick_s
        if not np.isfinite(series.mean).any():
            self._note = self.tr("No history in this time.")
        self.update()

    def show_note(self, note: str) -> None:
        """Say why there is nothing to draw."""
        self._series, self._note = None, note
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        plot = QRectF(_EDGE, 4, self.width() - 2 * _EDGE, HEIGHT - _FOOT - 8)
        painter.fillRect(plot, theme.app if theme.dark else theme.raised)
        painter.setFont(ui_font(SMALL))
        if self._note or self._series is None:
            painter.setPen(theme.text3)
            painter.drawText(plot, int(Qt.AlignmentFlag.AlignCenter), self._note)
        else:
            self._draw(painter, plot, self._series)
        painter.end()

    def _draw(self, painter: QPainter, plot: QRectF, series: Series) -> None:
        theme = self._look.theme
        low, high = float(np.nanmin(series.low)), float(np.nanmax(series.high))
        room = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
        bottom, top = low - room, high + room
        first, last = self._span

        def x(times: NDArray[np.float64]) -> NDArray[np.float64]:
            return plot.left() + (times - first) / (last - first) * plot.width()

        def y(values: NDArray[np.float64]) -> NDArray[np.float64]:
            return plot.bottom() - (values - bottom) / (top - bottom) * plot.height()

        band = QColor(theme.text3)
        band.setAlpha(70)
        painter.setClipRect(plot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(band)
        for run in runs(np.isfinite(series.mean)) if not series.raw else ():
            edge = np.concatenate((y(series.high[run]), y(series.low[run])[::-1]))
            sides = x(series.times[run])
            painter.drawPolygon(_points(np.concatenate((sides, sides[::-1])), edge))
        painter.setPen(QPen(theme.text, 1.0))
        times, values = held(series, self._quick_s) if series.raw else (series.times, series.mean)
        for run in runs(np.isfinite(values)):
            painter.drawPolyline(_points(x(times[run]), y(values[run])))
        painter.setClipping(False)
        self._foot(painter, plot, low, high)

    def _foot(self, painter: QPainter, plot: QRectF, low: float, high: float) -> None:
        painter.setPen(self._look.theme.text3)
        foot = QRect(int(plot.left()), int(plot.bottom()) + 2, int(plot.width()), _FOOT)
        first, last = (datetime.fromtimestamp(t).strftime("%H:%M") for t in self._span)
        between = f"{formats.number(low, self._decimals)} … {formats.number(high, self._decimals)}"
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignLeft), first)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignHCenter), between)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignRight), last)


def _points(x: NDArray[np.float64], y: NDArray[np.float64]) -> QPolygonF:
    return QPolygonF([QPointF(float(a), float(b)) for a, b in zip(x, y, strict=True)])
