"""A valve that stops half way is told to hold, as soon as an order may be given and not long after."""

from __future__ import annotations

import pytest

from app.domain.commands import Source
from app.domain.interlocks import Interlock
from app.domain.orders import Action
from tests.control.control_room import ControlRoom


def test_a_valve_that_stops_half_way_is_told_to_hold(room: ControlRoom) -> None:
    command = room.close()
    room.say(command, "accepted", "executing")
    room.wait(90.0)
    room.read(open_percentage=43.0, flow=90.0)
    room.wait(91.0)
    assert room.fate(command) == "timed_out not_finished"
    assert room.alarms() == {("V1", "command_stuck"): True}
    hold = room.link.sent[-1]
    assert (hold.order.action, hold.source, hold.cause) == (Action.HOLD, Source.AUTOMATIC, command.id)
    assert (hold.operator, room.control().asked) == ("", 43.0)
    room.say(hold, "accepted", "done")
    room.read(open_percentage=43.0)
    room.wait(3.0)
    room.read(open_percentage=43.0)
    assert room.fate(hold) == "confirmed"
    again = room.close()
    room.say(again, "accepted")
    room.wait(1.0)
    room.read(open_percentage=0.0, flow=0.0)
    assert room.fate(again) == "confirmed"
    assert room.alarms()["V1", "command_stuck"] is False


def test_the_hold_of_a_stuck_valve_waits_for_the_database_but_not_for_long(room: ControlRoom) -> None:
    command = room.close()
    room.say(command, "accepted")
    room.store.healthy = False
    room.wait(182.0)
    assert room.link.sent == [command]
    room.store.healthy = True
    room.wait(1.0)
    assert [sent.order.action for sent in room.link.sent] == [Action.SET_POSITION, Action.HOLD]

    other = room.close("V2")
    room.say(other, "accepted")
    room.store.healthy = False
    room.wait(220.0)
    room.store.healthy = True
    room.wait(60.0)
    assert room.link.sent_of("V2") == [other]


@pytest.mark.parametrize("interlock", [Interlock.NOT_TAGGED, Interlock.CLOCK_PROVEN, Interlock.REMOTE])
def test_a_stuck_valve_is_not_told_to_hold_past_an_interlock(room: ControlRoom, interlock: Interlock) -> None:
    command = room.close()
    room.say(command, "accepted")
    room.in_the_way["V1"] = interlock
    room.wait(182.0)
    assert room.fate(command) == "timed_out not_finished"
    assert room.link.sent == [command]
    hold = room.told[-1]
    assert (hold.order.action, hold.source, hold.cause) == (Action.HOLD, Source.AUTOMATIC, command.id)
    assert (room.fate(hold), hold.life[-1].text) == ("cancelled interlocked", interlock)
    room.in_the_way.clear()
    room.wait(60.0)
    assert room.link.sent == [command]


def test_the_hold_of_a_stuck_valve_waits_while_nothing_can_go_on_record(room: ControlRoom) -> None:
    command = room.close()
    room.say(command, "accepted")
    room.in_the_way[""] = Interlock.STORE_OK
    room.wait(182.0)
    assert room.link.sent == [command]
    room.in_the_way.clear()
    room.wait(1.0)
    assert [sent.order.action for sent in room.link.sent] == [Action.SET_POSITION, Action.HOLD]
