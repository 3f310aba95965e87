"""From the order to what a reading shows, and every way in which it can go otherwise."""

from __future__ import annotations

import pytest

from app.domain.commands import Command, CommandState, EndReason, Source, Wanted
from app.domain.interlocks import Interlock
from app.domain.orders import Action, Level, Order
from tests.control.control_room import ControlRoom


@pytest.fixture
def room() -> ControlRoom:
    return ControlRoom()


def lives(command: Command) -> list[str]:
    return [f"{said.state}{' late' * said.late}" for said in command.life]


def test_a_valve_is_closed_and_the_flow_shows_it(room: ControlRoom) -> None:
    command = room.close(approver="luz")
    assert (command.state, command.tries, command.asked_before) == (CommandState.SENT, 1, None)
    assert room.store.commands[command.id].state is CommandState.SENT
    room.say(command, "accepted", "executing")
    room.wait(30.0)
    room.read(open_percentage=50.0, flow=80.0)
    room.wait(30.0)
    room.say(command, "done")
    room.read(open_percentage=0.0, flow=70.0)
    assert room.fate(command) == "executing", "closed, and the water still runs"
    room.wait(5.0)
    room.read(flow=2.0)
    assert room.fate(command) == "confirmed"
    told = room.now_of(command)
    assert lives(told) == ["drafted", "approved", "sent", "accepted", "executing", "done", "confirmed"]
    assert 0 < told.sent_at <= told.accepted_at <= told.executing_at < told.done_at < told.ended_at
    assert {each.quantity: each.value for each in told.measured} == {"open_percentage": 0.0, "flow": 2.0}
    assert (room.control().asked, room.control().in_force, room.control().failed) == (0.0, 0.0, False)
    assert not room.desk.watched
    assert room.store.commands[command.id] == told


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


def test_orders_of_one_call_go_in_one_batch_and_one_commit(room: ControlRoom) -> None:
    wanted = [Wanted(f"L{n}", "luminaire", Order(Action.SET_LEVEL, value=float(n)), "ana") for n in range(50)]
    issued = room.desk.issue([*wanted, wanted[0]], room.now)
    assert issued is not None
    assert [command.state for command in issued] == [CommandState.SENT] * 50 + [CommandState.DRAFTED]
    assert (room.store.commits, room.link.batches, len(room.link.sent)) == (1, 1, 50)


# -- answers -----------------------------------------------------------------------------------------


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


# -- readings ----------------------------------------------------------------------------------------


def test_only_what_was_measured_and_received_after_sending_confirms(room: ControlRoom) -> None:
    command = room.dim(60.0)
    room.say(command, "accepted")
    room.wait(1.0)
    room.read("L1", ago_s=1.5, illuminance_level=60.0, power_state=True)
    assert room.fate(command) == "accepted", "measured before sending"
    room.offsets["L1"] = None
    room.read("L1", illuminance_level=60.0, power_state=True)
    assert room.fate(command) == "accepted", "its clock says nothing"
    room.offsets["L1"] = 600.0
    room.read("L1", ago_s=-5.0, illuminance_level=60.0, power_state=True)
    assert room.fate(command) == "accepted", "measured in the future"
    room.read("L1", ago_s=0.5, illuminance_level=60.0, power_state=True)
    assert room.fate(command) == "confirmed", "ten minutes wrong, and known"


def test_a_wall_clock_that_is_set_makes_no_old_reading_new(room: ControlRoom) -> None:
    command = room.dim(60.0)
    room.say(command, "accepted")
    room.wait(1.0)
    room.jump(3600.0)
    room.read("L1", ago_s=5.0, illuminance_level=60.0, power_state=True)
    assert room.fate(command) == "accepted"
    room.jump(-7200.0)
    room.read("L1", illuminance_level=60.0, power_state=True)
    assert room.fate(command) == "confirmed"


def test_a_reading_alone_confirms_nothing_that_was_not_answered(room: ControlRoom) -> None:
    command = room.dim(60.0)
    room.wait(1.0)
    room.read("L1", illuminance_level=60.0, power_state=True)
    assert room.fate(command) == "sent"
    room.say(command, "accepted")
    assert room.fate(command) == "confirmed", "what was measured since counts once the device took it"


def test_readings_that_deny_are_a_mismatch_and_an_alarm(room: ControlRoom) -> None:
    command = room.close()
    room.wait(60.0)
    assert room.fate(command) == "timed_out no_answer"
    second = room.close()
    room.say(second, "accepted")
    room.wait(60.0)
    room.say(second, "done")
    room.wait(20.0)
    room.read(open_percentage=0.0, flow=118.0)
    assert room.fate(second) == "executing", "water needs time to come to rest"
    room.wait(11.0)
    room.read(open_percentage=0.0, flow=118.0)
    assert room.fate(second) == "timed_out mismatch"
    assert room.alarms() == {("V1", "command_unanswered"): False, ("V1", "command_mismatch"): True}
    assert room.events[-1].text == "mismatch"
    room.wait(5.0)
    room.read(open_percentage=0.0, flow=3.0)
    assert room.alarms()["V1", "command_mismatch"] is False, "the reading agrees after all"
    assert room.fate(second) == "timed_out mismatch"
    assert not room.control().failed
    assert not room.desk.watched


def test_a_denial_before_the_end_counts_when_nothing_newer_comes(room: ControlRoom) -> None:
    command = room.dim(60.0)
    room.say(command, "done")
    room.wait(1.0)
    room.read("L1", illuminance_level=100.0, power_state=True)
    room.wait(88.0)
    assert room.fate(command) == "executing"
    room.wait(2.0)
    assert room.fate(command) == "timed_out mismatch"


def test_done_and_never_measured_is_not_confirmed(room: ControlRoom) -> None:
    command = room.dim(60.0, over_s=30.0)
    room.say(command, "accepted", "done")
    room.wait(119.0)
    assert room.fate(command) == "executing"
    room.wait(2.0)
    assert room.fate(command) == "timed_out not_measured"
    assert room.alarms() == {("L1", "command_unanswered"): True}


def test_the_ramp_that_was_told_is_no_mismatch(room: ControlRoom) -> None:
    command = room.dim(0.0, over_s=40.0)
    room.say(command, "accepted", "done")
    room.wait(30.0)
    room.read("L1", illuminance_level=25.0, power_state=True)
    assert room.fate(command) == "executing"
    room.wait(12.0)
    room.read("L1", illuminance_level=0.0, power_state=False)
    assert room.fate(command) == "confirmed"


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


def test_a_meter_may_confirm_for_the_valve(room: ControlRoom) -> None:
    room.meters["V1"] = "F7"
    command = room.close()
    assert set(room.desk.watched) == {"V1", "F7"}
    room.say(command, "accepted", "done")
    room.wait(61.0)
    room.read(open_percentage=0.0, flow=0.0)
    assert room.fate(command) == "executing", "its own flow is not the one that counts"
    room.read("F7", flow=1.0)
    assert room.fate(command) == "confirmed"


def test_a_programme_is_shown_by_no_more_than_a_sign_of_life(room: ControlRoom) -> None:
    levels = (Level(1, 100.0), Level(2, 40.0))
    command = room.order(
        Action.SET_PROGRAMME,
        "L1",
        "luminaire",
        source=Source.PROGRAMME,
        programme="laboral",
        levels=levels,
    )
    assert command is not None
    room.say(command, "accepted")
    room.read("L1", illuminance_level=80.0)
    assert room.control("L1").programme == ""
    room.say(command, "done")
    assert room.fate(command) == "executing"
    room.wait(1.0)
    room.read("L1", illuminance_level=80.0)
    assert room.fate(command) == "confirmed"
    control = room.control("L1")
    assert (control.programme, control.programme_until, control.manual) == ("laboral", 2, False)


# -- what holds for a device -------------------------------------------------------------------------


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


# -- restart -----------------------------------------------------------------------------------------


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
