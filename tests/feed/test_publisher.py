"""What lives in this program speaks through a real broker: said, said again after a loss, heard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.feed.backoff import Backoff
from app.feed.publisher import Publisher
from app.settings.sections import BrokerSettings
from tests.support.broker import Mosquitto
from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S, wait_until


def kept(broker: Mosquitto, topic: str) -> str:
    """What the broker has retained there."""
    command = [tool("mosquitto_sub"), "-p", str(broker.port), "-t", topic, "-C", "1", "-W", "60"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    return done.stdout.strip()


@pytest.fixture
def publisher(mosquitto: Mosquitto) -> Iterator[Callable[..., Publisher]]:
    made: list[Publisher] = []

    def make(**more: Any) -> Publisher:
        backoff = Backoff(first_s=0.05, longest_s=0.2)
        name = f"test-{len(made)}"
        made.append(Publisher(BrokerSettings(url=mosquitto.url), client_id=name, backoff=backoff, **more))
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_what_is_said_is_heard(publisher: Callable[..., Publisher]) -> None:
    heard: list[tuple[str, bytes]] = []
    up: list[bool] = []
    publisher(
        filters=("a/+/config",), hear=lambda topic, body: heard.append((topic, body)), on_link=up.append
    )
    wait_until(lambda: up == [True], what="the link")
    speaker = publisher(on_link=up.append)
    wait_until(lambda: len(up) == 2, what="the other link")
    for number in range(500):
        speaker.publish("a/1/config", str(number).encode(), qos=1)
    wait_until(lambda: len(heard) == 500, what="all that was said")
    assert [int(body) for _, body in heard] == list(range(500))


def test_the_broker_says_its_last_will_when_it_dies_and_not_when_it_leaves(
    mosquitto: Mosquitto, publisher: Callable[..., Publisher]
) -> None:
    dying = (
        "from app.feed.publisher import Publisher; from app.settings.sections import BrokerSettings; "
        "import time; made = Publisher(BrokerSettings(url={url!r}), client_id='dies', "
        "will=lambda: ('a/1/status', b'gone')); made.start(); "
        "made.publish('a/1/status', b'there', qos=1, retain=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", dying.format(url=mosquitto.url)])
    try:
        wait_until(lambda: kept(mosquitto, "a/1/status") == "there", what="its word")
    finally:
        process.kill()
        process.wait()
    wait_until(lambda: kept(mosquitto, "a/1/status") == "gone", what="its last will")
    leaving = publisher(will=lambda: ("a/2/status", b"gone"))
    leaving.publish("a/2/status", b"left", qos=1, retain=True)
    wait_until(lambda: kept(mosquitto, "a/2/status") == "left", what="its word")
    leaving.stop()
    assert kept(mosquitto, "a/2/status") == "left"


def test_what_must_arrive_outlives_a_broker_that_is_away(
    mosquitto: Mosquitto, publisher: Callable[..., Publisher]
) -> None:
    up: list[bool] = []
    speaker = publisher(on_link=up.append)
    wait_until(lambda: up == [True], what="the link")
    mosquitto.stop()
    wait_until(lambda: up[-1] is False, what="the loss")
    speaker.publish("a/1/status", b"online", qos=1, retain=True)
    speaker.publish("a/1/telemetry", b"lost")
    speaker.publish("a/1/event", b"begun", qos=1)
    heard: list[bytes] = []
    mosquitto.start()
    publisher(filters=("a/1/event", "a/1/telemetry"), hear=lambda _topic, body: heard.append(body))
    wait_until(lambda: up[-1] is True, what="the link again")
    assert kept(mosquitto, "a/1/status") == "online"
    assert b"lost" not in heard


def test_what_is_retained_is_said_to_a_broker_that_has_forgotten(
    make_mosquitto: Callable[..., Mosquitto],
) -> None:
    broker = make_mosquitto(persistence="false")
    up: list[bool] = []
    backoff = Backoff(first_s=0.05, longest_s=0.2)
    speaker = Publisher(BrokerSettings(url=broker.url), client_id="test", on_link=up.append, backoff=backoff)
    speaker.start()
    speaker.publish("a/1/config", b"old", qos=1, retain=True)
    speaker.publish("a/1/config", b"new", qos=1, retain=True)
    wait_until(lambda: kept(broker, "a/1/config") == "new", what="the newest")
    broker.kill()
    wait_until(lambda: up[-1] is False, what="the loss")
    broker.start()
    wait_until(lambda: up[-1] is True, what="the link again")
    assert kept(broker, "a/1/config") == "new"
    speaker.stop()


def test_what_others_may_replace_is_said_to_one_connection_alone(
    mosquitto: Mosquitto, publisher: Callable[..., Publisher]
) -> None:
    up: list[bool] = []
    speaker = publisher(on_link=up.append)
    wait_until(lambda: up == [True], what="the link")
    speaker.publish("a/1/config", b"again", qos=1, retain=True)
    for topic in ("a/1/config", "a/2/config"):
        speaker.publish(topic, b"ours", qos=1, retain=True, again=False)
    wait_until(lambda: kept(mosquitto, "a/2/config") == "ours", what="its word")
    other = publisher()
    for topic in ("a/1/config", "a/2/config"):
        other.publish(topic, b"theirs", qos=1, retain=True)
    wait_until(lambda: kept(mosquitto, "a/2/config") == "theirs", what="the other's word")
    other.stop()
    mosquitto.stop()
    wait_until(lambda: up[-1] is False, what="the loss")
    mosquitto.start()
    wait_until(lambda: up[-1] is True, what="the link again")
    speaker.publish("a/3/config", b"last", qos=1, retain=True)
    wait_until(lambda: kept(mosquitto, "a/3/config") == "last", what="all it had to say")
    assert [kept(mosquitto, topic) for topic in ("a/1/config", "a/2/config")] == ["theirs", "theirs"]
