"""Lamps that may not be commanded, do not answer, refuse or are lost, and have their turn later."""

import pytest

from app.domain.orders import Action
from tests.control.street import PLAN, Street, keeper, lamp, street


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
