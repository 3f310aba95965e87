"""What the plan wants at a moment, and what comes next: by example, and against any plan anywhere."""

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from app.control.sun import SunTable
from app.domain.lighting.calendars import Holidays, pick
from app.domain.lighting.nights import moment, night_at
from app.domain.lighting.plan import CalendarRule, LightingPlan
from app.domain.lighting.programmes import levels_of
from app.domain.lighting.timeline import NIGHTS_AHEAD, Timeline
from tests.domain.lighting.plans import (
    BY_CLOCK,
    DATES,
    HALF_NIGHT,
    LIMA,
    MADRID,
    ZONES,
    at,
    by_clock,
    plan_of,
    plans,
    sun_at,
)

SUN = sun_at("18:20", "06:10", LIMA)
WEEK_MS = 7 * 86_400_000


def timeline(plan: LightingPlan) -> Timeline:
    return Timeline(plan, LIMA, SUN)


def told(plan: LightingPlan, text: str) -> tuple[float | None, str, str, float | None]:
    """Level and since when, then what is next: `DD HH:MM`."""
    standing = timeline(plan).at("every", at(text, LIMA))
    following = standing.next
    return (
        standing.now.level,
        _clock(standing.now.since),
        _clock(following.since) if following else "",
        following.level if following else None,
    )


def _clock(wall: int) -> str:
    return f"{dt.datetime.fromtimestamp(wall / 1000, LIMA):%d %H:%M}"


def test_through_a_night():
    plan = plan_of(HALF_NIGHT)
    assert told(plan, "2026-03-13T17:00") == (0.0, "13 06:10", "13 18:20", 100.0)
    assert told(plan, "2026-03-13T18:20") == (100.0, "13 18:20", "13 23:00", 60.0)
    assert told(plan, "2026-03-14T04:59") == (60.0, "13 23:00", "14 05:00", 100.0)
    assert told(plan, "2026-03-14T06:10") == (0.0, "14 06:10", "14 18:20", 100.0)


def test_before_its_first_step_a_night_goes_on_as_the_one_before_ended():
    late = by_clock(("20:00", 30.0), ("08:00", 0.0), name="late")
    allways = by_clock(("13:00", 70.0), name="allways")
    plan = plan_of(late, allways, rules=(CalendarRule("sat", "", "allways", weekdays=(5,)),))
    assert told(plan, "2026-03-14T12:30")[0] == 0.0
    assert told(plan, "2026-03-15T12:30")[0] == 70.0, "Saturday's level goes on into Sunday"
    assert told(plan, "2026-03-15T20:00")[0] == 30.0


def test_a_step_that_changes_nothing_is_not_what_comes_next():
    plan = plan_of(by_clock(("19:00", 80.0), ("22:00", 80.0), ("06:00", 0.0)))
    assert told(plan, "2026-03-13T23:00") == (80.0, "13 19:00", "14 06:00", 0.0)


def test_where_nothing_changes_there_is_no_next():
    assert told(plan_of(by_clock(("19:00", 40.0))), "2026-03-13T20:00")[2:] == ("", None)


def test_an_unknown_programme_wants_nothing_for_its_nights():
    plan = plan_of(BY_CLOCK, rules=(CalendarRule("fri", "", "gone", weekdays=(4,)),))
    assert told(plan, "2026-03-13T20:00") == (None, "13 12:00", "14 18:00", 100.0)
    assert timeline(plan).to_keep("every", at("2026-03-13T20:00", LIMA)) == ()


def test_an_unknown_calendar_wants_nothing():
    assert timeline(plan_of(BY_CLOCK)).at("other", at("2026-03-13T20:00", LIMA)).now.level is None


def test_polar_night_burns_on_from_one_night_to_the_next():
    plan = plan_of(by_clock())
    plan = plan_of(HALF_NIGHT)
    oslo = Timeline(plan, MADRID, SunTable(78.2, 15.6, MADRID))
    standing = oslo.at("every", at("2026-12-20T12:00", MADRID))
    assert (standing.now.level, standing.next and standing.next.level) == (100.0, 60.0)
    assert standing.now.since == at("2026-12-20T05:00", MADRID), "it does not go out at noon"


def test_the_nights_ahead_say_programme_and_rule():
    friday = CalendarRule("long", "Noche larga", "half", weekdays=(4, 5))
    ahead = timeline(plan_of(BY_CLOCK, HALF_NIGHT, rules=(friday,))).ahead(
        "every", at("2026-03-14T03:00", LIMA)
    )
    assert [one.date for one in ahead] == [f"2026-03-{day}" for day in range(13, 20)]
    assert [one.rule for one in ahead] == ["long", "long", "", "", "", "", ""]
    assert ahead[2].programme == "clock"


def test_a_lamp_is_given_the_level_that_holds_and_seven_nights():
    kept = timeline(plan_of(HALF_NIGHT)).to_keep("every", at("2026-03-13T23:30", LIMA))
    assert [(_clock(one.at), one.level) for one in kept[:4]] == [
        ("13 23:00", 60.0),
        ("14 05:00", 100.0),
        ("14 06:10", 0.0),
        ("14 18:20", 100.0),
    ]
    assert _clock(kept[-1].at) == "20 12:00"
    assert kept[-1].level == kept[-2].level
    assert len(kept) == 1 + 2 + 6 * 4 + 1


def test_the_fingerprint_changes_with_what_the_calendar_says_and_nothing_else():
    plain = plan_of(BY_CLOCK, HALF_NIGHT)
    beside = plan_of(BY_CLOCK, by_clock(("20:00", 10.0), name="half"), version=4)
    within = plan_of(by_clock(("20:00", 10.0)), HALF_NIGHT)
    prints = [timeline(plan).fingerprint("every") for plan in (plain, beside, within)]
    assert prints[0] == prints[1] != prints[2]


def _plain_level(plan: LightingPlan, wall: int, zone, sun) -> float | None:
    """The level by the words of the plan: the last step up to now of tonight, else of the night before."""
    tonight = night_at(wall, zone)
    (calendar,) = plan.calendars
    programmes = {one.id: one for one in plan.programmes}
    found = []
    for whole in (night_at(tonight.start - 1, zone), tonight):
        programme = programmes.get(pick(calendar, Holidays(plan.holidays).day(whole.date)).programme)
        levels = levels_of(programme, whole, sun(whole.date), zone) if programme else None
        found.append(levels)
    before, now = found
    if now is None:
        return None
    passed = [one for one in now if one.at <= wall] or list(before or ())
    return passed[-1].level if passed else None


@settings(max_examples=150)
@given(plans(), ZONES, st.floats(-80, 80), st.floats(-180, 180), DATES, st.integers(0, 86_399_999))
def test_any_plan_anywhere_wants_one_level_or_none_at_any_moment(plan, zone, lat, lon, date, past):
    sun = SunTable(lat, lon, zone)
    line = Timeline(plan, zone, sun)
    wall = moment(date, 0, zone) + past
    standing = line.at("every", wall)
    assert standing.now.since <= wall
    assert standing.now.level == _plain_level(plan, wall, zone, sun)
    if standing.next is None:
        assert line.at("every", standing.tonight.night.end - 1).now.level == standing.now.level
        return
    assert standing.next.since > wall
    after = line.at("every", standing.next.since)
    just_before = line.at("every", standing.next.since - 1)
    assert just_before.now.level == standing.now.level
    assert after.now.level == standing.next.level != standing.now.level
    assert after.now.since == standing.next.since


@given(plans(), ZONES, st.floats(-80, 80), DATES, st.integers(0, 86_399_999), st.integers(0, WEEK_MS))
def test_a_lamp_with_its_levels_does_as_the_plan_says(plan, zone, lat, date, past, later):
    line = Timeline(plan, zone, SunTable(lat, 0.0, zone))
    wall = moment(date, 0, zone) + past
    kept = line.to_keep("every", wall)
    if not kept:
        assert line.at("every", wall).now.level is None
        return
    times = [one.at for one in kept]
    assert times == sorted(times)
    assert kept[0].at <= wall < kept[-1].at
    assert all(one.level != two.level for one, two in itertools.pairwise(kept[:-1]))
    then = wall + later
    if then < kept[-1].at:
        holds = [one for one in kept if one.at <= then][-1]
        assert line.at("every", then).now.level == holds.level
    elif (
        line.night_of("every", night_at(wall, zone).date).night.end + (NIGHTS_AHEAD - 1) * 82_800_000
    ) < then:
        assert kept[-1].at > wall
