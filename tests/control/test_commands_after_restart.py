"""Commands that a restart of the engine finds under way, and the alarms they left."""

from __future__ import annotations

import pytest

from tests.control.control_room import ControlRoom


def test_after_a_restart_each_command_goes_on_and_none_is_sent_again(room: ControlRoom) -> None:
    unanswered, waiting, running = room.dim(60.0), room.dim(80.0), room.close()
    room.say(running, "accepted", "executing")
    sent = list(room.link.sent)
    room.restart(away_s=5.0)
    assert room.fate(waiting) == "cancelled not_sent"
    assert (room.fate(unanswered), room.fate(running)) == ("sent", "executing")
    room.wait(4.0)
    room.say(unanswered, "done")
    room.read("L1", ago_s=4.0, illuminance_level=60.0, power_state=True)
    assert room.fate(unanswered) == "executing", "from before the restart: nobody can say when that was"
    room.read("L1", illuminance_level=60.0, power_state=True)
    assert room.fate(unanswered) == "confirmed"
    room.read(open_percentage=0.0, flow=0.0)
    assert room.fate(running) == "confirmed"
    room.wait(60.0)
    assert room.link.sent == sent


@pytest.mark.parametrize("jump_s", [0.0, 86_400.0, -86_400.0])
def test_what_ran_out_while_the_engine_was_away_has_a_moment_to_be_heard(
    room: ControlRoom, jump_s: float
) -> None:
    unanswered, finished = room.dim(60.0), room.close()
    room.say(finished, "accepted", "done")
    room.restart(away_s=3600.0, jump_s=jump_s)
    room.wait(10.0)
    assert (room.fate(unanswered), room.fate(finished)) == ("sent", "executing")
    room.wait(10.0)
    assert room.fate(unanswered) == "timed_out no_answer"
    room.wait(200.0)
    assert room.fate(finished) == "timed_out not_measured"


def test_an_alarm_of_before_the_restart_ends_when_the_reading_agrees(room: ControlRoom) -> None:
    command = room.close()
    room.say(command, "done")
    room.wait(120.0)
    room.read(open_percentage=0.0, flow=90.0)
    room.wait(40.0)
    assert room.fate(command) == "timed_out mismatch"
    room.jump(-7200.0)
    room.restart()
    assert room.fate(command) == "timed_out mismatch"
    room.wait(1.0)
    room.read(open_percentage=0.0, flow=0.0)
    raised, ended = room.events
    assert (raised.active, ended.active) == (True, False)
    assert ended.ts > raised.ts, "an event older than the one before it would not count"


def test_an_alarm_that_nobody_remembers_ends_with_the_next_command(room: ControlRoom) -> None:
    command = room.dim(60.0)
    room.wait(15.0)
    del room.store.commands[command.id]
    room.restart()
    again = room.dim(60.0)
    room.say(again, "accepted")
    room.wait(1.0)
    room.read("L1", illuminance_level=60.0, power_state=True)
    assert room.alarms()["L1", "command_unanswered"] is False


def test_a_command_that_the_catalogue_forgot_is_given_up(room: ControlRoom) -> None:
    command = room.close()
    room.actions = {key: spec for key, spec in room.actions.items() if key[0] != "valve"}
    room.restart()
    assert room.fate(command) == "timed_out not_measured"
