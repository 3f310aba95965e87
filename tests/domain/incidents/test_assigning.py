"""Crews: one task at a time, moved on only from where it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.incidents.acts import AssignCrew, MoveCrew
from app.domain.incidents.events import CrewMoved
from app.domain.incidents.states import IncidentState, TaskState
from tests.domain.incidents.room import Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room) -> str:
    return room.begin("MAIN-1:lolo")


def assign(room: Room, incident: str, crew: str = "ALFA") -> AssignCrew:
    return AssignCrew(incident, room.seen(incident), crew, "con bomba")


def move(room: Room, incident: str, state: TaskState, crew: str = "ALFA") -> MoveCrew:
    return MoveCrew(incident, room.seen(incident), crew, state, "por radio")


def test_a_crew_that_is_assigned_must_be_sent_the_task(room, incident):
    decided = room.act(assign(room, incident))
    assert (decided.task, decided.stand_down) == ("ALFA", ())
    assert room.bodies(incident)[-1] == CrewMoved("ALFA", TaskState.ASSIGNED, text="con bomba")
    assert room.get(incident).state is IncidentState.ASSIGNED


def test_by_radio_it_is_only_written_down(room, incident):
    decided = room.act(replace(assign(room, incident), by_radio=True))
    assert (decided.task, room.bodies(incident)[-1].by_hand) == ("", True)


@pytest.mark.parametrize("crew", ["NOBODY", "MAIN-1"])
def test_only_a_crew_can_be_assigned(room, incident, crew):
    assert room.refusal(assign(room, incident, crew)) == (Refusal.UNKNOWN_CREW, ())


def test_a_crew_is_at_one_incident(room, incident):
    other = room.begin("MAIN-2:lolo")
    room.assign(incident)
    assert room.refusal(assign(room, incident)) == (Refusal.ALREADY, ())
    assert room.refusal(assign(room, other)) == (Refusal.CREW_ELSEWHERE, (incident,))
    room.assign(other, "BRAVO")


@pytest.mark.parametrize("over", [TaskState.REFUSED, TaskState.WITHDRAWN])
def test_a_crew_whose_task_is_over_is_free(room, incident, over):
    other = room.begin("MAIN-2:lolo")
    room.assign(incident)
    room.hear(incident, "ALFA", over)
    assert room.book.of_crew("ALFA") == ""
    room.assign(other)
    room.hear(incident, "ALFA", TaskState.ON_SITE)
    assert room.book.of_crew("ALFA") == other
    assert room.get(incident).state is IncidentState.ACKNOWLEDGED


def test_what_crews_say_moves_the_incident_and_supersedes_nobody(room, incident):
    room.assign(incident)
    room.assign(incident, "BRAVO")
    stale = move(room, incident, TaskState.EN_ROUTE, "BRAVO")
    room.hear(incident, "ALFA", TaskState.DISPATCHED)
    room.hear(incident, "ALFA", TaskState.ON_SITE)
    assert room.get(incident).state is IncidentState.ON_SITE
    room.act(stale)
    assert room.get(incident).state is IncidentState.ON_SITE
    assert room.superseded(replace(stale, state=TaskState.ON_SITE), "beto") == "ana"


def test_what_goes_on_calls_nobody_off(room, incident):
    room.assign(incident)
    assert room.act(move(room, incident, TaskState.EN_ROUTE)).stand_down == ()


@pytest.mark.parametrize("over", [TaskState.WITHDRAWN, TaskState.REFUSED])
def test_taken_off_it_is_told_to_stand_down(room, incident, over):
    room.assign(incident)
    room.hear(incident, "ALFA", TaskState.DISPATCHED)
    decided = room.act(move(room, incident, over))
    assert decided.stand_down == ("ALFA",)
    assert room.bodies(incident)[-1] == CrewMoved("ALFA", over, "c1", "por radio", by_hand=True)
    assert room.get(incident).state is IncidentState.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (TaskState.EN_ROUTE, TaskState.DISPATCHED),
        (TaskState.ON_SITE, TaskState.REFUSED),
        (TaskState.WITHDRAWN, TaskState.ON_SITE),
        (TaskState.WITHDRAWN, TaskState.ASSIGNED),
        (TaskState.EN_ROUTE, TaskState.EN_ROUTE),
    ],
)
def test_a_task_goes_on_from_where_it_is(room, incident, now, wanted):
    room.assign(incident)
    room.hear(incident, "ALFA", now)
    assert room.refusal(move(room, incident, wanted)) == (Refusal.WRONG_STATE, ())


def test_a_crew_without_a_task_here_moves_nowhere(room, incident):
    assert room.refusal(move(room, incident, TaskState.ON_SITE)) == (Refusal.UNKNOWN_CREW, ())
