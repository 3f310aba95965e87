"""MQTT packets as bytes, for what no client would send."""

import struct


def length_of(size: int) -> bytes:
    out = bytearray()
    while True:
        size, low = size >> 7, size & 0x7F
        out.append(low | (0x80 if size else 0))
        if not size:
            return bytes(out)


def packet(first: int, body: bytes) -> bytes:
    return bytes([first]) + length_of(len(body)) + body


def publish(
    topic: bytes,
    payload: bytes,
    *,
    qos: int,
    mid: int,
    version5: bool,
    properties: bytes = b"",
    retain: bool = False,
) -> bytes:
    body = struct.pack("!H", len(topic)) + topic
    if qos:
        body += struct.pack("!H", mid)
    if version5:
        body += length_of(len(properties)) + properties
    return packet(0x30 | qos << 1 | retain, body + payload)
