"""Plans for the tests, as an engineer would say them, and any plan at all for the property tests."""

import datetime as dt
import zoneinfo

from hypothesis import strategies as st

from app.domain.lighting.plan import (
    Anchor,
    Assignment,
    Calendar,
    CalendarRule,
    LightingPlan,
    Programme,
    Step,
)
from app.domain.lighting.sunlight import NightSun
from app.domain.orders import Scope, Target

LIMA = zoneinfo.ZoneInfo("America/Lima")
MADRID = zoneinfo.ZoneInfo("Europe/Madrid")
ALL = Target(Scope.ALL)

HALF_NIGHT = Programme(
    "half",
    "Media noche",
    (
        Step(Anchor.SUNSET, 0, 100.0),
        Step(Anchor.CLOCK, 23 * 60, 60.0),
        Step(Anchor.CLOCK, 5 * 60, 100.0),
        Step(Anchor.SUNRISE, 0, 0.0),
    ),
)
BY_CLOCK = Programme(
    "clock", "A hora fija", (Step(Anchor.CLOCK, 18 * 60, 100.0), Step(Anchor.CLOCK, 6 * 60, 0.0))
)


def clock(text: str) -> int:
    """Minutes after midnight of `HH:MM`."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def at(text: str, zone: dt.tzinfo) -> int:
    """Epoch ms of a local time in ISO format, which must be plain."""
    return round(dt.datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


def by_clock(*steps: tuple[str, float], name: str = "clock") -> Programme:
    return Programme(name, name, tuple(Step(Anchor.CLOCK, clock(when), level) for when, level in steps))


def plan_of(*programmes: Programme, rules: tuple[CalendarRule, ...] = (), **fields) -> LightingPlan:
    """One calendar `every` for all lamps, whose own programme is the first one."""
    calendar = Calendar("every", "Todas", programmes[0].id, rules)
    return LightingPlan(
        programmes, (calendar,), (Assignment(ALL, "every", fields.pop("road_class", "")),), **fields
    )


def sun_at(sunset: str, sunrise: str, zone: dt.tzinfo):
    """A sun that keeps to the clock."""

    def of(date: dt.date) -> NightSun:
        following = date + dt.timedelta(days=1)
        return NightSun(at(f"{date}T{sunset}", zone), at(f"{following}T{sunrise}", zone))

    return of


ZONES = st.sampled_from(
    [
        "America/Lima",
        "America/Mexico_City",
        "America/Santiago",
        "America/St_Johns",
        "America/New_York",
        "Europe/Madrid",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Chatham",
        "Asia/Kathmandu",
        "Antarctica/Troll",
    ]
).map(zoneinfo.ZoneInfo)
DATES = st.dates(dt.date(2003, 1, 1), dt.date(2043, 12, 31))
LEVELS = st.sampled_from([0.0, 10.0, 40.0, 60.0, 100.0])
STEPS = st.one_of(
    st.builds(Step, st.just(Anchor.CLOCK), st.integers(0, 1439), LEVELS),
    st.builds(Step, st.sampled_from([Anchor.SUNSET, Anchor.SUNRISE]), st.integers(-720, 720), LEVELS),
)
_NAMES = st.sampled_from(["a", "b", "c", "missing"])
_DAYS = st.sampled_from(["", "02-28", "02-29", "03-01", "06-15", "12-20", "01-06", "2024-02-29", "never"])
RULES = st.builds(
    CalendarRule,
    st.uuids().map(str),
    st.just(""),
    _NAMES,
    st.sets(st.integers(0, 6), max_size=4).map(lambda days: tuple(sorted(days))),
    _DAYS,
    _DAYS,
    st.sampled_from([None, None, True, False]),
)


@st.composite
def plans(draw) -> LightingPlan:
    """Any plan with one calendar `every`, right or wrong."""
    programmes = tuple(
        Programme(name, name, tuple(draw(st.lists(STEPS, max_size=5)))) for name in ("a", "b", "c")
    )
    rules = tuple(draw(st.lists(RULES, max_size=4)))
    calendar = Calendar("every", "", draw(_NAMES), rules)
    holidays = ("01-01", "12-25", "02-29", "2026-11-02")
    return LightingPlan(programmes, (calendar,), (Assignment(ALL, "every"),), holidays)
