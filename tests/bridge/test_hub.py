"""The console's door to a real engine: what it tells when the engine lives, dies, hangs or ends."""

import asyncio
import signal
import sys
import time

import pytest

from app.bridge.hub import HEARTBEAT_CHECK_MS, HEARTBEAT_LIMIT_S
from app.bridge.views import Answer, EngineAway, Quality
from app.domain.acts import Acknowledge, Outcome, Refusal, Seen
from app.store.reader import Reader
from app.wire.endpoint import read
from tests.bridge.scene import Scene, publish
from tests.support.waiting import PATIENCE_S

pytestmark = pytest.mark.expects_leftovers("engines outlive their console; the scene ends them")

CONFIG = {"name": "Botón 88", "lat": -12.09, "lon": -77.08, "zone": "San Telmo"}


def panic(broker, scene: Scene) -> str:
    """A device and its alarm, as the console shows them; returns the alarm's id."""
    scene.wait_for_broker()
    publish(broker, "panic_button/PAN-088/config", CONFIG, retain=True)
    publish(broker, "panic_button/PAN-088/telemetry", {"ts": int(time.time() * 1000), "battery_level": 80})
    publish(broker, "panic_button/PAN-088/event", {"type": "panic", "active": True})
    scene.wait(lambda: scene.hub.alarms.of_device("PAN-088"), "the alarm")
    return scene.hub.alarms.of_device("PAN-088")[0].id


def recorded(scene: Scene, alarm: str) -> bool:
    reader = Reader(scene.data / "store")
    try:
        return alarm in {one.id for one in reader.alarms()}
    finally:
        reader.close()


async def ask_and_kill(scene: Scene, alarm: str) -> None:
    """A request to an engine that hangs, and then dies of it."""
    scene.send(signal.SIGSTOP)
    asked = asyncio.ensure_future(scene.hub.request(Acknowledge((Seen(alarm, 1),))))
    await asyncio.sleep(0.1)
    scene.send(signal.SIGKILL)
    await asyncio.wait_for(asked, PATIENCE_S)


def test_the_hub_starts_its_engine_and_shows_the_city(scene, mosquitto):
    assert set(scene.phases) <= {"starting", "up", "hung"}, "a machine that is busy may stop it for a while"
    alarm = panic(mosquitto, scene)
    hub = scene.hub
    assert hub.devices.count == 1
    assert hub.devices.get("PAN-088").name == "Botón 88"
    columns = hub.columns.devices()
    row = hub.devices.row("PAN-088")
    scene.wait(lambda: hub.columns.devices().lon.size > row, "the columns")
    columns = hub.columns.devices()
    assert (columns.lon[row], columns.lat[row]) == (-77.08, -12.09)
    assert columns.priority[row] == hub.alarms.get(alarm).priority
    assert abs(int(columns.heard[row]) - hub.now()) < 60_000
    (reading,) = hub.columns.readings("PAN-088")
    assert (reading.quantity, reading.value, reading.quality) == ("battery_level", 80.0, Quality.GOOD)

    refused = scene.run(hub.request(Acknowledge((Seen(alarm, 1),))))
    assert refused.verdict.refusal is Refusal.NOT_SIGNED_IN
    scene.sign_in()
    answer = scene.run(hub.request(Acknowledge((Seen(alarm, hub.alarms.get(alarm).version),))))
    assert isinstance(answer, Answer)
    assert answer.verdict.outcome is Outcome.APPLIED
    scene.wait(lambda: not hub.alarms.get(alarm).unacknowledged, "the acknowledgement to come back")
    assert hub.alarms.get(alarm).acknowledged_by == "r.quispe"
    assert scene.run(hub.limits_of("PAN-088")) is not None


def test_an_engine_that_is_killed_is_started_again_and_the_city_comes_back(scene, mosquitto):
    alarm = panic(mosquitto, scene)
    scene.sign_in()
    scene.wait(lambda: recorded(scene, alarm), "the alarm to be on the disk")
    first, revision = scene.engine, scene.hub.devices.revision
    with pytest.raises(EngineAway, match="lost before it answered"):
        scene.run(ask_and_kill(scene, alarm))
    scene.wait_for("lost")
    with pytest.raises(EngineAway, match="not there"):
        scene.run(scene.hub.limits_of("PAN-088"))
    assert scene.hub.devices.count == 1, "what is known stays on the screen"
    scene.wait_for_city(2)
    scene.wait_for("up")
    assert scene.engine != first
    assert scene.hub.alarms.get(alarm).activations == 1, "back, and not raised a second time"
    assert scene.hub.devices.get("PAN-088").zone == "San Telmo"
    assert scene.hub.devices.revision > revision
    scene.wait(lambda: scene.hub.columns.readings("PAN-088"), "the values of the new engine")
    assert scene.hub.columns.readings("PAN-088")[0].value == 80.0
    version = scene.hub.alarms.get(alarm).version
    answer = scene.run(scene.hub.request(Acknowledge((Seen(alarm, version),))))
    assert answer.verdict.outcome is Outcome.APPLIED, "the session goes on without a password"


def test_an_engine_that_hangs_is_told_within_three_seconds(scene, mosquitto):
    assert HEARTBEAT_LIMIT_S + HEARTBEAT_CHECK_MS / 1000 <= 3.0
    scene.wait_for_broker()
    scene.send(signal.SIGSTOP)
    scene.wait_for("hung")
    assert time.monotonic() - scene.hub.columns.heartbeat > HEARTBEAT_LIMIT_S, "and not before"
    scene.send(signal.SIGCONT)
    scene.wait_for("up")
    assert scene.phases[-2:] == ["hung", "up"]
    assert scene.snapshots == 1, "it was the same engine all the time"


def test_an_engine_that_was_stopped_stays_stopped_until_it_is_wanted(scene):
    scene.sign_in()
    assert scene.run(scene.hub.stop_engine()).verdict.outcome is Outcome.APPLIED
    scene.wait_for("stopped")
    assert scene.hub.link.reason
    with pytest.raises(EngineAway):
        scene.run(scene.hub.limits_of("PAN-088"))
    with pytest.raises(AssertionError, match="in vain"):
        scene.wait(lambda: scene.hub.link.phase != "stopped", "a start that must not come", 1.5)
    assert read(scene.data) is None
    scene.hub.start_engine()
    scene.wait_for_city(2)
    scene.wait_for("up")


def test_an_engine_that_cannot_start_is_given_up_with_its_own_words(make_scene):
    made = make_scene([sys.executable, "-c", "print('The database is damaged.'); raise SystemExit(1)"])
    made.hub.start()
    made.wait_for("given_up")
    assert made.hub.link.reason == "The database is damaged."
    assert made.phases == ["starting", "given_up"]
    assert made.data.joinpath("engine.out").read_text().count("damaged") == 5
