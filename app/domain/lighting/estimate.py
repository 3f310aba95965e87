"""What a plan would save before it is put in force: energy by programme, beside the plan that holds now.

From nominal watts and the levels of each night, ramps left out. Sensor rules are left out as well; adaptive
dimming gives a range, from its floor all night to the programme's own levels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.lighting.nights import night
from app.domain.lighting.plan import LightingPlan
from app.domain.lighting.sunlight import Sun, dark_ms
from app.domain.lighting.timeline import CalendarNight, Timeline, Wanted
from app.domain.lighting.wattage import lit_watts
from app.domain.orders import Target

NIGHTS = 30
_MS_PER_H = 3_600_000
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Use:
    """kWh of all nights together; `least` with adaptive dimming at its floor throughout."""

    kwh: float
    least: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of `nights` nights. `full` is the baseline: all lamps at full power from sunset to sunrise, None
    without the sun. `unknown` are the assignments of the wanted plan, by place, whose watts are not known:
    they are not in the figures."""

    nights: int
    now: Use
    wanted: Use
    full: float | None
    unknown: tuple[int, ...] = ()

    @property
    def saved_a_night(self) -> float:
        """kWh, negative where the wanted plan uses more; adaptive dimming not counted."""
        return (self.now.kwh - self.wanted.kwh) / self.nights

    @property
    def saved(self) -> float:
        return self.now.kwh - self.wanted.kwh


def estimate(
    now: LightingPlan,
    wanted: LightingPlan,
    watts: Mapping[Target, float],
    *,
    zone: dt.tzinfo,
    sun: Sun | None,
    first: dt.date,
    nights: int = NIGHTS,
) -> Estimate:
    """`watts` is the nominal power of the lamps that follow an assignment, by its target: the lamps that an
    assignment before it has are not among them. Nights count from `first` on."""
    dates = [first + index * _DAY for index in range(nights)]
    unknown = tuple(place for place, each in enumerate(wanted.assignments) if watts.get(each.target) is None)
    used = _use(now, watts, dates, zone, sun)
    return Estimate(
        nights,
        used,
        used if wanted is now else _use(wanted, watts, dates, zone, sun),
        _full(wanted, watts, dates, zone, sun) if sun else None,
        unknown,
    )


def _use(
    plan: LightingPlan, watts: Mapping[Target, float], dates: list[dt.date], zone: dt.tzinfo, sun: Sun | None
) -> Use:
    timeline = Timeline(plan, zone, sun)
    floors = dict(plan.floors)
    power: dict[tuple[str, float | None], float] = {}
    for each in plan.assignments:
        key = (each.calendar, floors.get(each.road_class))
        power[key] = power.get(key, 0.0) + lit_watts(watts.get(each.target, 0.0), 100.0)
    kwh = least = 0.0
    for (calendar, floor), lit in power.items():
        for date in dates:
            own, low = _hours(timeline, calendar, date, floor)
            kwh += lit * own / 1000.0
            least += lit * low / 1000.0
    return Use(kwh, least)


def _hours(timeline: Timeline, calendar: str, date: dt.date, floor: float | None) -> tuple[float, float]:
    """Hours at full power that the night comes to: by the programme's levels, and at the adaptive floor."""
    tonight = timeline.night_of(calendar, date)
    programme = timeline.programme(tonight.pick.programme)
    held_up = floor if programme is not None and programme.adaptive is not None else None
    own = low = 0.0
    for start, end, level in _spans(timeline, calendar, tonight):
        share = (end - start) / _MS_PER_H / 100.0
        lowest = level if held_up is None or level <= 0.0 else held_up
        own += share * max(level, lowest)
        low += share * lowest
    return own, low


def _spans(timeline: Timeline, calendar: str, tonight: CalendarNight) -> Iterator[tuple[int, int, float]]:
    """The night in stretches of one level, as (from, until, level); those without one are left out."""
    held = timeline.at(calendar, tonight.night.start).now
    last = Wanted(tonight.night.start, held.level)
    for step in tonight.levels or ():
        if last.level is not None:
            yield last.since, step.at, last.level
        last = Wanted(step.at, step.level)
    if last.level is not None:
        yield last.since, tonight.night.end, last.level


def _full(
    plan: LightingPlan, watts: Mapping[Target, float], dates: list[dt.date], zone: dt.tzinfo, sun: Sun
) -> float:
    hours = sum(dark_ms(night(date, zone), sun(date)) for date in dates) / _MS_PER_H
    return sum(lit_watts(watts.get(each.target, 0.0), 100.0) for each in plan.assignments) * hours / 1000.0
