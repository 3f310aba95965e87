"""What is published, how often and until when, over a link that is full, slow or lost."""

from __future__ import annotations

import pytest

from app.domain.commands import Command, CommandState, Source, Wanted
from app.domain.interlocks import Interlock
from app.domain.orders import Action, Order
from tests.control.control_room import ControlRoom, lives


def test_nothing_is_published_or_changed_that_could_not_be_stored(room: ControlRoom) -> None:
    room.store.healthy = False
    assert room.order(Action.SET_POSITION, value=0.0) is None
    room.wait(60.0)
    assert not room.link.sent
    assert not room.told
    assert not room.desk.is_busy("V1", Action.SET_POSITION)
    assert room.control().asked is None


def test_what_is_stored_comes_before_what_is_published(room: ControlRoom) -> None:
    def stored(command: Command) -> None:
        assert room.store.commands[command.id].state is CommandState.SENT

    room.link.on_publish = stored
    room.close()
    assert len(room.link.sent) == 1


def test_without_a_link_an_order_ends_at_once(room: ControlRoom) -> None:
    room.lose_link()
    command = room.close()
    assert room.fate(command) == "cancelled not_sent"
    room.find_link()
    room.wait(60.0)
    assert not room.link.sent


def test_an_order_that_expires_while_it_is_stored_is_not_published(room: ControlRoom) -> None:
    def slow_disk() -> None:
        room.clock += 25.0

    room.store.on_commit = slow_disk
    command = room.close()
    assert room.fate(command) == "expired not_sent"
    assert not room.link.sent


def test_a_wall_clock_set_forward_stops_what_was_not_published_yet(room: ControlRoom) -> None:
    room.store.on_commit = lambda: room.jump(3600.0)
    command = room.close()
    assert room.fate(command) == "expired not_sent"
    assert not room.link.sent


def test_a_wall_clock_set_back_does_not_prolong_an_order(room: ControlRoom) -> None:
    first, second = room.dim(30.0, over_s=60.0), room.dim(60.0)
    room.say(first, "accepted")
    room.jump(-7200.0)
    room.wait(31.0)
    assert room.fate(second) == "expired not_sent"
    assert room.link.sent_of("L1") == [first]


@pytest.mark.parametrize("kind", ["luminaire", "valve"])
def test_the_same_id_is_published_again_as_the_catalogue_says(room: ControlRoom, kind: str) -> None:
    command = room.dim(60.0) if kind == "luminaire" else room.close()
    room.wait(9.0)
    tries = 3 if kind == "luminaire" else 1
    assert [sent.id for sent in room.link.sent] == [command.id] * tries
    assert {(sent.order, sent.issued, sent.expires) for sent in room.link.sent} == {
        (command.order, command.issued, command.expires)
    }
    assert room.now_of(command).tries == tries
    room.wait(2.0)
    assert room.fate(command) == "timed_out no_answer"
    assert room.alarms() == {(command.device, "command_unanswered"): True}
    assert room.control(command.device).failed
    room.wait(60.0)
    assert len(room.link.sent) == tries


def test_a_step_of_a_programme_that_nobody_answers_is_no_alarm(room: ControlRoom) -> None:
    step = room.dim(60.0, source=Source.PROGRAMME)
    room.wait(60.0)
    assert room.fate(step) == "timed_out no_answer"
    assert room.control(step.device).failed
    assert room.alarms() == {}


def test_what_the_link_still_holds_is_not_published_again(room: ControlRoom) -> None:
    room.link.hesitates = True
    command = room.dim(60.0)
    room.wait(5.0)
    assert (room.now_of(command).tries, room.link.batches) == (1, 1)
    room.link.go_on()
    room.wait(3.5)
    assert [sent.id for sent in room.link.sent] == [command.id] * 2
    assert room.now_of(command).tries == 2


@pytest.mark.parametrize("first_copy", [True, False])
def test_what_is_given_up_is_not_sent_afterwards(room: ControlRoom, first_copy: bool) -> None:
    if first_copy:
        room.link.hesitates = True
    command = room.dim(60.0)
    room.link.hesitates = True
    room.wait(11.0)
    assert room.fate(command) == ("expired not_sent" if first_copy else "timed_out no_answer")
    assert room.link.held == {}
    room.link.go_on()
    assert [sent.id for sent in room.link.sent] == [command.id] * (not first_copy)
    assert bool(room.alarms()) is not first_copy


def test_a_tag_takes_back_what_the_link_still_holds(room: ControlRoom) -> None:
    room.link.hesitates = True
    command = room.dim(60.0)
    room.desk.hold_back({"L1"}, Interlock.NOT_TAGGED, room.now)
    room.settle()
    assert room.fate(command) == "expired interlocked"
    room.link.go_on()
    room.wait(12.0)
    assert not room.link.sent


def test_an_answer_ends_the_tries(room: ControlRoom) -> None:
    command = room.dim(60.0)
    room.wait(1.0)
    room.say(command, "accepted")
    room.wait(15.0)
    assert room.link.sent == [command]


def test_a_lost_link_leaves_open_whether_it_was_done(room: ControlRoom) -> None:
    unanswered, running, waiting = room.dim(60.0), room.close(), room.dim(80.0)
    room.say(running, "accepted")
    room.lose_link()
    assert room.fate(unanswered) == "timed_out link_lost"
    assert room.fate(waiting) == "cancelled not_sent"
    assert room.fate(running) == "accepted"
    room.find_link()
    room.wait(9.0)
    assert room.link.sent == [unanswered, running]
    room.say(unanswered, "done")
    assert room.fate(unanswered) == "timed_out link_lost"
    assert lives(room.now_of(unanswered))[-1] == "done late"
    room.read(open_percentage=0.0, flow=0.0)
    assert room.fate(running) == "confirmed"


def test_what_the_link_has_no_room_for_goes_when_there_is(room: ControlRoom) -> None:
    room.link.room = 0
    command = room.dim(60.0)
    assert (command.state, command.tries) == (CommandState.SENT, 0)
    room.wait(2.0)
    assert not room.link.sent
    room.link.room = None
    room.wait(0.5)
    assert [sent.id for sent in room.link.sent] == [command.id]
    assert room.now_of(command).tries == 1
    room.link.room = 0
    other = room.dim(60.0, "L2")
    room.wait(11.0)
    assert room.fate(other) == "expired not_sent"
    assert not room.alarms().get(("L2", "command_unanswered"))


def test_what_never_left_is_over_with_the_link(room: ControlRoom) -> None:
    room.link.room = 0
    command = room.dim(60.0)
    room.lose_link()
    assert room.fate(command) == "expired not_sent"


def test_orders_of_one_call_go_in_one_batch_and_one_commit(room: ControlRoom) -> None:
    wanted = [Wanted(f"L{n}", "luminaire", Order(Action.SET_LEVEL, value=float(n)), "ana") for n in range(50)]
    issued = room.desk.issue([*wanted, wanted[0]], room.now)
    assert issued is not None
    assert [command.state for command in issued] == [CommandState.SENT] * 50 + [CommandState.DRAFTED]
    assert (room.store.commits, room.link.batches, len(room.link.sent)) == (1, 1, 50)
