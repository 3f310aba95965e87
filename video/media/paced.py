"""Files as cameras, and HLS: what comes faster than it is to be shown waits for its time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from video.media.inputs import ContainerInput, Patience, Received, Wait
from video.media.sources import Source, SourceKind
from video.media.ways import Way

LONGEST_WAIT_S = 10.0
"""A jump of the timestamps further ahead than that is no time to wait for."""


class Pace:
    """When a packet is due, by its own clock. Starts anew where that clock jumps."""

    def __init__(self) -> None:
        self._origin: float | None = None

    def due_in(self, pts_s: float, now: float) -> float:
        """Seconds to wait; 0 for what is late already."""
        if self._origin is None or abs(self._origin + pts_s - now) > LONGEST_WAIT_S:
            self._origin = now - pts_s
        return max(0.0, self._origin + pts_s - now)


class PacedInput(ContainerInput):
    """A file begins anew at its end, with timestamps that go on; HLS ends."""

    def __init__(self, source: Source, patience: Patience, wait: Wait, way: Way | None = None) -> None:
        super().__init__(source, patience, way)
        self._looped, self._wait = source.kind is SourceKind.FILE, wait
        self._shift = 0
        """In units of the time base, by the rounds before."""

    def packets(self) -> Iterator[Received]:
        pace = Pace()
        while True:
            last: int | None = None
            for received in super().packets():
                self._shifted(received)
                last = max(last or 0, received.packet.pts or 0)
                if received.pts_s is not None and self._wait(pace.due_in(received.pts_s, time.monotonic())):
                    return
                received.at, received.wall_ms = time.monotonic(), time.time_ns() // 1_000_000
                yield received
            if last is None or not self._looped:
                return
            self._shift = last + self._one_frame()
            self.rewind()

    def _shifted(self, received: Received) -> None:
        packet = received.packet
        if packet.pts is not None:
            packet.pts += self._shift
            received.pts_s = packet.pts * self._unit_s
        if packet.dts is not None:
            packet.dts += self._shift

    def _one_frame(self) -> int:
        rate = self._stream.average_rate or 25
        return max(1, round(1 / (rate * self._time_base)))
