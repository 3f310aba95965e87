"""Orders to one device: one is out, one waits, and one may undo another."""

from __future__ import annotations

import pytest

from app.domain.commands import EndReason, Source
from app.domain.interlocks import Interlock
from app.domain.orders import Action
from tests.control.control_room import ControlRoom


def test_a_second_order_waits_and_a_third_takes_its_place(room: ControlRoom) -> None:
    first, second, third = (room.dim(level) for level in (20.0, 40.0, 60.0))
    assert [room.fate(each) for each in (first, second, third)] == ["sent", "cancelled superseded", "drafted"]
    assert room.link.sent == [first]
    room.say(first, "accepted", "done")
    room.wait(1.0)
    room.read("L1", illuminance_level=20.0, power_state=True)
    room.wait(0.5)
    assert room.fate(first) == "confirmed"
    assert room.fate(third) == "sent"
    assert [sent.id for sent in room.link.sent] == [first.id, third.id]
    assert room.control("L1").asked == 60.0


def test_a_programme_s_step_does_not_undo_what_somebody_asked_for(room: ControlRoom) -> None:
    room.dim(20.0)
    waiting = room.dim(40.0)
    step = room.dim(100.0, source=Source.PROGRAMME, operator="")
    assert (room.fate(waiting), room.fate(step)) == ("drafted", "cancelled superseded")
    given_up = room.dim(100.0, source=Source.PROGRAMME)
    assert (room.fate(waiting), room.fate(given_up)) == ("cancelled superseded", "drafted")

    first, newer = (room.dim(level, "L2", source=Source.PROGRAMME, operator="") for level in (20.0, 40.0))
    assert (room.fate(first), room.fate(newer)) == ("sent", "drafted")


@pytest.mark.parametrize("waits", [True, False])
def test_a_programme_does_not_resume_over_what_somebody_asked_for(room: ControlRoom, waits: bool) -> None:
    if waits:
        lease = room.dim(20.0, source=Source.PROGRAMME, operator="", until=room.now.wall + 3_600_000)
    asked = room.dim(40.0)
    resume = room.order(Action.RESUME_PROGRAMME, "L1", "luminaire", source=Source.PROGRAMME, operator="")
    assert resume is not None
    assert room.fate(resume) == "cancelled superseded"
    assert room.fate(asked) == ("drafted" if waits else "sent")
    if waits:
        room.say(lease, "rejected", text="fault")
        room.wait(0.5)
    assert room.fate(asked) == "sent"
    assert room.control("L1").asked == 40.0
    given_up = room.order(Action.RESUME_PROGRAMME, "L1", "luminaire")
    assert given_up is not None
    assert room.fate(given_up) == "sent"


def test_a_programme_ends_its_own_lease(room: ControlRoom) -> None:
    room.dim(20.0, source=Source.PROGRAMME, operator="", until=room.now.wall + 3_600_000)
    resume = room.order(Action.RESUME_PROGRAMME, "L1", "luminaire", source=Source.PROGRAMME, operator="")
    assert resume is not None
    assert room.fate(resume) == "sent"


def test_what_waits_goes_only_when_it_is_stored_as_sent(room: ControlRoom) -> None:
    first, second = room.dim(20.0), room.dim(40.0)
    room.store.healthy = False
    room.say(first, "rejected", text="fault")
    room.wait(3.0)
    assert room.fate(second) == "drafted"
    room.store.healthy = True
    room.wait(0.5)
    assert room.fate(second) == "sent"
    assert [sent.id for sent in room.link.sent] == [first.id, second.id]


def test_what_waits_does_not_go_past_what_came_in_its_way_since(room: ControlRoom) -> None:
    first, waiting, other, unhindered = (
        room.dim(20.0),
        room.dim(40.0),
        room.dim(20.0, "L2"),
        room.dim(40.0, "L2"),
    )
    room.in_the_way["L1"] = Interlock.REMOTE
    for each in (first, other):
        room.say(each, "rejected", text="fault")
    room.wait(0.5)
    assert room.fate(waiting) == "cancelled interlocked"
    assert room.now_of(waiting).life[-1].text == "remote"
    assert room.store.commands[waiting.id] == room.now_of(waiting)
    assert room.fate(unhindered) == "sent"
    room.in_the_way.clear()
    room.wait(60.0)
    assert room.link.sent_of("L1") == [first]


def test_an_override_that_would_be_over_by_now_is_not_sent(room: ControlRoom) -> None:
    first, waiting = room.dim(20.0), room.dim(40.0, until=room.now.wall + 5_000)
    room.wait(6.0)
    room.say(first, "rejected", text="fault")
    room.wait(0.5)
    assert room.fate(waiting) == "expired not_sent"
    room.link.room = 0
    unsent = room.dim(40.0, "L2", until=room.now.wall + 5_000)
    room.wait(6.0)
    room.link.room = None
    room.wait(60.0)
    assert room.fate(unsent) == "expired not_sent"
    assert {sent.id for sent in room.link.sent} == {first.id}


def test_what_waits_has_patience_with_what_holds_for_every_device(room: ControlRoom) -> None:
    first, waiting = room.dim(20.0), room.dim(40.0)
    room.in_the_way[""] = Interlock.STORE_OK
    room.say(first, "rejected", text="fault")
    room.wait(3.0)
    assert room.fate(waiting) == "drafted"
    room.in_the_way.clear()
    room.wait(0.5)
    assert room.fate(waiting) == "sent"


def test_a_tag_ends_what_waits_and_every_further_try(room: ControlRoom) -> None:
    first, waiting = room.dim(20.0), room.dim(40.0)
    room.link.room = 0
    unsent = room.dim(60.0, "L2")
    room.link.room = None
    elsewhere = room.dim(60.0, "L3")
    room.desk.hold_back({"L1", "L2"}, Interlock.NOT_TAGGED, room.now)
    room.wait(12.0)
    assert room.fate(waiting) == "cancelled interlocked"
    assert room.fate(unsent) == "expired interlocked"
    assert {room.now_of(each).life[-1].text for each in (waiting, unsent)} == {"not_tagged"}
    assert room.fate(first) == "timed_out no_answer", "what is out already goes on"
    assert [sent.id for sent in room.link.sent_of("L1")] == [first.id]
    assert [sent.id for sent in room.link.sent_of("L3")] == [elsewhere.id] * 3
    assert not room.link.sent_of("L2")


def test_a_refusing_action_takes_no_second_order(room: ControlRoom) -> None:
    first, second = room.close(), room.close()
    assert room.fate(second) == "cancelled interlocked"
    assert room.now_of(second).life[-1].text == "not_busy"
    assert room.link.sent == [first]
    assert room.desk.is_busy("V1", Action.SET_POSITION)


def test_only_what_waits_can_be_taken_back(room: ControlRoom) -> None:
    first, second = room.dim(20.0), room.dim(40.0)
    assert not room.desk.cancel(first.id, EndReason.WITHDRAWN, room.now)
    assert room.desk.cancel(second.id, EndReason.WITHDRAWN, room.now)
    assert not room.desk.cancel(second.id, EndReason.WITHDRAWN, room.now)
    assert not room.desk.cancel("unknown", EndReason.WITHDRAWN, room.now)
    assert room.fate(second) == "cancelled withdrawn"


def test_a_hold_stops_a_valve_on_its_way(room: ControlRoom) -> None:
    closing = room.close()
    room.say(closing, "accepted", "executing")
    hold = room.order(Action.HOLD, before={"open_percentage": 70.0})
    assert hold is not None
    assert room.fate(hold) == "sent"
    room.say(hold, "accepted")
    assert room.fate(closing) == "timed_out overtaken"
    room.wait(1.0)
    room.read(open_percentage=64.0)
    room.wait(3.0)
    room.read(open_percentage=64.0)
    assert room.fate(hold) == "confirmed"
    assert (room.control().asked, room.control().in_force) == (64.0, 64.0)
    room.wait(600.0)
    assert not room.events


def test_an_older_order_is_not_tried_again_behind_one_that_undoes_it(room: ControlRoom) -> None:
    level = room.dim(60.0)
    resume = room.order(Action.RESUME_PROGRAMME, "L1", "luminaire")
    assert resume is not None
    room.wait(2.0)
    room.say(resume, "accepted")
    room.wait(9.0)
    assert [sent.id for sent in room.link.sent] == [level.id, resume.id]
    assert room.fate(level) == "timed_out overtaken"


def test_an_order_that_found_no_room_is_not_sent_after_one_that_undoes_it(room: ControlRoom) -> None:
    room.link.room = 0
    level = room.dim(60.0)
    room.link.room = None
    resume = room.order(Action.RESUME_PROGRAMME, "L1", "luminaire")
    assert room.fate(level) == "expired superseded"
    room.wait(1.0)
    assert room.link.sent == [resume]


def test_an_order_that_waits_is_not_sent_after_one_that_undoes_it(room: ControlRoom) -> None:
    first, waiting = room.dim(20.0), room.dim(40.0)
    resume = room.order(Action.RESUME_PROGRAMME, "L1", "luminaire")
    assert room.fate(waiting) == "cancelled superseded"
    room.say(first, "rejected")
    room.wait(1.0)
    assert resume is not None
    assert [sent.id for sent in room.link.sent][:2] == [first.id, resume.id]
