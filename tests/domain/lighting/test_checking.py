"""What is found wrong in a plan, and where."""

import dataclasses
import math

import pytest
from hypothesis import given

from app.domain.lighting.checking import NOTES, PlanProblem, Problem, may_hold, validate
from app.domain.lighting.plan import (
    Adaptive,
    Anchor,
    Assignment,
    Beyond,
    Calendar,
    CalendarRule,
    LightingPlan,
    SensorRule,
    Step,
)
from app.domain.lighting.timeline import Timeline
from app.domain.orders import Scope, Target
from tests.domain.lighting.plans import ALL, BY_CLOCK, HALF_NIGHT, LIMA, at, plan_of, plans

RAIN = SensorRule("rain", "Lluvia", "rain_gauge", "rainfall_rate", Beyond.ABOVE, 2.0, 80.0)
GOOD = plan_of(HALF_NIGHT)


def found(plan: LightingPlan) -> list[tuple[str, str, str, str]]:
    return [(str(each.problem), each.where, each.item, each.other) for each in validate(plan)]


def of_programme(**fields) -> list[tuple[str, str, str, str]]:
    return found(plan_of(dataclasses.replace(HALF_NIGHT, **fields)))


def of_rule(**fields) -> list[tuple[str, str, str, str]]:
    return found(plan_of(HALF_NIGHT, rules=(CalendarRule("r", "R", "half", **fields),)))


def test_a_good_plan_has_nothing_to_say():
    assert validate(GOOD) == ()
    assert validate(LightingPlan()) == ()


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        (Step(Anchor.CLOCK, 1440, 50.0), "bad_minute"),
        (Step(Anchor.CLOCK, -1, 50.0), "bad_minute"),
        (Step(Anchor.SUNSET, 721, 50.0), "bad_minute"),
        (Step(Anchor.CLOCK, 0, 101.0), "bad_level"),
        (Step(Anchor.CLOCK, 0, math.nan), "bad_level"),
        (Step(Anchor.CLOCK, 0, 50.0, ramp_s=601.0), "bad_ramp"),
        (Step(Anchor.CLOCK, 0, 50.0, ramp_s=math.nan), "bad_ramp"),
    ],
)
def test_steps(step, problem):
    assert of_programme(steps=(step,)) == [(problem, "half", "0", "")]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"limit": math.inf}, "bad_limit"),
        ({"level": -1.0}, "bad_level"),
        ({"hold_min": -1.0}, "bad_hold"),
        ({"hold_min": math.nan}, "bad_hold"),
        ({"quantity": ""}, "no_quantity"),
        ({"kind": ""}, "no_quantity"),
    ],
)
def test_sensor_rules(change, problem):
    assert of_programme(sensors=(dataclasses.replace(RAIN, **change),)) == [(problem, "half", "rain", "")]


def test_programmes():
    assert of_programme(steps=()) == [("no_steps", "half", "", "")]
    assert of_programme(sensors=(RAIN, RAIN)) == [("same_id", "half", "rain", "")]
    twice = (*HALF_NIGHT.steps, Step(Anchor.CLOCK, 23 * 60, 10.0))
    assert of_programme(steps=twice) == [("same_step", "half", "4", "")]
    assert ("bad_flows", "half", "", "") in of_programme(adaptive=Adaptive(low_flow=9.0, high_flow=9.0))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"weekdays": (0, 7)}, "bad_weekday"),
        ({"first": "2026-02-30"}, "bad_date"),
        ({"first": "01-32", "last": "02-01"}, "bad_date"),
        ({"first": "12-20"}, "half_season"),
        ({"last": "12-20"}, "half_season"),
        ({"first": "12-20", "last": "2026-12-31"}, "half_season"),
        ({"first": "2026-12-31", "last": "2026-12-01"}, "backwards"),
    ],
)
def test_rules(fields, problem):
    assert of_rule(**fields) == [(problem, "every", "r", "")]


@pytest.mark.parametrize(
    "fields",
    [{"first": "12-20", "last": "01-06"}, {"first": "02-29", "last": "02-29"}, {"first": "2026-05-01"}],
)
def test_rules_that_are_as_they_may_be(fields):
    assert of_rule(**fields) == []


def test_what_is_named_and_not_there():
    assert of_rule(weekdays=(1,)) == []
    missing = plan_of(HALF_NIGHT, rules=(CalendarRule("r", "R", "gone", weekdays=(1,)),))
    assert found(missing) == [("unknown_programme", "every", "r", "gone")]
    nowhere = dataclasses.replace(GOOD, assignments=(*GOOD.assignments, Assignment(ALL, "gone")))
    assert found(nowhere) == [("unknown_calendar", "1", "", "gone")]
    lost = dataclasses.replace(GOOD, calendars=(Calendar("every", "", "gone"),))
    assert ("unknown_programme", "every", "", "gone") in found(lost)


def test_ids_holidays_floors_and_targets():
    assert ("same_id", "half", "", "") in found(plan_of(HALF_NIGHT, HALF_NIGHT))
    assert ("no_id", "", "", "") in found(plan_of(dataclasses.replace(BY_CLOCK, id="")))
    assert found(dataclasses.replace(GOOD, holidays=("07-28", "28/07"))) == [("bad_date", "28/07", "", "")]
    floors = (("avenue", 140.0), ("street", 30.0), ("street", 40.0))
    assert found(dataclasses.replace(GOOD, floors=floors)) == [
        ("bad_level", "avenue", "", ""),
        ("same_id", "street", "", ""),
    ]
    valves = Assignment(Target(Scope.ALL, kind="valve"), "every")
    assert found(dataclasses.replace(GOOD, assignments=(valves,))) == [("not_luminaires", "0", "", "")]


def test_notes_stand_in_nobodys_way():
    rules = (
        CalendarRule("feast", "", "clock", holidays=True),
        CalendarRule("long", "", "half", weekdays=(4, 5)),
        CalendarRule("never", "", "clock", weekdays=(5,)),
    )
    plan = plan_of(HALF_NIGHT, BY_CLOCK, dataclasses.replace(BY_CLOCK, id="spare"), rules=rules)
    problems = validate(plan)
    assert [(each.problem, each.item or each.where, each.other) for each in problems] == [
        (Problem.OVERLAP, "long", "feast"),
        (Problem.NEVER_REACHED, "never", "long"),
        (Problem.NOT_USED, "spare", ""),
    ]
    assert may_hold(problems)
    assert not may_hold((*problems, PlanProblem(Problem.NO_STEPS)))


def test_dimming_by_traffic_wants_a_floor():
    dimmed = dataclasses.replace(HALF_NIGHT, adaptive=Adaptive())
    assert found(plan_of(dimmed, road_class="avenue")) == [("no_floor", "0", "", "avenue")]
    assert found(plan_of(dimmed, road_class="avenue", floors=(("avenue", 40.0),))) == []


@given(plans())
def test_a_plan_that_may_hold_wants_a_level_at_every_moment(plan):
    problems = validate(plan)
    assert all(each.problem in NOTES or each.fatal for each in problems)
    if may_hold(problems):
        sunless = Timeline(plan, LIMA, None)
        if not sunless.needs_sun():
            assert sunless.at("every", at("2026-03-13T20:00", LIMA)).now.level is not None
