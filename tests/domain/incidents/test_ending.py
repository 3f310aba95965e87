"""How an incident ends, and what comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.acts import Refusal
from app.domain.incidents import acts
from app.domain.incidents.events import Closed, CrewMoved, Reopened
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from tests.domain.incidents.room import Room


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room) -> str:
    """Of a kind without a procedure."""
    return room.begin("MAIN-1:lolo", kind="lighting")


def resolve(room: Room, incident: str, reason: str = "") -> acts.ResolveIncident:
    return acts.ResolveIncident(incident, room.seen(incident), reason)


def close(
    room: Room,
    incident: str,
    resolution: Resolution = Resolution.SOLVED,
    reason: str = "",
    leads_to: str = "",
) -> acts.CloseIncident:
    return acts.CloseIncident(incident, room.seen(incident), resolution, reason, leads_to)


def reopen(room: Room, incident: str, reason: str = "ha vuelto") -> acts.ReopenIncident:
    return acts.ReopenIncident(incident, room.seen(incident), reason)


def test_it_is_resolved_once_and_closed_once(room, incident):
    room.leave(incident, "MAIN-1:lolo")
    room.act(resolve(room, incident, "cambiado el fusible"))
    assert room.get(incident).state is IncidentState.RESOLVED
    assert room.refusal(resolve(room, incident)) == (Refusal.WRONG_STATE, ())
    room.act(close(room, incident))
    known = room.get(incident)
    assert (known.state, known.resolution) == (IncidentState.CLOSED, Resolution.SOLVED)
    assert (known.reason, incident in room.book.open) == ("cambiado el fusible", False)
    assert room.refusal(close(room, incident, reason="x")) == (Refusal.WRONG_STATE, ())


def test_of_two_who_close_at_once_the_second_learns_who_was_first(room, incident):
    act = close(room, incident, reason="hecho")
    room.act(act, "ana")
    assert room.superseded(act, "beto") == "ana"


def test_required_steps_that_are_missing_want_a_reason(room):
    incident = room.begin("MAIN-1:lolo")
    room.leave(incident, "MAIN-1:lolo")
    assert room.refusal(resolve(room, incident, " ")) == (Refusal.STEPS_MISSING, ())
    assert room.refusal(close(room, incident)) == (Refusal.STEPS_MISSING, ())
    assert room.refusal(close(room, incident, Resolution.CANCELLED)) == (Refusal.REASON_MISSING, ())
    room.act(acts.TickStep(incident, "look", 1, "false"))
    room.act(acts.TickStep(incident, "inform", 1))
    room.act(resolve(room, incident))
    assert room.refusal(close(room, incident)) == (Refusal.REASON_MISSING, ())


@pytest.mark.parametrize("resolution", [Resolution.CANCELLED, Resolution.FALSE_ALARM, Resolution.DUPLICATE])
def test_every_other_end_needs_a_reason_of_its_own(room, incident, resolution):
    room.leave(incident, "MAIN-1:lolo")
    room.act(resolve(room, incident, "cambiado"))
    other = room.begin("MAIN-2:lolo")
    act = close(room, incident, resolution, leads_to=other)
    assert room.refusal(act) == (Refusal.REASON_MISSING, ())
    room.act(replace(act, reason="no era nada"))
    assert room.get(incident).leads_to == (other if resolution is Resolution.DUPLICATE else "")


def test_what_still_stands_needs_a_reason_and_is_counted(room, incident):
    room.join(incident, "MAIN-2:lolo")
    room.act(resolve(room, incident, "cambiado"))
    assert room.refusal(close(room, incident)) == (Refusal.REASON_MISSING, ())
    room.act(close(room, incident, reason="el sensor tarda"))
    assert room.bodies(incident)[-1] == Closed(Resolution.SOLVED, "el sensor tarda", "", 2)


def test_an_alarm_that_is_raised_while_it_is_closed_is_seen_first(room, incident):
    ends = (resolve(room, incident, "listo"), close(room, incident, reason="listo"))
    room.leave(incident, "MAIN-1:lolo")
    room.join(incident, "MAIN-1:lolo")
    for end in ends:
        assert room.superseded(end) == ""
    room.act(close(room, incident, reason="listo"))


@pytest.mark.parametrize("resolution", [Resolution.FALSE_ALARM, Resolution.CANCELLED, Resolution.DUPLICATE])
def test_an_alarm_that_chatters_keeps_no_incident_open(room, incident, resolution):
    end = close(room, incident, resolution, "el sensor falla", room.begin("MAIN-2:lolo"))
    room.leave(incident, "MAIN-1:lolo")
    room.join(incident, "MAIN-1:lolo")
    room.act(end)
    assert room.get(incident).resolution is resolution


def test_an_alarm_that_returns_stands_in_nobodys_way(room, incident):
    end = resolve(room, incident, "listo")
    room.leave(incident, "MAIN-1:lolo")
    room.act(end)


def test_the_end_stands_its_crews_down(room, incident):
    room.assign(incident, "ALFA")
    room.assign(incident, "BRAVO")
    room.hear(incident, "BRAVO", TaskState.REFUSED)
    decided = room.close(incident)
    assert decided.stand_down == ("ALFA",)
    assert room.bodies(incident)[-2] == CrewMoved("ALFA", TaskState.WITHDRAWN)
    assert room.book.of_crew("ALFA") == ""


def test_it_cannot_be_closed_as_merged(room, incident):
    assert room.refusal(close(room, incident, Resolution.MERGED, "x")) == (Refusal.WRONG_STATE, ())


def duplicate(room: Room, incident: str, of: str) -> acts.CloseIncident:
    return close(room, incident, Resolution.DUPLICATE, "la misma", of)


def test_duplicates_lead_to_one_that_stays_and_never_in_a_ring(room, incident):
    other, third = room.begin("MAIN-2:lolo"), room.begin()
    assert room.refusal(duplicate(room, incident, "INC-9999")) == (Refusal.UNKNOWN_INCIDENT, ())
    assert room.refusal(duplicate(room, incident, "")) == (Refusal.UNKNOWN_INCIDENT, ())
    assert room.refusal(duplicate(room, incident, incident)) == (Refusal.WRONG_STATE, ())
    room.act(duplicate(room, incident, other))
    assert room.refusal(duplicate(room, other, incident)) == (Refusal.WRONG_STATE, (other,))
    assert room.refusal(duplicate(room, third, incident)) == (Refusal.WRONG_STATE, (other,))
    room.act(duplicate(room, other, third))


def test_it_is_opened_again_with_a_reason(room, incident):
    assert room.refusal(reopen(room, incident)) == (Refusal.WRONG_STATE, ())
    room.close(incident, "cancelled")
    assert room.refusal(reopen(room, incident, "")) == (Refusal.REASON_MISSING, ())
    act = reopen(room, incident)
    room.act(act)
    assert room.bodies(incident)[-1] == Reopened("ha vuelto")
    assert (room.get(incident).state, room.get(incident).reopened) == (IncidentState.ACKNOWLEDGED, 1)
    assert room.book.of_alarm("MAIN-1:lolo") == incident
    assert room.superseded(act, "beto") == "ana"


def test_what_was_resolved_goes_back_to_what_its_crews_say(room, incident):
    room.assign(incident)
    room.act(resolve(room, incident, "listo"))
    room.hear(incident, "ALFA", TaskState.ON_SITE)
    assert room.get(incident).state is IncidentState.RESOLVED
    room.act(reopen(room, incident))
    assert room.get(incident).state is IncidentState.ON_SITE


def test_opened_again_it_catches_up_with_its_alarms(room, incident):
    room.join(incident, "MAIN-1:lo", "MAIN-2:lo", "MAIN-2:lolo", "MAIN-2:gone")
    room.leave(incident, "MAIN-2:lo")
    room.close(incident)
    room.city.return_alarm("MAIN-1:lo")
    room.city.raise_alarm("MAIN-2:lo")
    room.city.forget_alarm("MAIN-2:gone")
    other = room.begin("MAIN-2:lolo")
    room.act(reopen(room, incident))
    record = room.record(incident)
    active = [name for name, alarm in record.alarms.items() if alarm.active]
    assert (active, record.moved_out) == (["MAIN-1:lolo", "MAIN-2:lo"], {"MAIN-2:lolo"})
    assert room.book.of_alarm("MAIN-2:lolo") == other


EVERYTHING = [
    lambda i, s: acts.AcknowledgeIncident(i, s),
    lambda i, s: acts.GiveIncident(i, s, "beto"),
    lambda i, s: acts.WatchIncident(i, True),
    lambda i, s: acts.SetPriority(i, s, 4, ""),
    lambda i, s: acts.DescribeIncident(i, s, "water", "Otra", "", "", None, None),
    lambda i, s: acts.LinkDevice(i, "MAIN-2"),
    lambda i, s: acts.MoveAlarms(i, s, ("MAIN-1:lolo",), "", "Otra"),
    lambda i, s: acts.MarkCause(i, s, "MAIN-1:lolo"),
    lambda i, s: acts.MergeIncident(i, s, "INC-0002"),
    lambda i, s: acts.AssignCrew(i, s, "ALFA"),
    lambda i, s: acts.MoveCrew(i, s, "ALFA", TaskState.ON_SITE),
    lambda i, s: acts.TickStep(i, "look", 1, "real"),
    lambda i, s: acts.UntickStep(i, "look", "x"),
    lambda i, s: acts.FollowProcedure(i, s, "burst"),
    lambda i, s: acts.ResolveIncident(i, s, "x"),
    lambda i, s: acts.CloseIncident(i, s, Resolution.SOLVED, "x"),
]


@pytest.mark.parametrize("act", EVERYTHING)
def test_what_is_closed_is_left_alone_and_what_nobody_knows_is_unknown(room, incident, act):
    room.close(incident)
    assert room.refusal(act(incident, 99)) == (Refusal.WRONG_STATE, ())
    assert room.refusal(act("INC-0099", 99)) == (Refusal.UNKNOWN_INCIDENT, ())


@pytest.mark.parametrize("act", [EVERYTHING[0], EVERYTHING[9]])
def test_what_is_resolved_is_neither_acknowledged_nor_given_crews(room, incident, act):
    room.act(resolve(room, incident, "listo"))
    assert room.refusal(act(incident, 99)) == (Refusal.WRONG_STATE, ())
