"""Where sea and land meet, and how they go on beyond the edge of the map."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.domain.basemap import Ground, Shape
from maps.basemap.source import Basemap, GroundLayer, boxes_of
from maps.projection import Floats

STRETCH = 5.0
SEA, LAND = (Ground.SEA, Shape.POLYGON), (Ground.LAND, Shape.POLYGON)


def shore_lines(basemap: Basemap) -> list[Floats]:
    """Where sea and land share their points: the edges of the map itself are no shore."""
    sea, land = basemap.layers.get(SEA), basemap.layers.get(LAND)
    if sea is None or land is None:
        return []
    lines: list[Floats] = []
    for feature in range(land.count):
        for ring in land.lines_of(feature):
            wet = _shared(ring, sea.points)
            cuts = np.flatnonzero(np.diff(wet)) + 1
            pieces = zip(np.split(ring, cuts), np.split(wet, cuts), strict=True)
            lines.extend(piece for piece, on_shore in pieces if on_shore[0] and len(piece) > 1)
    return lines


def beyond_the_edge(basemap: Basemap) -> Basemap:
    """The same map with sea and land stretched outward, so that from afar it shows no edge."""
    sea, land = basemap.layers.get(SEA), basemap.layers.get(LAND)
    if sea is None or land is None:
        return basemap
    stretched = {SEA: _stretched(sea, land, basemap), LAND: _stretched(land, sea, basemap)}
    return replace(basemap, layers={**basemap.layers, **stretched})


def _stretched(layer: GroundLayer, other: GroundLayer, basemap: Basemap) -> GroundLayer:
    """Points that are not on the shore go away from the middle of the map; the shore itself stays."""
    on_shore = _shared(layer.points, other.points)
    if not on_shore.any():
        return layer
    bounds = basemap.bounds
    middle = np.array([(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2])
    away = middle + (layer.points - middle) * STRETCH
    points = np.where(on_shore[:, None], layer.points, away)
    return replace(layer, points=points, boxes=boxes_of(points, layer.parts, layer.features))


def _shared(points: Floats, others: Floats) -> NDArray[np.bool_]:
    known = set(map(tuple, others.tolist()))
    return np.array([tuple(point) in known for point in points.tolist()], dtype=bool)
