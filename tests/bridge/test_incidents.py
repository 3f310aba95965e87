"""Incidents at a console, from a real engine: one opens, is taken, gets a file, and outlives its engine."""

import asyncio
import signal
import time

import pytest

from app.domain.acts import Outcome, Refusal
from app.domain.incidents import acts, events
from app.domain.incidents.states import IncidentState
from tests.bridge.scene import Scene, publish

pytestmark = pytest.mark.expects_leftovers("engines outlive their console; the scene ends them")

CONFIG = {"name": "Botón 88", "lat": -12.09, "lon": -77.08, "zone": "San Telmo"}


def panic(broker, scene: Scene) -> str:
    """Somebody presses a panic button; returns the incident that comes of it."""
    scene.wait_for_broker()
    publish(broker, "panic_button/PAN-088/config", CONFIG, retain=True)
    publish(broker, "panic_button/PAN-088/telemetry", {"ts": int(time.time() * 1000), "battery_level": 80})
    publish(broker, "panic_button/PAN-088/event", {"type": "panic", "active": True})
    scene.wait(lambda: scene.hub.incidents.open, "the incident")
    return next(iter(scene.hub.incidents.open))


def test_an_alarm_becomes_an_incident_that_is_taken_and_outlives_its_engine(scene, mosquitto, tmp_path):
    board = scene.hub.incidents
    assert board.rules is not None
    assert board.kinds
    name = panic(mosquitto, scene)
    opened = board.get(name)
    assert (opened.device, opened.zone, opened.state) == ("PAN-088", "San Telmo", IncidentState.NEW)
    (alarm,) = board.alarms_of(name)
    assert (alarm.partition(":")[0], board.incident_of(alarm)) == ("PAN-088", name)

    act = acts.AcknowledgeIncident(name, opened.version)
    assert scene.run(board.act(act)).verdict.refusal is Refusal.NOT_SIGNED_IN
    scene.sign_in()
    assert scene.run(board.act(act)).verdict.outcome is Outcome.APPLIED
    scene.wait(lambda: board.get(name).owner == "r.quispe", "the owner")

    file = tmp_path / "foto.txt"
    file.write_bytes(b"tapa rota" * 100)
    assert scene.run(board.attach(name, file, "", lambda _: None)).outcome is Outcome.APPLIED
    scene.wait(lambda: board.get(name).attachments == 1, "the attachment")
    record = scene.run(board.record(name))
    assert record.incident == board.get(name)
    assert [event.seq for event in record.events] == list(range(1, record.incident.version + 1))
    attached = next(event.body for event in record.events if isinstance(event.body, events.Attached))
    assert board.attachment_path(attached.sha256).read_bytes() == file.read_bytes()

    loaded = []
    board.loaded.connect(lambda: loaded.append(board.get(name)))
    before = board.get(name)
    scene.send(signal.SIGKILL)
    scene.wait(lambda: loaded, "the board from the next engine")
    assert loaded[0] == before
    assert scene.run(board.record(name)).events == record.events


def test_an_act_that_is_behind_is_told_who_was_first(scene, mosquitto):
    board = scene.hub.incidents
    name = panic(mosquitto, scene)
    scene.sign_in()
    seen = board.get(name).version
    answers = scene.run(
        _both(scene, acts.GiveIncident(name, seen, "r.quispe"), acts.AcknowledgeIncident(name, seen))
    )
    assert sorted(one.verdict.outcome for one in answers) == [Outcome.APPLIED, Outcome.SUPERSEDED]
    late = next(one for one in answers if one.verdict.outcome is Outcome.SUPERSEDED)
    assert late.verdict.superseded_by == "r.quispe"


async def _both(scene: Scene, *asked: object) -> list:
    return await asyncio.gather(*(scene.hub.incidents.act(act) for act in asked))
