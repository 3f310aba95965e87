"""What readings show of a command: done as it was ordered, otherwise, or not at all."""

from __future__ import annotations

from app.domain.commands import CommandState, Source
from app.domain.orders import Action, Level
from tests.control.control_room import ControlRoom, lives


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
