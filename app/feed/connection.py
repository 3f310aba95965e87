"""One connection to the broker, from CONNECT to its end, pumped by the link's own thread."""

from __future__ import annotations

import select
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags
from paho.mqtt.enums import MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from app.feed.client import CertificateUnreadable, make_client, open_connection
from app.feed.framing import FramedStream, OlderBroker
from app.feed.link_state import LossReason
from app.feed.messages import Arrival
from app.settings.sections import BrokerSettings

BATCH_MESSAGES = 2_000
BATCH_SECONDS = 0.025
NEWEST_ANSWER_S = 3.0
_IDLE_SECONDS = 0.5
_DRAIN_SECONDS = 0.5
# What the strictest of the big brokers takes in one SUBSCRIBE.
_FILTERS_AT_ONCE = 8
_PROBE_TOPIC = "atalaya/probe"
_UNSUPPORTED_PROTOCOL = 132
_TAKEN_OVER = 142
_NOT_AUTHORISED = frozenset((134, 135))


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a connection ended. `refused_version` when the broker said that it does not speak this version
    of the protocol, `unanswered` when it said nothing at all to the CONNECT."""

    reason: LossReason
    detail: str = ""
    refused_version: bool = False
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what happens on the connection; all on the link's thread."""

    batch: Callable[[list[Arrival]], None]
    up: Callable[[bool, int], None]
    """With whether the broker kept the session, and its window (see LinkState)."""
    latency: Callable[[float], None]
    subscriptions_refused: Callable[[str], None]


class Connection:
    """Lives for one `run`. `acknowledgements` is filled by other threads; `wake` is read to return early."""

    def __init__(
        self,
        settings: BrokerSettings,
        *,
        client_id: str,
        protocol: MQTTProtocolVersion,
        epoch: int,
        ears: Ears,
        wake: socket.socket,
        acknowledgements: deque[tuple[int, int]],
        wanted: Callable[[], bool],
    ) -> None:
        self._settings, self._client_id, self._protocol = settings, client_id, protocol
        self._epoch, self._ears, self._wake, self._wanted = epoch, ears, wake, wanted
        self._acknowledgements = acknowledgements
        self._batch: list[Arrival] = []
        self._handed = self._heard = self._probed = time.monotonic()
        self._probe: tuple[int, float] | None = None
        self._pending: dict[int, list[str]] = {}
        self._ending: Ending | None = None
        self._up = False
        self._must_subscribe = True

    def run(self, filters: Sequence[str], *, first: bool) -> Ending:
        """Connect and pump until it ends or is not wanted; `first` subscribes in a kept session too."""
        self._filters, self._must_subscribe = tuple(filters), first
        try:
            self._client = make_client(
                self._settings, client_id=self._client_id, protocol=self._protocol, epoch=self._epoch
            )
            self._listen(self._client)
            open_connection(self._client, self._settings)
        except CertificateUnreadable as fault:
            return Ending(LossReason.CERTIFICATE_FILE, str(fault))
        except Exception as fault:  # noqa: BLE001 (a failed attempt, whatever the library throws)
            return _connect_fault(fault)
        try:
            return self._pump()
        finally:
            self._hand_over()
            self._close()

    def _answer_limit(self) -> float:
        """Seconds for the broker's answer: an older broker may wait for ever for the rest of what it
        does not understand, so version 5 gets less time than a connection as such."""
        newest = self._protocol == MQTTProtocolVersion.MQTTv5
        return (
            min(self._settings.connect_timeout_s, NEWEST_ANSWER_S)
            if newest
            else self._settings.connect_timeout_s
        )

    def _listen(self, client: Client) -> None:
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_subscribe = self._on_subscribe
        client.on_unsubscribe = self._on_unsubscribe

    def _pump(self) -> Ending:
        deadline = time.monotonic() + self._answer_limit()
        while self._wanted():
            stream = self._client.stream
            if self._client.socket() is None or stream is None:
                return self._ending or Ending(
                    LossReason.CLOSED, "the broker closed the connection", unanswered=not self._up
                )
            self._wait_and_read(stream)
            now = time.monotonic()
            if self._batch and (now - self._handed >= BATCH_SECONDS or len(self._batch) >= BATCH_MESSAGES):
                self._hand_over()
            if self._acknowledgements:
                self._acknowledge()
            self._client.loop_misc()
            if self._up:
                self._check_life(now)
            elif now > deadline:
                detail = "the broker takes the connection but does not answer"
                return Ending(LossReason.NO_ANSWER, detail, unanswered=True)
            if self._ending is not None:
                return self._ending
        self._acknowledge()
        self._client.disconnect()
        self._client.loop_write()
        return Ending(LossReason.NONE)

    def _wait_and_read(self, stream: FramedStream) -> None:
        buffered = stream.pending() > 0
        timeout = 0.0 if buffered else BATCH_SECONDS if self._batch else _IDLE_SECONDS
        sources: list[FramedStream | socket.socket] = [stream, self._wake]
        writers = [stream] if self._client.want_write() else []
        try:
            readable, writable, _ = select.select(sources, writers, [], timeout)
            if self._wake in readable:
                self._wake.recv(4096)
            if writable:
                self._client.loop_write()
            if buffered or stream in readable:
                self._read(stream)
        except (OSError, ValueError) as fault:
            self._end(LossReason.CLOSED, f"the connection was lost: {fault}")

    def _read(self, stream: FramedStream) -> None:
        try:
            if stream.pull(self._batch):
                self._heard = time.monotonic()
        except OlderBroker:
            self._ending = Ending(
                LossReason.REFUSED, "the broker speaks MQTT 3.1.1 only", refused_version=True
            )
            stream.drain(_DRAIN_SECONDS)
            return
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return
        while stream.for_paho and self._client.socket() is not None:
            if self._client.loop_read() != MQTTErrorCode.MQTT_ERR_SUCCESS:
                break

    def _hand_over(self) -> None:
        if self._batch:
            batch, self._batch = self._batch, []
            self._handed = time.monotonic()
            self._ears.batch(batch)

    def _acknowledge(self) -> None:
        """In the order given; what came on an older connection is dropped."""
        acknowledgements, epoch, send = self._acknowledgements, self._epoch, self._client.ack
        for _ in range(len(acknowledgements)):
            of, mid = acknowledgements.popleft()
            if of == epoch and self._up:
                send(mid, 1)

    def _on_connect(
        self,
        _client: Client,
        _userdata: Any,
        flags: ConnectFlags,
        reason: ReasonCode,
        properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._ending = _refusal(reason)
            return
        self._up = True
        self._heard = self._probed = time.monotonic()
        told = getattr(properties, "ReceiveMaximum", 0)
        self._ears.up(flags.session_present, min(told, self._settings.receive_maximum))
        if self._must_subscribe or not flags.session_present:
            self._subscribe()
        self._send_probe()

    def _subscribe(self) -> None:
        qos = self._settings.qos
        for start in range(0, len(self._filters), _FILTERS_AT_ONCE):
            part = list(self._filters[start : start + _FILTERS_AT_ONCE])
            if self._protocol == MQTTProtocolVersion.MQTTv5:
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

    def _on_disconnect(
        self,
        _client: Client,
        _userdata: Any,
        flags: DisconnectFlags,
        reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self._ending is not None:
            return
        if flags.is_disconnect_packet_from_server:
            taken = reason.value == _TAKEN_OVER
            self._end(LossReason.TAKEN_OVER if taken else LossReason.CLOSED, f"the broker says: {reason}")
        elif str(reason) == "Keep alive timeout":
            self._end(LossReason.SILENT, "the broker does not answer")
        else:
            lost = "the connection was lost" if self._up else "the broker closed the connection at once"
            self._end(LossReason.CLOSED, lost)

    def _end(self, reason: LossReason, detail: str) -> None:
        self._ending = self._ending or Ending(reason, detail, unanswered=not self._up)

    def _close(self) -> None:
        sock = self._client.socket()
        if sock is not None:
            sock.close()


def _refusal(reason: ReasonCode) -> Ending:
    if reason.value == _UNSUPPORTED_PROTOCOL:
        return Ending(
            LossReason.REFUSED, "the broker does not speak this protocol version", refused_version=True
        )
    if reason.value in _NOT_AUTHORISED:
        return Ending(LossReason.NOT_AUTHORISED, f"the broker says: {reason}")
    return Ending(LossReason.REFUSED, f"the broker says: {reason}")


def _connect_fault(fault: Exception) -> Ending:
    if isinstance(fault, ssl.SSLError):
        return Ending(LossReason.TLS, fault.reason or str(fault))
    if isinstance(fault, TimeoutError):
        return Ending(LossReason.NO_ANSWER, "the broker does not answer")
    if isinstance(fault, OSError):
        return Ending(LossReason.UNREACHABLE, fault.strerror or str(fault))
    return Ending(LossReason.REFUSED, f"{type(fault).__name__}: {fault}")
