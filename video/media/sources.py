"""Where pictures come from, as the library wants it; the password joins the address only in `address()`."""

from __future__ import annotations

import enum
import sys
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import url2pathname

from app.domain.video.cameras import CameraStream, CertificateCheck
from app.domain.video.usb import usb_device
from video.media.faults import MediaFault

LOW_DELAY = {"fflags": "nobuffer", "flags": "low_delay"}
USB_FORMATS = {"linux": "v4l2", "win32": "dshow"}


class SourceKind(enum.StrEnum):
    RTSP = "rtsp"
    HTTP = "http"
    """MJPEG, or any other endless body."""
    HLS = "hls"
    FILE = "file"
    """Looped, at its own pace."""
    USB = "usb"
    PICTURES = "pictures"
    """One picture at each request."""


@dataclass(frozen=True, slots=True)
class Source:
    kind: SourceKind
    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()
    format: str | None = None
    every_s: float = 0.0
    check: CertificateCheck = CertificateCheck.UNCHECKED
    fingerprint: str = ""

    @property
    def encrypted(self) -> bool:
        """And the certificate at the other end is to be judged."""
        return self.check is not CertificateCheck.UNCHECKED and self.url.lower().startswith(
            ("rtsps:", "https:")
        )

    @property
    def paced(self) -> bool:
        """Gives packets faster than they are to be shown."""
        return self.kind in {SourceKind.FILE, SourceKind.HLS}

    def address(self) -> str:
        """With user and password. For the call that opens it, never to be kept or told."""
        parts = urlsplit(self.url)
        if not self.user or not parts.netloc:
            return self.url
        known = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@"
        return urlunsplit(parts._replace(netloc=known + parts.netloc.rpartition("@")[2]))


def source_of(stream: CameraStream, *, sub: bool = False) -> Source:
    """Raises MediaFault `ProtocolNotFoundError` for a scheme that is none of ours."""
    return replace(_source(stream, sub=sub), check=stream.tls, fingerprint=stream.fingerprint)


def _source(stream: CameraStream, *, sub: bool) -> Source:
    url = stream.sub_url if sub else stream.url
    scheme = urlsplit(url).scheme.lower()
    if scheme in {"rtsp", "rtsps"}:
        options = {"rtsp_transport": stream.transport, **LOW_DELAY}
        return Source(SourceKind.RTSP, url, stream.user, stream.password, tuple(options.items()))
    if scheme in {"http", "https"}:
        return _over_http(stream, url)
    if scheme == "file":
        parts = urlsplit(url)
        return Source(SourceKind.FILE, url2pathname(parts.netloc + parts.path))
    if scheme == "usb" and (device := usb_device(url, sys.platform)):
        return Source(
            SourceKind.USB, device, options=tuple(LOW_DELAY.items()), format=USB_FORMATS[sys.platform]
        )
    raise MediaFault("ProtocolNotFoundError", scheme)


def _over_http(stream: CameraStream, url: str) -> Source:
    if stream.picture_every_s > 0:
        return Source(SourceKind.PICTURES, url, stream.user, stream.password, every_s=stream.picture_every_s)
    if urlsplit(url).path.lower().endswith(".m3u8"):
        return Source(SourceKind.HLS, url, stream.user, stream.password)
    return Source(SourceKind.HTTP, url, stream.user, stream.password, tuple(LOW_DELAY.items()))
