"""Conditions of an order: looked at again when it is operated, read by whoever asks, passed with a reason."""

import json

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Refusal
from app.domain.interlocks import Interlock
from app.domain.orders import Scope, Target
from app.domain.rights import Grant, Right, Role
from app.domain.selections import SelectionState
from app.wire.administration import PutRole
from tests.engine.control.scene import CLOSE, OPEN, refusal, signed


def test_every_condition_is_looked_at_again_when_it_is_operated(scene):
    _, engineer, supervisor = scene.staff()
    held = signed(scene, engineer, supervisor)
    scene.report("VLV-1", '"open_percentage":100.0,"operating_mode":"local","pressure":4.1,"flow":186.0')
    answer = scene.operate(engineer, held)
    assert refusal(answer) is Refusal.INTERLOCKED
    assert [one.interlock for one in answer.conditions] == [Interlock.REMOTE]
    entry = scene.trail("operate")[-1]
    assert (entry.outcome, json.loads(entry.details)["conditions"]) == ("refused", ["remote"])
    scene.report("VLV-1")
    assert scene.operate(engineer, held).command, "it is still selected"


@pytest.mark.parametrize("offset", [None, 600.0, -2.5])
def test_a_clock_that_is_not_proven_stands_in_the_way(scene, offset):
    _, engineer, supervisor = scene.staff()
    held = signed(scene, engineer, supervisor)
    scene.offsets["VLV-1"] = offset
    answer = scene.operate(engineer, held)
    (clock,) = answer.conditions
    assert (clock.interlock, clock.value, clock.known) == (
        Interlock.CLOCK_PROVEN,
        offset,
        offset is not None,
    )
    assert not scene.outbox.sent


def test_a_supervisor_passes_a_condition_with_a_reason_and_it_is_on_record(scene):
    _, engineer, supervisor = scene.staff()
    scene.settings.supplies = {"VLV-1": ["Hospital San Telmo"]}
    waiting = scene.review(engineer, scene.select(engineer))
    (unmet,) = [one for one in waiting.conditions if not one.met]
    assert (unmet.interlock, unmet.about) == (Interlock.SUPPLY_KEPT, "Hospital San Telmo")
    assert refusal(scene.sign(supervisor, waiting, "supply_kept")) is Refusal.REASON_MISSING
    done = scene.sign(supervisor, waiting, "supply_kept", reason="tanker is there")
    assert done.selection.overrides == ("supply_kept",)
    assert scene.operate(engineer, done).command
    (sent,) = scene.outbox.sent
    assert sent.overrides == ("supply_kept",)
    assert json.loads(scene.trail("sign")[-1].details)["overrides"] == ["supply_kept"]
    assert json.loads(scene.trail("operate")[-1].details)["overrides"] == ["supply_kept"]


def test_what_nobody_accepted_still_stands_in_the_way(scene):
    _, engineer, supervisor = scene.staff()
    scene.settings.supplies = {"VLV-1": ["Hospital San Telmo"]}
    held = signed(scene, engineer, supervisor, "supply_kept", "pressure_below", reason="tanker is there")
    assert held.selection.overrides == ("supply_kept",), "a condition that is met is not passed for later"
    scene.report("VLV-1", '"open_percentage":100.0,"operating_mode":"remote","pressure":7.5,"flow":186.0')
    answer = scene.operate(engineer, held)
    assert [one.interlock for one in answer.conditions] == [Interlock.PRESSURE_BELOW]


def test_what_the_operator_may_not_pass_waits_for_somebody_who_may(scene):
    _, engineer, supervisor = scene.staff()
    scene.settings.critical = []
    scene.settings.supplies = {"VLV-1": ["Hospital San Telmo"]}
    held = scene.select(engineer)
    assert not held.selection.needs_approval
    refused = scene.operate(engineer, held, "supply_kept", reason="must be")
    assert refusal(refused) is Refusal.NOT_PERMITTED
    waiting = scene.review(engineer, held)
    assert waiting.selection.state is SelectionState.WAITING
    done = scene.sign(supervisor, waiting, "supply_kept", reason="tanker is there")
    assert scene.operate(engineer, done).command


def test_a_supervisor_passes_conditions_of_an_own_order(scene):
    _, _, supervisor = scene.staff()
    scene.settings.critical = []
    scene.settings.supplies = {"VLV-1": ["Hospital San Telmo"]}
    held = scene.review(supervisor, scene.select(supervisor))
    assert held.selection.state is SelectionState.SELECTED
    assert refusal(scene.operate(supervisor, held)) is Refusal.INTERLOCKED
    assert refusal(scene.operate(supervisor, held, "supply_kept")) is Refusal.REASON_MISSING
    assert refusal(scene.operate(supervisor, held, "link_up", reason="x")) is Refusal.NO_OVERRIDE
    assert scene.operate(supervisor, held, "supply_kept", reason="tanker is there").command


def test_conditions_are_read_without_changing_anything(scene):
    _, engineer, _ = scene.staff()
    valve = Target(Scope.DEVICE, "valve", ("VLV-1",))
    answer = scene.ask(engineer, acts.ReadConditions(valve, CLOSE))
    assert (answer.devices, answer.needs_selection, answer.needs_approval) == (1, True, True)
    assert all(one.met for one in answer.conditions)
    assert not scene.trail("read_conditions")
    assert not scene.desk.selections


def test_whoever_is_to_sign_reads_the_conditions_as_they_stand_for_the_one_who_selected(scene):
    admin, engineer, supervisor = scene.staff()
    held = scene.select(engineer)
    read = acts.ReadConditions(held.selection.target, CLOSE)
    assert all(one.met for one in scene.ask(supervisor, read).conditions)
    other = acts.ReadConditions(held.selection.target, OPEN)
    (unmet,) = [one for one in scene.ask(supervisor, other).conditions if not one.met]
    assert (unmet.interlock, unmet.about) == (Interlock.NOT_RESERVED, "carla")
    signing = Role("signing", "Signing", (Grant(Right.APPROVE),), 0)
    scene.ask(admin, PutRole(signing))
    scene.narrow(admin, "beto", roles=("signing",))
    assert all(one.met for one in scene.ask(supervisor, read).conditions)
    assert refusal(scene.select(supervisor)) is Refusal.NOT_PERMITTED


def test_a_silent_device_is_not_commanded(scene):
    _, engineer, _ = scene.staff()
    held = scene.select(engineer, order=OPEN)
    scene.pass_time(20.0)
    scene.access.at += 600.0
    scene.shop.at = scene.access.at
    scene.shop.city.scan(scene.now, 0.0)
    assert held.selection is not None
    again = scene.select(engineer, order=OPEN)
    unmet = {str(one.interlock): one.known for one in again.conditions if not one.met}
    assert unmet == {"device_live": True, "remote": False, "right_state": False, "pressure_below": False}
    assert refusal(scene.operate(engineer, again)) is Refusal.INTERLOCKED
