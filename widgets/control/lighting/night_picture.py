"""What the chart of a night shows, as data: programme, what was measured, overrides by hand. No widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.bridge.views import Series
from app.domain.lighting.nights import Night
from app.domain.lighting.sunlight import NightSun
from app.domain.lighting.timeline import CalendarNight, Timeline

GRID_S = 300
HOLDS_S = 3600.0
"""A recorded level holds so long without another one; after that nothing is known."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """An override by hand: from, to (epoch ms) and level."""

    start: int
    end: int
    level: float


@dataclass(frozen=True, slots=True)
class Picture:
    """`steps` are corners of the programme's line as (epoch ms, per cent), None where it wants nothing."""

    night: Night
    steps: tuple[tuple[int, float | None], ...] = ()
    sun: NightSun | None = None
    block: Block | None = None
    now: int = 0
    """0 for a night that has not begun."""


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """Mean over so many lamps: `times` epoch s, `levels` per cent with NaN in gaps, of `of` lamps."""

    times: Array
    levels: Array
    lamps: int
    of: int


def steps_of(
    timeline: Timeline, calendar: str, tonight: CalendarNight
) -> tuple[tuple[int, float | None], ...]:
    """From noon to noon: what goes on from the night before, then the night's own steps."""
    night = tonight.night
    if tonight.levels is None:
        return ((night.start, None), (night.end, None))
    found: list[tuple[int, float | None]] = []
    if not tonight.levels or tonight.levels[0].at > night.start:
        found.append((night.start, timeline.at(calendar, night.start).now.level))
    found += [(step.at, step.level) for step in tonight.levels if step.at < night.end]
    found.append((night.end, found[-1][1]))
    return tuple(found)


def sampled(places: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """So many, spread evenly."""
    if len(places) <= most:
        return places
    return places[np.linspace(0, len(places) - 1, most).round().astype(np.int64)]


def mean_line(found: Sequence[Series], start_ms: int, end_ms: int, of: int) -> MeasuredLine:
    """The mean of several histories, on a common grid."""
    times = np.arange(start_ms / 1000, end_ms / 1000, GRID_S)
    lines = np.array([held_at(one, times) for one in found]) if found else np.zeros((0, len(times)))
    known = ~np.isnan(lines)
    counts = known.sum(axis=0)
    sums = np.where(known, lines, 0.0).sum(axis=0)
    levels = np.divide(sums, counts, out=np.full(len(times), np.nan), where=counts > 0)
    return MeasuredLine(times, levels, int(known.any(axis=1).sum()) if len(found) else 0, of)


def held_at(series: Series, times: Array) -> Array:
    """The value that held at each time: the last one before it, unless that is too old or a gap."""
    if not len(series.times):
        return np.full(len(times), np.nan)
    places = np.searchsorted(series.times, times, "right") - 1
    found = series.mean[np.maximum(places, 0)].astype(np.float64)
    old = (places < 0) | (times - series.times[np.maximum(places, 0)] > HOLDS_S)
    found[old] = np.nan
    return found
