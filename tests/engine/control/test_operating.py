"""Select, review, sign, operate: what goes out is what two people wanted, once, and on record before."""

import json

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.commands import CommandState
from app.domain.interlocks import Interlock
from app.domain.orders import CLOSED_PER_CENT, Action, Order, Scope, Target
from app.domain.rights import Grant, Right, Role
from app.domain.selections import SelectionState
from app.engine.access.front_desk import HalfDone
from app.wire.access import SignOut
from app.wire.administration import PutRole
from tests.engine.control.scene import CLOSE, DIM, ControlScene, lamps, refusal

OPEN = Order(Action.SET_POSITION, 50.0, over_s=120.0)


def signed(scene: ControlScene, engineer, supervisor, *overrides: str, reason: str = ""):
    waiting = scene.review(engineer, scene.select(engineer))
    assert waiting.selection.state is SelectionState.WAITING, waiting
    done = scene.sign(supervisor, waiting, *overrides, reason=reason)
    assert done.verdict.outcome is Outcome.APPLIED, done
    return done


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


def closed_and_lost(scene: ControlScene, engineer, state: str = "") -> str:
    """VLV-2, the other way out of a running pump, is told to close and says `state`, or the link is lost.
    Gives what then stands in the way of closing VLV-1."""
    scene.settings.critical = []
    scene.settings.pump_outlets = {"PMP-1": ["VLV-1", "VLV-2"]}
    scene.operate(engineer, scene.select(engineer, "VLV-2"))
    if state:
        scene.say(scene.outbox.sent[0], state)
    else:
        scene.dispatcher.link_changed(True, scene.now)
        scene.dispatcher.link_changed(False, scene.now)
        scene.follow()
    assert scene.dispatcher.get(scene.outbox.sent[0].id).ended
    return in_the_way(scene)


def in_the_way(scene: ControlScene) -> str:
    scene.report("PMP-1", '"power_state":true,"flow":186.0')
    return scene.desk.check(scene.device("VLV-1"), CLOSE, scene.now)


def test_a_valve_whose_order_was_lost_may_close_until_it_shows_that_it_stays_open(scene):
    _, engineer, _ = scene.staff()
    assert closed_and_lost(scene, engineer) == "pump_has_way"
    scene.pass_time(119.0)
    scene.pass_time(0.9)
    assert in_the_way(scene) == "pump_has_way", "it has the time that it was given"
    scene.pass_time(1.0)
    scene.pass_time(29.0)
    scene.report("VLV-2", '"open_percentage":60.0,"operating_mode":"remote"')
    scene.tick()
    assert in_the_way(scene) == "pump_has_way", "it moves"
    scene.pass_time(1.0)
    scene.pass_time(29.0)
    assert in_the_way(scene) == "pump_has_way"
    scene.pass_time(1.0)
    assert not in_the_way(scene)


def test_a_valve_that_refused_to_close_stays_open(scene):
    _, engineer, _ = scene.staff()
    assert closed_and_lost(scene, engineer, "rejected") == ""


def test_a_selection_that_its_operator_replaces_goes_on_record_as_ended(scene):
    _, engineer, _ = scene.staff()
    first = scene.select(engineer, "VLV-1")
    scene.select(engineer, "VLV-2")
    assert not scene.trail("selection_ended"), "they have no device in common"
    second = scene.select(engineer, "VLV-1", OPEN)
    scene.review(engineer, second)
    (ended,) = scene.trail("selection_ended")
    assert (ended.operator, ended.subject) == ("carla", "VLV-1")
    told = json.loads(ended.details)
    assert (told["why"], told["selection"]) == ("replaced", first.selection.id)
    assert len(scene.desk.selections) == 2


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


def test_two_consoles_select_and_the_first_has_it(scene):
    _, engineer, supervisor = scene.staff()
    scene.select(engineer)
    late = scene.select(supervisor)
    assert (refusal(late), late.verdict.who) == (Refusal.RESERVED, ("carla",))
    assert scene.trail("select")[-1].refusal == "reserved"
    scene.pass_time(30.0)
    assert scene.select(supervisor).verdict.outcome is Outcome.APPLIED
    (ended,) = scene.trail("selection_ended")
    assert (ended.operator, json.loads(ended.details)["why"]) == ("carla", "lapsed")


def test_a_signature_opens_half_a_minute_and_no_more(scene):
    _, engineer, supervisor = scene.staff()
    waiting = scene.review(engineer, scene.select(engineer))
    scene.pass_time(119.0)
    done = scene.sign(supervisor, waiting)
    scene.pass_time(30.0)
    assert refusal(scene.operate(engineer, done)) is Refusal.SELECTION_OVER
    assert not scene.outbox.sent


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


def test_a_selection_ends_with_its_operators_session(scene):
    admin, engineer, _ = scene.staff()
    scene.select(engineer)
    scene.ask(engineer, SignOut())
    scene.tick()
    assert scene.selections[-1] == "released"
    assert scene.access.sign_in(engineer, "carla").session is not None
    scene.select(engineer)
    scene.narrow(admin, "carla", enabled=False)
    scene.tick()
    assert scene.selections[-1] == "released"
    whys = [json.loads(one.details)["why"] for one in scene.trail("selection_ended")]
    assert whys == ["signed_out", "revoked"]


def test_a_console_that_is_away_for_longer_than_a_selection_loses_it(scene):
    _, engineer, _ = scene.staff()
    scene.review(engineer, scene.select(engineer))
    scene.access.leave(engineer)
    scene.desk.left(engineer)
    scene.pass_time(29.0)
    assert scene.selections[-1] == "waiting"
    scene.pass_time(1.0)
    assert scene.selections[-1] == "released"


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


def test_a_selection_needs_a_reason_and_one_that_is_short(scene):
    _, engineer, _ = scene.staff()
    assert refusal(scene.select(engineer, reason="  \n")) is Refusal.REASON_MISSING
    held = scene.select(engineer, reason="a\u202eb\n" + "x" * 5000)
    assert len(held.selection.reason) == 1000
    assert held.selection.reason.startswith("ab x")


def test_only_the_operator_releases_and_the_device_is_free(scene):
    _, engineer, supervisor = scene.staff()
    held = scene.select(engineer)
    release = acts.Release(held.selection.id)
    assert refusal(scene.ask(supervisor, release)) is Refusal.RESERVED
    assert scene.ask(engineer, release).verdict.outcome is Outcome.APPLIED
    assert scene.select(supervisor).verdict.outcome is Outcome.APPLIED


def test_whoever_may_not_operate_valves_selects_none(scene):
    admin, engineer, _ = scene.staff()
    scene.narrow(admin, "carla", roles=("operator",))
    answer = scene.select(engineer)
    assert (refusal(answer), answer.verdict.who) == (Refusal.NOT_PERMITTED, ("engineer", "supervisor"))
    assert scene.command(engineer, lamps(1), DIM).group
    far = Target(Scope.DEVICE, "valve", ("VLV-9",))
    assert refusal(scene.ask(engineer, acts.Select(far, CLOSE, "x"))) is Refusal.NOT_PERMITTED


def test_a_valve_is_not_commanded_without_selecting(scene):
    _, engineer, _ = scene.staff()
    valve = Target(Scope.DEVICE, "valve", ("VLV-1",))
    assert refusal(scene.command(engineer, valve, OPEN)) is Refusal.NEEDS_SELECTION
    assert not scene.outbox.sent


def test_a_valve_is_held_at_once_whoever_has_it_and_that_is_on_record(scene):
    _, engineer, supervisor = scene.staff()
    scene.select(engineer)
    valve = Target(Scope.DEVICE, "valve", ("VLV-1",))
    assert scene.command(supervisor, valve, Order(Action.HOLD)).command
    (sent,) = scene.outbox.sent
    assert sent.order.action is Action.HOLD
    assert json.loads(scene.trail("command")[-1].details)["gone_past"] == ["not_reserved carla"]


def test_a_pump_is_stopped_directly_only_where_another_has_it(scene):
    _, engineer, supervisor = scene.staff()
    pump, stop = Target(Scope.DEVICE, "pump", ("PMP-1",)), Order(Action.STOP)
    assert refusal(scene.command(engineer, pump, stop)) is Refusal.NEEDS_SELECTION
    scene.select(supervisor, "PMP-1", Order(Action.START))
    assert scene.command(engineer, pump, stop).command


def test_a_pump_is_not_started_against_closed_valves_nor_too_often(scene):
    _, engineer, _ = scene.staff()
    scene.settings.pump_outlets = {"PMP-1": ["VLV-1", "VLV-2"]}
    scene.starts.scan(scene.now)
    start = Order(Action.START)
    shut = '"open_percentage":0.0,"operating_mode":"remote","pressure":4.1'
    scene.report("VLV-1", shut)
    held = scene.select(engineer, "PMP-1", start)
    assert all(one.met for one in held.conditions)
    scene.report("VLV-2", shut)
    answer = scene.operate(engineer, held)
    assert [one.interlock for one in answer.conditions] == [Interlock.PUMP_HAS_WAY]
    scene.report("VLV-2")
    for _ in range(6):
        for running in ("true", "false"):
            scene.access.at += 1
            scene.shop.at = scene.access.at
            scene.report("PMP-1", f'"power_state":{running},"flow":0.0')
            scene.starts.scan(scene.now)
    answer = scene.operate(engineer, held)
    assert [(one.interlock, one.value) for one in answer.conditions] == [(Interlock.STARTS_LEFT, 6.0)]


def test_the_last_outlet_of_a_running_pump_stays_open(scene):
    _, engineer, supervisor = scene.staff()
    scene.settings.pump_outlets = {"PMP-1": ["VLV-1", "VLV-2"]}
    scene.report("PMP-1", '"power_state":true,"flow":120.0')
    held = signed(scene, engineer, supervisor)
    second = scene.review(supervisor, scene.select(supervisor, "VLV-2"))
    assert all(one.met for one in second.conditions)
    assert scene.operate(engineer, held).command
    conditions = scene.ask(supervisor, acts.ReadConditions(second.selection.target, CLOSE)).conditions
    (way,) = [one for one in conditions if one.interlock is Interlock.PUMP_HAS_WAY]
    assert (way.met, way.about) == (False, "PMP-1"), "the other is on its way to closing"


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
