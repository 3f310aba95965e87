"""What an operator opens, and with what it begins."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.alarms import Priority
from app.domain.incidents.acts import OpenIncident
from app.domain.incidents.events import AlarmsJoined, CauseMarked, Noted, Opened
from app.domain.incidents.states import IncidentState
from tests.domain.incidents.room import BURST, Room

CALL = OpenIncident("water", " Rotura\nen la calle ")


@pytest.fixture
def room() -> Room:
    return Room()


def test_it_has_the_priority_the_targets_and_the_procedure_of_its_kind(room):
    incident = room.get(room.act(CALL).incident)
    assert (incident.id, incident.title, incident.source) == ("INC-0001", "Rotura en la calle", "operator")
    assert (incident.state, incident.priority, incident.owner) == (IncidentState.NEW, Priority.HIGH, "")
    assert (incident.procedure, incident.procedure_version) == ("burst", 1)
    assert incident.acknowledge_by == room.now.wall + 60_000


def test_another_priority_has_its_own_targets(room):
    incident = room.get(room.act(replace(CALL, priority=Priority.LOW)).incident)
    assert (incident.acknowledge_by, incident.resolve_by) == (0, room.now.wall + 7_200_000)
    incident = room.get(room.act(replace(CALL, priority=Priority.CRITICAL)).incident)
    assert incident.resolve_by == 0


def test_the_newest_procedure_is_followed_and_a_retired_one_is_not(room):
    room.book.put_procedure(replace(BURST, version=2))
    assert room.get(room.act(CALL).incident).procedure_version == 2
    room.book.put_procedure(replace(BURST, version=3, retired=True))
    assert room.get(room.act(CALL).incident).procedure == ""


def test_it_is_where_its_device_is_unless_it_is_said_otherwise(room):
    at_device = room.get(room.act(replace(CALL, device="MAIN-1")).incident)
    assert (at_device.lat, at_device.lon, at_device.zone) == (40.5, -3.3, "CENTRO")
    said = replace(CALL, device="MAIN-1", lat=40.0, lon=-3.0, zone="SUR", place="Plaza")
    incident = room.get(room.act(said).incident)
    assert (incident.lat, incident.lon, incident.zone, incident.place) == (40.0, -3.0, "SUR", "Plaza")


def test_it_takes_alarms_along_and_the_first_that_nothing_suppresses_is_the_cause(room):
    room.city.raise_alarm("MAIN-1:lo", at=1, cause="MAIN-2:lolo")
    room.city.raise_alarm("MAIN-2:lolo", at=5)
    room.city.raise_alarm("MAIN-1:lolo", at=9)
    alarms = ("MAIN-1:lo", "MAIN-2:lolo", "MAIN-1:lolo", "MAIN-1:lo")
    incident = room.act(replace(CALL, alarms=alarms, note="llama un vecino")).incident
    assert [type(body) for body in room.bodies(incident)] == [Opened, AlarmsJoined, CauseMarked, Noted]
    known = room.get(incident)
    assert (known.cause, known.device, known.zone) == ("MAIN-2:lolo", "MAIN-2", "NORTE")
    assert (known.alarms, known.consequences, room.book.of_alarm("MAIN-1:lo")) == (3, 1, incident)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "volcano"}, Refusal.UNKNOWN_KIND),
        ({"title": " \u200b "}, Refusal.TEXT_MISSING),
        ({"device": "MAIN-9"}, Refusal.UNKNOWN_DEVICE),
        ({"alarms": ("MAIN-1:gone",)}, Refusal.UNKNOWN_ALARM),
        ({"alarms": tuple(str(n) for n in range(10_001))}, Refusal.TOO_MANY),
        ({"lat": 40.0}, Refusal.AREA_INVALID),
        ({"lat": math.nan, "lon": 0.0}, Refusal.AREA_INVALID),
        ({"lat": 91.0, "lon": 0.0}, Refusal.AREA_INVALID),
    ],
)
def test_what_cannot_be_opened_uses_up_no_number(room, change, why):
    assert room.refusal(replace(CALL, **change)) == (why, ())
    assert room.act(CALL).incident == "INC-0001"


def test_an_alarm_is_in_one_open_incident(room):
    incident = room.begin("MAIN-1:lolo")
    call = replace(CALL, alarms=("MAIN-1:lolo",))
    assert room.refusal(call) == (Refusal.ALREADY, (incident,))
    room.close(incident)
    assert room.book.of_alarm("MAIN-1:lolo") == ""
    room.act(call)
