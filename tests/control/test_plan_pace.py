"""The pace of a plan: orders at the rate allowed, a large city and many calendars a part at a time."""

from dataclasses import replace

from app.control.plan_courses import WORKED_OUT_AT_ONCE
from app.control.plan_runner import SORTED_AT_ONCE
from app.domain.lighting.plan import Assignment
from app.domain.orders import Scope, Target
from tests.control.street import PLAN, Street, keeper, lamp


def test_orders_go_out_at_the_rate_allowed():
    lamps = [lamp(f"L{number}") for number in range(60)]
    here = Street(*lamps, begins="2026-03-13T20:00", per_s=7.0)
    here.put(PLAN)
    counts = []
    for _ in range(10):
        before = len(here.link.sent)
        here.pass_time(1)
        counts.append(len(here.link.sent) - before)
    assert counts == [7] * 8 + [4, 0]
    assert all(here.level(name) == 100.0 for name in here.devices)


def test_a_step_goes_before_the_handing_down_of_programmes():
    keepers = [keeper(f"K{number}") for number in range(40)]
    here = Street(*keepers, lamp("L1"), begins="2026-03-13T17:59:40", per_s=1.0)
    here.put(PLAN)
    here.pass_time(23)
    assert here.told_to("L1")[-1] == ("set_level", 100.0)
    assert any(not here.lamps[each.id].heard for each in keepers)


MANY = SORTED_AT_ONCE + 500


def test_a_large_city_is_sorted_into_the_plan_a_part_at_a_time():
    """When the plan is put in force, and again when the devices are others."""
    here = Street(*(lamp(f"L{number}") for number in range(MANY)), begins="2026-03-13T20:00", per_s=1000.0)
    here.put(PLAN)
    assert here.entry().lamps == SORTED_AT_ONCE
    here.pass_time(5)
    assert here.entry().lamps == MANY
    assert {here.level(name) for name in here.devices} == {100.0}
    here.forget()
    here.pass_time(30)
    del here.devices["L7"]
    here.introduce(lamp(f"L{MANY}"))
    here.pass_time(1)
    assert here.level(f"L{MANY}") == 0.0
    here.pass_time(5)
    assert (here.entry().lamps, here.level(f"L{MANY}")) == (MANY, 100.0)
    assert [name for name in here.lamps if here.told_to(name)] == [f"L{MANY}"]


def test_hundreds_of_calendars_are_worked_out_a_few_at_a_time():
    count = 3 * WORKED_OUT_AT_ONCE
    calendars = tuple(replace(PLAN.calendars[0], id=f"c{number}") for number in range(count))
    assignments = tuple(
        Assignment(Target(Scope.DEVICES, ids=(f"L{number}",)), f"c{number}") for number in range(count)
    )
    plan = replace(PLAN, calendars=calendars, assignments=assignments)
    here = Street(*(lamp(f"L{number}") for number in range(count)), begins="2026-03-13T22:50", per_s=500.0)
    here.put(plan)
    assert len(here.runner.in_force().entries) == WORKED_OUT_AT_ONCE
    here.pass_time(10)
    assert {here.level(name) for name in here.devices} == {100.0}
    assert len(here.runner.in_force().entries) == count
    here.until("2026-03-13T23:01", step=1.0)
    assert {here.level(name) for name in here.devices} == {60.0}
