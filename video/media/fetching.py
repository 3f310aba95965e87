"""HTTP requests of our own: for single pictures, and for all that is to be judged by its certificate."""

from __future__ import annotations

import functools
import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from app.domain.video.cameras import CertificateCheck
from video.media.certificates import Certificates, Peer
from video.media.faults import MediaFault, scrubbed
from video.media.sources import Source

HTTPS_PORT = 443
SECONDS = 5.0
_UNUSED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Connections are made elsewhere; one would be made with all authorities of the system each time."""
HTTP_KINDS = {
    401: "HTTPUnauthorizedError",
    403: "HTTPForbiddenError",
    404: "HTTPNotFoundError",
    429: "HTTPTooManyRequestsError",
}


def opener_of(source: Source, certificates: Certificates) -> urllib.request.OpenerDirector:
    """Basic and digest authentication, as cameras ask for, at the source's own host alone."""
    known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if source.user:
        parts = urlsplit(source.url)
        place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
        known.add_password(None, place, source.user, source.password)
    return urllib.request.build_opener(
        _Encrypted(source, certificates),
        urllib.request.HTTPBasicAuthHandler(known),
        urllib.request.HTTPDigestAuthHandler(known),
    )


def fetching_fault(problem: Exception, password: str) -> MediaFault:
    if isinstance(problem, urllib.error.HTTPError):
        problem.close()
        otherwise = "HTTPServerError" if problem.code >= 500 else "HTTPOtherClientError"
        return MediaFault(HTTP_KINDS.get(problem.code, otherwise), str(problem.code))
    if isinstance(problem, urllib.error.URLError) and isinstance(problem.reason, Exception):
        problem = problem.reason
    return MediaFault(type(problem).__name__, scrubbed(str(problem), password))


class Fetched:
    """An answer as the library reads a file; what it has not got yet is waited for. One thread."""

    def __init__(self, answer: Any, password: str) -> None:
        self._answer, self._password = answer, password

    def read(self, most: int) -> bytes:
        """Raises MediaFault."""
        try:
            return bytes(self._answer.read1(most))
        except (OSError, ValueError, http.client.HTTPException) as problem:
            raise fetching_fault(problem, self._password) from None

    def close(self) -> None:
        self._answer.close()


def fetcher(source: Source, certificates: Certificates, seconds: float) -> Callable[..., Fetched]:
    """What the library calls for each address that it opens: the source's own, and those in its playlist."""
    opener = opener_of(source, certificates)

    def fetch(url: str, _flags: int, _options: object) -> Fetched:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise MediaFault("ProtocolNotFoundError")
        try:
            return Fetched(opener.open(url, timeout=seconds), source.password)
        except (OSError, ValueError, http.client.HTTPException) as problem:
            raise fetching_fault(problem, source.password) from None

    return fetch


class _Encrypted(urllib.request.HTTPSHandler):
    def __init__(self, source: Source, certificates: Certificates) -> None:
        super().__init__(context=_UNUSED)
        self._connection = functools.partial(_Connection, source=source, certificates=certificates)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _Connection(http.client.HTTPSConnection):
    """Judged when it is made. What the source says of its own certificate holds for its own host."""

    def __init__(self, host: str, *, source: Source, certificates: Certificates, **more: Any) -> None:
        super().__init__(host, context=_UNUSED, **more)
        self._source, self._certificates = source, certificates

    def connect(self) -> None:
        own = urlsplit(self._source.url)
        check = self._source.check
        port = self.port or HTTPS_PORT
        if check is CertificateCheck.PINNED and (self.host, port) != (own.hostname, own.port or HTTPS_PORT):
            check = CertificateCheck.KNOWN
        peer = Peer(self.host, port, check, self._source.fingerprint)
        self.sock = self._certificates.connected(peer, self.timeout or SECONDS)
