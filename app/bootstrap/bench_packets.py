"""MQTT 3.1.1 packets by hand (OASIS MQTT 3.1.1 §3): a load that costs the machine as little as can be."""

from __future__ import annotations

import socket
import struct

CONNACK, PUBACK, SUBACK = 0x20, 0x40, 0x90


def connect(client_id: str) -> bytes:
    """CONNECT with a clean session and no keepalive."""
    name = client_id.encode()
    body = b"\x00\x04MQTT\x04\x02\x00\x00" + struct.pack("!H", len(name)) + name
    return b"\x10" + length(len(body)) + body


def subscribe(topic: str, qos: int) -> bytes:
    name = topic.encode()
    body = struct.pack("!HH", 1, len(name)) + name + bytes([qos])
    return b"\x82" + length(len(body)) + body


def publish(topic: bytes, payload: bytes, *, packet_id: int = 0, retain: bool = False) -> bytes:
    """PUBLISH at QoS 1 when `packet_id` is given, else at QoS 0."""
    head = (0x32 if packet_id else 0x30) | retain
    identity = struct.pack("!H", packet_id) if packet_id else b""
    body = struct.pack("!H", len(topic)) + topic + identity + payload
    return bytes([head]) + length(len(body)) + body


def length(size: int) -> bytes:
    """Remaining length, 7 bits a byte (§2.2.3)."""
    out = bytearray()
    while True:
        size, digit = divmod(size, 128)
        out.append(digit | (0x80 if size else 0))
        if not size:
            return bytes(out)


def opened(address: tuple[str, int], client_id: str) -> socket.socket:
    """A connection that the broker has accepted; raises OSError."""
    link = socket.create_connection(address, timeout=10)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    link.sendall(connect(client_id))
    if link.recv(4)[0] != CONNACK:
        raise OSError("the broker refused the connection")
    return link


class PacketCounter:
    """Counts the packets of each type in a stream, with the least that a reader must do."""

    def __init__(self) -> None:
        self._rest = b""
        self.counts: dict[int, int] = {}

    def feed(self, data: bytes) -> None:
        data = self._rest + data
        position, end = 0, len(data)
        while position + 2 <= end:
            size, shift, cursor = 0, 0, position + 1
            while cursor < end:
                digit = data[cursor]
                size |= (digit & 0x7F) << shift
                cursor += 1
                shift += 7
                if not digit & 0x80:
                    break
            else:
                break
            if cursor + size > end:
                break
            kind = data[position] & 0xF0
            self.counts[kind] = self.counts.get(kind, 0) + 1
            position = cursor + size
        self._rest = data[position:]
