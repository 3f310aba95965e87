"""One connection to the broker, from CONNECT to its end, pumped by its link's own thread."""

from __future__ import annotations

import abc
import select
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paho.mqtt.client import ConnectFlags, DisconnectFlags
from paho.mqtt.enums import MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from app.feed.client import CertificateUnreadable, FramedClient, make_client, open_connection
from app.feed.endings import Ending, connect_fault, refusal
from app.feed.framing import FramedStream, OlderBroker
from app.feed.link_state import LossReason
from app.feed.messages import Arrival
from app.settings.sections import BrokerSettings

NEWEST_ANSWER_S = 3.0
_IDLE_SECONDS = 0.5
_DRAIN_SECONDS = 0.5
_TAKEN_OVER = 142


@dataclass(frozen=True, slots=True)
class Dial:
    """What a connection is made with. `epoch` numbers it; `wake` is read to return early from waiting;
    it ends in good order once it is not `wanted`."""

    settings: BrokerSettings
    client_id: str
    protocol: MQTTProtocolVersion
    epoch: int
    wake: socket.socket
    wanted: Callable[[], bool]


class Connection(abc.ABC):
    """Lives for one `run`, which connects and pumps until it ends. What it is for (hearing devices, sending
    commands) is a subclass's."""

    clean = False
    """Whether the broker forgets the session with the connection."""
    framing: type[FramedStream] = FramedStream

    def __init__(self, dial: Dial) -> None:
        self._dial, self._settings = dial, dial.settings
        self._batch: list[Arrival] = []
        self._heard = time.monotonic()
        self._ending: Ending | None = None
        self._up = False

    def run(self) -> Ending:
        try:
            self._client = self._make_client()
            open_connection(self._client, self._settings, clean=self.clean)
        except CertificateUnreadable as fault:
            return Ending(LossReason.CERTIFICATE_FILE, str(fault))
        except Exception as fault:  # noqa: BLE001 (a failed attempt, whatever the library throws)
            return connect_fault(fault)
        try:
            return self._pump()
        finally:
            self._over()
            self._close()

    # -- what a subclass makes of it -----------------------------------------------------------------

    @abc.abstractmethod
    def _listen(self, client: FramedClient) -> None:
        """Set the callbacks besides those of coming and going."""

    @abc.abstractmethod
    def _welcomed(self, session_present: bool, properties: Properties | None) -> None:
        """The broker has taken the connection."""

    def _patience(self) -> float:
        """Seconds to wait for the broker at most."""
        return _IDLE_SECONDS

    @abc.abstractmethod
    def _work(self, now: float) -> None:
        """Once a turn, after reading."""

    @abc.abstractmethod
    def _check_life(self, now: float) -> None:
        """Once a turn while up: end it when the broker is not there any more."""

    @abc.abstractmethod
    def _leave(self) -> None:
        """It is not wanted any more: finish what was begun, before DISCONNECT."""

    @abc.abstractmethod
    def _over(self) -> None:
        """It has ended, however it did."""

    # -- the pump ------------------------------------------------------------------------------------

    def _make_client(self) -> FramedClient:
        client = make_client(
            self._settings,
            client_id=self._dial.client_id,
            protocol=self._dial.protocol,
            epoch=self._dial.epoch,
            clean=self.clean,
        )
        client.framing = self.framing
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        self._listen(client)
        return client

    def _answer_limit(self) -> float:
        """Seconds for the broker's answer: an older broker may wait for ever for the rest of what it
        does not understand, so version 5 gets less time than a connection as such."""
        newest = self._dial.protocol == MQTTProtocolVersion.MQTTv5
        return (
            min(self._settings.connect_timeout_s, NEWEST_ANSWER_S)
            if newest
            else self._settings.connect_timeout_s
        )

    def _pump(self) -> Ending:
        deadline = time.monotonic() + self._answer_limit()
        while self._dial.wanted():
            now = self._turn(self._patience())
            if self._ending is not None:
                return self._ending
            if self._up:
                self._check_life(now)
            elif now > deadline:
                detail = "the broker takes the connection but does not answer"
                return Ending(LossReason.NO_ANSWER, detail, unanswered=True)
        self._leave()
        self._client.disconnect()
        self._client.loop_write()
        return Ending(LossReason.NONE)

    def _turn(self, patience: float) -> float:
        """Wait, read and work once; returns the time at which it worked. Sets the ending when it is over."""
        stream = self._client.stream
        if self._client.socket() is None or stream is None:
            self._end(LossReason.CLOSED, "the broker closed the connection")
            return time.monotonic()
        self._wait_and_read(stream, patience)
        now = time.monotonic()
        self._work(now)
        self._client.loop_misc()
        return now

    def _wait_and_read(self, stream: FramedStream, patience: float) -> None:
        buffered = stream.pending() > 0
        sources: list[FramedStream | socket.socket] = [stream, self._dial.wake]
        writers = [stream] if self._client.want_write() or stream.unsent else []
        try:
            readable, writable, _ = select.select(sources, writers, [], 0.0 if buffered else patience)
            if self._dial.wake in readable:
                self._dial.wake.recv(4096)
            if writable:
                stream.flush()
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

    def _on_connect(
        self,
        _client: Any,
        _userdata: Any,
        flags: ConnectFlags,
        reason: ReasonCode,
        properties: Properties | None,
    ) -> None:
        if reason.is_failure:
            self._ending = refusal(reason)
            return
        self._up = True
        self._heard = time.monotonic()
        self._welcomed(flags.session_present, properties)

    def _on_disconnect(
        self,
        _client: Any,
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
