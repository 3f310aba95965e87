"""The lighting plan of the simulated municipality, on its own devices."""

import datetime as dt
import zoneinfo

import pytest

from app.control.plan_members import Members
from app.control.sun import SunTable
from app.demo.city.city import build_city
from app.demo.lighting_plan import lighting_plan
from app.domain.lighting.checking import Problem, validate
from app.domain.lighting.nights import night
from app.domain.lighting.timeline import Timeline
from tests.control.street import PUERTO_SERENO
from tests.domain.lighting.plans import LIMA, at


@pytest.fixture(scope="module")
def devices():
    return build_city(1, 2000).devices


@pytest.fixture(scope="module")
def plan(devices):
    return lighting_plan(devices)


def test_nothing_is_wrong_with_it(plan):
    problems = validate(plan)
    assert {each.problem for each in problems} <= {Problem.OVERLAP}
    assert {each.other for each in problems} <= {"holiday", "year_end"}, "only feasts stand before weekdays"


def test_every_lamp_follows_one_calendar_and_some_are_on_avenues(plan, devices):
    members = Members(plan, devices, {})
    lamps = [device for device in devices if device.kind == "luminaire"]
    assert set(members.lamps) == {lamp.id for lamp in lamps}
    calendars = [plan.assignments[lamp.assignment].calendar for lamp in members.lamps.values()]
    assert {"avenues", "centre", "districts"} == set(calendars)
    assert any(
        members.sensors(place, "traffic_counter")
        for place, each in enumerate(plan.assignments)
        if each.calendar == "avenues" and members.by_assignment[place]
    ), "avenues have traffic to follow"


def test_the_week_of_the_picture(plan):
    timeline = Timeline(plan, LIMA, SunTable(*PUERTO_SERENO, LIMA))
    ahead = timeline.ahead("centre", at("2026-03-13T20:00", LIMA))
    titles = {each.id: each.name for each in plan.programmes}
    assert [titles[each.programme] for each in ahead] == [
        "Noche larga",
        "Noche larga",
        "Domingo",
        "Laboral",
        "Laboral",
        "Feria",
        "Laboral",
    ]
    standing = timeline.at("centre", at("2026-03-13T19:44", LIMA))
    assert standing.now.level == 80.0


def test_no_lamp_burns_by_day_or_is_dark_by_night(plan):
    lima = zoneinfo.ZoneInfo("America/Lima")
    sun = SunTable(*PUERTO_SERENO, lima)
    timeline = Timeline(plan, lima, sun)
    for day in range(0, 365, 7):
        date = dt.date(2026, 1, 1) + dt.timedelta(days=day)
        tonight = sun(date)
        for calendar in ("centre", "districts", "avenues"):
            middle = (tonight.sunset + tonight.sunrise) // 2
            assert timeline.at(calendar, middle).now.level >= 50.0
            assert timeline.at(calendar, night(date, lima).start).now.level == 0.0
