"""What the tests of the feed listen and speak with."""

import random
import threading
from typing import Any, Self

from paho.mqtt.client import Client, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion

from app.feed.backoff import Backoff
from app.feed.link import BrokerLink
from app.feed.link_state import LinkState, Phase
from app.feed.messages import Arrival
from app.settings.sections import BrokerSettings
from tests.support.waiting import PATIENCE_S, wait_until

NOW = 1_790_000_000_000


def arrival(topic: str, payload: bytes | str) -> Arrival:
    body = payload.encode() if isinstance(payload, str) else payload
    return Arrival(topic, body, 0, False, 0, 1, 0.0)


class Listener:
    """A link with an ear: all arrivals and states, in order."""

    def __init__(
        self, url: str, *, filters: tuple[str, ...] = ("#",), acknowledge: bool = True, **settings: Any
    ) -> None:
        self.arrivals: list[Arrival] = []
        self.states: list[LinkState] = []
        self.acknowledge = acknowledge
        self.fails = False
        self.link = BrokerLink(
            BrokerSettings.model_validate({"url": url, "connect_timeout_s": 30.0, **settings}),
            filters=filters,
            on_batch=self._hear,
            on_state=self.states.append,
            client_id="listener",
            backoff=Backoff(first_s=0.05, longest_s=0.3, chance=random.Random(1)),
        )

    def _hear(self, batch: list[Arrival]) -> None:
        self.arrivals.extend(batch)
        if self.fails:
            raise RuntimeError("the ear fails")
        if self.acknowledge:
            self.link.acknowledge(batch)

    @property
    def state(self) -> LinkState:
        return self.states[-1]

    @property
    def payloads(self) -> list[str]:
        return [each.payload.decode() for each in self.arrivals]

    def wait_for(self, phase: Phase) -> None:
        wait_until(lambda: self.states and self.state.phase is phase, what=f"the link to be {phase}")

    def wait_up(self) -> None:
        """Up, and so subscribed that an answered round trip stands behind the subscription."""
        wait_until(
            lambda: self.states and self.state.phase is Phase.UP and self.state.latency_ms is not None,
            what=f"the link to be up: {self.states[-3:]}",
        )


class Speaker:
    """Publishes and waits until the broker has it."""

    def __init__(self, port: int) -> None:
        self._client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTv311)
        connected = threading.Event()
        self._client.on_connect = lambda *_: connected.set()
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        assert connected.wait(PATIENCE_S)

    def say(self, topic: str, payload: str | bytes, *, qos: int = 1, retain: bool = False) -> None:
        self._client.publish(topic, payload, qos=qos, retain=retain).wait_for_publish(PATIENCE_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()
