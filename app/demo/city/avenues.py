"""The avenues of the city, the faces they enclose, and the pieces they are cut into where they meet."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon

from app.demo.city import names
from app.demo.city.frame import Array
from app.demo.city.ground import COUNTRY_M, Ground

_STEP = 40.0
_SPACING = 880.0
_PARK_AREA = 26_000.0
_SQUARENESS = 3.6
"""Exponent of the superellipse that the ring avenue follows."""
_THIN = 3.2
"""Faces whose perimeter² / (16 · area) is larger are strips, not quarters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of avenue between two meetings."""

    avenue: str
    line: LineString


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The avenues cut at their meetings, and the faces between them: built quarters, and left-overs."""

    pieces: tuple[Piece, ...]
    outward: tuple[Piece, ...]
    """Roads that leave the city."""
    quarters: tuple[Polygon, ...]
    leftovers: tuple[Polygon, ...]


def build_skeleton(seed: int, ground: Ground) -> Skeleton:
    lines = _lines(seed, ground)
    noded = shapely.union_all([line for _, line in lines])
    parts = np.asarray(shapely.get_parts(noded), dtype=object)
    faces, _, dangles, _ = shapely.polygonize_full(parts)
    dangling = {shapely.to_wkb(line) for line in shapely.get_parts(dangles)}
    middles = shapely.line_interpolate_point(parts, 0.5, normalized=True)
    owners = shapely.STRtree([line for _, line in lines]).nearest(middles)
    pieces = [Piece(lines[int(owner)][0], part) for part, owner in zip(parts, owners, strict=True)]
    limits = shapely.buffer(_city_limits(lines), 1.0)
    shapely.prepare(limits)
    within = shapely.contains(limits, middles).tolist()
    inside = [
        p for p, here in zip(pieces, within, strict=True) if here and shapely.to_wkb(p.line) not in dangling
    ]
    outward = [p for p, here in zip(pieces, within, strict=True) if not here]
    kept = [face for face in shapely.get_parts(faces) if limits.contains(face.representative_point())]
    quarters, leftovers = _sort_faces(ground, kept)
    return Skeleton(tuple(inside), tuple(_country_roads(ground, limits, outward)), quarters, leftovers)


def _city_limits(lines: list[tuple[str, LineString]]) -> Polygon:
    """The ground inside the ring avenue, the sea before it included."""
    ring = next(line for name, line in lines if name == names.RING_AVENUE)
    return Polygon(ring.coords)


def _country_roads(ground: Ground, limits: Polygon, outward: list[Piece]) -> Iterator[Piece]:
    country = ground.land.buffer(-20.0).difference(limits)
    for road in outward:
        if road.avenue not in names.BANK_AVENUES:
            for part in shapely.get_parts(road.line.intersection(country)):
                if part.geom_type == "LineString" and part.length > 60.0:
                    yield Piece(road.avenue, part)


def _sort_faces(ground: Ground, faces: list[Polygon]) -> tuple[tuple[Polygon, ...], tuple[Polygon, ...]]:
    quarters: list[Polygon] = []
    leftovers: list[Polygon] = []
    for face in faces:
        if ground.river.intersection(face).area > 0.12 * face.area:
            continue
        thin = face.length**2 / (16.0 * face.area)
        (leftovers if face.area < _PARK_AREA or thin > _THIN else quarters).append(face)
    return tuple(quarters), tuple(leftovers)


def _lines(seed: int, ground: Ground) -> list[tuple[str, LineString]]:
    rng = np.random.default_rng([seed, 2])
    lines = [(names.COAST_AVENUE, ground.coast_avenue())]
    sides = zip(names.BANK_AVENUES, (1.0, -1.0), strict=True)
    lines += [(name, ground.bank_road(side)) for name, side in sides]
    lines += _across(rng, ground)
    lines += _along(rng, ground)
    lines += _diagonals(rng, ground)
    lines.append((names.RING_AVENUE, _ring(rng, ground)))
    return lines


def _ring(rng: np.random.Generator, ground: Ground) -> LineString:
    """The avenue around the city, from the coast to the coast: a waved superellipse."""
    west, east = -1750.0, ground.extent.east
    turn = np.radians(np.linspace(97.0, -97.0, 240))
    wide, high = np.cos(turn), np.sin(turn)
    box = np.abs(wide / (east - west)) ** _SQUARENESS + np.abs(high / ground.extent.north) ** _SQUARENESS
    reach = box ** (-1.0 / _SQUARENESS)
    phase = rng.uniform(0.0, 6.0, 3)
    reach *= 0.97 + 0.035 * np.sin(5.0 * turn + phase[0]) + 0.022 * np.sin(9.0 * turn + phase[1])
    return LineString(np.column_stack((west + reach * wide, reach * high)))


def _name(bank: tuple[str, ...], index: int) -> str:
    return bank[index] if index < len(bank) else f"{bank[index % len(bank)]} {index // len(bank) + 1}"


def _across(rng: np.random.Generator, ground: Ground) -> list[tuple[str, LineString]]:
    """From the coast inland; those near the river follow its bends, so that they do not cross it."""
    x = np.arange(-2300.0, ground.extent.east + COUNTRY_M, _STEP)
    lean = ground.river_y(x) - ground.river_y(np.array([0.0]))
    offsets = []
    for side, room in ((-1.0, -160.0 - ground.extent.south), (1.0, ground.extent.north - 660.0)):
        count = max(2, round(room / _SPACING))
        steps = rng.uniform(0.8, 1.2, count)
        offsets += list(side * np.cumsum(steps) / steps.sum() * room)
    offsets.sort(key=abs)
    lines = []
    for index, offset in enumerate(offsets):
        follow = math.exp(-(((abs(offset) - 350.0) / 1100.0) ** 2))
        wave = rng.uniform(25.0, 60.0) * np.sin(x / rng.uniform(600.0, 1100.0) + rng.uniform(0.0, 6.0))
        y = 250.0 + offset + follow * lean + (1.0 - follow) * wave + (x * rng.uniform(-0.03, 0.03))
        lines.append((_name(names.ACROSS, index), LineString(np.column_stack((x, y)))))
    return lines


def _along(rng: np.random.Generator, ground: Ground) -> list[tuple[str, LineString]]:
    """From south to north; those near the sea follow the coast."""
    y = np.arange(ground.extent.south - COUNTRY_M, ground.extent.north + COUNTRY_M, _STEP)
    west = -1700.0
    room = ground.extent.east - 520.0 - west
    count = max(3, round(room / _SPACING))
    steps = rng.uniform(0.85, 1.15, count)
    lines = []
    for index, offset in enumerate(np.cumsum(steps) / steps.sum() * room):
        follow = math.exp(-((offset / 1300.0) ** 2))
        wave = rng.uniform(20.0, 55.0) * np.sin(y / rng.uniform(500.0, 1000.0) + rng.uniform(0.0, 6.0))
        bend = follow * (ground.coast_x(y) - west) + (1.0 - follow) * wave
        x = west + offset + bend + y * rng.uniform(-0.03, 0.03)
        lines.append((_name(names.ALONG, index), LineString(np.column_stack((x, y)))))
    return lines


def _diagonals(rng: np.random.Generator, ground: Ground) -> list[tuple[str, LineString]]:
    lines = []
    ends: list[tuple[Array, Array]] = [
        (np.array([-700.0, 350.0]), np.array([5000.0, 3960.0])),
        (np.array([-1250.0, -80.0]), np.array([3055.0, -4532.0])),
    ]
    extra = 0 if ground.extent.north < 2600.0 else round(ground.extent.north / 1500.0)
    extent = ground.extent
    for _ in range(extra):
        start = np.array([rng.uniform(800.0, extent.east), rng.uniform(extent.south, extent.north)])
        turn = math.radians(rng.choice([-1.0, 1.0]) * rng.uniform(30.0, 58.0))
        length = rng.uniform(2200.0, 4200.0)
        ends.append((start, start + length * np.array([math.cos(turn), math.sin(turn)])))
    for index, (start, end) in enumerate(ends):
        share = np.linspace(0.0, 1.0, 50)[:, None]
        side = np.array([start[1] - end[1], end[0] - start[0]]) * 0.03 * np.sin(share * math.pi)
        lines.append((_name(names.DIAGONALS, index), LineString(start + share * (end - start) + side)))
    return lines
