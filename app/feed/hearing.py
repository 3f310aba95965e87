"""The connection on which devices are heard: subscriptions, batches, acknowledgements, round trips."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from app.feed.client import FramedClient
from app.feed.connection import Connection, Dial
from app.feed.link_state import LossReason
from app.feed.messages import Arrival

BATCH_MESSAGES = 2_000
BATCH_SECONDS = 0.025
# What the strictest of the big brokers takes in one SUBSCRIBE.
_FILTERS_AT_ONCE = 8
_PROBE_TOPIC = "atalaya/probe"


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what happens on the connection; all on the link's thread."""

    batch: Callable[[list[Arrival]], None]
    up: Callable[[bool, int], None]
    """With whether the broker kept the session, and its window (see LinkState)."""
    latency: Callable[[float], None]
    subscriptions_refused: Callable[[str], None]


class HearingConnection(Connection):
    """`acknowledgements` is filled by other threads; `first` subscribes in a kept session too."""

    def __init__(
        self,
        dial: Dial,
        *,
        filters: Sequence[str],
        first: bool,
        ears: Ears,
        acknowledgements: deque[tuple[int, int]],
    ) -> None:
        super().__init__(dial)
        self._filters, self._must_subscribe = tuple(filters), first
        self._ears, self._acknowledgements = ears, acknowledgements
        self._handed = self._probed = self._heard
        self._probe: tuple[int, float] | None = None
        self._pending: dict[int, list[str]] = {}

    def _listen(self, client: FramedClient) -> None:
        client.on_subscribe = self._on_subscribe
        client.on_unsubscribe = self._on_unsubscribe

    def _patience(self) -> float:
        return BATCH_SECONDS if self._batch else super()._patience()

    def _work(self, now: float) -> None:
        if self._batch and (now - self._handed >= BATCH_SECONDS or len(self._batch) >= BATCH_MESSAGES):
            self._hand_over()
        if self._acknowledgements:
            self._acknowledge()

    def _leave(self) -> None:
        self._acknowledge()

    def _over(self) -> None:
        self._hand_over()

    def _hand_over(self) -> None:
        if self._batch:
            batch, self._batch = self._batch, []
            self._handed = time.monotonic()
            self._ears.batch(batch)

    def _acknowledge(self) -> None:
        """In the order given; what came on an older connection is dropped."""
        acknowledgements, epoch, send = self._acknowledgements, self._dial.epoch, self._client.ack
        for _ in range(len(acknowledgements)):
            of, mid = acknowledgements.popleft()
            if of == epoch and self._up:
                send(mid, 1)

    def _welcomed(self, session_present: bool, properties: Properties | None) -> None:
        self._probed = self._heard
        told = getattr(properties, "ReceiveMaximum", 0)
        self._ears.up(session_present, min(told, self._settings.receive_maximum))
        if self._must_subscribe or not session_present:
            self._subscribe()
        self._send_probe()

    def _subscribe(self) -> None:
        qos = self._settings.qos
        for start in range(0, len(self._filters), _FILTERS_AT_ONCE):
            part = list(self._filters[start : start + _FILTERS_AT_ONCE])
            if self._dial.protocol == MQTTProtocolVersion.MQTTv5:
                _, mid = self._client.subscribe([(topic, SubscribeOptions(qos=qos)) for topic in part])
            else:
                _, mid = self._client.subscribe([(topic, qos) for topic in part])
            if mid is not None:
                self._pending[mid] = part

    def _on_subscribe(
        self,
        _client: Client,
        _userdata: Any,
        mid: int,
        codes: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        asked = self._pending.pop(mid, [])
        refused = [topic for topic, code in zip(asked, codes, strict=False) if code.is_failure]
        if refused:
            self._ears.subscriptions_refused(", ".join(refused[:5]))

    def _check_life(self, now: float) -> None:
        """A round trip every keepalive time: it measures latency and finds a half-open connection.

        Unsubscribing from what was never subscribed needs no permission and changes nothing.
        """
        keepalive = self._settings.keepalive_s
        if now - self._heard > 2 * keepalive:
            self._end(LossReason.SILENT, f"nothing came for {2 * keepalive} seconds")
        elif now - self._probed >= keepalive:
            self._send_probe()

    def _send_probe(self) -> None:
        self._probed = time.monotonic()
        _, mid = self._client.unsubscribe(_PROBE_TOPIC)
        if mid is not None:
            self._probe = mid, self._probed

    def _on_unsubscribe(
        self,
        _client: Client,
        _userdata: Any,
        mid: int,
        _codes: list[ReasonCode],
        _properties: Properties | None,
    ) -> None:
        self._heard = time.monotonic()
        if self._probe is not None and mid == self._probe[0]:
            self._ears.latency((self._heard - self._probe[1]) * 1000.0)
            self._probe = None
