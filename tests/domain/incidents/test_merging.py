"""Alarms that are moved, incidents that are split and made one: nothing is lost on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.alarms import Priority
from app.domain.incidents import acts
from app.domain.incidents.events import Absorbed, AlarmsMovedOut, CauseMarked, Closed, CrewMoved, SplitFrom
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from tests.domain.incidents.room import Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room) -> str:
    incident = room.begin("MAIN-1:lolo", "MAIN-2:lolo", "MAIN-2:lo")
    room.leave(incident, "MAIN-2:lo")
    return incident


def move(room: Room, incident: str, *alarms: str, to: str = "", title: str = "") -> acts.MoveAlarms:
    return acts.MoveAlarms(incident, room.seen(incident), alarms, to, title)


def merge(room: Room, incident: str, into: str) -> acts.MergeIncident:
    return acts.MergeIncident(incident, room.seen(incident), into)


def mark(room: Room, incident: str, alarm: str) -> acts.MarkCause:
    return acts.MarkCause(incident, room.seen(incident), alarm)


def active(room: Room, incident: str) -> list[str]:
    return [name for name, alarm in room.record(incident).alarms.items() if alarm.active]


def test_the_first_cause_is_chosen(room, incident):
    assert room.refusal(mark(room, incident, "MAIN-1:lolo")) == (Refusal.ALREADY, ())
    assert room.refusal(mark(room, incident, "MAIN-9:lo")) == (Refusal.UNKNOWN_ALARM, ())
    room.act(mark(room, incident, "MAIN-2:lolo"))
    assert (room.get(incident).cause, room.get(incident).device) == ("MAIN-2:lolo", "MAIN-2")


def test_alarms_are_split_off_as_they_stand(room, incident):
    decided = room.act(move(room, incident, "MAIN-2:lolo", "MAIN-2:lo", "MAIN-2:lolo", title=" Otra "))
    new = decided.incident
    assert new == "INC-0002"
    known = room.get(new)
    assert (known.kind, known.title, known.source, known.priority) == (
        "water",
        "Otra",
        "split",
        Priority.HIGH,
    )
    assert (known.device, known.zone, known.lat, known.cause) == ("MAIN-2", "NORTE", 40.6, "MAIN-2:lolo")
    assert (known.state, known.procedure, known.alarms) == (IncidentState.NEW, "burst", 2)
    assert active(room, new) == ["MAIN-2:lolo"]
    assert (list(room.record(incident).alarms), room.book.of_alarm("MAIN-2:lo")) == (["MAIN-1:lolo"], new)
    assert room.bodies(incident)[-1] == AlarmsMovedOut(("MAIN-2:lolo", "MAIN-2:lo"), new)
    assert isinstance(room.bodies(new)[1], SplitFrom)


def test_what_was_moved_out_does_not_join_again_by_a_rule(room, incident):
    room.act(move(room, incident, "MAIN-2:lolo", title="Otra"))
    assert room.book.moved_out(incident) == {"MAIN-2:lolo"}
    room.join(incident, "MAIN-2:lolo")
    assert "MAIN-2:lolo" not in room.record(incident).alarms
    assert room.book.of_alarm("MAIN-2:lolo") == "INC-0002"
    assert room.refusal(move(room, incident, "MAIN-2:lolo", title="x")) == (Refusal.UNKNOWN_ALARM, ())


def test_an_operator_moves_it_back(room, incident):
    other = room.act(move(room, incident, "MAIN-2:lolo", title="Otra")).incident
    room.act(move(room, other, "MAIN-2:lolo", to=incident))
    assert room.book.of_alarm("MAIN-2:lolo") == incident
    assert (room.book.moved_out(incident), room.book.moved_out(other)) == (frozenset(), {"MAIN-2:lolo"})
    assert room.get(other).cause == ""


def test_alarms_go_to_another_incident_as_they_stand(room, incident):
    other = room.begin(title="Otra")
    decided = room.act(move(room, incident, "MAIN-1:lolo", "MAIN-2:lo", to=other))
    assert decided.incident == incident
    assert (active(room, other), room.get(other).cause) == (["MAIN-1:lolo"], "MAIN-1:lolo")
    assert room.bodies(incident)[-1] == CauseMarked("MAIN-2:lolo")
    assert room.book.of_alarm("MAIN-2:lo") == other


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"alarms": ()}, Refusal.UNKNOWN_ALARM),
        ({"alarms": ("MAIN-9:lo",)}, Refusal.UNKNOWN_ALARM),
        ({"to": "", "title": " "}, Refusal.TEXT_MISSING),
        ({"to": "INC-0099"}, Refusal.UNKNOWN_INCIDENT),
        ({"to": "INC-0001"}, Refusal.WRONG_STATE),
        ({"to": "INC-0003"}, Refusal.WRONG_STATE),
    ],
)
def test_what_cannot_be_moved(room, incident, change, why):
    other, ended = room.begin(), room.begin()
    room.close(ended)
    act = move(room, incident, "MAIN-1:lolo", to=other)
    assert room.refusal(replace(act, **change)) == (why, ())
    assert room.act(act).incident == incident


def test_no_incident_is_left_without_alarms_for_one_of_their_own(room, incident):
    everything = ("MAIN-1:lolo", "MAIN-2:lolo", "MAIN-2:lo")
    assert room.refusal(move(room, incident, *everything, title="Otra")) == (Refusal.WRONG_STATE, ())
    room.act(move(room, incident, *everything[1:], title="Otra"))
    room.act(move(room, incident, everything[0], to="INC-0002"))


def test_who_saw_a_decision_too_late_moves_nothing(room, incident):
    late = move(room, incident, "MAIN-1:lolo", title="Otra")
    room.act(merge(room, incident, room.begin()), "beto")
    assert room.superseded(late, "ana") == "beto"


def test_what_is_merged_leaves_all_that_hangs_from_it(room, incident):
    room.act(acts.WatchIncident(incident, True), "carla")
    room.act(acts.GiveIncident(incident, room.seen(incident), "beto"))
    room.act(acts.LinkDevice(incident, "MAIN-2"))
    room.assign(incident)
    into = room.begin("MAIN-1:hi")
    decided = room.act(merge(room, incident, into))
    assert (decided.incident, decided.stand_down) == (incident, ())
    record, gone = room.record(into), room.get(incident)
    assert list(record.alarms) == ["MAIN-1:hi", "MAIN-1:lolo", "MAIN-2:lolo", "MAIN-2:lo"]
    assert active(room, into) == ["MAIN-1:hi", "MAIN-1:lolo", "MAIN-2:lolo"]
    assert (record.devices, record.incident.watchers) == (("MAIN-2", "MAIN-1"), ("carla", "beto"))
    assert (record.merged, record.incident.cause) == ((incident,), "MAIN-1:hi")
    assert (gone.state, gone.resolution, gone.leads_to) == (IncidentState.CLOSED, Resolution.MERGED, into)
    assert room.bodies(incident)[-1] == Closed(Resolution.MERGED, "", into, 2)
    assert any(isinstance(body, Absorbed) for body in room.bodies(into))
    assert room.book.of_alarm("MAIN-2:lo") == into
    assert (gone.crews[0].state, gone.crews[0].text) == (TaskState.WITHDRAWN, into)


@pytest.mark.parametrize("by_radio", [False, True])
def test_a_crew_goes_on_with_its_task_for_what_stays(room, incident, by_radio):
    room.act(acts.AssignCrew(incident, room.seen(incident), "ALFA", by_radio=by_radio))
    command = "" if by_radio else "c1"
    room.happen(incident, CrewMoved("ALFA", TaskState.EN_ROUTE, command, by_hand=by_radio))
    into = room.begin("MAIN-1:hi")
    room.act(merge(room, incident, into))
    (task,) = room.get(into).crews
    assert (task.state, task.command, task.text) == (TaskState.EN_ROUTE, command, incident)
    assert room.get(into).state is IncidentState.EN_ROUTE
    assert room.book.of_crew("ALFA") == into
    given = next(body for body in room.bodies(into) if isinstance(body, CrewMoved))
    assert given.by_hand is by_radio


def test_one_without_a_cause_takes_that_of_what_it_absorbs(room, incident):
    into = room.begin()
    room.act(merge(room, incident, into))
    assert room.get(into).cause == "MAIN-1:lolo"


def test_merges_never_come_back_to_where_they_began(room, incident):
    into, closed = room.begin("MAIN-1:hi"), room.begin()
    room.close(closed)
    assert room.refusal(merge(room, incident, incident)) == (Refusal.WRONG_STATE, ())
    assert room.refusal(merge(room, incident, closed)) == (Refusal.WRONG_STATE, ())
    assert room.refusal(merge(room, incident, "INC-0099")) == (Refusal.UNKNOWN_INCIDENT, ())
    room.act(merge(room, incident, into))
    assert room.refusal(merge(room, into, incident)) == (Refusal.WRONG_STATE, ())
    again = acts.ReopenIncident(incident, room.seen(incident), "x")
    assert room.refusal(again) == (Refusal.WRONG_STATE, (into,))


def test_to_merge_lifts_what_was_moved_out(room, incident):
    other = room.act(move(room, incident, "MAIN-2:lolo", title="Otra")).incident
    room.act(merge(room, other, incident))
    assert (room.book.of_alarm("MAIN-2:lolo"), room.book.moved_out(incident)) == (incident, frozenset())


def test_whoever_decides_about_the_one_that_stays_must_have_seen_the_merge(room, incident):
    into = room.begin("MAIN-1:hi")
    late = acts.CloseIncident(into, room.seen(into), Resolution.SOLVED, "listo")
    room.act(merge(room, incident, into), "beto")
    assert room.superseded(late, "ana") == "beto"
