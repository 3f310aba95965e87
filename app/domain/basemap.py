"""The ground under the devices as plain geometry: what a base map is made of, before it is drawn."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Ground(enum.StrEnum):
    """The drawing class of a feature, from the bottom up."""

    SEA = "sea"
    LAND = "land"
    DISTRICT = "district"
    PARK = "park"
    HILL = "hill"
    BLOCK = "block"
    RIVER = "river"
    BUILDING = "building"
    RAIL = "rail"
    STREET = "street"
    COLLECTOR = "collector"
    AVENUE = "avenue"
    PIER = "pier"
    MAIN = "main"
    """A water main."""
    PLACE = "place"


class Shape(enum.StrEnum):
    POINT = "point"
    LINE = "line"
    POLYGON = "polygon"


@dataclass(frozen=True, slots=True)
class Feature:
    """`parts` are rings of a polygon (outer first), or one line, or one point, as
    (longitude, latitude) pairs in WGS 84 degrees."""

    ground: Ground
    shape: Shape
    parts: tuple[tuple[tuple[float, float], ...], ...]
    name: str = ""
    rank: int = 0
    """Larger is more important where labels compete."""
