"""How the library gets at a source: by itself, or by connections that were judged before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from video.media.certificates import Certificates, Peer
from video.media.fetching import fetcher
from video.media.passage import LOCAL, Passage
from video.media.sources import Source, SourceKind

RTSPS_PORT = 322
THROUGH = {"rtsp_transport": "tcp", "protocol_whitelist": "rtsp,rtp,tcp"}
"""All in the one connection; a camera that sends us elsewhere with encryption would be followed unjudged."""
EACH_ANEW = {"http_persistent": "0", "http_multiple": "0"}
"""Of a playlist's pieces: the library aborts the program where it is to go on with a connection of ours."""


@dataclass(frozen=True, slots=True)
class Way:
    """What the library is to open, in which manner, and by whom it has addresses opened."""

    address: str = field(repr=False)
    options: dict[str, str] = field(default_factory=dict)
    fetch: Callable[..., Any] | None = None
    passage: Passage | None = None

    def close(self) -> None:
        """After the library has closed what it opened."""
        if self.passage is not None:
            self.passage.close()


def way_to(source: Source, certificates: Certificates, open_s: float, read_s: float) -> Way:
    """Raises MediaFault where somebody else than expected is there, or nobody."""
    if not source.encrypted:
        return Way(source.address())
    if source.kind is SourceKind.RTSP:
        return _through(source, certificates, open_s, read_s)
    options = EACH_ANEW if source.kind is SourceKind.HLS else {}
    return Way(source.url, options, fetcher(source, certificates, read_s))


def _through(source: Source, certificates: Certificates, open_s: float, read_s: float) -> Way:
    parts = urlsplit(source.url)
    peer = Peer(parts.hostname or "", parts.port or RTSPS_PORT, source.check, source.fingerprint)
    passage = Passage(certificates.connected(peer, open_s), open_s, read_s)
    passage.start()
    known = f"{quote(source.user, safe='')}:{quote(source.password, safe='')}@" if source.user else ""
    here = parts._replace(scheme="rtsp", netloc=f"{known}{LOCAL}:{passage.port}")
    return Way(urlunsplit(here), THROUGH, passage=passage)
