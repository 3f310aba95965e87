"""Whether a camera at the end of an encrypted connection is the one that is meant.

The library checks certificates only for those whose name is the host's; cameras make their own, for a name or
address that is nobody's, and often out of date. So these connections are made here, unless nothing is to be
checked of them.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import logging
import re
import secrets
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.domain.video.cameras import CertificateCheck
from video.media.faults import MediaFault

AUTHORITY = "authority"
"""In the place of a fingerprint: a certificate of an authority, whichever."""
REFUSED = ".refused"
"""Behind the name of what was seen first: the fingerprint that came in its place."""
_SEEN = re.compile(rf"{AUTHORITY}|[0-9a-f]{{64}}")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is to be at the other end, and how its certificate is judged."""

    host: str
    port: int
    check: CertificateCheck
    fingerprint: str = ""

    @property
    def file_name(self) -> str:
        return f"{quote(self.host.lower(), safe='')}_{self.port}"


class Certificates:
    """Any thread, any process: whoever sees a camera first writes it down for all. Without a folder that
    holds only here."""

    def __init__(self, folder: Path | None = None, authorities: Path | None = None) -> None:
        """`authorities` is a PEM file of authorities besides the system's."""
        self._folder, self._authorities = folder, authorities
        self._seen: dict[str, str] = {}

    def connected(self, peer: Peer, seconds: float) -> ssl.SSLSocket:
        """Encrypted and judged; each step may take so long. Raises MediaFault: `CertificateOther` for another
        than was expected, `CertificateUnknown` for none of an authority, `TlsFailed`, or that of the way."""
        match peer.check:
            case CertificateCheck.UNCHECKED:
                return self._opened(peer, _unchecked(), seconds)
            case CertificateCheck.AUTHORITY:
                return self._opened(peer, _checked(self._authorities), seconds)
            case CertificateCheck.PINNED:
                return self._expected(peer, peer.fingerprint, seconds)
            case CertificateCheck.KNOWN:
                seen = self._first_seen(peer)
                return self._expected(peer, seen, seconds) if seen else self._new(peer, seconds)

    def _new(self, peer: Peer, seconds: float) -> ssl.SSLSocket:
        """What it shows now is what is expected from now on."""
        try:
            made, seen = self._opened(peer, _checked(self._authorities), seconds), AUTHORITY
        except MediaFault as fault:
            if fault.kind != "CertificateUnknown":
                raise
            made = self._opened(peer, _unchecked(), seconds)
            seen = _fingerprint(made)
        self._remember(peer, seen)
        return made

    def _expected(self, peer: Peer, fingerprint: str, seconds: float) -> ssl.SSLSocket:
        if fingerprint == AUTHORITY:
            try:
                return self._opened(peer, _checked(self._authorities), seconds)
            except MediaFault as fault:
                if fault.kind == "CertificateUnknown":
                    self._refuse(peer, "")
                    raise MediaFault("CertificateOther", str(fault)) from None
                raise
        made = self._opened(peer, _unchecked(), seconds)
        shown = _fingerprint(made)
        if shown != fingerprint:
            made.close()
            self._refuse(peer, shown)
            raise MediaFault("CertificateOther", f"{peer.host}:{peer.port} shows {shown}")
        if peer.check is CertificateCheck.KNOWN:
            self._forget_refused(peer)
        return made

    def _opened(self, peer: Peer, context: ssl.SSLContext, seconds: float) -> ssl.SSLSocket:
        try:
            plain = socket.create_connection((peer.host, peer.port), seconds)
            # Whatever goes wrong here closes it.
            return context.wrap_socket(plain, server_hostname=peer.host)
        except (OSError, ValueError) as problem:
            raise _told(problem) from None

    # -- what was seen first -------------------------------------------------------------------------

    def _first_seen(self, peer: Peer) -> str:
        """Empty for who was never seen. Raises MediaFault where it cannot be read: whoever could break it
        would be let in otherwise."""
        if self._folder is None:
            return self._seen.get(peer.file_name, "")
        try:
            text = (self._folder / peer.file_name).read_text("ascii").strip()
        except FileNotFoundError:
            return self._seen.get(peer.file_name, "")
        except (OSError, UnicodeError):
            text = ""
        if not _SEEN.fullmatch(text):
            raise MediaFault("CertificateOther", f"{self._folder / peer.file_name} cannot be read")
        return text

    def _remember(self, peer: Peer, seen: str) -> None:
        self._seen[peer.file_name] = seen
        log.info("%s:%d is known by its certificate from now on: %s", peer.host, peer.port, seen)
        self._write(peer.file_name, seen)
        self._forget_refused(peer)

    def _refuse(self, peer: Peer, shown: str) -> None:
        if peer.check is CertificateCheck.KNOWN:
            self._write(peer.file_name + REFUSED, shown)

    def _forget_refused(self, peer: Peer) -> None:
        if self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / (peer.file_name + REFUSED)).unlink(missing_ok=True)

    def _write(self, name: str, text: str) -> None:
        if self._folder is None:
            return
        path, new = self._folder / name, self._folder / f".{name}.{secrets.token_hex(4)}"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            new.write_text(f"{text}\n", "ascii")
            new.replace(path)
        except OSError as problem:
            log.warning("%s cannot be written: %s", path, problem.strerror)


@functools.cache
def _checked(authorities: Path | None) -> ssl.SSLContext:
    """Made once: reading the system's authorities takes a tenth of a second."""
    context = ssl.create_default_context()
    if authorities is not None:
        try:
            context.load_verify_locations(authorities)
        except OSError as problem:
            log.warning("The authorities of %s cannot be used: %s", authorities, problem)
    return context


@functools.cache
def _unchecked() -> ssl.SSLContext:
    """The fingerprint tells who it is: then short keys and old hashes are better than nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


def _fingerprint(made: ssl.SSLSocket) -> str:
    """SHA-256 of the certificate, in hexadecimal."""
    shown = made.getpeercert(binary_form=True)
    if not shown:
        made.close()
        raise MediaFault("TlsFailed", "no certificate")
    return hashlib.sha256(shown).hexdigest()


def _told(problem: Exception) -> MediaFault:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return MediaFault("CertificateUnknown", problem.verify_message)
    if isinstance(problem, ssl.SSLError):
        return MediaFault("TlsFailed", problem.reason or "")
    return MediaFault(type(problem).__name__)
