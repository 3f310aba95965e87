"""What lamps are told so that they follow the plan, with a real dispatcher and lamps that obey."""

from dataclasses import replace

from app.domain.commands import Source
from app.domain.lighting.plan import Assignment, Calendar, CalendarRule, LightingPlan
from app.domain.orders import Scope, Target
from tests.control.street import EVENING, PLAN, Street, keeper, lamp, street
from tests.domain.lighting.plans import ALL, HALF_NIGHT, LIMA, at, by_clock, plan_of


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
