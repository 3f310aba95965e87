"""What devices answer: late, twice, in another order, for another, or without end."""

from __future__ import annotations

import pytest

from app.domain.commands import CommandState
from tests.control.control_room import ControlRoom, lives


def test_a_reply_for_nobody_is_for_the_caller_to_count(room: ControlRoom) -> None:
    command = room.close()
    assert not room.desk.reply("V1", "no-such-id", "done", 0, "", room.now)
    assert not room.desk.reply("V1", command.id, "finished", 0, "", room.now)
    assert room.fate(command) == "sent"


def test_a_reply_of_another_device_moves_nothing(room: ControlRoom) -> None:
    command = room.close()
    assert room.say(command, "rejected", device="V2")
    told = room.now_of(command)
    assert told.state is CommandState.SENT
    assert (told.life[-1].late, told.life[-1].text) == (True, "wrong_device V2")


@pytest.mark.parametrize(
    ("said", "state", "life"),
    [
        (["executing", "accepted"], "executing", ["executing", "accepted late"]),
        (["done", "accepted"], "executing", ["done", "accepted late"]),
        (["accepted", "accepted"], "accepted", ["accepted", "accepted late"]),
        (["done", "done"], "executing", ["done", "done late"]),
        (["rejected", "done"], "rejected", ["rejected", "done late"]),
        (["accepted", "rejected"], "rejected", ["accepted", "rejected"]),
    ],
)
def test_answers_out_of_order_are_noted(
    room: ControlRoom, said: list[str], state: str, life: list[str]
) -> None:
    command = room.close()
    room.say(command, *said)
    assert room.fate(command) == state
    assert lives(room.now_of(command))[2:] == life


def test_a_device_that_goes_on_talking_is_not_written_down_for_ever(room: ControlRoom) -> None:
    command = room.close()
    room.say(command, "rejected", *["done"] * 50, text="x" * 1000)
    told = room.now_of(command)
    assert len(told.life) < 12
    assert all(len(said.text) <= 120 for said in told.life)
    assert told.version < 12


def test_a_device_that_finds_it_too_late_says_so(room: ControlRoom) -> None:
    command = room.dim(60.0)
    room.say(command, "rejected", text="expired")
    assert room.fate(command) == "expired"
    assert not room.events


def test_an_override_that_was_refused_does_not_hold(room: ControlRoom) -> None:
    command = room.dim(60.0, until=room.now.wall + 3_600_000)
    assert room.control("L1").manual
    room.say(command, "rejected", text="local")
    control = room.control("L1")
    assert (control.asked, control.manual, control.until, control.failed) == (60.0, False, None, True)
