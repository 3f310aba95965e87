"""Orders for many lamps: who is left out and why, when a selection is needed, stopping and trying again."""

import json
from dataclasses import replace

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.commands import CommandState, Tag
from app.domain.lighting.plan import Assignment, LightingPlan
from app.domain.orders import Action, Order, SavedGroup, SavedGroupChanged, Scope, Target
from app.store.faults import StoreUnavailable
from app.wire.access import LockSession
from tests.engine.control.scene import CLOSE, DIM, ControlScene, lamps, refusal

CENTRE = Target(Scope.ZONE, zone="Centro")
EVERYWHERE = Target(Scope.ALL)


def skips(scene: ControlScene, group: str) -> dict[str, int]:
    known = scene.groups.get(group)
    return {skip.reason: skip.count for skip in known.skips}


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


def follow_a_plan(scene: ControlScene, target: Target) -> None:
    scene.desk.restore([], [], LightingPlan(assignments=(Assignment(target, "c1"),)))


def test_a_place_is_lit_up_in_one_act_and_returns_by_itself(scene):
    _, engineer, _ = scene.staff()
    follow_a_plan(scene, Target(Scope.ALL))
    answer = scene.ask(engineer, acts.LightUp(-12.09, -77.08, 300.0, 45, "accident", "INC-0417"))
    assert answer.verdict.outcome is Outcome.APPLIED
    scene.pass_time(1.0)
    assert len(scene.outbox.sent) == 31, "more than the limit of groups"
    order, until = scene.outbox.sent[0].order, scene.now.wall - 1000 + 45 * 60_000
    assert (order.action, order.value, order.until) == (Action.SET_LEVEL, 100.0, until)
    entry = scene.trail("light_up")[-1]
    assert entry.subject == "place -12.09000,-77.08000 within 300 m"
    assert json.loads(entry.details)["incident"] == "INC-0417"


def test_lamps_that_would_stay_lit_are_not_lit_up(scene):
    _, engineer, _ = scene.staff()
    act = acts.LightUp(-12.09, -77.08, 300.0, 45, "accident")
    answer = scene.ask(engineer, act)
    assert refusal(answer) is Refusal.INTERLOCKED
    assert [str(one.interlock) for one in answer.conditions] == ["capable"]
    follow_a_plan(scene, lamps(1))
    config = '{"name":"LUM-2","lat":-12.09,"lon":-77.08,"zone":"Centro","capabilities":["until"]}'
    message = scene.shop.arrival("luminaire/LUM-2/config", config)
    scene.shop.city.take([message], scene.now)
    answer = scene.ask(engineer, act)
    scene.pass_time(1.0)
    assert {one.device for one in scene.outbox.sent} == {"LUM-1", "LUM-2"}
    assert skips(scene, answer.group) == {"stays_lit": 29}


def test_lamps_that_two_people_must_sign_for_are_not_lit_up_by_one(scene):
    _, engineer, _ = scene.staff()
    follow_a_plan(scene, Target(Scope.ALL))
    scene.settings.critical = ["LUM-90"]
    answer = scene.ask(engineer, acts.LightUp(-12.09, -77.08, 300.0, 45))
    scene.pass_time(1.0)
    assert skips(scene, answer.group) == {"needs_signature": 1}
    scene.settings.critical = ["luminaire.set_level"]
    again = scene.ask(engineer, acts.LightUp(-12.09, -77.08, 300.0, 45))
    assert refusal(again) is Refusal.NEEDS_SELECTION


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"minutes": 0}, Refusal.TIME_INVALID),
        ({"minutes": 721}, Refusal.TIME_INVALID),
        ({"radius_m": 0.0}, Refusal.AREA_INVALID),
        ({"radius_m": float("nan")}, Refusal.AREA_INVALID),
        ({"radius_m": 5001.0}, Refusal.AREA_INVALID),
        ({"lat": 91.0}, Refusal.AREA_INVALID),
        ({"lon": float("inf")}, Refusal.AREA_INVALID),
    ],
)
def test_a_place_that_is_none_is_not_lit_up(scene, change, why):
    _, engineer, _ = scene.staff()
    place = {"lat": -12.09, "lon": -77.08, "radius_m": 300.0, "minutes": 45, **change}
    assert refusal(scene.ask(engineer, acts.LightUp(**place))) is why


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


def test_those_that_failed_are_tried_again(scene):
    _, engineer, _ = scene.staff()
    answer = scene.command(engineer, lamps(1, 2))
    scene.pass_time(1.0)
    scene.say(next(one for one in scene.outbox.sent if one.device == "LUM-1"), "rejected")
    scene.pass_time(0.25)
    again = scene.ask(engineer, acts.RetryGroup(answer.group))
    assert again.verdict.outcome is Outcome.APPLIED
    scene.pass_time(1.0)
    assert [one.device for one in scene.outbox.sent if one.group == again.group] == ["LUM-1"]
    assert refusal(scene.ask(engineer, acts.RetryGroup(answer.group))) is not None
    assert refusal(scene.ask(engineer, acts.RetryGroup("gone"))) is Refusal.UNKNOWN_GROUP


def rejected_of(scene: ControlScene, link, *devices: str) -> str:
    """A saved group of these that two people's rights reach, all of which refused; then it is another's."""
    scene.ask(link, acts.PutGroup(malecon(*devices)))
    answer = scene.command(link, Target(Scope.GROUP, ids=("g1",)))
    scene.pass_time(1.0)
    for command in scene.outbox.sent:
        scene.say(command, "rejected")
    scene.pass_time(0.25)
    assert scene.ask(link, acts.PutGroup(malecon("LUM-1", version=1))).verdict.outcome is Outcome.APPLIED
    return answer.group


def test_only_devices_in_reach_are_tried_again_whatever_the_group_means_by_now(scene):
    admin, engineer, supervisor = scene.staff()
    group = rejected_of(scene, supervisor, "LUM-2", "LUM-90")
    scene.narrow(admin, "carla", zones=("Centro",))
    answer = scene.ask(engineer, acts.RetryGroup(group))
    assert refusal(answer) is Refusal.NOT_PERMITTED
    scene.pass_time(1.0)
    assert len(scene.outbox.sent) == 2
    assert scene.trail("retry_group")[-1].refusal == "not_permitted"
    assert scene.ask(supervisor, acts.RetryGroup(group)).verdict.outcome is Outcome.APPLIED


def test_what_two_must_sign_for_is_not_tried_again_by_one_whatever_the_group_means_by_now(scene):
    _, engineer, _ = scene.staff()
    group = rejected_of(scene, engineer, "LUM-2", "LUM-3")
    scene.settings.critical = ["LUM-3"]
    assert refusal(scene.ask(engineer, acts.RetryGroup(group))) is Refusal.NEEDS_SELECTION


def before_a_restart(scene: ControlScene, link, read) -> str:
    """A group that was over then, and that both lamps refused; `read` gives its commands."""
    answer = scene.command(link, lamps(1, 2))
    scene.pass_time(1.0)
    for command in scene.outbox.sent:
        scene.say(command, "rejected")
    scene.pass_time(1.0)
    known = scene.groups.get(answer.group)
    assert known.ended
    commands = [scene.dispatcher.get(one.id) for one in scene.outbox.sent]
    scene.groups.restore([known], lambda _group: read(commands), scene.now)
    return answer.group


def test_a_group_of_before_a_restart_is_read_off_the_engines_thread(scene):
    _, engineer, _ = scene.staff()
    reads = []
    group = before_a_restart(scene, engineer, lambda commands: reads.append(1) or commands)
    first = scene.start(engineer, acts.RetryGroup(group))
    assert not reads
    assert refusal(scene.ask(engineer, acts.RetryGroup(group))) is Refusal.TOO_MANY
    assert engineer.answers[first].verdict.outcome is Outcome.APPLIED
    assert (len(reads), scene.groups.get(engineer.answers[first].group).total) == (1, 2)


def test_a_group_that_cannot_be_read_is_refused_and_can_be_asked_again(scene):
    _, engineer, _ = scene.staff()
    faults = [StoreUnavailable("away"), ValueError("no command")]

    def read(commands):
        if faults:
            raise faults.pop(0)
        return commands

    group = before_a_restart(scene, engineer, read)
    answers = [scene.ask(engineer, acts.RetryGroup(group)) for _ in range(3)]
    assert [refusal(one) for one in answers] == [Refusal.NOT_RECORDED, Refusal.FAILED, None]
    assert [one.refusal for one in scene.trail("retry_group")] == ["not_recorded", "failed", ""]


def test_whoever_has_gone_or_locked_while_it_was_read_tries_nothing_again(scene):
    _, engineer, supervisor = scene.staff()
    group = before_a_restart(scene, engineer, lambda commands: commands)
    id_ = scene.start(engineer, acts.RetryGroup(group))
    scene.start(engineer, LockSession())
    scene.access.worker.drain()
    assert refusal(engineer.answers[id_]) is Refusal.LOCKED
    assert scene.ask(supervisor, acts.RetryGroup(group)).verdict.outcome is Outcome.APPLIED


def test_valves_are_not_tried_again_without_selecting(scene):
    _, engineer, _ = scene.staff()
    valves = Target(Scope.DEVICES, "valve", ("VLV-1", "VLV-2"))
    order = Order(Action.SET_POSITION, 50.0, over_s=120.0)
    begun = scene.operate(engineer, scene.ask(engineer, acts.Select(valves, order, "works")))
    scene.pass_time(1.0)
    scene.say(scene.outbox.sent[0], "rejected")
    scene.pass_time(0.25)
    assert refusal(scene.ask(engineer, acts.RetryGroup(begun.group))) is Refusal.NEEDS_SELECTION


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


# -- saved groups ------------------------------------------------------------------------------------


def malecon(*devices: str, **more) -> SavedGroup:
    return SavedGroup(
        more.get("id", "g1"),
        more.get("name", "Malecón"),
        more.get("kind", "luminaire"),
        devices or ("LUM-1", "LUM-2"),
        more.get("version", 0),
    )


def test_a_group_is_saved_commanded_changed_and_dropped(scene):
    _, engineer, _ = scene.staff()
    assert scene.ask(engineer, acts.PutGroup(malecon())).verdict.outcome is Outcome.APPLIED
    (change,) = [one for one in scene.store.kept if isinstance(one, SavedGroupChanged)]
    assert change.group == malecon(version=1)
    assert change in scene.told
    target = Target(Scope.GROUP, ids=("g1",))
    assert scene.command(engineer, target).group
    stale = scene.ask(engineer, acts.PutGroup(malecon("LUM-3")))
    assert stale.verdict.outcome is Outcome.SUPERSEDED
    changed = scene.ask(engineer, acts.PutGroup(malecon("LUM-3", "LUM-3", version=1)))
    assert changed.verdict.outcome is Outcome.APPLIED
    assert scene.desk.saved == (malecon("LUM-3", version=2),)
    assert scene.ask(engineer, acts.DropGroup("g1")).verdict.outcome is Outcome.APPLIED
    assert refusal(scene.command(engineer, target)) is Refusal.UNKNOWN_GROUP
    assert refusal(scene.ask(engineer, acts.DropGroup("g1"))) is Refusal.UNKNOWN_GROUP
    assert [one.act for one in scene.trail() if one.subject == "g1" and one.outcome == "applied"] == [
        "put_group",
        "put_group",
        "drop_group",
    ]


@pytest.mark.parametrize(
    ("group", "why"),
    [
        (malecon(name=" \u200b "), Refusal.NAME_INVALID),
        (malecon(id=""), Refusal.NAME_INVALID),
        (malecon(id="x" * 65), Refusal.NAME_INVALID),
        (malecon("VLV-1"), Refusal.UNKNOWN_DEVICE),
        (malecon("LUM-404"), Refusal.UNKNOWN_DEVICE),
        (SavedGroup("g1", "Empty", "luminaire", (), 0), Refusal.NO_DEVICES),
        (malecon("LUM-1", id="g2", name="MALECÓN VIEJO"), Refusal.NAME_TAKEN),
    ],
)
def test_a_group_that_cannot_be_is_not_saved(scene, group, why):
    _, engineer, _ = scene.staff()
    assert refusal(scene.ask(engineer, acts.PutGroup(malecon(id="g0", name="Malecón Viejo")))) is None
    assert refusal(scene.ask(engineer, acts.PutGroup(group))) is why
    assert len(scene.desk.saved) == 1


def test_a_group_out_of_reach_is_neither_saved_nor_dropped(scene):
    admin, engineer, supervisor = scene.staff()
    scene.ask(supervisor, acts.PutGroup(malecon("LUM-1", "LUM-90")))
    scene.narrow(admin, "carla", zones=("Centro",))
    assert refusal(scene.ask(engineer, acts.DropGroup("g1"))) is Refusal.NOT_PERMITTED
    wider = malecon("LUM-90", id="g2", name="Puerto")
    assert refusal(scene.ask(engineer, acts.PutGroup(wider))) is Refusal.NOT_PERMITTED
    assert len(scene.desk.saved) == 1


def test_a_group_that_was_out_of_reach_is_not_changed_into_one_in_reach(scene):
    admin, engineer, supervisor = scene.staff()
    scene.ask(supervisor, acts.PutGroup(malecon("LUM-1", "LUM-90")))
    scene.narrow(admin, "carla", zones=("Centro",))
    answer = scene.ask(engineer, acts.PutGroup(malecon("LUM-1", version=1)))
    assert refusal(answer) is Refusal.NOT_PERMITTED
    assert scene.desk.saved == (malecon("LUM-1", "LUM-90", version=1),)


def test_a_group_that_the_plan_names_is_changed_by_those_who_may_change_the_plan(scene):
    _, engineer, supervisor = scene.staff()
    scene.ask(engineer, acts.PutGroup(malecon()))
    here = Assignment(Target(Scope.GROUP, ids=("g1",)), "c1")
    scene.desk.restore([], scene.desk.saved, LightingPlan(assignments=(here,)))
    changed = malecon("LUM-3", version=1)
    for act in (acts.PutGroup(changed), acts.DropGroup("g1")):
        answer = scene.ask(supervisor, act)
        assert (refusal(answer), answer.verdict.who) == (
            Refusal.NOT_PERMITTED,
            ("administrator", "engineer"),
        )
    assert scene.ask(supervisor, acts.PutGroup(malecon(id="g2", name="Other"))).verdict.refusal is None
    assert scene.ask(engineer, acts.PutGroup(changed)).verdict.outcome is Outcome.APPLIED


def test_what_the_database_does_not_take_is_not_kept(scene):
    _, engineer, _ = scene.staff()
    scene.store.healthy = False
    assert refusal(scene.ask(engineer, acts.PutGroup(malecon()))) is Refusal.NOT_RECORDED
    assert not scene.desk.saved
    assert [one.outcome for one in scene.trail("put_group")] == ["applied", "failed"]
