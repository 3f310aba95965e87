"""What lies inside an area that was drawn. Apart from the targets because shapely takes a quarter of a
second to load, which a start need not wait for."""

from __future__ import annotations

from collections.abc import Sequence

import shapely


def within(ring: Sequence[tuple[float, float]], lons: Sequence[float], lats: Sequence[float]) -> list[bool]:
    """Of each point whether it is inside the ring of (longitude, latitude) corners. The edge counts as
    inside. A ring drawn by hand may cross itself: then what it goes round counts."""
    area = shapely.make_valid(shapely.Polygon(ring))
    shapely.prepare(area)
    found: list[bool] = shapely.intersects_xy(area, lons, lats).tolist()
    return found
