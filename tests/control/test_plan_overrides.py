"""Lamps that an operator holds by hand: the plan leaves them alone, and has them back after."""

from dataclasses import replace

from app.domain.lighting.plan import Assignment
from app.domain.orders import Action, Scope, Target
from tests.control.street import PLAN, Street, keeper, lamp, street
from tests.domain.lighting.plans import LIMA, at


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
