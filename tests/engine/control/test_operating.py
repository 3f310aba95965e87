"""Operating a valve: what goes out is what two people wanted, once, and on record before."""

import json

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.commands import CommandState
from app.domain.orders import CLOSED_PER_CENT, Action, Order, Scope, Target
from app.domain.selections import SelectionState
from app.engine.access.front_desk import HalfDone
from tests.engine.control.scene import CLOSE, DIM, OPEN, lamps, refusal, signed


def test_a_valve_is_closed_by_two_people_and_the_trail_says_all_of_it(scene):
    _, engineer, supervisor = scene.staff()
    answer = scene.operate(engineer, signed(scene, engineer, supervisor))
    assert answer.verdict.outcome is Outcome.APPLIED
    (sent,) = scene.outbox.sent
    assert (sent.id, sent.device, sent.order) == (answer.command, "VLV-1", CLOSE)
    assert (sent.operator, sent.approver, sent.incident) == ("carla", "beto", "INC-0417")
    assert (sent.reason, sent.state) == ("burst main", CommandState.SENT)
    assert {one.quantity: one.value for one in sent.before} == {"open_percentage": 100.0, "flow": 186.0}
    steps = [one for one in scene.trail() if one.subject == "VLV-1"]
    assert [(one.act, one.operator, one.outcome) for one in steps] == [
        ("select", "carla", "applied"),
        ("review", "carla", "applied"),
        ("sign", "beto", "applied"),
        ("operate", "carla", "applied"),
    ]
    told = json.loads(steps[-1].details)
    assert told["order"] == {"action": "set_position", "value": 0.0, "over_s": 120.0}
    assert (told["approver"], told["selection"]) == ("beto", sent.cause)
    assert told["before"]["measured"] == {"open_percentage": 100.0, "flow": 186.0}
    assert scene.selections == ["selected", "waiting", "signed", "operated"]
    assert set(scene.marked) == {"VLV-1"}


def test_what_became_of_a_command_goes_on_record_with_the_values_before_and_after(scene):
    _, engineer, supervisor = scene.staff()
    scene.operate(engineer, signed(scene, engineer, supervisor))
    (sent,) = scene.outbox.sent
    scene.say(sent, "rejected")
    (entry,) = scene.trail("command_ended")
    assert (entry.operator, entry.subject, entry.outcome) == ("carla", "VLV-1", "failed")
    assert (entry.refusal, entry.reason) == ("rejected", "burst main")
    told = json.loads(entry.details)
    assert told["command"] == sent.id
    assert told["before"]["measured"]["open_percentage"] == 100.0
    assert told["after"]["asked"] == 0.0


def test_a_closed_valve_is_confirmed_by_its_readings_and_that_is_on_record(scene):
    _, engineer, supervisor = scene.staff()
    scene.operate(engineer, signed(scene, engineer, supervisor))
    (sent,) = scene.outbox.sent
    for state in ("accepted", "executing", "done"):
        scene.pass_time(2.0)
        scene.say(sent, state)
    assert not scene.trail("command_ended"), "that the device says so confirms nothing"
    scene.pass_time(2.0)
    scene.show("VLV-1", open_percentage=1.0, flow=4.0)
    (entry,) = scene.trail("command_ended")
    told = json.loads(entry.details)
    assert (entry.outcome, entry.refusal, told["state"]) == ("applied", "", "confirmed")
    assert told["after"] == {
        "asked": 0.0,
        "in_force": 0.0,
        "measured": {"open_percentage": 1.0, "flow": 4.0},
    }


def test_a_selection_is_operated_once(scene):
    _, engineer, supervisor = scene.staff()
    held = signed(scene, engineer, supervisor)
    assert scene.operate(engineer, held).command
    assert refusal(scene.operate(engineer, held)) is Refusal.SELECTION_OVER
    assert len(scene.outbox.sent) == 1


def test_without_the_second_signature_nothing_goes_out(scene):
    _, engineer, _ = scene.staff()
    held = scene.select(engineer)
    assert held.selection.needs_approval
    assert refusal(scene.operate(engineer, held)) is Refusal.NEEDS_SIGNATURE
    assert refusal(scene.operate(engineer, scene.review(engineer, held))) is Refusal.NEEDS_SIGNATURE
    assert not scene.outbox.sent


@pytest.mark.parametrize("value", [1.0, CLOSED_PER_CENT])
def test_a_valve_that_is_nearly_closed_is_closed_by_two_people_and_shown_to_be_so(scene, value):
    _, engineer, supervisor = scene.staff()
    order = Order(Action.SET_POSITION, value, over_s=120.0)
    held = scene.select(engineer, "VLV-1", order)
    assert held.selection.needs_approval
    assert refusal(scene.operate(engineer, held)) is Refusal.NEEDS_SIGNATURE
    answer = scene.operate(engineer, scene.sign(supervisor, scene.review(engineer, held)))
    scene.say(scene.outbox.sent[0], "done")
    scene.pass_time(1.0)
    scene.show("VLV-1", open_percentage=value, flow=186.0)
    assert scene.dispatcher.get(answer.command).state is CommandState.EXECUTING, "the water still runs"
    scene.pass_time(1.0)
    scene.show("VLV-1", open_percentage=value, flow=2.0)
    assert scene.dispatcher.get(answer.command).state is CommandState.CONFIRMED


def test_what_is_not_critical_needs_one_person(scene):
    _, engineer, _ = scene.staff()
    reviewed = scene.review(engineer, scene.select(engineer, order=OPEN))
    assert reviewed.selection.state is SelectionState.SELECTED
    assert scene.operate(engineer, reviewed).command
    (sent,) = scene.outbox.sent
    assert sent.approver == ""


def test_a_device_that_the_settings_name_is_critical_whatever_it_is_told(scene):
    _, engineer, _ = scene.staff()
    scene.settings.critical = ["VLV-1"]
    assert scene.select(engineer, order=OPEN).selection.needs_approval
    assert not scene.select(engineer, "VLV-2", CLOSE).selection.needs_approval


def test_what_became_critical_meanwhile_is_not_operated(scene):
    _, engineer, _ = scene.staff()
    held = scene.select(engineer, order=OPEN)
    scene.settings.critical.append("valve.throttle")
    assert refusal(scene.operate(engineer, held)) is Refusal.NEEDS_SIGNATURE
    assert not scene.outbox.sent


def test_rights_count_as_they_are_when_it_is_operated(scene):
    admin, engineer, supervisor = scene.staff()
    held = signed(scene, engineer, supervisor)
    scene.narrow(admin, "beto", roles=("operator",))
    answer = scene.operate(engineer, held)
    assert (refusal(answer), "supervisor" in answer.verdict.who) == (Refusal.NOT_PERMITTED, True)
    assert not scene.outbox.sent


def test_an_approver_who_left_the_house_has_signed_nothing(scene):
    admin, engineer, supervisor = scene.staff()
    held = signed(scene, engineer, supervisor)
    scene.narrow(admin, "beto", enabled=False)
    assert refusal(scene.operate(engineer, held)) is Refusal.NOT_PERMITTED
    assert not scene.outbox.sent


def test_who_was_sent_to_another_zone_meanwhile_operates_nothing_here(scene):
    admin, engineer, supervisor = scene.staff()
    held = signed(scene, engineer, supervisor)
    scene.narrow(admin, "carla", zones=("Puerto",))
    assert refusal(scene.operate(engineer, held)) is Refusal.NOT_PERMITTED
    assert not scene.outbox.sent


def test_nothing_goes_out_that_cannot_go_on_record(scene):
    _, engineer, supervisor = scene.staff()
    held = signed(scene, engineer, supervisor)
    scene.access.vault.close()
    assert refusal(scene.operate(engineer, held)) is Refusal.NOT_RECORDED
    assert refusal(scene.command(engineer, lamps(1))) is Refusal.NOT_RECORDED
    assert not scene.outbox.sent


def test_what_the_database_does_not_take_is_not_sent_and_said_to_have_failed(scene):
    _, engineer, _ = scene.staff()
    held = scene.select(engineer, order=OPEN)
    broken = [False]
    commit, scene.store.commit = scene.store.commit, lambda _changes: broken[0]
    assert refusal(scene.operate(engineer, held)) is Refusal.NOT_RECORDED
    assert not scene.outbox.sent
    assert [(one.outcome, one.refusal) for one in scene.trail("operate")] == [
        ("applied", ""),
        ("failed", "not_recorded"),
    ]
    scene.store.commit = commit
    assert refusal(scene.operate(engineer, held)) is Refusal.SELECTION_OVER, "it is selected anew"


@pytest.mark.parametrize("many", [False, True])
def test_an_order_that_breaks_half_way_ends_the_engine_and_is_said_to_have_failed(scene, many):
    _, engineer, _ = scene.staff()
    scene.dispatcher.issue = scene.groups.start = lambda *_: 1 / 0
    target = lamps(1, 2) if many else Target(Scope.DEVICE, "luminaire", ("LUM-1",))
    with pytest.raises(HalfDone):
        scene.start(engineer, acts.Command(target, DIM))
    assert [one.outcome for one in scene.trail("command")] == ["applied", "failed"]
