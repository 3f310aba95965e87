"""What a plan would save, by sums that can be done by hand."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.lighting.estimate import Use, estimate
from app.domain.lighting.plan import Adaptive, Assignment, CalendarRule, LightingPlan
from app.domain.lighting.wattage import lit_watts, nominal_watts
from app.domain.orders import Scope, Target
from tests.domain.lighting.plans import ALL, LIMA, by_clock, plan_of, sun_at

FULL = plan_of(by_clock(("18:00", 100.0), ("06:00", 0.0)))
DIMMED = plan_of(by_clock(("18:00", 100.0), ("00:00", 50.0), ("06:00", 0.0)))
SUN = sun_at("18:30", "06:00", LIMA)
WATTS = {ALL: 1000.0}
FRIDAY = dt.date(2026, 3, 13)


def compare(now: LightingPlan, wanted: LightingPlan, nights: int = 10, watts=WATTS, sun=SUN):
    return estimate(now, wanted, watts, zone=LIMA, sun=sun, first=FRIDAY, nights=nights)


def test_dimming_half_the_night_by_half_saves_a_quarter():
    found = compare(FULL, DIMMED)
    assert found.now == Use(pytest.approx(120.0), pytest.approx(120.0))
    assert found.wanted.kwh == pytest.approx(90.0)
    assert found.saved == pytest.approx(30.0)
    assert found.saved_a_night == pytest.approx(3.0)
    assert found.full == pytest.approx(115.0), "from sunset to sunrise"


def test_without_the_sun_there_is_no_baseline():
    assert compare(FULL, DIMMED, sun=None).full is None


def test_calendars_count_by_their_nights():
    weekend = CalendarRule("w", "", "clock", weekdays=(4, 5))
    dark = by_clock(("18:00", 0.0), name="dark")
    only = replace(plan_of(dark, *FULL.programmes, rules=(weekend,)))
    assert compare(FULL, only, nights=7).wanted.kwh == pytest.approx(24.0 + 0.0)


def test_adaptive_dimming_gives_a_range():
    programme = replace(FULL.programmes[0], adaptive=Adaptive())
    adaptive = plan_of(programme, road_class="avenue", floors=(("avenue", 40.0),))
    assert compare(FULL, adaptive, nights=1).wanted == Use(pytest.approx(12.0), pytest.approx(4.8))
    floorless = plan_of(programme, road_class="avenue")
    assert compare(FULL, floorless, nights=1).wanted == Use(pytest.approx(12.0), pytest.approx(12.0))


def test_assignments_whose_watts_nobody_knows_are_named():
    other = Assignment(Target(Scope.ZONE, zone="north"), "every")
    found = compare(FULL, replace(DIMMED, assignments=(other, *DIMMED.assignments)))
    assert found.unknown == (0,)
    assert found.wanted.kwh == pytest.approx(90.0)


@pytest.mark.parametrize(
    ("model", "watts"),
    [
        ("LED 92 W", 92.0),
        ("LED 58W", 58.0),
        ("SAP-150 W", 150.0),
        ("LED 7,5 W", 7.5),
        ("DN 400", None),
        ("", None),
        ("X100 Wifi", None),
    ],
)
def test_nominal_watts_of_a_model(model, watts):
    assert nominal_watts(model) == watts


def test_watts_lit():
    assert [lit_watts(80.0, level) for level in (0.0, 50.0, 100.0, 120.0, -3.0)] == [
        0.0,
        40.0,
        80.0,
        80.0,
        0.0,
    ]
