"""Events that cannot be read any more: the engine starts all the same, and nothing new is lost by them."""

import sqlite3

import pytest

from app.domain.acts import Outcome
from app.domain.incidents import acts
from app.domain.incidents.events import Noted
from app.domain.incidents.states import Resolution
from app.store.connection import history_path
from tests.engine.incidents.scene import IncidentScene


def harm(scene: IncidentScene, seq: int) -> None:
    with sqlite3.connect(history_path(scene.data.store)) as database:
        database.execute("UPDATE incident_event SET kind = 'Eaten' WHERE seq = ?", (seq,))
    database.close()


def test_after_an_unreadable_newest_event_the_next_one_is_stored(
    scene: IncidentScene, caplog: pytest.LogCaptureFixture
) -> None:
    _, engineer, _ = scene.staff()
    scene.opened(engineer)
    scene.ask(engineer, acts.NoteIncident("INC-0001", "gone"))
    scene.restart(lambda: harm(scene, 2))
    answer = scene.ask(engineer, acts.NoteIncident("INC-0001", "important"))
    assert (answer.verdict.outcome, answer.version) == (Outcome.APPLIED, 3)
    scene.restart()
    (record,) = [scene.incidents._parts.book.record("INC-0001")]
    assert record is not None
    assert record.events[-1].body == Noted("important")
    assert "event 2 of INC-0001 cannot be read" in caplog.text


@pytest.mark.parametrize(("seq", "at_hand"), [(2, True), (3, False), (1, False)])
def test_a_damaged_event_of_a_closed_incident_keeps_no_engine_from_starting(
    scene: IncidentScene, caplog: pytest.LogCaptureFixture, seq: int, at_hand: bool
) -> None:
    _, engineer, _ = scene.staff()
    scene.opened(engineer)
    scene.ask(engineer, acts.NoteIncident("INC-0001", "seen"))
    scene.ask(engineer, acts.CloseIncident("INC-0001", 2, Resolution.CANCELLED, "a drill"))
    scene.restart(lambda: harm(scene, seq))
    assert not scene.open, "what was closed stays closed"
    assert f"event {seq} of INC-0001 cannot be read" in caplog.text
    assert (scene.incidents._parts.book.get("INC-0001") is not None) is at_hand
