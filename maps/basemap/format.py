"""The file of a base map (`*.atbase`): a short readable head, then zlib-packed columns of integers.

Layout: `MAGIC`, the length of the head (4 bytes, little-endian), the head (msgpack), the packed body.
Coordinates are Web Mercator in steps of 2**-31 of the world (2 cm at the equator), as differences.
"""

from __future__ import annotations

import msgspec

MAGIC = b"ATBASE\r\n"
VERSION = 1
STEPS = 2.0**31
LARGEST_HEAD = 64 * 1024
LARGEST_BODY = 1 << 30
"""Unpacked bytes; a body that claims more is refused instead of filling the memory."""


class BasemapUnusable(Exception):
    """The file cannot be shown; the text is one sentence for a person."""


class Head(msgspec.Struct, frozen=True):
    """What can be told of a file without unpacking it."""

    version: int
    name: str
    attribution: str
    bounds: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    features: int
    body_bytes: int
    body_crc: int


class LayerBody(msgspec.Struct, frozen=True):
    """One drawing class. Bytes are little-endian: `points` int32 differences (x, y), the others uint32,
    `ranks` int16; `names` are indices into `Body.names`."""

    ground: str
    shape: str
    points: bytes
    part_sizes: bytes
    feature_sizes: bytes
    names: bytes
    ranks: bytes


class Body(msgspec.Struct, frozen=True):
    names: list[str]
    layers: list[LayerBody]
