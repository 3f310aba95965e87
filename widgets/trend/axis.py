"""The time axis in local time: round steps from a second to a year, written as a person reads them."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

import pyqtgraph as pg
from PySide6.QtCore import QLocale

from widgets import formats

_SECONDS = (1, 2, 5, 10, 15, 30)
_STEPS = (
    *_SECONDS,
    *(60 * s for s in _SECONDS),
    *(3600 * h for h in (1, 2, 3, 6, 12)),
    *(86_400 * d for d in (1, 2, 7, 14)),
)
_MONTHS = (1, 2, 3, 6, 12, 24)
_MONTH = 30 * 86_400
_DAY = 86_400
TICK_PIXELS = 84
"""The least room for one label."""


class TimeAxis(pg.AxisItem):
    def __init__(self, language: str) -> None:
        super().__init__(orientation="bottom")
        self.enableAutoSIPrefix(False)
        self._locale = QLocale(language)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """One level of ticks, as pyqtgraph asks for them: step and places in epoch seconds."""
        if not maxVal > minVal or size <= 0:
            return []
        wanted = (maxVal - minVal) / max(1.0, size / TICK_PIXELS)
        for step in _STEPS:
            if step >= wanted:
                return [(float(step), ticks_every(step, minVal, maxVal))]
        for months in _MONTHS:
            if months * _MONTH >= wanted:
                return [(float(months * _MONTH), ticks_monthly(months, minVal, maxVal))]
        return [(float(_MONTHS[-1] * _MONTH), ticks_monthly(_MONTHS[-1], minVal, maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        return [self._label(value, spacing) for value in values]

    def _label(self, value: float, step: float) -> str:
        moment = datetime.fromtimestamp(value)
        if step >= _MONTH:
            month = self._locale.standaloneMonthName(moment.month, QLocale.FormatType.ShortFormat)
            return f"{month} {moment.year}"
        if step >= _DAY or (moment.hour == 0 and moment.minute == 0 and moment.second == 0):
            month = self._locale.monthName(moment.month, QLocale.FormatType.ShortFormat)
            return f"{moment.day} {month.rstrip('.')}"
        return moment.strftime("%H:%M:%S" if step < 60 else "%H:%M")


class UnitAxis(pg.AxisItem):
    """Values with the thin thousands and the true minus of the console."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation=orientation)
        self.enableAutoSIPrefix(False)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        decimals = max(0, math.ceil(-math.log10(spacing * scale) - 1e-9)) if spacing > 0 else 1
        return [formats.number(value * scale, min(decimals, 6)) for value in values]


def ticks_every(step: int, start: float, end: float) -> list[float]:
    """Local round times `step` seconds apart; days begin at local midnight also across a clock change."""
    first = datetime.fromtimestamp(start)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    if step >= _DAY:
        days = step // _DAY
        ordinal = midnight.toordinal() // days * days
        found = []
        while (moment := datetime.fromordinal(ordinal)).timestamp() <= end:
            found.append(moment.timestamp())
            ordinal += days
        return [value for value in found if value >= start]
    base = midnight.timestamp()
    count = math.ceil((start - base) / step)
    return [
        base + step * k for k in range(count, count + int((end - start) / step) + 2) if base + step * k <= end
    ]


def ticks_monthly(months: int, start: float, end: float) -> list[float]:
    """The first of every so many months, at local midnight."""
    first = datetime.fromtimestamp(start)
    last = datetime.fromtimestamp(end)
    place = (first.year * 12 + first.month - 1) // months * months
    found = []
    while (moment := datetime(place // 12, place % 12 + 1, 1)) <= last:  # noqa: DTZ001 - a person reads local time
        if moment.timestamp() >= start:
            found.append(moment.timestamp())
        place += months
    return found


def describe_span(start: float, end: float) -> str:
    """From and to, with days only where they differ."""
    first, last = datetime.fromtimestamp(start), datetime.fromtimestamp(end)
    if last - first > timedelta(days=2):
        return f"{first:%d/%m/%Y} {formats.NONE} {last:%d/%m/%Y}"
    if first.date() == last.date():
        return f"{first:%d/%m/%Y %H:%M} {formats.NONE} {last:%H:%M}"
    return f"{first:%d/%m %H:%M} {formats.NONE} {last:%d/%m %H:%M}"
