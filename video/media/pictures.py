"""Cameras that give one picture at each HTTP request: fetched again and again, decoded as MJPEG."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from fractions import Fraction
from typing import cast

import av
from av.video.stream import VideoStream

from video.media.faults import MediaFault, scrubbed
from video.media.inputs import Decoding, Patience, Received, Wait
from video.media.sources import Source

MILLISECONDS = Fraction(1, 1000)
LARGEST_PICTURE = 32 * 1024 * 1024
HTTP_KINDS = {
    401: "HTTPUnauthorizedError",
    403: "HTTPForbiddenError",
    404: "HTTPNotFoundError",
    429: "HTTPTooManyRequestsError",
}


class PicturesInput(Decoding):
    """Basic and digest authentication, as cameras ask for."""

    def __init__(self, source: Source, patience: Patience, wait: Wait) -> None:
        super().__init__(av.CodecContext.create("mjpeg", "r"), MILLISECONDS)
        self._source, self._patience, self._wait = source, patience, wait
        self._opener = _opener(source)
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
            raise _fault(problem, self._source.password) from None
        if not data.startswith(b"\xff\xd8"):
            raise MediaFault("Garbage")
        return data


def _opener(source: Source) -> urllib.request.OpenerDirector:
    known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if source.user:
        known.add_password(None, source.url, source.user, source.password)
    return urllib.request.build_opener(
        urllib.request.HTTPBasicAuthHandler(known), urllib.request.HTTPDigestAuthHandler(known)
    )


def _fault(problem: Exception, password: str) -> MediaFault:
    if isinstance(problem, urllib.error.HTTPError):
        problem.close()
        otherwise = "HTTPServerError" if problem.code >= 500 else "HTTPOtherClientError"
        return MediaFault(HTTP_KINDS.get(problem.code, otherwise), str(problem.code))
    if isinstance(problem, urllib.error.URLError) and isinstance(problem.reason, Exception):
        problem = problem.reason
    return MediaFault(type(problem).__name__, scrubbed(str(problem), password))
