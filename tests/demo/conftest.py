"""The cities and the listener that the tests of the demo share."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from app.demo.broker import EmbeddedBroker
from app.demo.city.city import City, build_city
from app.domain.catalogue import Catalogue
from app.settings.catalogue import load_catalogue
from tests.demo.street import NIGHT, Street
from tests.support.broker import Mosquitto
from tests.support.waiting import PATIENCE_S


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def city() -> City:
    """The city of the default size."""
    return build_city(seed=1, devices=6000)


@pytest.fixture(scope="session")
def village() -> City:
    """The same streets with few devices."""
    return build_city(seed=1, devices=300)


@pytest.fixture
def street(city: City) -> Street:
    """At night."""
    return Street(city, NIGHT)


@dataclass(frozen=True)
class Heard:
    topic: str
    body: dict[str, object]
    qos: int
    retain: bool

    @property
    def channel(self) -> str:
        return self.topic.rsplit("/", 1)[1]

    @property
    def device(self) -> str:
        return self.topic.split("/")[3]


class Listener:
    """Everything that a broker delivers below `city/`."""

    def __init__(self, port: int) -> None:
        self._lock = threading.Lock()
        self._heard: list[Heard] = []
        self._subscribed = threading.Event()
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="listener", protocol=mqtt.MQTTv311)
        self._client.on_connect = lambda client, *_: client.subscribe("city/#", 1)
        self._client.on_subscribe = lambda *_: self._subscribed.set()
        self._client.on_message = self._on_message
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        assert self._subscribed.wait(PATIENCE_S), "no answer to the subscription"

    def heard(self, channel: str) -> list[Heard]:
        with self._lock:
            return [message for message in self._heard if message.channel == channel]

    def command(self, topic: str, **body: object) -> None:
        """Ask a device for something, as a console does."""
        self._client.publish(topic, json.dumps(body), qos=1)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _on_message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        body = json.loads(message.payload) if message.payload else {}
        with self._lock:
            self._heard.append(Heard(message.topic, body, message.qos, message.retain))


@pytest.fixture
def listen() -> Iterator[Callable[[int], Listener]]:
    """A function that starts to listen at a broker's port."""
    listeners: list[Listener] = []

    def start(port: int) -> Listener:
        listeners.append(Listener(port))
        return listeners[-1]

    yield start
    for listener in listeners:
        listener.close()


@pytest.fixture(params=["embedded", "mosquitto"])
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    """Of the embedded broker and of a real Mosquitto."""
    if request.param == "mosquitto":
        mosquitto: Mosquitto = request.getfixturevalue("mosquitto")
        yield mosquitto.port
    else:
        with EmbeddedBroker() as broker:
            yield broker.port


class Clock:
    """A wall clock of another day that can be put forward."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._ahead = 0.0

    def __call__(self) -> float:
        return 1_773_374_400.0 + time.monotonic() - self._began + self._ahead

    def forward(self, seconds: float) -> None:
        self._ahead += seconds
