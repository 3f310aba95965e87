"""Single places that make the city known: stadium, great park, hospital, market, port, squares of note."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Point, Polygon, affinity

from app.demo.city import names
from app.demo.city.ground import Ground


@dataclass(frozen=True, slots=True)
class Site:
    """A named place; `ground` says how its outline is drawn: "park", "building" or "" for a name alone."""

    name: str
    x: float
    y: float
    rank: int
    outline: Polygon | None = None
    ground: str = ""
    blocks_streets: bool = False
    at_sea: bool = False


def _oval(x: float, y: float, wide: float, high: float, turn: float) -> Polygon:
    return affinity.rotate(affinity.scale(Point(x, y).buffer(1.0, quad_segs=24), wide, high), turn)


def _box(x: float, y: float, wide: float, high: float, turn: float) -> Polygon:
    return affinity.rotate(shapely.box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), turn)


def _fit(faces: tuple[Polygon, ...], x: float, y: float, reach: float) -> tuple[float, float, float]:
    """The widest room in the quarter nearest to a wish: its middle, and a scale at which `reach` fits."""
    face = faces[int(shapely.STRtree(faces).nearest(Point(x, y)))]
    radius = shapely.maximum_inscribed_circle(face, tolerance=5.0)
    middle = radius.coords[0]
    return middle[0], middle[1], min(1.0, (radius.length - 45.0) / reach)


def _lake_park(x: float, y: float, scale: float) -> Polygon:
    turn = np.linspace(0.0, 2.0 * math.pi, 48, endpoint=False)
    reach = 1.0 + 0.10 * np.sin(3.0 * turn + 0.6) + 0.05 * np.sin(5.0 * turn)
    wide, high = 270.0 * scale * reach, 165.0 * scale * reach
    return Polygon(np.column_stack((x + wide * np.cos(turn), y + high * np.sin(turn))))


def build_sites(ground: Ground, faces: tuple[Polygon, ...]) -> tuple[Site, ...]:
    shore = float(ground.coast_x(np.array([-330.0]))[0])
    river = float(ground.river_y(np.array([-1100.0]))[0])
    market = river + 560.0
    sx, sy, fit = _fit(faces, 150.0, 900.0, 185.0)
    px, py, room = _fit(faces, 100.0, -560.0, 285.0)
    return (
        Site("Estadio", sx, sy, 6, _oval(sx, sy, 172.0 * fit, 122.0 * fit, 8.0), "park", blocks_streets=True),
        Site("", sx, sy, 0, _oval(sx, sy, 118.0 * fit, 78.0 * fit, 8.0), "building"),
        Site("Parque Central", px, py, 6, _lake_park(px, py, room), "park", blocks_streets=True),
        Site("Hospital San Telmo", 1120.0, -1010.0, 6, _box(1120.0, -1010.0, 120.0, 74.0, 9.0), "building"),
        Site("Hospital del Mirador", 1330.0, 1130.0, 4, _box(1330.0, 1130.0, 96.0, 60.0, 24.0), "building"),
        Site("Mercado Viejo", -1010.0, market, 5, _box(-1010.0, market, 92.0, 64.0, -9.0), "building"),
        Site("Plaza Mayor", -830.0, river - 300.0, 5),
        Site("Puerto", shore - 210.0, -300.0, 5),
        Site("Zona portuaria", shore + 180.0, -330.0, 4),
        Site("Cerro Azul", 2080.0, 1500.0, 3),
        Site(names.BAY, shore - 560.0, -1500.0, 7, at_sea=True),
    )


def open_ground(ground: Ground, sites: tuple[Site, ...]) -> shapely.Geometry:
    """Where no street is laid."""
    taken = [site.outline.buffer(16.0) for site in sites if site.blocks_streets and site.outline is not None]
    return shapely.union_all([*taken, *(hill.buffer(10.0) for hill in ground.hills)])
