"""What a trend shows: curves, their grey looks, and the values a cursor reads from them. No Qt widgets."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from app.bridge.views import Series
from widgets.theme import Theme

MOST_CURVES = 8
MOST_UNITS = 3

_DARK_TINTS = ("#E4E8EB", "#7FA6B8", "#8FB59A", "#8A939B")
_LIGHT_TINTS = ("#15191C", "#2B5A73", "#3C6849", "#697279")
"""Neutral tints: none of them means anything elsewhere on the screen."""

_STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)


@dataclass(frozen=True, slots=True)
class CurveId:
    device: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in epoch seconds and the pixels it is drawn on."""

    start: float
    end: float
    pixels: int

    @property
    def span(self) -> float:
        return self.end - self.start

    def wider(self, share: float) -> Window:
        """With so much more on each side, so that a small pan finds its picture there."""
        room = share * self.span
        return Window(self.start - room, self.end + room, round(self.pixels * (1 + 2 * share)))


@dataclass(frozen=True, slots=True)
class Sample:
    """What the cursor reads; NaN in a gap."""

    time: float
    mean: float
    low: float
    high: float


def curve_pen(slot: int, theme: Theme, width: float = 1.0) -> QPen:
    """The line of the curve in this slot, 0 to 7: tint by turns, then the dash."""
    tints = _DARK_TINTS if theme.dark else _LIGHT_TINTS
    pen = QPen(QColor(tints[slot % len(tints)]), width)
    pen.setCosmetic(True)
    pen.setStyle(_STYLES[slot // len(tints) % len(_STYLES)])
    return pen


def band_color(slot: int, theme: Theme) -> QColor:
    """The ground between lowest and highest."""
    color = QColor(curve_pen(slot, theme).color())
    color.setAlpha(34)
    return color


def sample_at(series: Series, time: float, hold_s: float) -> Sample | None:
    """What holds at `time`: the bucket nearest to it, or the last reading before it, which holds for
    `hold_s` seconds. None outside the series; a gap gives NaN, not its neighbours."""
    times = series.times
    if len(times) == 0:
        return None
    if series.raw:
        place = int(np.searchsorted(times, time, "right")) - 1
        if place < 0 or time - times[place] > hold_s:
            return None
    else:
        place = _nearest(times, time)
        if abs(times[place] - time) > series.resolution_s:
            return None
    return Sample(
        float(times[place]), float(series.mean[place]), float(series.low[place]), float(series.high[place])
    )


def _nearest(times: NDArray[np.float64], time: float) -> int:
    after = min(int(np.searchsorted(times, time)), len(times) - 1)
    before = max(0, after - 1)
    return before if abs(times[before] - time) <= abs(times[after] - time) else after


def held(series: Series, quick_s: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times and values of a line through raw readings. History keeps a reading only when it moved, so a
    value holds until shortly (`quick_s`) before the next one that is far away; a slope between the two
    would show a change that never was."""
    times, values = series.times, series.mean
    if len(times) < 2 or quick_s <= 0:
        return times, values
    far = np.flatnonzero(np.diff(times) > 3 * quick_s) + 1
    return np.insert(times, far, times[far] - quick_s), np.insert(values, far, values[far - 1])


def extremes(series: Series, start: float, end: float) -> tuple[float, float] | None:
    """Lowest and highest value between two times; None when there is none."""
    first, last = np.searchsorted(series.times, (start, end))
    low, high = series.low[first : last + 1], series.high[first : last + 1]
    if not (np.isfinite(low).any() and np.isfinite(high).any()):
        return None
    return float(np.nanmin(low)), float(np.nanmax(high))


def with_tail(series: Series, time: float, value: float, gap_s: float) -> Series:
    """The series with a live reading at its end, where that is newer than what history holds; apart from
    it when the time between is longer than `gap_s`."""
    if len(series.times) and time <= series.times[-1]:
        return series
    times, values = [time], [value]
    if len(series.times) and time - series.times[-1] > gap_s:
        times, values = [time, time], [math.nan, value]
    return replace(
        series,
        times=np.append(series.times, times),
        mean=np.append(series.mean, values),
        low=np.append(series.low, values),
        high=np.append(series.high, values),
    )


def runs(known: NDArray[np.bool_]) -> list[slice]:
    """The stretches of `known` without a gap, as slices; `known` is (n,) bool."""
    padded = np.concatenate(([False], known, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
