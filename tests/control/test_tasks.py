"""Tasks of crews: a person answers, and no clock of a telephone and no alarm has a say in it."""

from __future__ import annotations

import pytest

from app.domain.commands import Command, CommandState, EndReason
from app.domain.orders import Action, Errand
from tests.control.control_room import ControlRoom

CREW = "CRW-1"


@pytest.fixture
def room() -> ControlRoom:
    return ControlRoom()


def send(room: ControlRoom) -> Command:
    command = room.order(Action.ATTEND, CREW, "crew", errand=Errand("INC-0001"))
    assert command is not None
    return command


@pytest.mark.parametrize("offset_s", [None, 7200.0, 0.0])
def test_a_crew_on_site_is_confirmed_whatever_its_clock_says(room: ControlRoom, offset_s: float) -> None:
    room.offsets[CREW] = offset_s
    task = send(room)
    room.say(task, "accepted", "executing")
    room.wait(1800.0)
    room.read(CREW, crew_state="en_route")
    assert room.now_of(task).state is CommandState.EXECUTING
    room.say(task, "done")
    room.wait(1.0)
    room.read(CREW, crew_state="on_site")
    assert room.now_of(task).state is CommandState.CONFIRMED


@pytest.mark.parametrize("said", [(), ("accepted",), ("accepted", "done"), ("rejected",)])
def test_however_a_task_ends_it_is_no_alarm(room: ControlRoom, said: tuple[str, ...]) -> None:
    room.tick_s = 15.0
    task = send(room)
    room.say(task, *said)
    room.wait(13 * 3600.0)
    ended = room.now_of(task)
    assert ended.ended
    assert not room.events


def test_a_crew_that_does_not_answer_is_asked_again_and_then_given_up(room: ControlRoom) -> None:
    task = send(room)
    room.wait(61.0)
    assert room.now_of(task).end is EndReason.NO_ANSWER
    assert [one.id for one in room.link.sent_of(CREW)] == [task.id] * 4


def test_a_second_task_is_refused_until_the_crew_stands_down(room: ControlRoom) -> None:
    first = send(room)
    room.say(first, "accepted", "executing")
    assert send(room).state is CommandState.CANCELLED
    over = room.order(Action.STAND_DOWN, CREW, "crew")
    assert over is not None
    room.say(over, "accepted")
    assert room.now_of(first).end is EndReason.OVERTAKEN
    assert send(room).state is CommandState.SENT


@pytest.mark.parametrize("said", [(), ("accepted",), ("accepted", "executing")])
def test_a_crew_that_is_called_off_can_be_sent_again_at_once(
    room: ControlRoom, said: tuple[str, ...]
) -> None:
    first = send(room)
    room.say(first, *said)
    room.desk.call_off(first.id, room.now)
    ended = room.now_of(first)
    assert (ended.state, ended.end) == (CommandState.TIMED_OUT, EndReason.CALLED_OFF)
    assert not room.desk.control_of(CREW).failed
    again = send(room)
    assert again.state is CommandState.SENT
    room.say(first, "done")
    room.desk.call_off(first.id, room.now)
    assert room.now_of(first).state is CommandState.TIMED_OUT
    assert room.now_of(again).state is CommandState.SENT


def test_a_task_that_waits_is_called_off_before_it_goes_out(room: ControlRoom) -> None:
    over = [room.order(Action.STAND_DOWN, CREW, "crew") for _ in range(2)]
    waiting = over[1]
    assert waiting is not None
    assert waiting.state is CommandState.DRAFTED
    room.desk.call_off(waiting.id, room.now)
    assert (room.now_of(waiting).state, room.now_of(waiting).end) == (
        CommandState.CANCELLED,
        EndReason.CALLED_OFF,
    )
