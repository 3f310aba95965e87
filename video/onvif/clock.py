"""By how much a camera's clock is off, by one small question that needs no password and no session."""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from app.domain.video.cameras import CameraStream
from video.onvif.addresses import Address, address_of
from video.onvif.probe import safe_xml

ANSWER_LIMIT_S = 3.0
SLOWEST_S = 2.0
"""An answer that took longer says too little about the moment at which it was given."""
LONGEST_ANSWER = 65_536
HALF_SECOND = 0.5
"""Clocks are told in whole seconds, cut off: on the average half a second more had passed."""
_ASKS = (
    '<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope">'
    '<e:Body><GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/></e:Body></e:Envelope>'
)
_PARTS = (
    ("Date", "Year"),
    ("Date", "Month"),
    ("Date", "Day"),
    ("Time", "Hour"),
    ("Time", "Minute"),
    ("Time", "Second"),
)


@dataclass(frozen=True, slots=True)
class ClockSource:
    """Whom to ask: the ONVIF service of a camera, or whoever serves its pictures over HTTP."""

    address: Address
    onvif: bool


def clock_of(stream: CameraStream) -> ClockSource | None:
    """None for a camera whose clock nobody tells."""
    if stream.onvif:
        address = address_of(stream.onvif)
        return None if address is None else ClockSource(address, onvif=True)
    if urlsplit(stream.url).scheme.lower() != "http":
        return None
    address = address_of(stream.url)
    return None if address is None else ClockSource(address, onvif=False)


async def offset_of(source: ClockSource) -> float | None:
    """By how many seconds its clock is behind, give or take half of one and of the way there and back; None
    where it does not say, or not in time."""
    asked_at, began = time.time(), time.monotonic()
    try:
        async with asyncio.timeout(ANSWER_LIMIT_S):
            answer = await _ask(source)
    except (OSError, TimeoutError):
        return None
    took = time.monotonic() - began
    said = _said(answer, onvif=source.onvif)
    return None if said is None else behind(asked_at, took, said)


def behind(asked_at: float, took: float, said: float) -> float | None:
    """`said` in a whole second, to a question that took so many: the answer was given half-way."""
    return None if took > SLOWEST_S else asked_at + took / 2 - (said + HALF_SECOND)


async def _ask(source: ClockSource) -> bytes:
    reader, writer = await asyncio.open_connection(source.address.host, source.address.port)
    try:
        writer.write(_question(source))
        await writer.drain()
        return await _whole(reader, onvif=source.onvif)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def _question(source: ClockSource) -> bytes:
    close = f"Host: {source.address}\r\nConnection: close\r\n"
    if not source.onvif:
        return f"HEAD / HTTP/1.1\r\n{close}\r\n".encode()
    kind = "Content-Type: application/soap+xml; charset=utf-8\r\n"
    head = f"POST /onvif/device_service HTTP/1.1\r\n{close}{kind}Content-Length: {len(_ASKS)}\r\n\r\n"
    return (head + _ASKS).encode()


async def _whole(reader: asyncio.StreamReader, *, onvif: bool) -> bytes:
    """Of an answer to HEAD its head; of another one what comes until it is closed or all is there."""
    answer = b""
    while piece := await reader.read(LONGEST_ANSWER - len(answer)):
        answer += piece
        head, ended, body = answer.partition(b"\r\n\r\n")
        if ended and (not onvif or len(body) >= _length(head) or b"Envelope>" in body):
            break
    return answer


def _length(head: bytes) -> float:
    try:
        return int(_header(head, "content-length"))
    except ValueError:
        return float("inf")


def _header(head: bytes, name: str) -> str:
    """Empty where there is none."""
    for line in head.decode("latin-1").split("\r\n")[1:]:
        key, _, value = line.partition(":")
        if key.strip().lower() == name:
            return value.strip()
    return ""


def _said(answer: bytes, *, onvif: bool) -> float | None:
    """Epoch seconds by the camera: what it answers, or else the date of its HTTP server."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/"):
        return None
    told = _of_soap(body) if onvif else None
    return _of_date(_header(head, "date")) if told is None else told


def _of_soap(body: bytes) -> float | None:
    first, last = body.find(b"<"), body.rfind(b">")  # chunked bodies have lengths around them
    tree = safe_xml(body[first : last + 1]) if 0 <= first < last else None
    utc = None if tree is None else tree.find(".//{*}UTCDateTime")
    if utc is None:
        return None
    try:
        year, month, day, hour, minute, second = (_number(utc, *names) for names in _PARTS)
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None


def _number(tree: ElementTree.Element, *names: str) -> int:
    """Raises ValueError."""
    return int(tree.findtext("/".join(f"{{*}}{name}" for name in names)) or "")


def _of_date(text: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
