"""The embedded broker: retained messages, last wills, the lower of two QoS, and a clean end."""

import threading
from collections.abc import Callable, Iterator

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from app.demo.broker import EmbeddedBroker
from tests.demo.conftest import Listener
from tests.support.waiting import PATIENCE_S

Wait = Callable[..., None]


@pytest.fixture
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as broker:
        yield broker


def publisher(broker: EmbeddedBroker, *, will: str = "") -> mqtt.Client:
    client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="publisher", protocol=mqtt.MQTTv311)
    if will:
        client.will_set(will, b'{"state":"offline"}', qos=1, retain=True)
    connected = threading.Event()
    client.on_connect = lambda *_: connected.set()
    client.connect("127.0.0.1", broker.port)
    client.loop_start()
    assert connected.wait(PATIENCE_S)
    return client


def test_it_says_whether_anybody_listens(broker: EmbeddedBroker, listen: Callable[[int], Listener]) -> None:
    assert not broker.wait_for_subscriber(0.1)
    listen(broker.port)
    assert broker.wait_for_subscriber(60.0)


def test_a_wait_for_listeners_can_be_broken_off(broker: EmbeddedBroker) -> None:
    stop = threading.Event()
    stop.set()
    assert not broker.wait_for_subscriber(float("inf"), stop)


def test_what_was_retained_waits_for_a_late_listener(
    broker: EmbeddedBroker, listen: Callable[[int], Listener], wait_until: Wait
) -> None:
    client = publisher(broker)
    for number in range(300):
        client.publish(f"city/x/luminaire/LUM-{number}/config", b'{"name":"a"}', qos=number % 2, retain=True)
    client.publish("city/x/luminaire/LUM-last/config", b"{}", qos=1, retain=True).wait_for_publish(PATIENCE_S)
    listener = listen(broker.port)
    wait_until(lambda: len(listener.heard("config")) == 301, what="all retained messages")
    assert all(message.retain for message in listener.heard("config"))
    client.disconnect()
    client.loop_stop()


def test_who_connects_hears_nothing_that_was_retained_for_others(
    broker: EmbeddedBroker, listen: Callable[[int], Listener], wait_until: Wait
) -> None:
    listener = listen(broker.port)
    client = publisher(broker)
    client.publish("city/x/luminaire/LUM-1/config", b"{}", qos=1, retain=True).wait_for_publish(PATIENCE_S)
    wait_until(lambda: listener.heard("config"), what="the retained message")
    client.disconnect()
    client.loop_stop()
    heard: list[str] = []
    newcomer = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="newcomer", protocol=mqtt.MQTTv311)
    newcomer.on_connect = lambda *_: newcomer.subscribe("own/#")
    newcomer.on_message = lambda _client, _data, message: heard.append(message.topic)
    newcomer.connect("127.0.0.1", broker.port)
    newcomer.loop_start()
    wait_until(newcomer.is_connected, what="the newcomer")
    wait_until(lambda: newcomer.publish("own/word", b"1", qos=1) and "own/word" in heard, what="its own word")
    assert set(heard) == {"own/word"}
    newcomer.disconnect()
    newcomer.loop_stop()


def test_a_message_keeps_the_lower_of_the_two_qos(
    broker: EmbeddedBroker, listen: Callable[[int], Listener], wait_until: Wait
) -> None:
    listener = listen(broker.port)
    client = publisher(broker)
    client.publish("city/x/pump/P/telemetry", b'{"ts":1}', qos=0)
    client.publish("city/x/pump/P/event", b'{"ts":1}', qos=1)
    wait_until(lambda: listener.heard("telemetry") and listener.heard("event"), what="both messages")
    assert [message.qos for message in listener.heard("telemetry")] == [0]
    assert [message.qos for message in listener.heard("event")] == [1]
    client.disconnect()
    client.loop_stop()


def test_the_last_will_of_a_gateway_that_vanishes_is_told(
    broker: EmbeddedBroker, listen: Callable[[int], Listener], wait_until: Wait
) -> None:
    listener = listen(broker.port)
    client = publisher(broker, will="city/x/cabinet/TAB-01/status")
    stream = client.socket()
    assert stream is not None
    client.loop_stop()
    stream.close()
    wait_until(lambda: bool(listener.heard("status")), what="the will")
    assert listener.heard("status")[0].body == {"state": "offline"}


def test_it_ends_with_listeners_connected_and_leaves_no_thread(listen: Callable[[int], Listener]) -> None:
    broker = EmbeddedBroker()
    broker.start()
    listen(broker.port)
    broker.stop()
    broker.stop()
    assert "demo-broker" not in [thread.name for thread in threading.enumerate()]


def test_a_port_that_is_taken_is_said(broker: EmbeddedBroker) -> None:
    with pytest.raises(OSError, match="could not start"):
        EmbeddedBroker(port=broker.port).start()
