"""Cuts the PUBLISH packets out of the broker's byte stream; the rest is left for paho to read.

Paho reads a packet in four system calls and builds the whole table of MQTT 5 properties for each
PUBLISH: 90 µs a message on one core. Cut here from large reads, a message costs about 1 µs.
Packet layout: MQTT 5.0, sections 1.5.5, 2.1 and 3.3 (the same in 3.1.1 but for the properties).
"""

from __future__ import annotations

import contextlib
import select
import time
from typing import Protocol

from app.feed.messages import Arrival

READ_BYTES = 262_144
LARGEST_KEPT = 17 * 1024 * 1024
"""More than the largest payload that the settings allow. MQTT allows 256 MB: of a larger packet only this
much is kept, enough for the codec to refuse it as too large; the rest is thrown away as it comes."""
UNREADABLE_TOPIC = "\ufffd"
"""Stands for a topic that is not UTF-8: the codec refuses it, and it is acknowledged like any other."""


class ByteStream(Protocol):
    """What paho makes: a plain, TLS or websocket connection."""

    def recv(self, buffer_size: int, /) -> bytes: ...
    def send(self, buffer: bytes | bytearray, /) -> int: ...
    def close(self) -> None: ...
    def fileno(self) -> int: ...
    def setblocking(self, flag: bool, /) -> None: ...


class BrokenStream(OSError):
    """The bytes are no MQTT; the connection must end."""


class OlderBroker(Exception):
    """The broker answered MQTT 5 as only 3.1.1 does."""


class FramedStream:
    """Looks like a socket to paho, which finds only what is no PUBLISH in it. One thread."""

    def __init__(self, stream: ByteStream, *, epoch: int, version5: bool) -> None:
        self._stream, self._epoch, self._version5 = stream, epoch, version5
        self._passed = bytearray()
        self._chunks: list[bytes] = []
        self._gathered = 0
        self._needed = 2
        self._skipped = 0
        """Bytes still to come of a packet whose beginning has been handed over."""
        self._ended = False

    def recv(self, buffer_size: int, /) -> bytes:
        if self._passed:
            part = bytes(self._passed[:buffer_size])
            del self._passed[:buffer_size]
            return part
        if self._ended:
            return b""
        raise BlockingIOError

    def send(self, buffer: bytes | bytearray, /) -> int:
        return self._stream.send(buffer)

    def close(self) -> None:
        self._stream.close()

    def fileno(self) -> int:
        return self._stream.fileno()

    def setblocking(self, flag: bool, /) -> None:
        self._stream.setblocking(flag)

    @property
    def unsent(self) -> bool:
        """Whether bytes wait here to be written; what paho itself holds is not counted."""
        return False

    def flush(self) -> None:
        """Write what can be written now."""

    def pending(self) -> int:
        """Bytes that TLS or the websocket holds already, which select does not see."""
        buffered = getattr(self._stream, "pending", None)
        return int(buffered()) if buffered is not None else 0

    def drain(self, seconds: float) -> None:
        """Wait until the other side hangs up; some brokers take a reset for a fault of their own."""
        until = time.monotonic() + seconds
        with contextlib.suppress(OSError, ValueError):
            while (left := until - time.monotonic()) > 0 and select.select([self], [], [], left)[0]:
                if not self._stream.recv(READ_BYTES):
                    break

    @property
    def for_paho(self) -> bool:
        """Whether paho has something to read, or must see the end."""
        return bool(self._passed) or self._ended

    def pull(self, batch: list[Arrival]) -> int:
        """Read once and append the publishes to `batch`; returns the bytes read, 0 at the end.

        Raises BlockingIOError or an SSL want when nothing is there, OSError when it is broken.
        """
        chunk = self._stream.recv(READ_BYTES)
        if not chunk:
            self._ended = True
            return 0
        size = len(chunk)
        if self._skipped:
            chunk, self._skipped = chunk[self._skipped :], max(0, self._skipped - size)
            if not chunk:
                return size
        self._chunks.append(chunk)
        self._gathered += len(chunk)
        if self._gathered >= self._needed:
            data = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
            rest = data[self._cut(data, batch) :]
            self._chunks = [rest] if rest else []
            self._gathered = len(rest)
        return size

    def _cut(self, data: bytes, batch: list[Arrival]) -> int:
        """Take every whole packet; returns where the first incomplete one begins."""
        received, end, position = time.monotonic(), len(data), 0
        publish = self._publish
        while end - position >= 2:
            start, length = position + 2, data[position + 1]
            if length & 0x80:
                if end - position >= 3 and data[position + 2] < 0x80:
                    # Two bytes of length, as nearly all telemetry has.
                    start, length = position + 3, length & 0x7F | data[position + 2] << 7
                else:
                    start, length = _long_length(data, position + 1)
                    if start == 0:
                        break
            stop = start + length
            first = data[position] & 0xF0
            if stop > end:
                if end - position < LARGEST_KEPT:
                    self._needed = min(stop - position, LARGEST_KEPT)
                    return position
                if first != 0x30:
                    raise BrokenStream("a packet of control too large to be one")
                self._skipped, stop = stop - end, end
            if first == 0x30:
                batch.append(publish(data, position, start, stop, received))
            elif first == 0x20 and length == 2 and self._version5:
                # A CONNACK of 5 has three bytes at least.
                raise OlderBroker
            elif not self._take(first, data[start:stop]):
                self._passed += data[position:stop]
            position = stop
        self._needed = end - position + 1
        return position

    def _take(self, _first: int, _body: bytes) -> bool:
        """Whether a packet that is no PUBLISH was taken here, and paho shall not see it."""
        return False

    def _publish(self, data: bytes, position: int, start: int, stop: int, received: float) -> Arrival:
        flags = data[position]
        qos = (flags >> 1) & 3
        at = start + 2
        if at > stop:
            raise BrokenStream("a PUBLISH without a topic")
        body = at + (data[start] << 8 | data[start + 1])
        raw = data[at:body]
        mid = 0
        if qos:
            mid = data[body] << 8 | data[body + 1] if body + 2 <= stop else 0
            body += 2
        if self._version5 and body < stop:
            length, body = data[body], body + 1
            if length & 0x80:
                body, length = _long_length(data, body - 1)
                if body == 0:
                    raise BrokenStream("properties of no length")
            body += length
        if body > stop:
            raise BrokenStream("a PUBLISH shorter than its parts")
        try:
            topic = raw.decode()
        except UnicodeDecodeError:
            topic = UNREADABLE_TOPIC
        return Arrival(topic, data[body:stop], qos, bool(flags & 1), mid, self._epoch, received)


def _long_length(data: bytes, at: int) -> tuple[int, int]:
    """A variable byte integer: where it ends and its value; (0, 0) when it is not all there."""
    value, shift = 0, 0
    for place in range(at, at + 4):
        if place >= len(data):
            return 0, 0
        byte = data[place]
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return place + 1, value
        shift += 7
    raise BrokenStream("a length of more than four bytes")
