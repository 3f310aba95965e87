"""Which points lie in a drawn ring or within a radius, for arrays of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

METRES_PER_DEGREE = 111_320.0
"""Of latitude; a city is small enough to be flat."""

Flags = NDArray[np.bool_]


def in_ring(lon: NDArray[Any], lat: NDArray[Any], ring: Sequence[tuple[float, float]]) -> Flags:
    """Whether each point is inside the ring (longitude, latitude; not closed) by the even-odd rule."""
    inside = np.zeros(len(lon), np.bool_)
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        if y1 == y2:
            continue
        crosses = (y1 > lat) != (y2 > lat)
        inside ^= crosses & (lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1)
    return inside


def in_radius(lon: NDArray[Any], lat: NDArray[Any], centre: tuple[float, float], radius_m: float) -> Flags:
    """Whether each point is within the radius of a centre (longitude, latitude)."""
    east = (lon - centre[0]) * np.cos(np.radians(centre[1]))
    found: Flags = np.hypot(east, lat - centre[1]) * METRES_PER_DEGREE <= radius_m
    return found
