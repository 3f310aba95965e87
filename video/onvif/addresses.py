"""Addresses of devices, and of their streams with nothing secret in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

USUAL_PORT = 80
LONGEST_URL = 1_000
SCHEMES = frozenset({"rtsp", "rtsps", "http", "https"})
_SECRET = re.compile(r"(?i)(?<![a-z])(pass(?:word|wd)?|pwd|passphrase|user(?:name)?|usr)=[^&/?#_]*")


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int = USUAL_PORT

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == USUAL_PORT else f"{host}:{self.port}"


def address_of(text: str) -> Address | None:
    """`192.168.1.20`, `cam.local:8080`, `[fe80::1]:80` or a URL with one; None for anything else."""
    try:
        parts = urlsplit(text if "//" in text else f"//{text.strip()}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or len(host) > 253 or re.search(r"[\s@]", host):
        return None
    return Address(host, port or (443 if parts.scheme == "https" else USUAL_PORT))


def stream_url(said: str, at: Address) -> str:
    """The URL of a stream as the device says it, at the address where the device was found and without user
    and password; empty where it is none. Devices behind a router name an address that nobody reaches."""
    if len(said) > LONGEST_URL or not said.isprintable():
        return ""
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or not parts.hostname:
        return ""
    host = f"[{at.host}]" if ":" in at.host else at.host
    place = host if port is None else f"{host}:{port}"
    path, query = (_SECRET.sub("", part) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme.lower(), place, path, "&".join(filter(None, query.split("&"))), ""))
