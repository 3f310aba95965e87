"""Whether a lighting plan can be put in force: what is wrong in it, and what its author should know."""

from __future__ import annotations

import enum
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.lighting.calendars import is_whole, is_yearly
from app.domain.lighting.nights import DAY_MIN, NOON_MIN
from app.domain.lighting.overlaps import overlaps, reached
from app.domain.lighting.plan import (
    Adaptive,
    Anchor,
    Calendar,
    CalendarRule,
    LightingPlan,
    Programme,
    SensorRule,
    Step,
)
from app.domain.orders import Target

LONGEST_RAMP_S = 600.0
LONGEST_HOLD_MIN = 24 * 60.0


class Problem(enum.StrEnum):
    """The console has a sentence for each."""

    NO_ID = "no_id"
    SAME_ID = "same_id"
    NO_STEPS = "no_steps"
    BAD_MINUTE = "bad_minute"
    BAD_LEVEL = "bad_level"
    BAD_RAMP = "bad_ramp"
    BAD_LIMIT = "bad_limit"
    BAD_HOLD = "bad_hold"
    BAD_FLOWS = "bad_flows"
    """Adaptive dimming: the low flow is not below the high one."""
    NO_QUANTITY = "no_quantity"
    UNKNOWN_PROGRAMME = "unknown_programme"
    UNKNOWN_CALENDAR = "unknown_calendar"
    BAD_WEEKDAY = "bad_weekday"
    BAD_DATE = "bad_date"
    HALF_SEASON = "half_season"
    """A season without its beginning or its end, or beside a date with a year."""
    BACKWARDS = "backwards"
    """Ends before it begins."""
    NOT_LUMINAIRES = "not_luminaires"
    SAME_STEP = "same_step"
    """Two steps at the same time: the later one holds."""
    OVERLAP = "overlap"
    """Both rules fit some night: the one higher in the list holds. `other` is that one."""
    NEVER_REACHED = "never_reached"
    """A rule higher in the list, `other`, fits every night of this one."""
    NO_FLOOR = "no_floor"
    """Its calendar dims by traffic and its road class has no floor: there it does not dim."""
    NOT_USED = "not_used"


NOTES = frozenset(
    {
        Problem.SAME_STEP,
        Problem.OVERLAP,
        Problem.NEVER_REACHED,
        Problem.NO_FLOOR,
        Problem.NOT_USED,
    }
)
"""What does not stand in the way of a plan."""


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """`where` is the programme, calendar, road class or date, or the place of an assignment; `item` its rule
    or sensor rule, or the place of a step, counted from 0."""

    problem: Problem
    where: str = ""
    item: str = ""
    other: str = ""

    @property
    def fatal(self) -> bool:
        return self.problem not in NOTES


def validate(plan: LightingPlan) -> tuple[PlanProblem, ...]:
    """All that is wrong, then the notes; empty for a plan that says one thing for every night."""
    found = [
        *_ids("", (one.id for one in plan.programmes)),
        *_ids("", (one.id for one in plan.calendars)),
        *(each for one in plan.programmes for each in _programme(one)),
        *(each for one in plan.calendars for each in _calendar(one, plan)),
        *_assignments(plan),
        *_holidays(plan.holidays),
        *(PlanProblem(Problem.BAD_LEVEL, name) for name, level in plan.floors if not _is_level(level)),
        *_same(name for name, _ in plan.floors),
        *_unused(plan),
    ]
    return tuple(sorted(found, key=lambda each: not each.fatal))


def may_hold(problems: Iterable[PlanProblem]) -> bool:
    """Whether a plan with these can be put in force."""
    return not any(each.fatal for each in problems)


def _programme(programme: Programme) -> Iterator[PlanProblem]:
    if not programme.steps:
        yield PlanProblem(Problem.NO_STEPS, programme.id)
    for place, step in enumerate(programme.steps):
        yield from (PlanProblem(each, programme.id, str(place)) for each in _step(step))
    times = [(step.anchor, step.minute) for step in programme.steps]
    for place, time in enumerate(times):
        if time in times[:place]:
            yield PlanProblem(Problem.SAME_STEP, programme.id, str(place))
    yield from _ids(programme.id, (rule.id for rule in programme.sensors))
    for rule in programme.sensors:
        yield from (PlanProblem(each, programme.id, rule.id) for each in _sensor(rule))
    if programme.adaptive is not None:
        yield from (PlanProblem(each, programme.id) for each in _adaptive(programme.adaptive))


def _step(step: Step) -> Iterator[Problem]:
    low, high = (0, DAY_MIN - 1) if step.anchor is Anchor.CLOCK else (-NOON_MIN, NOON_MIN)
    if not low <= step.minute <= high:
        yield Problem.BAD_MINUTE
    if not _is_level(step.level):
        yield Problem.BAD_LEVEL
    if not 0.0 <= step.ramp_s <= LONGEST_RAMP_S:
        yield Problem.BAD_RAMP


def _sensor(rule: SensorRule) -> Iterator[Problem]:
    if not math.isfinite(rule.limit):
        yield Problem.BAD_LIMIT
    if not _is_level(rule.level):
        yield Problem.BAD_LEVEL
    if not 0.0 <= rule.hold_min <= LONGEST_HOLD_MIN:
        yield Problem.BAD_HOLD
    if not rule.quantity or not (rule.kind or rule.device):
        yield Problem.NO_QUANTITY


def _adaptive(adaptive: Adaptive) -> Iterator[Problem]:
    if not (0.0 <= adaptive.low_flow < adaptive.high_flow < math.inf):
        yield Problem.BAD_FLOWS
    if not adaptive.kind or not adaptive.quantity:
        yield Problem.NO_QUANTITY


def _calendar(calendar: Calendar, plan: LightingPlan) -> Iterator[PlanProblem]:
    programmes = {one.id for one in plan.programmes}
    if calendar.programme not in programmes:
        yield PlanProblem(Problem.UNKNOWN_PROGRAMME, calendar.id, other=calendar.programme)
    yield from _ids(calendar.id, (rule.id for rule in calendar.rules))
    sound = True
    for rule in calendar.rules:
        if rule.programme not in programmes:
            yield PlanProblem(Problem.UNKNOWN_PROGRAMME, calendar.id, rule.id, rule.programme)
        for problem in _rule(rule):
            sound = False
            yield PlanProblem(problem, calendar.id, rule.id)
    if sound:
        yield from _order(calendar)


def _rule(rule: CalendarRule) -> Iterator[Problem]:
    if any(not 0 <= day <= 6 for day in rule.weekdays):
        yield Problem.BAD_WEEKDAY
    given = [text for text in (rule.first, rule.last) if text]
    if not all(is_whole(text) or is_yearly(text) for text in given):
        yield Problem.BAD_DATE
    elif any(is_yearly(text) for text in given):
        if not (is_yearly(rule.first) and is_yearly(rule.last)):
            yield Problem.HALF_SEASON
    elif len(given) == 2 and rule.first > rule.last:
        yield Problem.BACKWARDS


def _order(calendar: Calendar) -> Iterator[PlanProblem]:
    for place, rule in enumerate(calendar.rules):
        above = calendar.rules[:place]
        hidden = next((other for other in above if not reached(rule, other)), None)
        if hidden is not None:
            yield PlanProblem(Problem.NEVER_REACHED, calendar.id, rule.id, hidden.id)
            continue
        for other in above:
            if other.programme != rule.programme and overlaps(rule, other):
                yield PlanProblem(Problem.OVERLAP, calendar.id, rule.id, other.id)


def _assignments(plan: LightingPlan) -> Iterator[PlanProblem]:
    calendars = {one.id: one for one in plan.calendars}
    adaptive = {one.id for one in plan.programmes if one.adaptive is not None}
    floors = dict(plan.floors)
    for place, each in enumerate(plan.assignments):
        known = calendars.get(each.calendar)
        if not _of_luminaires(each.target):
            yield PlanProblem(Problem.NOT_LUMINAIRES, str(place))
        if known is None:
            yield PlanProblem(Problem.UNKNOWN_CALENDAR, str(place), other=each.calendar)
        elif each.road_class not in floors and adaptive & _programmes_of(known):
            yield PlanProblem(Problem.NO_FLOOR, str(place), other=each.road_class)


def _of_luminaires(target: Target) -> bool:
    return target.kind == "luminaire"


def _holidays(dates: Iterable[str]) -> Iterator[PlanProblem]:
    for date in dates:
        if not (is_whole(date) or is_yearly(date)):
            yield PlanProblem(Problem.BAD_DATE, date)


def _unused(plan: LightingPlan) -> Iterator[PlanProblem]:
    calendars = {each.calendar for each in plan.assignments}
    programmes = {name for one in plan.calendars for name in _programmes_of(one)}
    yield from (PlanProblem(Problem.NOT_USED, one.id) for one in plan.calendars if one.id not in calendars)
    yield from (PlanProblem(Problem.NOT_USED, one.id) for one in plan.programmes if one.id not in programmes)


def _programmes_of(calendar: Calendar) -> set[str]:
    return {calendar.programme, *(rule.programme for rule in calendar.rules)}


def _ids(where: str, ids: Iterable[str]) -> Iterator[PlanProblem]:
    for name, count in Counter(ids).items():
        if not name:
            yield PlanProblem(Problem.NO_ID, where)
        elif count > 1:
            yield PlanProblem(Problem.SAME_ID, where or name, name if where else "")


def _same(names: Iterable[str]) -> Iterator[PlanProblem]:
    return (PlanProblem(Problem.SAME_ID, name) for name, count in Counter(names).items() if count > 1)


def _is_level(level: float) -> bool:
    return 0.0 <= level <= 100.0
