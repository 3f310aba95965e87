"""Zones from GeoJSON: read, mended and refused through shapely; and their names on the map."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from app.domain.plain_text import plain
from maps.projection import Bounds, Floats, Viewport, to_world
from widgets.style import ui_font
from widgets.theme import Theme

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_NAME = 80


class ZonesUnusable(Exception):
    """The file holds no zones; the text is one sentence for a person."""


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """`rings` in the unit square; `label_at` is a point inside."""

    name: str
    rings: tuple[Floats, ...]
    bounds: Bounds
    label_at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ZonesRead:
    """`refused` says in one sentence each why a feature was left out."""

    zones: tuple[Zone, ...]
    refused: tuple[str, ...]


def read_zones(path: Path) -> ZonesRead:
    """Raises `ZonesUnusable`. Reads the disk: not on the GUI thread."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ZonesUnusable(f"{path.name} is larger than 64 MB.")
        data = json.loads(path.read_bytes())
    except OSError as failure:
        raise ZonesUnusable(f"{path.name} cannot be read: {failure.strerror}.") from failure
    except (ValueError, RecursionError) as failure:
        raise ZonesUnusable(f"{path.name} is not JSON.") from failure
    return zones_of(data, name=path.name)


def zones_of(data: object, *, name: str = "The file") -> ZonesRead:
    """Zones of a GeoJSON FeatureCollection (RFC 7946). Raises `ZonesUnusable`."""
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise ZonesUnusable(f"{name} is not a GeoJSON FeatureCollection.")
    zones: list[Zone] = []
    refused: list[str] = []
    for number, feature in enumerate(features, start=1):
        try:
            zones.append(_zone(feature, number))
        except (
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            IndexError,
            shapely.errors.ShapelyError,
        ) as failure:
            refused.append(f"Zone {number} was left out: {failure or 'it has no geometry'}.")
    return ZonesRead(tuple(zones), tuple(refused))


def _zone(feature: Any, number: int) -> Zone:
    properties = feature.get("properties") or {}
    name = plain(str(properties.get("name") or feature.get("id") or number), LONGEST_NAME)
    geometry = shape(feature["geometry"])
    if geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        raise ValueError(f"{name} is a {geometry.geom_type}, not an area")
    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry)
    areas = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]
    if not areas:
        raise ValueError(f"{name} has no area")
    west, south, east, north = shapely.total_bounds(areas)
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise ValueError(f"{name} does not lie on the globe")
    largest = max(areas, key=lambda part: float(part.area))
    inside = largest.representative_point()
    return _projected(name, areas, (inside.x, inside.y))


def _projected(name: str, areas: Iterable[BaseGeometry], inside: tuple[float, float]) -> Zone:
    rings = []
    for area in areas:
        for ring in (area.exterior, *area.interiors):
            lonlat = np.asarray(ring.coords, dtype=np.float64)
            rings.append(np.stack(to_world(lonlat[:, 0], lonlat[:, 1]), axis=1))
    points = np.concatenate(rings)
    bounds = Bounds.around(points[:, 0], points[:, 1])
    assert bounds is not None
    x, y = to_world(np.array([inside[0]]), np.array([inside[1]]))
    return Zone(name, tuple(rings), bounds, (float(x[0]), float(y[0])))


class ZoneNames:
    """Writes the names of zones; their outlines are part of the tiles. GUI thread only."""

    def __init__(self) -> None:
        self._zones: tuple[Zone, ...] = ()

    def set_zones(self, zones: Iterable[Zone], already_written: frozenset[str]) -> None:
        """`already_written`: names, folded, that the base map writes itself."""
        self._zones = tuple(zone for zone in zones if zone.name.casefold() not in already_written)

    def paint(self, painter: QPainter, view: Viewport, theme: Theme) -> None:
        font = ui_font(11, 500)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.text2)
        for zone in self._zones:
            width = metrics.horizontalAdvance(zone.name)
            if (zone.bounds.right - zone.bounds.left) * view.scale > width + 8:
                x, y = view.point_to_screen(*zone.label_at)
                painter.drawText(QPointF(x - width / 2, y), zone.name)
