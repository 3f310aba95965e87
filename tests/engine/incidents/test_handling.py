"""What operators do with incidents: decided, on record, stored, told and answered, or none of it."""

import json
from dataclasses import replace

import pytest

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.incidents import acts
from app.domain.incidents.events import Acknowledged, Closed, Noted, Opened, OwnerSet
from app.domain.incidents.states import IncidentState, Resolution
from app.wire import administration as admin
from app.wire.incidents import IncidentMoved
from tests.engine.incidents.scene import IncidentScene


def test_what_is_done_is_on_record_stored_told_and_answered(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    incident = scene.opened(engineer)
    assert (incident.id, incident.state, incident.title) == ("INC-0001", "new", "A tree has fallen")
    answer = scene.ask(engineer, acts.NoteIncident(incident.id, "Two lanes are blocked"))
    assert (answer.verdict.outcome, answer.incident, answer.version) == (Outcome.APPLIED, "INC-0001", 2)
    told = scene.told_events("INC-0001")
    assert [type(event.body) for event in told] == [Opened, Noted]
    assert [(event.by, event.console) for event in told] == [("carla", "sala-1/2")] * 2
    assert scene.stored_events("INC-0001") == told
    (opening,) = scene.trail("open_incident")
    assert (opening.subject, opening.operator, opening.outcome) == ("INC-0001", "carla", "applied")
    assert json.loads(opening.details) == {"kind": "pole", "title": "A tree has fallen", "zone": "Centro"}
    (note,) = scene.trail("note_incident")
    assert (note.subject, json.loads(note.details)) == ("INC-0001", {"text": "Two lanes are blocked"})


@pytest.mark.parametrize(
    "act",
    [
        lambda seen: acts.AcknowledgeIncident("INC-0001", seen),
        lambda seen: acts.GiveIncident("INC-0001", seen, "beto"),
        lambda seen: acts.CloseIncident("INC-0001", seen, Resolution.CANCELLED, "a drill"),
    ],
)
def test_of_two_operators_at_the_same_moment_one_wins_and_both_are_told(scene: IncidentScene, act) -> None:
    _, engineer, supervisor = scene.staff()
    seen = scene.opened(engineer).version
    won, lost = scene.ask(supervisor, act(seen)), scene.ask(engineer, act(seen))
    assert won.verdict.outcome is Outcome.APPLIED
    assert (lost.verdict.outcome, lost.verdict.superseded_by) == (Outcome.SUPERSEDED, "beto")
    assert lost.version == won.version
    entries = scene.trail(next(one.act for one in scene.trail() if one.outcome == "superseded"))
    assert sorted((one.operator, one.outcome, one.subject) for one in entries) == [
        ("beto", "applied", "INC-0001"),
        ("carla", "superseded", "INC-0001"),
    ]
    assert {event.by for event in scene.stored_events("INC-0001")[1:]} == {"beto"}


def test_what_the_database_cannot_store_is_not_done(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    incident = scene.opened(engineer)
    scene.told.clear()
    scene.disk.full = True
    answer = scene.ask(engineer, acts.AcknowledgeIncident(incident.id, incident.version))
    assert (answer.verdict.outcome, answer.verdict.refusal) == (Outcome.REFUSED, Refusal.NOT_RECORDED)
    assert scene.open[incident.id].state is IncidentState.NEW
    assert not scene.of_type(IncidentMoved)
    assert [one.outcome for one in scene.trail("acknowledge_incident")] == ["applied", "failed"]
    scene.disk.full = False
    again = scene.ask(engineer, acts.AcknowledgeIncident(incident.id, incident.version))
    assert again.verdict.outcome is Outcome.APPLIED
    assert [type(one.body) for one in scene.stored_events(incident.id)] == [Opened, Acknowledged, OwnerSet]


def test_a_refusal_is_on_record(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    incident = scene.opened(engineer)
    answer = scene.ask(engineer, acts.CloseIncident(incident.id, 1, Resolution.FALSE_ALARM, " "))
    assert answer.verdict.refusal is Refusal.REASON_MISSING
    missing = scene.ask(engineer, acts.NoteIncident("INC-0404", "who knows it?"))
    assert missing.verdict.refusal is Refusal.UNKNOWN_INCIDENT
    (closing,), (note,) = scene.trail("close_incident"), scene.trail("note_incident")
    assert (closing.outcome, closing.refusal, closing.subject) == ("refused", "reason_missing", "INC-0001")
    assert (note.outcome, note.refusal, note.subject) == ("refused", "unknown_incident", "INC-0404")


def test_who_may_not_handle_incidents_is_refused_at_the_gate_by_the_name_of_what_was_asked(
    scene: IncidentScene,
) -> None:
    admin, engineer, _ = scene.staff()
    scene.opened(engineer)
    for act in (acts.OpenIncident("pole", "No", alarms=("A:b",)), acts.MoveAlarms("INC-0001", 1, ("A:b",))):
        answer = scene.ask(admin, act)
        assert answer.verdict.refusal is Refusal.NOT_PERMITTED
        assert "supervisor" in answer.verdict.who
    (moving,) = scene.trail("move_alarms")
    assert (moving.outcome, moving.subject) == ("refused", "INC-0001")


def test_a_closed_incident_that_is_still_at_hand_can_be_opened_again(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    incident = scene.opened(engineer)
    scene.ask(engineer, acts.CloseIncident(incident.id, 1, Resolution.CANCELLED, "a drill"))
    assert not scene.open
    (closed,) = [one for one in scene.told_events(incident.id) if isinstance(one.body, Closed)]
    answer = scene.ask(engineer, acts.ReopenIncident(incident.id, closed.seq, "it was none"))
    assert answer.verdict.outcome is Outcome.APPLIED
    assert scene.open[incident.id].reopened == 1


def test_an_incident_is_given_to_somebody_who_could_handle_it(scene: IncidentScene) -> None:
    chief, engineer, _ = scene.staff()
    incident = scene.opened(engineer)

    def given(to: str) -> Verdict:
        seen = scene.open[incident.id].version
        verdict: Verdict = scene.ask(engineer, acts.GiveIncident(incident.id, seen, to, "relief")).verdict
        return verdict

    assert given("nobody-of-that-name").refusal is Refusal.UNKNOWN_OPERATOR
    assert given("ana").refusal is Refusal.NOT_PERMITTED, "she administers, and handles no incident"
    assert scene.open[incident.id].owner == ""
    assert given(" Beto ").outcome is Outcome.APPLIED
    assert scene.open[incident.id].owner == "beto"
    assert given("").outcome is Outcome.APPLIED
    known = scene.access.accounts.operator("beto")
    assert known is not None
    answer = scene.ask(chief, admin.ChangeOperator(replace(known, zones=("Puerto",))))
    assert answer.verdict.outcome is Outcome.APPLIED
    assert given("beto").refusal is Refusal.NOT_PERMITTED
    moved = scene.access.accounts.operator("beto")
    assert moved is not None
    answer = scene.ask(chief, admin.ChangeOperator(replace(moved, enabled=False)))
    assert answer.verdict.outcome is Outcome.APPLIED
    assert given("beto").refusal is Refusal.UNKNOWN_OPERATOR
    assert [one.outcome for one in scene.trail("give_incident")].count("refused") == 4
