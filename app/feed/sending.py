"""The connection on which commands go out: a clean session, forgotten at its end with all that it held."""

from __future__ import annotations

import contextlib
import logging
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from paho.mqtt.enums import MQTTProtocolVersion
from paho.mqtt.properties import Properties

from app.domain.commands import Command
from app.domain.instant import Instant
from app.feed.client import LARGEST_PACKET, FramedClient
from app.feed.command_body import command_payload, command_topic, reply_topic
from app.feed.connection import Connection, Dial
from app.feed.link_state import LossReason
from app.feed.outgoing import OutgoingStream, command_properties, publish_packet

WAITING_LIMIT = 2_000
"""Commands taken and not handed over yet; what comes beyond is not taken."""
WINDOW = 200
"""Commands handed over that the broker has not acknowledged. A broker that freezes holds no more of them
than these, and only their expiry keeps a device from doing those late."""
FRESH_S = 0.25
"""A broker that was not heard for longer must answer a ping before it is given a command: one that has
frozen would do it whenever it wakes up."""
SILENCE_S = 5.0
"""A broker that does not answer for so long while something is due counts as lost."""
LEAVE_S = 1.0
_PINGREQ = b"\xc0\x00"
_REFUSED = 0x80

log = logging.getLogger(__name__)


class Due(NamedTuple):
    """A command and until when it may be handed over, in monotonic seconds: a wall clock that is set back
    gives it no more time."""

    command: Command
    until: float

    def left_s(self, now: Instant) -> float:
        return min(self.until - now.monotonic, _left_s(self.command, now))


class Waiting:
    """Commands between the engine's thread and the outbox's. Closed while there is no connection, and empty
    whenever it is closed."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._due: OrderedDict[str, Due] = OrderedDict()
        self.is_open = False

    def open(self) -> None:
        with self._guard:
            self.is_open = True

    def close(self) -> None:
        with self._guard:
            self.is_open = False
            self._due.clear()

    def put(self, commands: Sequence[Command], now: Instant) -> int:
        """How many were taken, from the first on."""
        with self._guard:
            taken = commands[: max(0, WAITING_LIMIT - len(self._due))] if self.is_open else ()
            for command in taken:
                self._due[command.id] = Due(command, now.monotonic + _left_s(command, now))
        return len(taken)

    def take(self, most: int) -> list[Due]:
        with self._guard:
            return [self._due.popitem(last=False)[1] for _ in range(min(most, len(self._due)))]

    def holds(self, command: str) -> bool:
        return command in self._due

    def withdraw(self, commands: Iterable[str]) -> int:
        """How many of these waited."""
        with self._guard:
            return sum(self._due.pop(command, None) is not None for command in commands)

    def __len__(self) -> int:
        return len(self._due)


class SendingConnection(Connection):
    """`base` is `root/site`; `up` is told once the broker has taken the connection."""

    clean = True
    framing = OutgoingStream

    def __init__(self, dial: Dial, *, base: str, waiting: Waiting, up: Callable[[], None]) -> None:
        # Less patience than the feed has: what is sent into a dead connection may come out of it late.
        keepalive = min(dial.settings.keepalive_s, int(SILENCE_S))
        super().__init__(replace(dial, settings=dial.settings.model_copy(update={"keepalive_s": keepalive})))
        self._base, self._waiting, self._told_up = base, waiting, up
        self._version5 = dial.protocol == MQTTProtocolVersion.MQTTv5
        self._window, self._largest = WINDOW, LARGEST_PACKET
        self._under_way: dict[int, Command] = {}
        """By packet id, in the order in which they were handed over."""
        self._pinged = self._handed = 0.0
        """When the broker was last pinged, and handed the first of those under way."""
        self._last_mid = 0
        self._refusal_logged = False

    def _listen(self, client: FramedClient) -> None:
        """Nothing is heard here but acknowledgements, which the stream takes."""

    def _welcomed(self, _session_present: bool, properties: Properties | None) -> None:
        self._client.forget_unsent(True)
        self._window = min(WINDOW, getattr(properties, "ReceiveMaximum", WINDOW))
        self._largest = getattr(properties, "MaximumPacketSize", LARGEST_PACKET)
        self._waiting.open()
        self._told_up()

    def _work(self, now: float) -> None:
        self._batch.clear()
        stream = self._client.stream
        if not self._up or not isinstance(stream, OutgoingStream):
            return
        self._settle(stream)
        if not self._waiting:
            return
        try:
            if now - self._heard > FRESH_S:
                self._ping(stream, now)
            else:
                self._hand_over_next(stream, now)
        except OSError as fault:
            self._end(LossReason.CLOSED, f"the connection was lost: {fault}")

    def _settle(self, stream: OutgoingStream) -> None:
        while stream.acknowledged:
            mid, reason = stream.acknowledged.popleft()
            command = self._under_way.pop(mid, None)
            if command is not None and reason >= _REFUSED and not self._refusal_logged:
                self._refusal_logged = True
                log.warning("The broker refuses commands to %s (reason %d)", command.device, reason)

    def _ping(self, stream: OutgoingStream, now: float) -> None:
        if self._pinged < self._heard:
            self._pinged = now
            stream.put(_PINGREQ)
            stream.flush()

    def _hand_over_next(self, stream: OutgoingStream, now: float) -> None:
        if not self._under_way:
            self._handed = now
        at = Instant(now, int(time.time() * 1000))
        for due in self._waiting.take(self._window - len(self._under_way)):
            self._hand_over(stream, due, at)
        stream.flush()

    def _hand_over(self, stream: OutgoingStream, due: Due, now: Instant) -> None:
        """Write it, unless its time is over: then it was not sent, and its follower sees it expire."""
        command, left_s = due.command, due.left_s(now)
        if left_s <= 0.0:
            return
        mid = self._next_mid()
        packet = self._packet(command, mid, left_s)
        if len(packet) > self._largest:
            log.warning("A command to %s is larger than the broker takes", command.device)
            return
        self._under_way[mid] = command
        stream.put(packet)

    def _packet(self, command: Command, mid: int, left_s: float) -> bytes:
        where = self._base, command.kind, command.device
        properties = None
        if self._version5:
            properties = command_properties(
                expiry_s=max(1, math.ceil(left_s)),
                response_topic=reply_topic(*where).encode(),
                correlation=command.id.encode(),
            )
        topic = command_topic(*where).encode()
        return publish_packet(topic, command_payload(command), mid=mid, properties=properties)

    def _next_mid(self) -> int:
        mid = self._last_mid % 65_535 + 1
        while mid in self._under_way:
            mid = mid % 65_535 + 1
        self._last_mid = mid
        return mid

    def _check_life(self, now: float) -> None:
        """Besides paho's own keepalive, which finds a connection that died while nothing was due."""
        due = self._handed if self._under_way else self._pinged
        awaited = bool(self._under_way) or self._pinged > self._heard
        if awaited and now - max(due, self._heard) > self._settings.keepalive_s:
            self._end(LossReason.SILENT, "the broker does not answer")

    def _leave(self) -> None:
        """What was taken goes out, for a second at most."""
        deadline = time.monotonic() + LEAVE_S
        while (self._waiting or self._under_way) and self._ending is None and time.monotonic() < deadline:
            self._turn(0.05)
        with contextlib.suppress(OSError):
            self._client.forget_unsent(False)

    def _over(self) -> None:
        self._waiting.close()


def _left_s(command: Command, now: Instant) -> float:
    """By the wall clock, and never more than it had from the beginning."""
    return (command.expires - max(now.wall, command.issued)) / 1000.0
