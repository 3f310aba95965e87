"""Where one segment ends and the next begins."""

from __future__ import annotations

import datetime as dt
import enum

from app.domain.video.footage import LONGEST_SEGMENT_MS
from video.media.packets import PacketView
from video.recording.naming import day_and_stem

SEGMENT_MS = 60_000
GAP_MS = 3_000
"""Without a packet for longer: what comes then is another segment."""
ASTRAY_MS = 5_000
"""The camera's own clock may run so far from ours within a segment."""


class Place(enum.Enum):
    GOES_ON = enum.auto()
    BEGINS = enum.auto()
    """It is the first packet of a new segment."""
    NOWHERE = enum.auto()
    """Nothing can be made of it: a key frame must come first."""


class Cutter:
    """Of one camera. `place` decides, and follows what it decided."""

    def __init__(self, zone: dt.tzinfo) -> None:
        self._zone = zone
        self._first: PacketView | None = None
        self._last: PacketView | None = None
        self._day = ""

    def place(self, packet: PacketView) -> Place:
        if self._first is None or self._last is None or self._broken(packet):
            self.end()
            return self._begin(packet) if packet.keyframe else Place.NOWHERE
        age = packet.wall_ms - self._first.wall_ms
        if (packet.keyframe and self._due(packet, age)) or age >= LONGEST_SEGMENT_MS - GAP_MS:
            return self._begin(packet)
        self._last = packet
        return Place.GOES_ON

    def end(self) -> None:
        """The next packet begins a segment."""
        self._first = self._last = None

    def _begin(self, packet: PacketView) -> Place:
        self._first = self._last = packet
        self._day = day_and_stem(packet.wall_ms, self._zone)[0]
        return Place.BEGINS

    def _due(self, packet: PacketView, age: int) -> bool:
        return age >= SEGMENT_MS or day_and_stem(packet.wall_ms, self._zone)[0] != self._day

    def _broken(self, packet: PacketView) -> bool:
        first, last = self._first, self._last
        assert first is not None
        assert last is not None
        if not packet.follows(first) or not 0 <= packet.wall_ms - last.wall_ms <= GAP_MS:
            return True
        if packet.dts is not None and last.dts is not None and packet.dts < last.dts:
            return True
        return abs(self._shown(packet) - (packet.wall_ms - first.wall_ms)) > ASTRAY_MS

    def _shown(self, packet: PacketView) -> int:
        """Since the segment's first packet by the camera's own count, where it has one."""
        first = self._first
        assert first is not None
        if packet.pts is None or first.pts is None:
            return packet.wall_ms - first.wall_ms
        base = packet.time_base
        return (packet.pts - first.pts) * base.numerator * 1000 // base.denominator
