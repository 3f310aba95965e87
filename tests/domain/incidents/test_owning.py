"""Who has an incident in hand, what is said about it, and two people who decide at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.alarms import Priority
from app.domain.incidents import acts
from app.domain.incidents.events import CauseMarked, Described, OwnerSet, PrioritySet, Reopened
from app.domain.incidents.states import IncidentState
from tests.domain.incidents.room import Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room) -> str:
    return room.begin("MAIN-1:lolo")


def acknowledge(room: Room, incident: str) -> acts.AcknowledgeIncident:
    return acts.AcknowledgeIncident(incident, room.seen(incident))


def give(room: Room, incident: str, to: str, reason: str = "") -> acts.GiveIncident:
    return acts.GiveIncident(incident, room.seen(incident), to, reason)


def priority(room: Room, incident: str, wanted: Priority, reason: str = "") -> acts.SetPriority:
    return acts.SetPriority(incident, room.seen(incident), wanted, reason)


def description(room: Room, incident: str, **changes: object) -> acts.DescribeIncident:
    known = room.get(incident)
    act = acts.DescribeIncident(
        incident, known.version, known.kind, known.title, known.place, known.zone, known.lat, known.lon
    )
    return replace(act, **changes)


def test_who_acknowledges_has_it(room, incident):
    room.act(acknowledge(room, incident), "ana")
    assert (room.get(incident).owner, room.get(incident).state) == ("ana", IncidentState.ACKNOWLEDGED)
    assert room.refusal(acknowledge(room, incident), "beto") == (Refusal.ALREADY, ())


def test_of_two_at_once_the_second_learns_who_was_first(room, incident):
    first = second = acknowledge(room, incident)
    room.act(first, "ana")
    assert room.superseded(second, "beto") == "ana"
    assert room.superseded(replace(give(room, incident, "beto"), seen=second.seen), "beto") == "ana"


def test_what_the_program_decides_supersedes_in_nobodys_name(room, incident):
    stale = acknowledge(room, incident)
    room.join(incident, "MAIN-2:lolo")
    room.happen(incident, Reopened(""))
    assert room.superseded(stale) == ""


def test_a_cause_and_a_priority_of_the_program_stand_in_nobodys_way(room, incident):
    unaware = acknowledge(room, incident)
    room.join(incident, "MAIN-2:lolo")
    room.happen(incident, CauseMarked("MAIN-2:lolo"), PrioritySet(Priority.CRITICAL))
    room.act(unaware)


def test_what_is_no_decision_supersedes_nothing(room, incident):
    stale = acknowledge(room, incident)
    room.act(acts.NoteIncident(incident, "voy"), "beto")
    room.act(acts.WatchIncident(incident, True), "beto")
    room.join(incident, "MAIN-2:lolo")
    room.act(stale)


def test_ones_own_is_given_without_a_reason_and_anothers_only_with_one(room, incident):
    room.act(give(room, incident, "ana"), "carla")
    assert room.get(incident).state is IncidentState.ACKNOWLEDGED
    assert room.refusal(give(room, incident, "ana"), "ana") == (Refusal.ALREADY, ())
    room.act(give(room, incident, "beto"), "ana")
    for to in ("ana", "carla", ""):
        assert room.refusal(give(room, incident, to, " "), "ana") == (Refusal.REASON_MISSING, ())
    room.act(give(room, incident, "ana", " se va\u202e "), "ana")
    assert room.bodies(incident)[-1] == OwnerSet("ana", "se va")
    room.act(give(room, incident, ""), "ana")
    assert room.get(incident).owner == ""


def test_watching_is_switched_on_and_off(room, incident):
    watch = acts.WatchIncident(incident, True)
    room.act(watch, "ana")
    assert room.refusal(watch, "ana") == (Refusal.ALREADY, ())
    room.act(watch, "beto")
    assert room.get(incident).watchers == ("ana", "beto")
    room.act(replace(watch, on=False), "ana")
    assert room.get(incident).watchers == ("beto",)
    assert room.refusal(replace(watch, on=False), "ana") == (Refusal.ALREADY, ())


def test_notes_say_something_and_can_be_added_when_it_is_over(room, incident):
    assert room.refusal(acts.NoteIncident(incident, "\u200b \n")) == (Refusal.TEXT_MISSING, ())
    room.close(incident)
    room.act(acts.NoteIncident(incident, "x" * 3000))
    assert len(room.bodies(incident)[-1].text) == 2000
    assert room.get(incident).notes == 1


def test_a_priority_is_lowered_with_a_reason_and_brings_its_targets(room, incident):
    assert room.refusal(priority(room, incident, Priority.HIGH, "x")) == (Refusal.ALREADY, ())
    assert room.refusal(priority(room, incident, Priority.LOW)) == (Refusal.REASON_MISSING, ())
    room.act(priority(room, incident, Priority.LOW, "solo una gota"))
    assert room.bodies(incident)[-1] == PrioritySet(Priority.LOW, "solo una gota", 0.0, 0.0, 7200.0)
    room.act(priority(room, incident, Priority.CRITICAL))
    assert room.get(incident).resolve_by == 0


def test_it_can_be_described_anew(room, incident):
    assert room.refusal(description(room, incident)) == (Refusal.ALREADY, ())
    room.act(description(room, incident, title=" Fuga ", place="Plaza", zone="SUR", lat=None, lon=None))
    assert room.bodies(incident)[-1] == Described("water", "Fuga", "Plaza", "SUR", None, None)


def test_another_kind_brings_its_targets(room, incident):
    room.act(description(room, incident, kind="lighting"))
    known = room.get(incident)
    assert (known.kind, known.priority) == ("lighting", Priority.HIGH)
    assert (known.acknowledge_by, known.resolve_by) == (known.opened_at + 90_000, 0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"kind": "volcano"}, Refusal.UNKNOWN_KIND),
        ({"title": ""}, Refusal.TEXT_MISSING),
        ({"lat": None}, Refusal.AREA_INVALID),
    ],
)
def test_a_description_that_says_nothing(room, incident, change, why):
    assert room.refusal(description(room, incident, **change)) == (why, ())


def test_a_kind_that_is_gone_from_the_settings_is_kept_by_what_has_it(room, incident):
    room.catalogue = replace(room.catalogue, kinds={})
    room.act(description(room, incident, title="Fuga"))


def test_devices_are_linked_and_taken_off(room, incident):
    link = acts.LinkDevice(incident, "MAIN-2")
    room.act(link)
    assert room.refusal(link) == (Refusal.ALREADY, ())
    del room.city.devices["MAIN-2"]
    room.act(replace(link, on=False))
    assert room.record(incident).devices == ()
    assert room.refusal(replace(link, on=False)) == (Refusal.ALREADY, ())
    assert room.refusal(link) == (Refusal.UNKNOWN_DEVICE, ())
