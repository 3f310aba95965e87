"""Reads a base map file; a file that cannot be shown is refused with one clear sentence."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec
import numpy as np

from app.domain.basemap import Ground, Shape
from app.domain.plain_text import plain
from maps.basemap.format import (
    LARGEST_BODY,
    LARGEST_HEAD,
    MAGIC,
    STEPS,
    VERSION,
    BasemapUnusable,
    Body,
    Head,
    LayerBody,
)
from maps.basemap.source import Basemap, GroundLayer, boxes_of, join_bounds

LONGEST_NAME = 200
"""Characters of a name on the ground; a file may come from anybody."""


def read_basemap(path: Path) -> Basemap:
    """The whole map in memory. Raises `BasemapUnusable`. Reads the disk: not for the GUI thread when the
    file is large."""
    try:
        data = path.read_bytes()
    except OSError as failure:
        reason = failure.strerror or "unknown cause"
        raise BasemapUnusable(f"The base map {path.name} cannot be read: {reason}.") from failure
    head, packed = _read_head(path.name, data)
    if zlib.crc32(packed) != head.body_crc:
        raise BasemapUnusable(f"The base map {path.name} is damaged or incomplete.")
    try:
        body = msgspec.msgpack.decode(_unpack(packed, head.body_bytes), type=Body)
        names = [plain(name, LONGEST_NAME) for name in body.names]
        layers = [_layer(layer, names) for layer in body.layers]
    except (ValueError, IndexError, zlib.error, msgspec.MsgspecError) as failure:
        raise BasemapUnusable(
            f"The base map {path.name} is damaged: its geometry cannot be read."
        ) from failure
    return Basemap(
        name=plain(head.name, LONGEST_NAME),
        attribution=plain(head.attribution, LONGEST_NAME),
        bounds=join_bounds(layers),
        layers={(layer.ground, layer.shape): layer for layer in layers},
    )


def _read_head(name: str, data: bytes) -> tuple[Head, bytes]:
    start = len(MAGIC) + 4
    if not data.startswith(MAGIC) or len(data) < start:
        raise BasemapUnusable(f"{name} is not a base map of this program.")
    size = int.from_bytes(data[len(MAGIC) : start], "little")
    if size > LARGEST_HEAD or len(data) < start + size:
        raise BasemapUnusable(f"The base map {name} is damaged or incomplete.")
    raw = data[start : start + size]
    try:
        version = msgspec.msgpack.decode(raw)["version"]
        if isinstance(version, int) and version > VERSION:
            raise BasemapUnusable(f"The base map {name} was made by a newer version of the program.")
        return msgspec.msgpack.decode(raw, type=Head), data[start + size :]
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as failure:
        raise BasemapUnusable(f"The base map {name} is damaged: its head cannot be read.") from failure


def _unpack(packed: bytes, expected: int) -> bytes:
    if not 0 <= expected <= LARGEST_BODY:
        raise ValueError("the size is not possible")
    unpacking = zlib.decompressobj()
    raw = unpacking.decompress(packed, expected + 1)
    if len(raw) != expected:
        raise ValueError("the size does not agree with the head")
    return raw


def _layer(layer: LayerBody, names: list[str]) -> GroundLayer:
    points = np.cumsum(np.frombuffer(layer.points, "<i4").reshape(-1, 2).astype(np.int64), axis=0) / STEPS
    parts = _offsets(layer.part_sizes, total=len(points))
    features = _offsets(layer.feature_sizes, total=len(parts) - 1)
    name_codes = np.frombuffer(layer.names, "<u4")
    ranks = np.frombuffer(layer.ranks, "<i2").astype(np.int16)
    if len(name_codes) != len(features) - 1 or len(ranks) != len(name_codes):
        raise ValueError("columns of different length")
    return GroundLayer(
        ground=Ground(layer.ground),
        shape=Shape(layer.shape),
        points=points,
        parts=parts,
        features=features,
        boxes=boxes_of(points, parts, features),
        names=tuple(names[code] for code in name_codes),
        ranks=ranks,
    )


def _offsets(sizes: bytes, *, total: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    counts = np.frombuffer(sizes, "<u4").astype(np.int64)
    if (counts == 0).any() or int(counts.sum()) != total:
        raise ValueError("parts do not add up")
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
