"""A small trend without axes: the last hours of one quantity, for panels that have little room."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.bridge.views import Series
from widgets import formats
from widgets.look import Look
from widgets.style import SMALL, ui_font

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
        self._note = ""
        self.setFixedHeight(HEIGHT)
        look.changed.connect(self.update)

    def show_series(self, series: Series, span: tuple[float, float], decimals: int) -> None:
        """`span` is the time from left to right in epoch seconds."""
        self._series, self._span, self._decimals, self._note = series, span, decimals, ""
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
        x = plot.left() + (series.times - first) / (last - first) * plot.width()

        def y(values: np.ndarray) -> np.ndarray:
            return plot.bottom() - (values - bottom) / (top - bottom) * plot.height()

        band = QColor(theme.text3)
        band.setAlpha(70)
        painter.setClipRect(plot)
        for run in runs(np.isfinite(series.mean)):
            edge = np.concatenate((y(series.high[run]), y(series.low[run])[::-1]))
            sides = np.concatenate((x[run], x[run][::-1]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            painter.drawPolygon(_points(sides, edge))
            painter.setPen(QPen(theme.text, 1.3))
            painter.drawPolyline(_points(x[run], y(series.mean[run])))
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


def runs(known: np.ndarray) -> list[slice]:
    """The stretches of `known` without a gap, as slices; `known` is (n,) bool."""
    padded = np.concatenate(([False], known, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _points(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    return QPolygonF([QPointF(float(a), float(b)) for a, b in zip(x, y, strict=True)])
