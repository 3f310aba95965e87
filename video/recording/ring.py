"""The last packets of a camera, so that what was before an event can be kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from video.media.packets import PacketView

RING_MS = 30_000
RING_BYTES = 96 << 20
"""Thirty seconds at 25 Mbit/s; it holds no more than its time asks."""


class Ring:
    """Begins with a key frame, if with anything. As long as `span_ms` asks and a group of pictures more,
    unless `most_bytes` allows less; then the oldest groups go. One group that alone is larger is not kept."""

    def __init__(self, span_ms: int = RING_MS, most_bytes: int = RING_BYTES) -> None:
        self._span_ms, self._most_bytes = span_ms, most_bytes
        self._packets: deque[PacketView] = deque()
        self._keys: deque[int] = deque()
        """Places of key frames, counted since the ring was made."""
        self._gone = 0
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._packets)

    def push(self, packet: PacketView) -> None:
        """In the order of their coming. One that cannot stand behind the last, or comes before it, begins the
        ring anew."""
        if self._packets and not self._goes_on(packet):
            self.clear()
        if packet.keyframe:
            self._keys.append(self._gone + len(self._packets))
        if not self._keys:
            return
        self._packets.append(packet)
        self.bytes += len(packet.data)
        self._forget(packet.wall_ms - self._span_ms)

    def take(self, since: int) -> Iterator[PacketView]:
        """Empty the ring; those from the last key frame at or before `since`, or all it has."""
        first = 0
        for key in self._keys:
            if self._packets[key - self._gone].wall_ms <= since:
                first = key - self._gone
        packets = list(self._packets)[first:]
        self.clear()
        return iter(packets)

    def shows(self, since: int, until: int) -> bool:
        """Whether it has anything of that time."""
        return bool(self._packets) and self._packets[0].wall_ms < until and self._packets[-1].wall_ms >= since

    def clear(self) -> None:
        self._gone += len(self._packets)
        self._packets.clear()
        self._keys.clear()
        self.bytes = 0

    def _goes_on(self, packet: PacketView) -> bool:
        last = self._packets[-1]
        return packet.follows(last) and packet.wall_ms >= last.wall_ms

    def _forget(self, since: int) -> None:
        """Whole groups that are too old or too much: the second key frame must itself be old enough."""
        while len(self._keys) > 1 and (
            self.bytes > self._most_bytes or self._packets[self._keys[1] - self._gone].wall_ms <= since
        ):
            self._drop(self._keys[1] - self._gone)
            self._keys.popleft()
        if self.bytes > self._most_bytes:
            self.clear()

    def _drop(self, count: int) -> None:
        for _ in range(count):
            self.bytes -= len(self._packets.popleft().data)
        self._gone += count
