"""Incidents that were closed long ago: read from the database when something is asked of them."""

import pytest

from app.bootstrap.incident_past import LATELY_MS
from app.domain.acts import Outcome, Refusal
from app.domain.incidents import acts
from app.domain.incidents.events import CommandTold, Noted, Reopened
from app.domain.incidents.states import Resolution
from app.domain.orders import Action
from tests.engine.access.scene import SoftLink
from tests.engine.incidents.scene import IncidentScene


@pytest.fixture
def engineer(scene: IncidentScene) -> SoftLink:
    """INC-0001 was closed long before this run of the engine."""
    _, engineer, _ = scene.staff()
    scene.opened(engineer)
    scene.ask(engineer, acts.CloseIncident("INC-0001", 1, Resolution.CANCELLED, "a drill"))
    scene.access.at += 2 * LATELY_MS / 1000
    scene.restart()
    return engineer


def test_a_closed_incident_is_opened_again_after_a_restart(scene: IncidentScene, engineer: SoftLink) -> None:
    assert not scene.open
    answer = scene.ask(engineer, acts.ReopenIncident("INC-0001", 2, "it was none"))
    assert answer.verdict.outcome is Outcome.APPLIED
    assert scene.open["INC-0001"].reopened == 1
    assert [event.seq for event in scene.stored_events("INC-0001")] == [1, 2, 3]
    assert isinstance(scene.stored_events("INC-0001")[-1].body, Reopened)


def test_two_who_ask_for_it_at_the_same_time_are_both_answered(
    scene: IncidentScene, engineer: SoftLink
) -> None:
    first = scene.start(engineer, acts.ReopenIncident("INC-0001", 2, "it was none"))
    second = scene.start(engineer, acts.NoteIncident("INC-0001", "look at the picture"))
    scene.access.worker.drain()
    assert engineer.answers[first].verdict.outcome is Outcome.APPLIED
    assert engineer.answers[second].verdict.outcome is Outcome.APPLIED
    bodies = [type(event.body) for event in scene.stored_events("INC-0001")]
    assert bodies[-2:] == [Reopened, Noted]


def test_who_has_left_meanwhile_changes_nothing(scene: IncidentScene, engineer: SoftLink) -> None:
    asked = scene.start(engineer, acts.ReopenIncident("INC-0001", 2, "it was none"))
    scene.access.worker.work()
    scene.access.leave(engineer)
    scene.access.worker.deliver()
    assert engineer.answers[asked].verdict.refusal is Refusal.NOT_SIGNED_IN
    assert len(scene.stored_events("INC-0001")) == 2


def test_what_cannot_be_read_is_refused(scene: IncidentScene, engineer: SoftLink) -> None:
    scene.disk.full = True
    answer = scene.ask(engineer, acts.ReopenIncident("INC-0001", 2, "it was none"))
    assert answer.verdict.refusal is Refusal.NOT_RECORDED


def test_what_nobody_knows_is_refused(scene: IncidentScene, engineer: SoftLink) -> None:
    for named in ("INC-7777", "INC-0001'; --", "../INC-0001", ""):
        answer = scene.ask(engineer, acts.NoteIncident(named, "who knows it?"))
        assert answer.verdict.refusal is Refusal.UNKNOWN_INCIDENT, named


def told_commands(scene: IncidentScene) -> list[str]:
    events = scene.stored_events("INC-0001")
    return [event.body.state for event in events if isinstance(event.body, CommandTold)]


def test_what_a_command_comes_to_long_after_its_incident_was_closed_is_said(
    scene: IncidentScene, engineer: SoftLink
) -> None:
    scene.introduce("valve", "VLV-1")
    command = scene.order("VLV-1", "valve", Action.HOLD, "INC-0001")
    scene.say(command, "rejected", "local")
    assert told_commands(scene) == []
    scene.access.worker.drain()
    assert told_commands(scene) == ["sent", "rejected"]
    scene.order("VLV-1", "valve", Action.HOLD, "INC-0404")
    scene.access.worker.drain()
    assert told_commands(scene) == ["sent", "rejected"]


def test_what_cannot_be_said_yet_is_said_when_it_can(
    scene: IncidentScene, engineer: SoftLink, caplog: pytest.LogCaptureFixture
) -> None:
    scene.introduce("valve", "VLV-1")
    command = scene.order("VLV-1", "valve", Action.HOLD, "INC-0001")
    scene.disk.full = True
    scene.access.worker.drain()
    assert "could not be read" in caplog.text
    scene.disk.full = False
    scene.say(command, "rejected", "local")
    scene.pass_time(12.0)
    scene.access.worker.drain()
    assert told_commands(scene) == ["sent", "rejected"]
