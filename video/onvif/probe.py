"""WS-Discovery: which ONVIF devices answer in the network. Anybody may; nothing that comes is trusted."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import sys
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree

from video.onvif.addresses import Address, address_of

GROUP = ("239.255.255.250", 3702)
LISTENS_S = 3.0
SAYS_TIMES = 2
"""Datagrams get lost."""
MOST_WAYS = 32
MOST_REPLIES = 4_096
MOST_DEVICES = 512
LONGEST_REPLY = 32_768
LONGEST_NAME = 60
_SCOPE = "onvif://www.onvif.org/"
_MATCH = "{http://schemas.xmlsoap.org/ws/2005/04/discovery}ProbeMatch"
_PROBE = """<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl">
<e:Header><w:MessageID>uuid:{id}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>
<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>
<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>"""


@dataclass(frozen=True, slots=True)
class Discovered:
    address: Address
    name: str = ""
    hardware: str = ""


async def probe(
    *, to: Sequence[tuple[str, int]] = (GROUP,), listens_s: float = LISTENS_S
) -> tuple[Discovered, ...]:
    """Ask, and gather what answers for so long; by address. Raises OSError where no socket can be had."""
    loop, own = asyncio.get_running_loop(), _socket()
    made, replies = await loop.create_datagram_endpoint(_Replies, sock=own)
    try:
        for _ in range(SAYS_TIMES):
            for target in to:
                for way in _ways() if _is_group(target[0]) else (b"",):
                    _go_out(own, way)
                    made.sendto(_PROBE.format(id=uuid.uuid4()).encode(), target)
            await asyncio.sleep(listens_s / SAYS_TIMES)
    finally:
        made.close()
    found = sorted(replies.found.values(), key=lambda one: (one.address.host, one.address.port))
    return tuple(found)


def _socket() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setblocking(False)
    made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
    made.bind(("", 0))
    return made


def _is_group(host: str) -> bool:
    return 224 <= int(host.partition(".")[0] or 0) < 240


def _ways() -> tuple[bytes, ...]:
    """Each network interface as `IP_MULTICAST_IF` takes it: cameras often have a network of their own."""
    indices = [index for index, _ in socket.if_nameindex()][:MOST_WAYS]
    if sys.platform == "win32":
        return tuple(struct.pack("!I", index) for index in indices)
    return tuple(struct.pack("@4s4si", bytes(4), bytes(4), index) for index in indices)


def _go_out(own: socket.socket, way: bytes) -> None:
    if way:
        with contextlib.suppress(OSError):  # it went down meanwhile; then the way before is taken again
            own.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, way)


class _Replies(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.found: dict[Address, Discovered] = {}
        self._left = MOST_REPLIES

    def datagram_received(self, data: bytes, addr: tuple[str | int, ...]) -> None:
        if self._left <= 0 or len(self.found) >= MOST_DEVICES:
            return
        self._left -= 1
        for one in read_reply(data, str(addr[0])):
            self.found.setdefault(one.address, one)

    def error_received(self, exc: Exception) -> None:
        """A network without a way to the group answers so; then nobody is found."""


def read_reply(data: bytes, sender: str) -> tuple[Discovered, ...]:
    """What a reply names; nothing for anything that is not one. Addresses elsewhere than at the sender are
    left out: a device speaks for itself."""
    tree = safe_xml(data)
    if tree is None:
        return ()
    found = []
    for match in tree.iter(_MATCH):
        texts = {child.tag.rpartition("}")[2]: (child.text or "") for child in match}
        addresses = (address_of(url) for url in texts.get("XAddrs", "").split()[:8])
        address = next((one for one in addresses if one is not None and one.host == sender), None)
        if address is not None:
            scopes = texts.get("Scopes", "").split()[:64]
            found.append(Discovered(address, _scope(scopes, "name"), _scope(scopes, "hardware")))
    return tuple(found[:8])


def safe_xml(data: bytes) -> ElementTree.Element | None:
    """Parsed, unless it is too long, not UTF-8 or declares a type or entities of its own: those are how a few
    bytes are made to fill the memory."""
    if len(data) > LONGEST_REPLY:
        return None
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError:
        return None
    if "<!" in text.replace("<!--", "").replace("<![CDATA[", "") or "\0" in text:
        return None
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - what makes it dangerous was refused above
    except (ElementTree.ParseError, ValueError, RecursionError):
        return None


def _scope(scopes: Iterable[str], name: str) -> str:
    """`onvif://www.onvif.org/name/Street%20cam` of the scopes, as `Street cam`."""
    prefix = f"{_SCOPE}{name}/"
    text = next((unquote(each[len(prefix) :]) for each in scopes if each.startswith(prefix)), "")
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST_NAME]
