"""What the calendars of a plan want at any moment: nights put one after another, and what comes next."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.lighting.calendars import Day, Holidays, Pick, pick
from app.domain.lighting.nights import Night, night, night_at
from app.domain.lighting.plan import Ahead, Calendar, LightingPlan, Programme
from app.domain.lighting.programmes import levels_of, needs_sun
from app.domain.lighting.sunlight import NightSun, Sun
from app.domain.orders import Level

NIGHTS_AHEAD = 7
"""Tonight and six more: how far the console looks ahead, and what a lamp is given to keep."""
_DAY = dt.timedelta(days=1)
_NIGHTS_KEPT = 16


@dataclass(frozen=True, slots=True)
class CalendarNight:
    """What a calendar wants in one night. `levels` is None where it wants nothing, such as a programme that
    the plan does not have."""

    night: Night
    pick: Pick
    levels: tuple[Level, ...] | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """`level` in per cent from `since` on (epoch ms), within `ramp_s`; None where nothing is wanted."""

    since: int
    level: float | None
    ramp_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a calendar wants now, and what next; `next` None where nothing changes in the nights ahead."""

    tonight: CalendarNight
    now: Wanted
    next: Wanted | None


class Timeline:
    """A plan on the city's clock and under its sun; without `sun`, programmes with steps at it want nothing.

    Nights are resolved once for each date and all calendars that say the same, however many lamps follow
    them, and kept for the last few dates asked for.
    """

    def __init__(self, plan: LightingPlan, zone: dt.tzinfo, sun: Sun | None) -> None:
        self.zone = zone
        self._sun = sun
        self._programmes = {one.id: one for one in reversed(plan.programmes)}
        self._calendars = {one.id: one for one in reversed(plan.calendars)}
        first: dict[object, str] = {}
        self._like = {
            one.id: first.setdefault((one.programme, one.rules), one.id) for one in self._calendars.values()
        }
        """By calendar, the first one that says the same."""
        self._holidays = Holidays(plan.holidays)
        self._holiday_names = plan.holidays
        self._dates: dict[dt.date, dict[str, CalendarNight]] = {}
        self._nights: dict[dt.date, tuple[Night, Day]] = {}
        self._levels: dict[tuple[dt.date, str], tuple[Level, ...] | None] = {}
        self._prints: dict[str, str] = {}

    def programme(self, name: str) -> Programme | None:
        return self._programmes.get(name)

    def needs_sun(self) -> bool:
        return any(needs_sun(one) for one in self._programmes.values())

    def sun_of(self, date: dt.date) -> NightSun | None:
        return self._sun(date) if self._sun else None

    def night_of(self, calendar: str, date: dt.date) -> CalendarNight:
        """What the calendar picks and wants in the night that begins on `date`."""
        kept = self._dates.get(date)
        if kept is None:
            self._forget()
            kept = self._dates[date] = {}
        like = self._like.get(calendar, calendar)
        found = kept.get(like)
        if found is None:
            found = kept[like] = self._resolve(like, date)
        return found

    def at(self, calendar: str, wall: int) -> Standing:
        """What is wanted at a moment, epoch ms."""
        tonight = self.night_of(calendar, night_at(wall, self.zone).date)
        now, following = None, None
        for change in self._changes(calendar, tonight.night.date - 2 * _DAY):
            if change.since > wall:
                following = change
                break
            now = change
        assert now is not None, "the night before begins with a change"
        return Standing(tonight, now, following)

    def to_keep(self, calendar: str, wall: int) -> tuple[Level, ...]:
        """The levels of tonight and the six nights after it for a lamp to keep, from the one in force now on;
        the last says again, at the end of the last night, what then holds, so that it is known until when
        they reach. Empty where the plan wants nothing now. They end where it begins to want nothing."""
        standing = self.at(calendar, wall)
        if standing.now.level is None:
            return ()
        first = standing.tonight.night.date
        end = self.night_of(calendar, first + (NIGHTS_AHEAD - 1) * _DAY).night.end
        kept = [Level(standing.now.since, standing.now.level, standing.now.ramp_s)]
        for change in self._changes(calendar, first - 2 * _DAY):
            if change.since >= end:
                break
            if change.level is None and change.since > wall:
                end = change.since
                break
            if change.level is not None and change.since > wall:
                kept.append(Level(change.since, change.level, change.ramp_s))
        return (*kept, Level(end, kept[-1].level, kept[-1].ramp_s))

    def ahead(self, calendar: str, wall: int) -> tuple[Ahead, ...]:
        first = night_at(wall, self.zone).date
        found = (self.night_of(calendar, first + index * _DAY) for index in range(NIGHTS_AHEAD))
        return tuple(Ahead(one.night.date.isoformat(), one.pick.programme, one.pick.rule) for one in found)

    def fingerprint(self, calendar: str) -> str:
        """A name for what this calendar says: another one as soon as it, a programme of it or a holiday is
        changed, the same through all other changes of the plan."""
        found = self._prints.get(calendar)
        if found is None:
            known = self._calendars.get(calendar)
            steps = [self._steps_of(name) for name in sorted(_programmes_of(known))] if known else []
            said = repr((known, steps, self._holiday_names, str(self.zone)))
            found = f"{calendar}.{hashlib.sha256(said.encode()).hexdigest()[:8]}"
            self._prints[calendar] = found
        return found

    def _steps_of(self, programme: str) -> object:
        known = self._programmes.get(programme)
        return (programme, known.steps if known else None)

    def _changes(self, calendar: str, first: dt.date) -> Iterator[Wanted]:
        """Each moment at which the wanted level becomes another, over nine nights from `first`."""
        level: float | None = None
        started = False
        for entry in self._said(calendar, first):
            if not started or entry.level != level:
                yield entry
            started, level = True, entry.level

    def _said(self, calendar: str, first: dt.date) -> Iterator[Wanted]:
        """A night that begins before its first step goes on with what the night before ended with."""
        before: float | None = None
        for index in range(NIGHTS_AHEAD + 2):
            tonight = self.night_of(calendar, first + index * _DAY)
            for entry in _entries(tonight, before):
                before = entry.level
                if entry.since < tonight.night.end:
                    yield entry

    def _resolve(self, calendar: str, date: dt.date) -> CalendarNight:
        known, shared = self._calendars.get(calendar), self._nights.get(date)
        if shared is None:
            shared = self._nights[date] = (night(date, self.zone), self._holidays.day(date))
        tonight, day = shared
        if known is None:
            return CalendarNight(tonight, Pick(""), None)
        picked = pick(known, day)
        key = (date, picked.programme)
        if key not in self._levels:
            self._levels[key] = self._levels_of(picked.programme, tonight)
        return CalendarNight(tonight, picked, self._levels[key])

    def _levels_of(self, programme: str, tonight: Night) -> tuple[Level, ...] | None:
        known = self._programmes.get(programme)
        if known is None:
            return None
        sun = self.sun_of(tonight.date) if needs_sun(known) else None
        return levels_of(known, tonight, sun, self.zone)

    def _forget(self) -> None:
        """Dates are asked for in order, so the oldest kept is the one no longer needed."""
        while len(self._dates) >= _NIGHTS_KEPT:
            oldest = next(iter(self._dates))
            del self._dates[oldest]
            self._nights.pop(oldest, None)
            for key in [key for key in self._levels if key[0] == oldest]:
                del self._levels[key]


def _entries(tonight: CalendarNight, before: float | None) -> Iterator[Wanted]:
    """The night from its very beginning: what goes on from the night before, then its steps; one at its end
    is what the next night begins with."""
    if tonight.levels is None:
        yield Wanted(tonight.night.start, None)
        return
    if not tonight.levels or tonight.levels[0].at > tonight.night.start:
        yield Wanted(tonight.night.start, before)
    for step in tonight.levels:
        yield Wanted(step.at, step.level, step.ramp_s)


def _programmes_of(calendar: Calendar) -> set[str]:
    return {calendar.programme, *(rule.programme for rule in calendar.rules)}
