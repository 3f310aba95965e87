"""Orders for many devices: when a selection is needed, who is left out and why, stopping and taking back."""

import json
from dataclasses import replace

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.commands import CommandState, Tag
from app.domain.orders import Action, Order, Scope, Target
from tests.engine.control.groups import skips
from tests.engine.control.scene import CLOSE, DIM, lamps, refusal

CENTRE = Target(Scope.ZONE, zone="Centro")
EVERYWHERE = Target(Scope.ALL)


def test_a_small_group_is_dimmed_without_selecting(scene):
    _, engineer, _ = scene.staff()
    answer = scene.command(engineer, lamps(1, 2, 3))
    scene.pass_time(1.0)
    assert {(one.device, one.order, one.group) for one in scene.outbox.sent} == {
        (f"LUM-{number}", DIM, answer.group) for number in (1, 2, 3)
    }
    entry = scene.trail("command")[-1]
    assert (entry.subject, json.loads(entry.details)["devices"]) == ("LUM-1 LUM-2 LUM-3", 3)


def test_a_large_group_is_selected_first(scene):
    _, engineer, _ = scene.staff()
    assert refusal(scene.command(engineer, CENTRE)) is Refusal.NEEDS_SELECTION
    held = scene.ask(engineer, acts.Select(CENTRE, DIM, "rain"))
    assert len(held.selection.devices) == 30
    answer = scene.operate(engineer, held)
    scene.pass_time(1.0)
    assert (len(scene.outbox.sent), scene.groups.get(answer.group).skipped) == (30, 0)
    assert scene.trail("operate")[-1].subject == "zone Centro"


def test_lamps_out_of_reach_tagged_local_or_silent_are_left_out_with_the_reason(scene):
    admin, engineer, _ = scene.staff()
    scene.settings.group_limit = 100
    scene.ask(engineer, acts.TagDevice("LUM-2", "pole is down"))
    scene.narrow(admin, "carla", zones=("Centro",))
    scene.offsets["LUM-3"] = None
    scene.report("LUM-4", '"illuminance_level":60.0')
    read = scene.ask(engineer, acts.ReadConditions(EVERYWHERE, DIM))
    assert (read.devices, {one.reason: one.count for one in read.skips}) == (
        31,
        {"not_permitted": 1, "not_tagged": 1, "clock_proven": 1},
    )
    answer = scene.command(engineer, EVERYWHERE)
    scene.pass_time(1.0)
    assert skips(scene, answer.group) == {"not_permitted": 1, "not_tagged": 1, "clock_proven": 1}
    sent = {one.device for one in scene.outbox.sent}
    assert sent == {f"LUM-{number}" for number in range(1, 31)} - {"LUM-2", "LUM-3"}


def test_what_another_has_selected_is_left_alone(scene):
    _, engineer, supervisor = scene.staff()
    first = scene.ask(supervisor, acts.Select(lamps(1, 2), DIM, "festival"))
    held = scene.ask(engineer, acts.Select(lamps(1, 2, 3, 4), DIM, "rain"))
    assert held.selection.devices == ("LUM-3", "LUM-4")
    answer = scene.command(engineer, lamps(2, 5))
    scene.pass_time(1.0)
    assert skips(scene, answer.group) == {"not_reserved": 1}
    both = scene.ask(engineer, acts.Select(lamps(1, 2), DIM, "rain"))
    assert (refusal(both), both.verdict.who) == (Refusal.RESERVED, ("beto",))
    assert scene.operate(supervisor, first).group


def test_a_lamp_that_was_tagged_after_the_start_is_not_sent_to(scene):
    _, engineer, _ = scene.staff()
    answer = scene.command(engineer, lamps(1, 2))
    scene.ask(engineer, acts.TagDevice("LUM-2", "pole is down"))
    scene.pass_time(1.0)
    assert [one.device for one in scene.outbox.sent] == ["LUM-1"]
    assert skips(scene, answer.group) == {"not_tagged": 1}


AMISS = {
    "nothing": lambda scene: None,
    "clock unknown": lambda scene: scene.offsets.update({"LUM-1": None}),
    "clock wrong": lambda scene: scene.offsets.update({"LUM-1": -3.0}),
    "foreign": lambda scene: scene.foreign.add("LUM-1"),
    "link": lambda scene: setattr(scene.outbox, "up", False),
    "store": lambda scene: setattr(scene.store, "healthy", False),
    "silent": lambda scene: scene.pass_time(700.0, heard=False) or scene.shop.city.scan(scene.now, 0.0),
    "tagged": lambda scene: scene.desk.restore([Tag("LUM-1", "beto", "pole", 1)], [], scene.desk.plan),
    "retired": lambda scene: scene.retire("LUM-1"),
}


@pytest.mark.parametrize("amiss", AMISS)
def test_the_quick_look_at_a_lamp_finds_what_the_conditions_find(scene, amiss):
    _, engineer, _ = scene.staff()
    lamp = scene.device("LUM-1")
    AMISS[amiss](scene)
    read = scene.ask(engineer, acts.ReadConditions(Target(Scope.DEVICE, "luminaire", ("LUM-1",)), DIM))
    if amiss == "retired":
        assert scene.desk.check(lamp, DIM, scene.now) == "device_live"
        return
    unmet = [str(one.interlock) for one in read.conditions if not one.met]
    assert scene.desk.check(lamp, DIM, scene.now) == (unmet[0] if unmet else "")
    assert bool(unmet) == (amiss != "nothing")


def test_a_programme_is_not_handed_to_a_lamp_that_cannot_keep_it(scene):
    lamp = scene.device("LUM-1")
    assert scene.desk.check(lamp, Order(Action.SET_PROGRAMME), scene.now) == "capable"
    keeping = replace(lamp, capabilities=("programme",))
    assert not scene.desk.check(keeping, Order(Action.SET_PROGRAMME), scene.now)


def test_a_group_of_which_none_can_go_says_why(scene):
    _, engineer, _ = scene.staff()
    for number in (1, 2):
        scene.offsets[f"LUM-{number}"] = 600.0
    answer = scene.command(engineer, lamps(1, 2))
    assert (refusal(answer), [str(one.interlock) for one in answer.conditions]) == (
        Refusal.INTERLOCKED,
        ["clock_proven"],
    )


def test_without_the_link_nothing_is_begun(scene):
    _, engineer, _ = scene.staff()
    scene.outbox.up = False
    answer = scene.command(engineer, lamps(1, 2))
    assert [str(one.interlock) for one in answer.conditions] == ["link_up"]
    assert not scene.groups.all()


def test_nothing_of_a_group_is_passed_by_override(scene):
    _, _, supervisor = scene.staff()
    scene.settings.critical = []
    valves = Target(Scope.DEVICES, "valve", ("VLV-1", "VLV-2"))
    scene.settings.supplies = {"VLV-1": ["Hospital San Telmo"]}
    held = scene.ask(supervisor, acts.Select(valves, CLOSE, "burst main"))
    answer = scene.operate(supervisor, held, "supply_kept", reason="must be")
    assert refusal(answer) is Refusal.NO_OVERRIDE
    begun = scene.operate(supervisor, held)
    scene.pass_time(1.0)
    assert [one.device for one in scene.outbox.sent] == ["VLV-2"]
    assert skips(scene, begun.group) == {"supply_kept": 1}


def test_a_group_leaves_a_running_pump_the_last_of_its_ways(scene):
    _, _, supervisor = scene.staff()
    scene.settings.critical = []
    scene.settings.pump_outlets = {"PMP-1": ["VLV-1", "VLV-2"]}
    scene.report("PMP-1", '"power_state":true,"flow":186.0')
    valves = Target(Scope.DEVICES, "valve", ("VLV-1", "VLV-2", "VLV-9"))
    begun = scene.operate(supervisor, scene.ask(supervisor, acts.Select(valves, CLOSE, "burst main")))
    for _ in range(4):
        scene.pass_time(1.0, heard=False)
    assert [one.device for one in scene.outbox.sent] == ["VLV-1", "VLV-9"]
    assert skips(scene, begun.group) == {"pump_has_way": 1}


def test_a_group_is_stopped_and_its_end_goes_on_record_once(scene):
    _, engineer, supervisor = scene.staff()
    answer = scene.command(engineer, lamps(*range(1, 11)))
    assert scene.ask(supervisor, acts.StopGroup(answer.group)).verdict.outcome is Outcome.APPLIED
    assert refusal(scene.ask(engineer, acts.StopGroup(answer.group))) is Refusal.ALREADY
    assert refusal(scene.ask(engineer, acts.StopGroup("gone"))) is Refusal.UNKNOWN_GROUP
    for _ in range(5):
        scene.pass_time(1.0)
    assert not scene.outbox.sent
    (entry,) = scene.trail("group_ended")
    told = json.loads(entry.details)
    assert (entry.operator, told["stopped_by"], told["skips"]) == ("carla", "beto", {"stopped": 10})
    assert (told["total"], told["sent"]) == (10, 0)
    assert not scene.trail("command_ended"), "the lamps of a group are told by its own entry"


def test_what_waits_is_taken_back_and_what_was_sent_is_not(scene):
    _, engineer, _ = scene.staff()
    one = Target(Scope.DEVICE, "luminaire", ("LUM-1",))
    sent = scene.command(engineer, one).command
    queued = scene.command(engineer, one, Order(Action.SET_LEVEL, 80.0)).command
    assert scene.dispatcher.get(queued).state is CommandState.DRAFTED
    assert scene.ask(engineer, acts.CancelCommand(queued)).verdict.outcome is Outcome.APPLIED
    assert scene.dispatcher.get(queued).state is CommandState.CANCELLED
    assert refusal(scene.ask(engineer, acts.CancelCommand(sent))) is Refusal.ALREADY_SENT
    assert refusal(scene.ask(engineer, acts.CancelCommand("gone"))) is Refusal.UNKNOWN_COMMAND
    assert json.loads(scene.trail("command_ended")[-1].details)["command"] == queued
