"""What is asked of a device, what is in force, and for how long."""

from __future__ import annotations

import pytest

from app.domain.commands import Source
from app.domain.orders import Action
from tests.control.control_room import ControlRoom


def test_asked_and_in_force_are_kept_apart(room: ControlRoom) -> None:
    first = room.dim(60.0, until=room.now.wall + 120_000)
    assert (room.control("L1").asked, room.control("L1").in_force) == (60.0, None)
    room.say(first, "accepted")
    assert room.control("L1").in_force is None
    room.say(first, "executing")
    assert room.control("L1").in_force == 60.0
    assert (room.control("L1").manual, room.control("L1").by) == (True, "ana")
    room.wait(1.0)
    room.read("L1", illuminance_level=60.0, power_state=True)
    room.wait(120.0)
    control = room.control("L1")
    assert (control.asked, control.in_force, control.manual, control.until) == (None, None, False, None)
    assert room.store.controls["L1"] == control


def test_a_programme_s_own_level_is_no_override(room: ControlRoom) -> None:
    room.dim(60.0, source=Source.PROGRAMME)
    assert not room.control("L1").manual


@pytest.mark.parametrize(
    ("kind", "action", "value", "asked"),
    [
        ("pump", Action.START, None, 100.0),
        ("pump", Action.START, 80.0, 80.0),
        ("pump", Action.STOP, None, 0.0),
        ("pump", Action.SET_SPEED, 70.0, 70.0),
        ("cabinet", Action.STOP, None, 0.0),
        ("siren", Action.SOUND, None, 100.0),
        ("siren", Action.SILENCE, None, 0.0),
        ("luminaire", Action.RESUME_PROGRAMME, None, None),
    ],
)
def test_what_each_action_asks_for(
    room: ControlRoom, kind: str, action: Action, value: float | None, asked: float | None
) -> None:
    command = room.order(action, "D1", kind, value=value)
    assert command is not None
    assert room.control("D1").asked == asked
    room.say(command, "done")
    assert room.control("D1").in_force == asked


def test_a_siren_s_sound_has_its_end(room: ControlRoom) -> None:
    command = room.order(Action.SOUND, "S1", "siren", tone="evacuation", duration_s=60.0)
    assert command is not None
    room.say(command, "done")
    room.wait(1.0)
    room.read("S1", sounding=True)
    room.wait(60.0)
    assert (room.control("S1").asked, room.control("S1").in_force) == (None, None)
