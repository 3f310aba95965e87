"""The drawn parts of a curve: the band between lowest and highest, the mean line, and alarm limits."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.bridge.views import Series
from app.wire.messages import Limit
from widgets.shapes import LETTERS
from widgets.style import SMALL, ui_font
from widgets.theme import Theme
from widgets.trend.curves import band_color, curve_pen, held, runs

MOST_CORNERS = 400
"""Corners of each side of a band."""


class BandItem(pg.GraphicsObject):
    """The ground between lowest and highest, broken at gaps. A raster painter's cost for it grows with its
    corners and with antialiasing, so it has few corners and none of the latter."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._bounds = QRectF()
        self._color = QColor()

    def set_color(self, color: QColor) -> None:
        self._color = color
        self.update()

    def set_series(self, series: Series) -> None:
        self.prepareGeometryChange()
        self._path = QPainterPath()
        known = np.isfinite(series.low) & np.isfinite(series.high)
        group = -(-len(known) // MOST_CORNERS)
        for run in runs(known):
            times, low, high = envelope(series.times[run], series.low[run], series.high[run], group)
            sides, edge = np.concatenate((times, times[::-1])), np.concatenate((high, low[::-1]))
            self._path.addPath(pg.functions.arrayToQPath(sides, edge, connect="all"))
        self._bounds = self._path.boundingRect()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillPath(self._path, self._color)


class CurveItems:
    """Band and line of one curve in one slot of looks. `quick_s`: how soon after each other its readings
    may come; 0 for states, which are drawn as stairs."""

    def __init__(self, slot: int, view: pg.ViewBox, theme: Theme, *, quick_s: float) -> None:
        self.slot = slot
        self.view = view
        self._quick_s = quick_s
        self.series: Series | None = None
        self._band = BandItem()
        self._line = pg.PlotCurveItem(antialias=True, connect="finite")
        self.restyle(theme)
        for item in (self._band, self._line):
            view.addItem(item, ignoreBounds=True)

    def restyle(self, theme: Theme) -> None:
        self._band.set_color(band_color(self.slot, theme))
        self._line.setPen(curve_pen(self.slot, theme))

    def show_series(self, series: Series) -> None:
        self.series = series
        if series.raw:
            self._band.hide()
        else:
            self._band.show()
            self._band.set_series(series)
        self._line.setData(*self._points(series))

    def _points(self, series: Series) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        if self._quick_s == 0:
            return stairs(series.times, series.mean)
        return held(series, self._quick_s) if series.raw else (series.times, series.mean)

    def remove(self) -> None:
        for item in (self._band, self._line):
            self.view.removeItem(item)


class LimitLine(pg.InfiniteLine):
    """A level line of an alarm limit: dashes in the colour of its priority, with its letter at the end.
    On a light ground amber and yellow stand on darker dashes, because alone they do not show."""

    def __init__(self, limit: Limit, text: str, theme: Theme, place: float) -> None:
        """The label stands at `place`, 0 at the left edge and 1 at the right one."""
        colors = theme.priority(limit.priority)
        self._over = _dashes(colors.fill, 1.6)
        self._under = None if theme.dark else _dashes(colors.outline, 3.0)
        high = limit.direction == "high"
        super().__init__(
            pos=QPointF(0, limit.value),
            angle=0,
            pen=self._over,
            movable=False,
            label=f"{LETTERS[limit.priority]}  {'>' if high else '<'} {text}",
            labelOpts={
                "position": place,
                "anchors": [(place, 1 if high else 0)] * 2,
                "color": theme.text2,
            },
        )
        self.limit = limit
        self.label.setFont(ui_font(SMALL, 600))

    def paint(self, painter: QPainter, *rest: object) -> None:
        if self._under is not None:
            self.currentPen = self._under
            super().paint(painter, *rest)
            self.currentPen = self._over
        super().paint(painter, *rest)


def _dashes(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([12 / width, 7 / width])
    return pen


def envelope(
    times: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], group: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Lowest and highest of each `group` of neighbours, at the first time of each and the last of all."""
    if group <= 1 or len(times) <= 2:
        return times, low, high
    starts = np.arange(0, len(times), group)
    lows, highs = np.minimum.reduceat(low, starts), np.maximum.reduceat(high, starts)
    ends = np.append(times[starts], times[-1])
    return ends, np.append(lows, lows[-1]), np.append(highs, highs[-1])


def stairs(
    times: NDArray[np.float64], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The points of a line that holds each value until the next: for states, arrays of shape (2n - 1,)."""
    if len(times) < 2:
        return times, values
    return np.repeat(times, 2)[1:], np.repeat(values, 2)[:-1]
