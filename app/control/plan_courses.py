"""What every assignment of the plan wants at this moment, and how it is told to the consoles."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.control.plan_lamps import Aim
from app.control.plan_members import Members
from app.control.plan_parts import PlanParts
from app.control.sun import SunTable
from app.domain.instant import Instant
from app.domain.lighting.plan import InForce, LightingPlan, PlanInForce, Programme
from app.domain.lighting.sensing import Bent, Senses, Sensing
from app.domain.lighting.timeline import Standing, Timeline
from app.domain.orders import Level

SENSE_EVERY_S = 5.0
STALE_INTERVALS = 2.0
"""A sensor's reading counts for this many of its intervals."""
BEND_RAMP_S = 30.0
WORKED_OUT_AT_ONCE = 20
"""Calendars of one look; there are seldom more."""
NO_POSITION = "no_position"


@dataclass(slots=True)
class _Course:
    """One assignment as it stands."""

    calendar: str
    floor: float | None
    standing: Standing | None = None
    bent: Bent | None = None
    aim: Aim | None = None
    entry: InForce | None = None
    sensing: Sensing = field(default_factory=Sensing)


class PlanCourses:
    """One plan, from the moment it is put in force; calendars are worked out once, however many assignments
    follow them."""

    def __init__(self, plan: LightingPlan, parts: PlanParts) -> None:
        self._parts = parts
        sun = SunTable(*parts.position, parts.zone) if parts.position else None
        self._timeline = Timeline(plan, parts.zone, sun)
        self._problem = NO_POSITION if sun is None and self._timeline.needs_sun() else ""
        floors = dict(plan.floors)
        self._courses = [_Course(each.calendar, floors.get(each.road_class)) for each in plan.assignments]
        self._standings: dict[str, Standing] = {}
        self._kept: dict[str, tuple[dt.date, tuple[Level, ...]]] = {}
        self._sense_at = -SENSE_EVERY_S
        self._works_out = WORKED_OUT_AT_ONCE

    def aim(self, assignment: int) -> Aim | None:
        """None where the plan wants nothing."""
        return self._courses[assignment].aim

    def look(self, members: Members, now: Instant) -> tuple[list[int], bool]:
        """The assignments whose lamps have another aim now, and whether there is anything to tell."""
        sense = not 0.0 <= now.monotonic - self._sense_at < SENSE_EVERY_S
        if sense:
            self._sense_at = now.monotonic
        self._works_out = WORKED_OUT_AT_ONCE
        moved, news = [], False
        for place, course in enumerate(self._courses):
            standing = self._standing(course.calendar, now.wall)
            if standing is None:
                continue
            fresh = standing is not course.standing
            if (fresh or (sense and self._has_senses(standing))) and self._follow(
                place, course, standing, members, now
            ):
                moved.append(place)
            if course.entry is None:
                course.entry = self._entry(place, course, members)
                news = True
        return moved, news

    def forget_counts(self) -> None:
        """The lamps of the assignments are others now."""
        for course in self._courses:
            course.entry = None

    def in_force(self) -> PlanInForce:
        entries = tuple(course.entry for course in self._courses if course.entry is not None)
        return PlanInForce(entries, self._problem)

    def _standing(self, calendar: str, wall: int) -> Standing | None:
        """The same object as long as nothing changes; also right when the clock was set. Where many have to
        be worked out anew, some have their turn at a later look, and are as they were until then."""
        held = self._standings.get(calendar)
        if self._works_out and (held is None or not _holds(held, wall)):
            self._works_out -= 1
            held = self._standings[calendar] = self._timeline.at(calendar, wall)
        return held

    def _has_senses(self, standing: Standing) -> bool:
        programme = self._programme(standing)
        return programme is not None and (bool(programme.sensors) or programme.adaptive is not None)

    def _programme(self, standing: Standing) -> Programme | None:
        return self._timeline.programme(standing.tonight.pick.programme)

    def _follow(
        self, place: int, course: _Course, standing: Standing, members: Members, now: Instant
    ) -> bool:
        """Bring a course up to date; whether its lamps have another aim."""
        bent = self._bend(place, course, standing, members, now)
        if standing is course.standing and bent == course.bent:
            return False
        before = course.aim
        course.standing, course.bent, course.entry = standing, bent, None
        course.aim = self._aim(course.calendar, standing, bent, now.wall)
        return course.aim != before

    def _bend(
        self, place: int, course: _Course, standing: Standing, members: Members, now: Instant
    ) -> Bent | None:
        level, programme = standing.now.level, self._programme(standing)
        if level is None or programme is None:
            return None
        return course.sensing.bend(
            programme, level, course.floor, self._senses(place, members, now), now.monotonic
        )

    def _senses(self, place: int, members: Members, now: Instant) -> Senses:
        parts = self._parts

        def read(device: str, kind: str, quantity: str) -> Iterator[float]:
            for sensor in (device,) if device else members.sensors(place, kind):
                reading = parts.latest(sensor, quantity)
                if reading is None or isinstance(reading.value, str):
                    continue
                fresh = now.monotonic - reading.received <= STALE_INTERVALS * parts.interval_s(sensor)
                if fresh and math.isfinite(reading.value):
                    yield float(reading.value)

        return read

    def _aim(self, calendar: str, standing: Standing, bent: Bent | None, wall: int) -> Aim | None:
        own = standing.now.level
        if own is None or bent is None:
            return None
        date = standing.tonight.night.date
        kept = self._kept.get(calendar)
        if kept is None or kept[0] != date:
            kept = self._kept[calendar] = (date, self._timeline.to_keep(calendar, wall))
        ramp_s = standing.now.ramp_s if bent.level == own else BEND_RAMP_S
        return Aim(
            bent.level,
            own,
            ramp_s,
            self._timeline.fingerprint(calendar),
            kept[1],
            standing.tonight.pick.programme,
        )

    def _entry(self, place: int, course: _Course, members: Members) -> InForce:
        standing, bent = course.standing, course.bent
        assert standing is not None
        tonight, following = standing.tonight, standing.next
        sun = self._timeline.sun_of(tonight.night.date)
        entry = InForce(
            place,
            course.calendar,
            tonight.pick.rule,
            tonight.pick.programme,
            tonight.night.date.isoformat(),
            bent.level if bent else standing.now.level,
            standing.now.since,
            sunset=(sun.sunset or 0) if sun else 0,
            sunrise=(sun.sunrise or 0) if sun else 0,
            lamps=len(members.by_assignment[place]),
            on_this_pc=members.on_this_pc[place],
            ahead=self._timeline.ahead(course.calendar, tonight.night.start),
        )
        if bent is not None:
            entry = replace(entry, sensor=bent.sensor, adaptive=bent.adaptive)
        if following is not None:
            entry = replace(entry, next_at=following.since, next_level=following.level)
        return entry


def _holds(standing: Standing, wall: int) -> bool:
    tonight, following = standing.tonight.night, standing.next
    if not (tonight.start <= wall < tonight.end and standing.now.since <= wall):
        return False
    return following is None or wall < following.since
