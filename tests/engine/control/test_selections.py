"""Selections: what needs one, who has it, for how long, and what ends it."""

import json

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.orders import Action, Order, Scope, Target
from app.wire.access import SignOut
from tests.engine.control.scene import CLOSE, DIM, OPEN, lamps, refusal


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
