"""Writes a base map file from plain features."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from app.domain.basemap import Feature, Ground, Shape
from maps.basemap.format import MAGIC, STEPS, VERSION, Body, Head, LayerBody
from maps.projection import to_world

_FEWEST_POINTS = {Shape.POINT: 1, Shape.LINE: 2, Shape.POLYGON: 3}


@dataclass(slots=True)
class _Gathered:
    points: list[tuple[float, float]] = field(default_factory=list)
    part_sizes: list[int] = field(default_factory=list)
    feature_sizes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Written:
    """How many features went in, and how many could not (too few points, not on the globe)."""

    features: int
    refused: int


def write_basemap(
    path: Path, features: Iterable[Feature], *, name: str = "", attribution: str = ""
) -> Written:
    """Write `path` in one step: readers see the old file or the new one. Raises OSError."""
    names: dict[str, int] = {"": 0}
    layers: dict[tuple[Ground, Shape], _Gathered] = {}
    written = refused = 0
    for feature in features:
        parts = [part for part in feature.parts if _usable(part, feature.shape)]
        if not parts:
            refused += 1
            continue
        _gather(layers.setdefault((feature.ground, feature.shape), _Gathered()), feature, parts, names)
        written += 1
    body = Body(list(names), [_pack(ground, shape, layer) for (ground, shape), layer in layers.items()])
    _store(path, body, layers=layers.values(), name=name, attribution=attribution, features=written)
    return Written(written, refused)


def _usable(part: tuple[tuple[float, float], ...], shape: Shape) -> bool:
    return len(part) >= _FEWEST_POINTS[shape] and all(
        -180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0 for lon, lat in part
    )


def _gather(
    layer: _Gathered, feature: Feature, parts: list[tuple[tuple[float, float], ...]], names: dict[str, int]
) -> None:
    for part in parts:
        layer.points.extend(part)
        layer.part_sizes.append(len(part))
    layer.feature_sizes.append(len(parts))
    layer.names.append(names.setdefault(feature.name, len(names)))
    layer.ranks.append(max(-32768, min(32767, feature.rank)))


def _pack(ground: Ground, shape: Shape, layer: _Gathered) -> LayerBody:
    lonlat = np.array(layer.points, dtype=np.float64)
    x, y = to_world(lonlat[:, 0], lonlat[:, 1])
    steps = np.clip(np.rint(np.stack([x, y], axis=1) * STEPS), 0, STEPS - 1).astype(np.int64)
    differences = np.diff(steps, axis=0, prepend=0)
    return LayerBody(
        ground=ground.value,
        shape=shape.value,
        points=differences.astype("<i4").tobytes(),
        part_sizes=np.array(layer.part_sizes, dtype="<u4").tobytes(),
        feature_sizes=np.array(layer.feature_sizes, dtype="<u4").tobytes(),
        names=np.array(layer.names, dtype="<u4").tobytes(),
        ranks=np.array(layer.ranks, dtype="<i2").tobytes(),
    )


def _store(
    path: Path, body: Body, *, layers: Iterable[_Gathered], name: str, attribution: str, features: int
) -> None:
    raw = msgspec.msgpack.encode(body)
    packed = zlib.compress(raw, 6)
    points = np.array([point for layer in layers for point in layer.points] or [(0.0, 0.0)])
    west, south = points.min(axis=0)
    east, north = points.max(axis=0)
    head = msgspec.msgpack.encode(
        Head(
            version=VERSION,
            name=name,
            attribution=attribution,
            bounds=(float(west), float(south), float(east), float(north)),
            features=features,
            body_bytes=len(raw),
            body_crc=zlib.crc32(packed),
        )
    )
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(MAGIC + len(head).to_bytes(4, "little") + head + packed)
    temporary.replace(path)
