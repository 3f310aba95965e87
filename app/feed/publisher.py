"""Publishes for devices that live in this program, such as cameras: what they are, say and have seen."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from paho.mqtt.client import MQTTMessageInfo
from paho.mqtt.enums import MQTTErrorCode
from paho.mqtt.properties import Properties

from app.feed.backoff import Backoff
from app.feed.client import FramedClient
from app.feed.connection import Connection, Dial
from app.feed.kept_link import KeptLink
from app.feed.link_state import LinkState, LossReason, Phase
from app.feed.messages import Arrival
from app.settings.sections import BrokerSettings

WAITING_LIMIT = 10_000
"""Messages at QoS 1 that wait for a connection; past it the oldest are given up."""
AT_ONCE = 200
LEAVE_S = 2.0
LONGEST_WAIT_S = 15.0
Will = Callable[[], tuple[str, bytes]]
"""Topic and payload of the last will of the connection that is being made; retained."""


@dataclass(frozen=True, slots=True)
class _Message:
    topic: str
    payload: bytes
    qos: int
    retain: bool
    again: bool


class _Box:
    """Messages between the threads that publish and the link's. What is retained is kept, and said again to
    every broker that takes the connection, unless it is to be said once."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[_Message] = deque()
        self._retained: OrderedDict[str, _Message] = OrderedDict()
        self.is_open = False

    def put(self, message: _Message) -> None:
        with self._guard:
            if message.retain and message.again:
                self._retained[message.topic] = message
            elif message.retain:
                self._retained.pop(message.topic, None)
            if not self.is_open and (message.retain or message.qos == 0):
                return
            self._waiting.append(message)
            if len(self._waiting) > WAITING_LIMIT:
                self._waiting.popleft()

    def open(self) -> None:
        with self._guard:
            self.is_open = True
            self._waiting.extendleft(reversed(self._retained.values()))

    def close(self) -> None:
        with self._guard:
            self.is_open = False
            kept = (one for one in self._waiting if one.qos and not one.retain)
            self._waiting = deque(kept)

    def take(self) -> list[_Message]:
        with self._guard:
            return [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]

    def give_back(self, messages: list[_Message]) -> None:
        with self._guard:
            self._waiting.extendleft(reversed([one for one in messages if one.qos]))

    def __len__(self) -> int:
        return len(self._waiting)


class PublishingConnection(Connection):
    """A clean session; hears `filters` besides, at QoS 0."""

    clean = True

    def __init__(
        self,
        dial: Dial,
        *,
        box: _Box,
        filters: tuple[str, ...],
        hear: Callable[[str, bytes], None],
        up: Callable[[], None],
        will: Will | None,
    ) -> None:
        super().__init__(dial)
        self._will = will
        self._box, self._filters, self._hear, self._told_up = box, filters, hear, up
        self._under_way: dict[int, tuple[_Message, MQTTMessageInfo]] = {}

    def _listen(self, client: FramedClient) -> None:
        """Acknowledgements are looked for in `_work`."""
        if self._will is not None:
            topic, payload = self._will()
            client.will_set(topic, payload, qos=1, retain=True)

    def _welcomed(self, _session_present: bool, _properties: Properties | None) -> None:
        for topic in self._filters:
            self._client.subscribe(topic, 0)
        self._box.open()
        self._told_up()

    def _work(self, _now: float) -> None:
        arrivals, self._batch = self._batch, list[Arrival]()
        for arrival in arrivals:
            self._hear(arrival.topic, arrival.payload)
        if not self._up:
            return
        self._under_way = {mid: one for mid, one in self._under_way.items() if not one[1].is_published()}
        if len(self._under_way) < AT_ONCE:
            for message in self._box.take():
                self._hand_over(message)

    def _hand_over(self, message: _Message) -> None:
        info = self._client.publish(message.topic, message.payload, qos=message.qos, retain=message.retain)
        if message.qos and info.rc == MQTTErrorCode.MQTT_ERR_SUCCESS:
            self._under_way[info.mid] = message, info

    def _check_life(self, now: float) -> None:
        """Paho pings by itself; nothing is due from a broker that hears only."""
        if now - self._heard > 3 * self._settings.keepalive_s:
            self._end(LossReason.SILENT, "the broker does not answer")

    def _leave(self) -> None:
        """What was taken goes out, for two seconds at most."""
        deadline = time.monotonic() + LEAVE_S
        while (self._box or self._under_way) and self._ending is None and time.monotonic() < deadline:
            self._turn(0.05)

    def _over(self) -> None:
        """What is not acknowledged is said again by the next connection."""
        left = [message for message, info in self._under_way.values() if not info.is_published()]
        self._under_way.clear()
        self._box.give_back(left)
        self._box.close()


class Publisher(KeptLink):
    """Its thread is `broker-publisher`. `hear` gets topic and payload of what `filters` match, and `on_link`
    whether it is connected at every change, both on that thread."""

    serves = " for cameras"

    def __init__(
        self,
        settings: BrokerSettings,
        *,
        client_id: str,
        filters: tuple[str, ...] = (),
        hear: Callable[[str, bytes], None] = lambda _topic, _payload: None,
        on_link: Callable[[bool], None] = lambda _up: None,
        will: Will | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        super().__init__(
            settings,
            client_id=client_id,
            thread="broker-publisher",
            backoff=backoff or Backoff(longest_s=LONGEST_WAIT_S),
        )
        self._filters, self._hear, self._on_link = filters, hear, on_link
        self._will = will
        self._box = _Box()
        self._was_up = False

    suffix = "-video"

    def publish(
        self, topic: str, payload: bytes, *, qos: int = 0, retain: bool = False, again: bool = True
    ) -> None:
        """Any thread, never waits. At QoS 0 it is given up while there is no connection; what is retained is
        said again to each, or without `again` to this one alone: others may say something else there."""
        self._box.put(_Message(topic, payload, qos, retain, again))
        self._wake()

    def _connection(self, dial: Dial) -> Connection:
        return PublishingConnection(
            dial, box=self._box, filters=self._filters, hear=self._heard, up=self._came_up, will=self._will
        )

    def _told(self, state: LinkState) -> None:
        up = state.phase is Phase.UP
        if up is not self._was_up:
            self._was_up = up
            self._on_link(up)

    def _heard(self, topic: str, payload: bytes) -> None:
        with contextlib.suppress(ValueError):  # whoever listens says so for what it cannot read
            self._hear(topic, payload)
