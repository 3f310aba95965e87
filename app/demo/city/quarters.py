"""Fills one quarter between avenues with a turned, uneven street grid: street runs, blocks, squares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from app.demo.city.frame import Array
from app.demo.city.names import DistrictSeed

_AVENUE_HALF = 13.0
_STREET_HALF = 5.6
_COLLECTOR_EXTRA = 2.4
_SMALLEST_BLOCK = 420.0
_SHORTEST_STREET = 40.0


@dataclass(frozen=True, slots=True)
class Run:
    """A street without a gap: its vertices are the crossings it passes.
    `ends` tell which end meets an avenue."""

    family: int
    index: int
    points: Array
    collector: bool
    ends: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Quarter:
    district: DistrictSeed
    face: Polygon
    runs: tuple[Run, ...]
    blocks: tuple[Polygon, ...]
    squares: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """A quarter up to its avenues, and what of it is open to streets."""

    face: Polygon
    open: BaseGeometry


@dataclass(frozen=True, slots=True)
class _Mesh:
    """Crossings, shape (columns, rows, 2); streets taken away; which cells belong together."""

    points: Array
    joined_right: NDArray[np.bool_]
    joined_up: NDArray[np.bool_]
    square: NDArray[np.int64]
    collector_column: NDArray[np.bool_]
    collector_row: NDArray[np.bool_]


def build_quarter(
    rng: np.random.Generator, face: Polygon, district: DistrictSeed, obstacle: BaseGeometry
) -> Quarter:
    """`obstacle` is ground without streets (hills, the stadium, the great park)."""
    mesh = _mesh(rng, face, district)
    open_face = face.difference(obstacle) if face.intersects(obstacle) else face
    runs = _runs(mesh, face, open_face)
    blocks, squares = _blocks(mesh, open_face)
    return Quarter(district, face, runs, blocks, squares)


def _positions(rng: np.random.Generator, reach: float, spacing: float) -> Array:
    count = int(2.0 * reach / spacing) + 2
    steps = spacing * rng.uniform(0.8, 1.24, count)
    return np.asarray(np.cumsum(steps) - steps.sum() / 2.0)


def _mesh(rng: np.random.Generator, face: Polygon, district: DistrictSeed) -> _Mesh:
    reach = math.hypot(*(np.ptp(np.asarray(face.exterior.coords), axis=0))) / 2.0
    along = _positions(rng, reach, district.long_m)
    up = _positions(rng, reach, district.short_m)
    turn = math.radians(district.turn_deg + rng.normal(0.0, 2.0))
    gx, gy = np.meshgrid(along, up, indexing="ij")
    bend = rng.uniform(0.0, 6.0, 2)
    gx, gy = gx + 11.0 * np.sin(gy / 210.0 + bend[0]), gy + 9.0 * np.sin(gx / 260.0 + bend[1])
    centre = face.centroid
    x = centre.x + gx * math.cos(turn) - gy * math.sin(turn)
    y = centre.y + gx * math.sin(turn) + gy * math.cos(turn)
    columns, rows = len(along) - 1, len(up) - 1
    joined_right, joined_up, square = _joins(rng, columns, rows)
    return _Mesh(
        np.stack((x, y), axis=-1), joined_right, joined_up, square,
        np.arange(columns + 1) % 5 == 2, np.arange(rows + 1) % 6 == 3,
    )  # fmt: skip


def _joins(
    rng: np.random.Generator, columns: int, rows: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.int64]]:
    """Pairs of cells that make one block, and places of one to four cells that are squares."""
    right = np.zeros((columns, rows), dtype=bool)
    up = np.zeros((columns, rows), dtype=bool)
    square = np.zeros((columns, rows), dtype=np.int64)
    taken = np.zeros((columns, rows), dtype=bool)
    for number in range(1, max(1, columns * rows // 55) + 1):
        i, j = int(rng.integers(0, columns)), int(rng.integers(0, rows))
        wide, high = int(rng.integers(1, 3)), int(rng.integers(1, 3))
        part = (slice(i, i + wide), slice(j, j + high))
        if not taken[part].any() and i + wide <= columns and j + high <= rows:
            square[part], taken[part] = number, True
            right[i : i + wide - 1, part[1]] = True
            up[part[0], j : j + high - 1] = True
    for i, j in zip(*np.nonzero(rng.random((columns, rows)) < 0.16), strict=True):
        across = rng.random() < 0.45
        other = (i + 1, j) if across else (i, j + 1)
        if other[0] < columns and other[1] < rows and not taken[i, j] and not taken[other]:
            taken[i, j] = taken[other] = True
            (right if across else up)[i, j] = True
    return right, up, square


def _runs(mesh: _Mesh, face: Polygon, open_face: BaseGeometry) -> tuple[Run, ...]:
    runs: list[Run] = []
    ground = _Ground(face, open_face)
    open_up = np.ones(mesh.points.shape[:2], dtype=bool)[:, :-1]
    open_up[1:-1] = ~mesh.joined_right[:-1]
    open_along = np.ones(mesh.points.shape[:2], dtype=bool)[:-1, :]
    open_along[:, 1:-1] = ~mesh.joined_up[:, :-1]
    for i in range(mesh.points.shape[0]):
        runs += _cut(0, i, mesh.points[i], open_up[i], bool(mesh.collector_column[i]), ground)
    for j in range(mesh.points.shape[1]):
        runs += _cut(1, j, mesh.points[:, j], open_along[:, j], bool(mesh.collector_row[j]), ground)
    return tuple(runs)


def _cut(
    family: int, index: int, points: Array, present: NDArray[np.bool_], collector: bool, ground: _Ground
) -> list[Run]:
    """Clip one grid line to the open ground and break it where a street was taken away."""
    runs = []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], present, [False])).astype(np.int8)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        clipped = LineString(points[first : last + 1]).intersection(ground.open)
        for part in shapely.get_parts(clipped):
            if part.geom_type == "LineString" and part.length > _SHORTEST_STREET:
                course = np.asarray(part.coords)
                ends = shapely.distance(shapely.points(course[[0, -1]]), ground.face.exterior) < 0.5
                runs.append(Run(family, index, course, collector, (bool(ends[0]), bool(ends[1]))))
    return runs


def _blocks(mesh: _Mesh, open_face: BaseGeometry) -> tuple[tuple[Polygon, ...], tuple[Polygon, ...]]:
    p = mesh.points
    corners = np.stack((p[:-1, :-1], p[1:, :-1], p[1:, 1:], p[:-1, 1:]), axis=2)
    cells = shapely.polygons(corners)
    free = mesh.square == 0
    blocks = np.asarray(_joined(cells, mesh.joined_right & free, mesh.joined_up & free, free))
    numbers = mesh.square[mesh.square > 0]
    squares = np.array([shapely.union_all(cells[mesh.square == n]) for n in np.unique(numbers)], dtype=object)
    return _shrunk(blocks, open_face, chamfer=5.0), _shrunk(squares, open_face, chamfer=2.0)


def _joined(
    cells: NDArray[np.object_], right: NDArray[np.bool_], up: NDArray[np.bool_], free: NDArray[np.bool_]
) -> NDArray[np.object_]:
    alone = free & ~right & ~up
    i, j = np.nonzero(right)
    alone[i + 1, j] = False
    wide = shapely.union(cells[i, j], cells[i + 1, j])
    k, m = np.nonzero(up)
    alone[k, m + 1] = False
    high = shapely.union(cells[k, m], cells[k, m + 1])
    return np.concatenate((cells[alone], wide, high))


def _shrunk(polygons: NDArray[np.object_], open_face: BaseGeometry, *, chamfer: float) -> tuple[Polygon, ...]:
    """Blocks keep clear of their streets and avenues and have cut corners, as ordinances ask for sight."""
    if len(polygons) == 0:
        return ()
    ground = open_face.buffer(-(_AVENUE_HALF - _STREET_HALF))
    shapely.prepare(ground)
    near = polygons[shapely.intersects(polygons, ground)]
    inside = shapely.contains_properly(ground, near)
    near[~inside] = shapely.intersection(near[~inside], ground)
    small = shapely.buffer(near, -(_STREET_HALF + chamfer), join_style="mitre")
    cut = shapely.buffer(small, chamfer, join_style="bevel")
    parts = shapely.get_parts(cut)
    parts = parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > _SMALLEST_BLOCK)]
    return tuple(shapely.simplify(parts, 0.4))
