"""What lamps are told so that they follow the plan, with a real dispatcher and lamps that obey."""

from dataclasses import replace

import pytest

from app.control.plan_courses import WORKED_OUT_AT_ONCE
from app.control.plan_runner import SORTED_AT_ONCE
from app.domain.commands import Source
from app.domain.devices import Device
from app.domain.lighting.plan import (
    Adaptive,
    Assignment,
    Beyond,
    Calendar,
    CalendarRule,
    LightingPlan,
    SensorRule,
)
from app.domain.orders import Action, Scope, Target
from tests.control.street import LIMA, Street, keeper, lamp
from tests.domain.lighting.plans import ALL, HALF_NIGHT, at, by_clock, plan_of

EVENING = by_clock(("18:00", 100.0), ("23:00", 60.0), ("06:00", 0.0))
PLAN = plan_of(EVENING)


def street(*devices, **fields) -> Street:
    found = Street(*(devices or (lamp("L1"), keeper("K1"))), **fields)
    found.put(PLAN)
    found.pass_time(90)
    return found


def test_a_lamp_that_depends_on_this_pc_is_sent_each_step_once():
    here = street()
    here.until("2026-03-14T07:00")
    assert here.told_to("L1") == [
        ("set_level", 0.0),
        ("set_level", 100.0),
        ("set_level", 60.0),
        ("set_level", 0.0),
    ]
    sent = here.lamps["L1"].heard[1]
    assert (sent.source, sent.cause, sent.order.over_s) == (Source.PROGRAMME, "clock", 30.0)
    assert not here.control("L1").manual


def test_a_lamp_that_keeps_its_programme_is_given_a_week_and_then_left_alone():
    here = street()
    here.until("2026-03-14T07:00")
    assert here.told_to("K1") == [("set_programme", None)]
    order = here.lamps["K1"].heard[0].order
    assert order.levels[-1].at == at("2026-03-20T12:00", LIMA)
    assert here.level("K1") == 0.0
    assert order.programme.startswith("every.")


def test_what_it_keeps_is_shown_as_asked_and_in_force_at_every_step():
    here = street()
    here.until("2026-03-13T20:00")
    assert (here.control("K1").asked, here.control("K1").in_force) == (100.0, 100.0)
    here.until("2026-03-14T01:00")
    assert (here.control("K1").asked, here.control("K1").in_force) == (60.0, 60.0)


def test_its_week_is_renewed_at_noon():
    here = street()
    here.until("2026-03-14T11:59")
    here.forget()
    here.until("2026-03-14T12:05")
    assert here.told_to("K1") == [("set_programme", None)]
    assert here.control("K1").programme_until == at("2026-03-21T12:00", LIMA)


def test_after_a_restart_only_the_present_level_is_sent():
    here = street()
    here.forget()
    here.restarted(away_s=7 * 3600)
    here.put(PLAN)
    here.pass_time(180)
    assert here.told_to("L1") == [("set_level", 60.0)]
    assert here.told_to("K1") == []
    assert here.control("K1").in_force == 60.0


def test_after_a_restart_nothing_is_sent_to_a_lamp_that_has_its_level():
    here = street()
    here.until("2026-03-13T20:00")
    here.forget()
    here.restarted(away_s=600)
    here.put(PLAN)
    here.pass_time(180)
    assert [here.told_to(name) for name in ("L1", "K1")] == [[], []]


def test_an_override_is_left_alone_until_its_end():
    here = street()
    here.until("2026-03-13T20:00")
    here.override("L1", 30.0, at("2026-03-13T23:30", LIMA))
    here.override("K1", 30.0, at("2026-03-13T23:30", LIMA))
    here.forget()
    here.until("2026-03-13T23:29")
    assert [here.told_to(name) for name in ("L1", "K1")] == [[], []]
    assert [here.level(name) for name in ("L1", "K1")] == [30.0, 30.0]
    here.until("2026-03-13T23:32", step=1.0)
    assert here.told_to("L1") == [("set_level", 60.0)]
    assert here.told_to("K1") == [], "it returns by itself"
    assert [here.level(name) for name in ("L1", "K1")] == [60.0, 60.0]
    control = here.control("K1")
    assert (control.manual, control.asked, control.in_force) == (False, 60.0, 60.0)


def test_an_override_without_end_is_left_alone_until_it_is_given_up():
    here = street()
    here.override("L1", 30.0)
    here.forget()
    here.until("2026-03-14T13:00", step=60.0)
    assert here.told_to("L1") == []


def test_a_lamp_that_cannot_end_an_override_is_sent_back_to_the_programme_it_keeps():
    here = street(lamp("P1", "programme"))
    here.until("2026-03-13T20:00")
    here.override("P1", 30.0, at("2026-03-13T22:00", LIMA))
    here.forget()
    here.until("2026-03-13T22:05", step=1.0)
    assert here.told_to("P1") == [("resume_programme", None)]
    assert here.level("P1") == 100.0
    here.until("2026-03-14T02:00")
    assert len(here.told_to("P1")) == 1


def test_giving_up_an_override():
    here = street(lamp("L1"), keeper("K1"), lamp("X1", zone="elsewhere"))
    here.until("2026-03-13T20:00")
    for name in ("L1", "K1"):
        here.override(name, 30.0)
    wanted = here.runner.resume(
        [here.devices[name] for name in ("L1", "K1")], operator="ana", reason="Fin de obra", now=here.now
    )
    assert [(each.device, each.order.action, each.order.value) for each in wanted] == [
        ("L1", Action.SET_LEVEL, 100.0),
        ("K1", Action.RESUME_PROGRAMME, None),
    ]
    assert {(each.operator, each.reason) for each in wanted} == {("ana", "Fin de obra")}
    here.desk.issue(wanted, here.now)
    here.pass_time(10)
    assert [here.control(name).manual for name in ("L1", "K1")] == [False, False]
    assert [here.control(name).in_force for name in ("L1", "K1")] == [100.0, 100.0]
    assert [here.level(name) for name in ("L1", "K1")] == [100.0, 100.0]


def test_a_lamp_of_no_assignment_has_nothing_to_return_to():
    here = Street(lamp("L1", zone="north"), lamp("L2", zone="south"))
    north = Assignment(Target(Scope.ZONE, zone="north"), "every")
    here.put(replace(PLAN, assignments=(north,)))
    wanted = here.runner.resume(list(here.devices.values()), operator="ana", reason="", now=here.now)
    assert [each.device for each in wanted] == ["L1"]
    here.pass_time(120)
    assert (here.told_to("L1"), here.told_to("L2")) == ([("set_level", 0.0)], [])


def test_the_first_assignment_that_has_a_lamp_goes_first():
    other = Calendar("other", "", "low")
    low = by_clock(("13:00", 20.0), name="low")
    plan = LightingPlan(
        (EVENING, low),
        (*PLAN.calendars, other),
        (Assignment(Target(Scope.CIRCUIT, ids=("TAB-1",)), "other"), Assignment(ALL, "every")),
    )
    here = Street(lamp("L1", parent="TAB-1"), lamp("L2"), begins="2026-03-13T20:00")
    here.put(plan)
    here.pass_time(90)
    assert (here.level("L1"), here.level("L2")) == (20.0, 100.0)
    assert [(one.lamps, one.on_this_pc) for one in here.runner.in_force().entries] == [(1, 1), (1, 1)]


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


def test_a_lamp_that_may_not_be_commanded_has_its_turn_when_it_may():
    here = Street(lamp("L1"), begins="2026-03-13T20:00")
    here.refusals["L1"] = "not_tagged"
    here.put(PLAN)
    here.pass_time(300)
    assert here.told_to("L1") == []
    here.refusals.clear()
    here.pass_time(61)
    assert here.told_to("L1") == [("set_level", 100.0)]


@pytest.mark.parametrize("why", ["link_up", "store_ok"])
def test_nothing_is_tried_lamp_by_lamp_while_nothing_can_go_out(why):
    here = Street(*(lamp(f"L{number}") for number in range(30)), begins="2026-03-13T20:00")
    here.refusals[""] = why
    here.put(PLAN)
    here.pass_time(20)
    assert here.checked == 20
    here.refusals.clear()
    here.pass_time(5)
    assert all(here.level(name) == 100.0 for name in here.devices)


def test_what_could_not_be_stored_is_sent_later():
    here = Street(lamp("L1"), begins="2026-03-13T20:00")
    here.store.healthy = False
    here.put(PLAN)
    here.pass_time(30)
    assert here.link.sent == []
    here.store.healthy = True
    here.pass_time(3)
    assert here.told_to("L1") == [("set_level", 100.0)]


def test_a_lamp_that_does_not_answer_is_tried_ever_more_seldom():
    here = Street(lamp("L1"), begins="2026-03-13T18:30")
    here.lamps["L1"].silent = True
    here.put(PLAN)
    here.pass_time(4 * 3600, step=1.0)
    tries = len({command.id for command in here.link.sent})
    assert 8 <= tries <= 12
    here.until("2026-03-13T23:00", step=1.0)
    here.lamps["L1"].silent = False
    here.pass_time(5)
    assert here.told_to("L1") == [("set_level", 60.0)], "a new step is tried at once"


def test_a_lamp_that_comes_back_is_given_its_programme_anew():
    here = street(lamp("L1"), keeper("K1"))
    here.until("2026-03-13T20:00")
    here.lost.update(here.devices)
    here.pass_time(180)
    here.lamps["K1"].programme, here.lamps["L1"].override = (), None
    here.forget()
    here.lost.clear()
    here.pass_time(61)
    assert here.told_to("K1") == [("set_programme", None)]
    assert here.told_to("L1") == [("set_level", 100.0)]
    assert (here.level("K1"), here.level("L1")) == (100.0, 100.0)


def test_nothing_is_sent_to_a_lost_lamp_nor_said_to_be_in_force():
    here = street()
    here.lost.update(here.devices)
    here.forget()
    here.until("2026-03-13T18:05")
    assert [here.told_to(name) for name in ("L1", "K1")] == [[], []]
    assert (here.control("K1").asked, here.control("K1").in_force) == (100.0, 0.0)


def test_a_lamp_that_refuses_its_programme_depends_on_this_pc_for_a_while():
    here = Street(keeper("K1"), begins="2026-03-13T19:00")
    here.lamps["K1"].refuses.add(Action.SET_PROGRAMME)
    here.put(PLAN)
    here.pass_time(600)
    assert here.level("K1") == 100.0
    assert here.told_to("K1").count(("set_programme", None)) == 2
    here.lamps["K1"].refuses.clear()
    here.until("2026-03-13T21:00")
    assert here.told_to("K1").count(("set_programme", None)) == 3


def test_another_plan_is_handed_only_to_lamps_that_it_changes():
    other = Calendar("other", "", "clock")
    assignments = (Assignment(Target(Scope.ZONE, zone="north"), "every"), Assignment(ALL, "other"))
    rule = CalendarRule("fri", "", "low", weekdays=(4,))
    low = by_clock(("13:00", 20.0), name="low")
    first = LightingPlan((EVENING, low), (*PLAN.calendars, other), assignments)
    here = Street(keeper("N1", zone="north"), keeper("S1", zone="south"))
    here.put(first)
    here.pass_time(120)
    here.forget()
    here.put(replace(first, calendars=(*PLAN.calendars, replace(other, rules=(rule,)))))
    here.pass_time(120)
    assert (here.told_to("N1"), here.told_to("S1")) == ([], [("set_programme", None)])
    assert here.level("S1") == 20.0


def test_a_new_lamp_follows_the_plan():
    here = street()
    here.until("2026-03-13T20:00")
    here.introduce(lamp("L2"))
    here.pass_time(10)
    assert here.told_to("L2") == [("set_level", 100.0)]
    assert here.entry().lamps == 3


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


def test_without_a_position_nothing_is_wanted_of_programmes_at_the_sun():
    here = Street(lamp("L1"))
    here.position = None
    here.runner = here._make_runner()
    here.put(plan_of(HALF_NIGHT))
    here.pass_time(90)
    assert here.runner.in_force().problem == "no_position"
    assert here.entry().level is None
    assert here.told_to("L1") == []


def test_what_is_in_force_is_told_when_it_changes():
    here = street()
    assert here.runner.take_news()
    here.pass_time(600)
    assert here.runner.take_news() == []
    here.until("2026-03-13T18:00")
    (news,) = here.runner.take_news()
    (entry,) = news.entries
    assert (entry.level, entry.next_level, entry.next_at) == (100.0, 60.0, at("2026-03-13T23:00", LIMA))
    assert (entry.lamps, entry.on_this_pc, len(entry.ahead)) == (2, 1, 7)
    assert abs(entry.sunset - at("2026-03-13T18:23", LIMA)) < 60_000
    assert abs(entry.sunrise - at("2026-03-14T06:12", LIMA)) < 60_000


def test_the_wall_clock_set_forward_or_back_sends_what_then_holds():
    here = street()
    here.jump(3 * 3600)
    here.pass_time(3)
    assert here.told_to("L1")[-1] == ("set_level", 100.0)
    here.jump(-3 * 3600)
    here.pass_time(3)
    assert here.told_to("L1")[-1] == ("set_level", 0.0)


RAIN = SensorRule("rain", "Lluvia", "rain_gauge", "rainfall_rate", Beyond.ABOVE, 2.0, 90.0, device="PLU-01")
WET = plan_of(replace(EVENING, sensors=(RAIN,)))


def rainy(*devices) -> Street:
    here = Street(*devices, begins="2026-03-13T23:30")
    here.put(WET)
    here.pass_time(90)
    here.forget()
    here.sense("PLU-01", "rainfall_rate", 6.0)
    here.pass_time(20)
    return here


def test_rain_raises_and_lets_go():
    here = rainy(lamp("L1"), keeper("K1"), lamp("P1", "programme"))
    assert here.told_to("L1") == [("set_level", 90.0)]
    assert here.told_to("K1") == [("set_level", 90.0)]
    assert here.told_to("P1") == [], "it could not return by itself"
    assert here.entry().sensor == "rain"
    assert (here.control("K1").in_force, here.control("K1").manual) == (90.0, False)
    here.sense("PLU-01", "rainfall_rate", 0.0)
    here.pass_time(11 * 60)
    assert here.told_to("L1") == [("set_level", 90.0), ("set_level", 60.0)]
    assert here.told_to("K1") == [("set_level", 90.0), ("resume_programme", None)]
    assert [here.level(name) for name in here.devices] == [60.0] * 3
    assert (here.control("K1").asked, here.control("K1").in_force) == (60.0, 60.0)


def test_a_lamp_with_its_programme_returns_by_itself_when_this_pc_is_gone():
    here = rainy(keeper("K1"))
    here.clock += 61 * 60
    assert here.level("K1") == 60.0


def test_a_long_rain_keeps_it_raised():
    here = rainy(keeper("K1"))
    for _ in range(15):
        here.sense("PLU-01", "rainfall_rate", 6.0)
        here.pass_time(600, step=5.0)
        assert here.level("K1") == 90.0
    assert 3 <= len(here.told_to("K1")) <= 5


def test_a_lamp_that_was_raised_before_a_restart_is_let_go_after_it():
    here = rainy(keeper("K1"))
    here.readings.clear()
    here.restarted(away_s=20)
    here.put(WET)
    here.forget()
    here.pass_time(90)
    assert here.told_to("K1") == [("resume_programme", None)]
    assert here.level("K1") == 60.0


def test_lamps_dim_with_the_traffic_of_their_zone():
    quiet = replace(EVENING, adaptive=Adaptive(low_flow=100.0, high_flow=500.0))
    counter = Device("TRA-1", "traffic_counter", "Contador", zone="north")
    here = Street(lamp("L1", zone="north"), counter, begins="2026-03-13T20:00")
    here.put(plan_of(quiet, road_class="avenue", floors=(("avenue", 40.0),)))
    here.pass_time(10)
    assert here.level("L1") == 100.0
    here.sense(counter.id, "vehicle_flow", 300.0)
    here.pass_time(10)
    assert here.level("L1") == 70.0
    assert here.entry().adaptive == 70.0
