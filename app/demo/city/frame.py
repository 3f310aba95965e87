"""The plane the city is generated on: metres east and north, turned a little, and its way to WGS 84."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ORIGIN_LAT = -12.09
ORIGIN_LON = -77.08
_TURN = math.radians(-6.0)
"""The whole city leans clockwise, so that no street runs exactly north."""
_METRES_A_DEGREE_LAT = 110_631.0
_METRES_A_DEGREE_LON = 108_858.0
"""Of the WGS 84 ellipsoid at 12.09° south."""


def to_wgs84(points: Array) -> Array:
    """Turn plane metres, shape (N, 2), into (longitude, latitude) degrees, shape (N, 2)."""
    east = points[:, 0] * math.cos(_TURN) - points[:, 1] * math.sin(_TURN)
    north = points[:, 0] * math.sin(_TURN) + points[:, 1] * math.cos(_TURN)
    lon = ORIGIN_LON + east / _METRES_A_DEGREE_LON
    lat = ORIGIN_LAT + north / _METRES_A_DEGREE_LAT
    return np.column_stack((lon, lat)).round(6)


def to_plane(lonlat: Array) -> Array:
    """Turn (longitude, latitude) degrees, shape (N, 2), into plane metres, shape (N, 2)."""
    east = (lonlat[:, 0] - ORIGIN_LON) * _METRES_A_DEGREE_LON
    north = (lonlat[:, 1] - ORIGIN_LAT) * _METRES_A_DEGREE_LAT
    x = east * math.cos(_TURN) + north * math.sin(_TURN)
    y = -east * math.sin(_TURN) + north * math.cos(_TURN)
    return np.column_stack((x, y))


def heading(dx: Array, dy: Array) -> Array:
    """Compass degrees (0 north, clockwise) of plane directions."""
    east = dx * math.cos(_TURN) - dy * math.sin(_TURN)
    north = dx * math.sin(_TURN) + dy * math.cos(_TURN)
    return np.degrees(np.arctan2(east, north)) % 360.0
