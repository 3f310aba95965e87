"""Pumps and the valves that let their water out: one way stays open, and no start too many."""

from app.domain import control_acts as acts
from app.domain.acts import Refusal
from app.domain.interlocks import Interlock
from app.domain.orders import Action, Order, Scope, Target
from tests.engine.control.scene import CLOSE, ControlScene, refusal, signed


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
