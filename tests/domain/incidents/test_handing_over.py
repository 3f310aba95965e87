"""Crews of an incident that is closed as the duplicate of another one."""

from __future__ import annotations

import pytest

from app.domain.incidents import acts
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from tests.domain.incidents.room import Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room) -> str:
    return room.begin("MAIN-1:lolo")


def duplicate(room: Room, incident: str, of: str) -> acts.CloseIncident:
    return acts.CloseIncident(incident, room.seen(incident), Resolution.DUPLICATE, "la misma", of)


def test_the_crews_go_on_for_the_one_that_stays(room, incident):
    other = room.begin("MAIN-2:lolo")
    room.assign(incident)
    room.assign(incident, "BRAVO")
    room.hear(incident, "ALFA", TaskState.ON_SITE)
    room.hear(incident, "BRAVO", TaskState.REFUSED)
    assert room.act(duplicate(room, incident, other)).stand_down == ()
    assert [(task.crew, task.state) for task in room.get(other).crews] == [("ALFA", TaskState.ON_SITE)]
    assert (room.get(other).state, room.book.of_crew("ALFA")) == (IncidentState.ON_SITE, other)
    assert [task.state for task in room.get(incident).crews] == [TaskState.WITHDRAWN, TaskState.REFUSED]


def test_nobody_goes_on_for_one_that_is_closed_itself(room, incident):
    other = room.begin("MAIN-2:lolo")
    room.close(other, "cancelled")
    room.assign(incident)
    assert room.act(duplicate(room, incident, other)).stand_down == ("ALFA",)
    assert room.book.of_crew("ALFA") == ""
