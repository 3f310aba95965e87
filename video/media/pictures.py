"""Cameras that give one picture at each HTTP request: fetched again and again, decoded as MJPEG."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from fractions import Fraction
from typing import cast

import av
from av.video.stream import VideoStream

from video.media.certificates import Certificates
from video.media.faults import MediaFault
from video.media.fetching import fetching_fault, opener_of
from video.media.inputs import Decoding, Patience, Received, Wait
from video.media.sources import Source

MILLISECONDS = Fraction(1, 1000)
LARGEST_PICTURE = 32 * 1024 * 1024


class PicturesInput(Decoding):
    def __init__(
        self, source: Source, patience: Patience, wait: Wait, certificates: Certificates | None = None
    ) -> None:
        super().__init__(av.CodecContext.create("mjpeg", "r"), MILLISECONDS)
        self._source, self._patience, self._wait = source, patience, wait
        self._opener = opener_of(source, certificates or Certificates())
        self._first: bytes | None = self._fetch(patience.open_s)

    def packets(self) -> Iterator[Received]:
        while True:
            began = time.monotonic()
            data, self._first = self._first or self._fetch(self._patience.read_s), None
            packet = cast("av.Packet[VideoStream]", av.Packet(data))
            packet.pts = packet.dts = time.time_ns() // 1_000_000
            received = self.received(packet)
            received.keyframe = True
            yield received
            if self._wait(max(0.0, began + self._source.every_s - time.monotonic())):
                return

    def close(self) -> None:
        self._opener.close()

    def _fetch(self, seconds: float) -> bytes:
        until = time.monotonic() + seconds
        try:
            with self._opener.open(self._source.url, timeout=seconds) as answer:
                data = b""
                # A server that trickles would hold a single read for ever.
                while block := answer.read1(1 << 16):
                    data += block
                    if len(data) > LARGEST_PICTURE or time.monotonic() > until:
                        raise TimeoutError
        except (OSError, ValueError, http.client.HTTPException) as problem:
            raise fetching_fault(problem, self._source.password) from None
        if not data.startswith(b"\xff\xd8"):
            raise MediaFault("Garbage")
        return data
