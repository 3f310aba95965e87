"""Devices commanded through a whole installation: two desks, a real broker, and what the street does."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.orders import Action, Order, Scope, Target
from app.domain.selections import SelectionState
from app.wire.control import ControlSnapshot, Issued, Selected
from tests.endtoend.installation import Installation
from tests.endtoend.street_device import StreetDevice, state_of, wait_for_state
from tests.support.desk import Desk
from tests.support.people import PASSWORD, make_people
from tests.support.waiting import PATIENCE_S, wait_until

pytestmark = pytest.mark.slow

VALVE = Target(Scope.DEVICE, "valve", ("VAL-1",))
CLOSE = Order(Action.SET_POSITION, 0.0, over_s=120.0)
HOLD = Order(Action.HOLD)
OPEN = {"open_percentage": 100.0, "flow": 186.0, "pressure": 4.1, "operating_mode": "remote"}


@pytest.fixture
def valve(installation: Installation) -> Iterator[StreetDevice]:
    """A valve whose clock is proven, on an engine where an engineer and a supervisor may sign in."""
    make_people(installation.data, "m.rojas", "r.quispe")
    installation.start_engine()
    with StreetDevice(installation, "valve", "VAL-1") as device:
        device.introduce(model="DN 400")
        device.prove_its_clock(**OPEN)
        yield device


@pytest.fixture
def desks(installation: Installation, valve: StreetDevice) -> Iterator[tuple[Desk, Desk]]:
    """The first operator's and the second person's."""
    with Desk(installation.data, "sala-1/1") as first, Desk(installation.data, "sala-2/1") as second:
        assert first.sign_in("m.rojas", PASSWORD).session is not None
        assert second.sign_in("r.quispe", PASSWORD).session is not None
        yield first, second


def measured(installation: Installation, quantity: str) -> float:
    """What the engine holds for the valve's last value."""
    value: float = installation.inspect("devices", "--device", "VAL-1")[0]["readings"][quantity]["value"]
    return value


def signed(first: Desk, second: Desk) -> Selected:
    """Select, review, and the second signature."""
    chosen: Selected = first.ask(acts.Select(VALVE, CLOSE, "burst main", "INC-0417"))
    assert chosen.selection is not None, chosen.verdict
    reviewed: Selected = first.ask(acts.Review(chosen.selection.id, chosen.selection.version))
    assert reviewed.selection is not None
    assert reviewed.selection.state is SelectionState.WAITING
    early: Issued = first.ask(acts.Operate(reviewed.selection.id, reviewed.selection.version))
    assert early.verdict.refusal is Refusal.NEEDS_SIGNATURE
    own: Selected = first.ask(acts.Sign(reviewed.selection.id, reviewed.selection.version))
    assert own.verdict.outcome is Outcome.REFUSED
    done: Selected = second.ask(acts.Sign(reviewed.selection.id, reviewed.selection.version))
    assert done.selection is not None, done.verdict
    assert done.selection.state is SelectionState.SIGNED
    return done


def operated(first: Desk, second: Desk) -> str:
    """The command's id."""
    selection = signed(first, second).selection
    assert selection is not None
    issued: Issued = first.ask(acts.Operate(selection.id, selection.version))
    assert issued.verdict.outcome is Outcome.APPLIED, issued
    return issued.command


def test_a_valve_closed_by_two_people_is_confirmed_by_its_flow_alone(
    installation: Installation, valve: StreetDevice, desks: tuple[Desk, Desk]
) -> None:
    command = operated(*desks)
    order = valve.next_order()
    body = order.body
    assert (body["id"], body["action"], body["operator"]) == (command, "set_position", "m.rojas")
    assert body["args"] == {"open_percentage": 0, "travel_s": 120}
    assert 0 < order.expiry_s <= (body["expires"] - body["issued"]) / 1000 + 1
    assert order.response_topic.endswith("valve/VAL-1/reply")
    assert order.correlation == command

    valve.say(command, "accepted")
    wait_for_state(installation, command, "accepted")
    valve.say(command, "executing")
    wait_for_state(installation, command, "executing")
    valve.say(command, "done")
    valve.measure(**(OPEN | {"open_percentage": 0.0}))
    wait_until(lambda: measured(installation, "open_percentage") == 0.0, what="the position")
    assert state_of(installation, command)["state"] == "executing", "the flow does not show it yet"
    valve.measure(**(OPEN | {"open_percentage": 0.0, "flow": 0.4}))
    told = wait_for_state(installation, command, "confirmed")
    assert (told["approver"], told["incident"], told["reason"]) == ("r.quispe", "INC-0417", "burst main")
    assert told["measured"]["before"]["flow"]["value"] == 186.0
    assert told["measured"]["after"]["flow"]["value"] == 0.4
    assert not valve.has_more(), "one command, once"
    steps = {"select", "review", "sign", "operate", "command_ended"}
    wait_until(
        lambda: steps <= {row["act"] for row in installation.inspect("audit")},
        what="the steps to be on record",
    )


def test_what_the_device_says_wrongly_or_late_moves_nothing(
    installation: Installation, valve: StreetDevice, desks: tuple[Desk, Desk]
) -> None:
    command = operated(*desks)
    valve.next_order()
    installation.publish("valve/VAL-2/config", {"name": "2", "capabilities": []}, retain=True)
    installation.publish("valve/VAL-2/reply", {"id": command, "ts": 1, "state": "done"})
    valve.say("nobody-asked", "done")
    valve.say(command, "rejected", "local")
    told = wait_for_state(installation, command, "rejected")
    valve.say(command, "accepted")
    valve.say(command, "done")
    valve.measure(**(OPEN | {"open_percentage": 0.0, "flow": 0.0}))
    wait_until(
        lambda: sum(said["late"] for said in state_of(installation, command)["life"]) >= 2, what="the notes"
    )
    assert state_of(installation, command)["state"] == "rejected"

    def unknown() -> list[dict[str, Any]]:
        return [row for row in installation.inspect("rejects") if row["reason"] == "reply_unknown"]

    wait_until(unknown, what="the reject to be stored")
    assert [row["detail"] for row in unknown()] == ["done to nobody-asked"]
    assert "local" in [said["text"] for said in told["life"]]


def test_an_engine_killed_in_the_middle_goes_on_and_sends_nothing_again(
    installation: Installation, valve: StreetDevice, desks: tuple[Desk, Desk]
) -> None:
    command = operated(*desks)
    valve.next_order()
    valve.say(command, "accepted")
    wait_for_state(installation, command, "accepted")
    engine = installation._engines[-1]
    engine.send_signal(signal.SIGKILL)
    engine.wait(PATIENCE_S)
    valve.say(command, "executing")
    installation.start_engine()
    valve.prove_its_clock(**OPEN)
    valve.say(command, "done")
    valve.measure(**(OPEN | {"open_percentage": 0.0, "flow": 0.2}))
    told = wait_for_state(installation, command, "confirmed")
    assert told["tries"] == 1
    assert not valve.has_more()


def test_a_valve_is_selected_by_one_console_alone(valve: StreetDevice, desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    mine: Selected = first.ask(acts.Select(VALVE, CLOSE, "burst main"))
    theirs: Selected = second.ask(acts.Select(VALVE, CLOSE, "me too"))
    assert mine.verdict.outcome is Outcome.APPLIED
    assert (theirs.verdict.refusal, theirs.verdict.who) == (Refusal.RESERVED, ("m.rojas",))
    assert mine.selection is not None
    first.ask(acts.Release(mine.selection.id))
    again: Selected = second.ask(acts.Select(VALVE, CLOSE, "now I may"))
    assert again.verdict.outcome is Outcome.APPLIED


def test_what_waits_for_a_valve_is_over_when_it_is_tagged(
    installation: Installation, valve: StreetDevice, desks: tuple[Desk, Desk]
) -> None:
    first, second = desks
    out: Issued = first.ask(acts.Command(VALVE, HOLD))
    waiting: Issued = first.ask(acts.Command(VALVE, HOLD))
    assert (out.verdict.outcome, waiting.verdict.outcome) == (Outcome.APPLIED, Outcome.APPLIED)
    assert valve.next_order().body["id"] == out.command
    tagged = second.ask(acts.TagDevice("VAL-1", "men in the chamber"))
    assert tagged.verdict.outcome is Outcome.APPLIED
    told = wait_for_state(installation, waiting.command, "cancelled")
    assert (told["end"], told["life"][-1]["text"]) == ("interlocked", "not_tagged")
    assert not valve.has_more()


def test_what_waits_for_a_valve_is_weighed_again_when_its_turn_comes(
    installation: Installation, valve: StreetDevice, desks: tuple[Desk, Desk]
) -> None:
    first, _ = desks
    out: Issued = first.ask(acts.Command(VALVE, HOLD))
    waiting: Issued = first.ask(acts.Command(VALVE, HOLD))
    assert valve.next_order().body["id"] == out.command
    valve.measure(**(OPEN | {"operating_mode": "local"}))
    valve.say(out.command, "rejected", "local")
    told = wait_for_state(installation, waiting.command, "cancelled")
    assert (told["end"], told["life"][-1]["text"]) == ("interlocked", "remote")
    assert not valve.has_more()


def test_a_tagged_valve_is_left_alone_after_a_restart_too(
    installation: Installation, valve: StreetDevice, desks: tuple[Desk, Desk]
) -> None:
    _, second = desks
    tagged = second.ask(acts.TagDevice("VAL-1", "men in the chamber"))
    assert tagged.verdict.outcome is Outcome.APPLIED
    engine = installation._engines[-1]
    engine.send_signal(signal.SIGTERM)
    engine.wait(PATIENCE_S)
    installation.start_engine()
    valve.prove_its_clock(**OPEN)
    with Desk(installation.data, "sala-3/1") as desk:
        assert desk.newest(ControlSnapshot).tags[0].reason == "men in the chamber"
        assert desk.sign_in("m.rojas", PASSWORD).session is not None
        chosen: Selected = desk.ask(acts.Select(VALVE, CLOSE, "burst main"))
        if chosen.selection is not None:
            assert not next(one for one in chosen.conditions if one.interlock == "not_tagged").met
            reviewed: Selected = desk.ask(acts.Review(chosen.selection.id, chosen.selection.version))
            assert reviewed.selection is None or reviewed.selection.state is not SelectionState.SIGNED
    assert not valve.has_more()
