"""The plan of the city: ground, districts, streets and blocks on the plane, from a seed and a size."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from app.demo.city import names
from app.demo.city.avenues import Skeleton, build_skeleton
from app.demo.city.frame import Array
from app.demo.city.ground import Extent, Ground
from app.demo.city.names import DistrictSeed
from app.demo.city.quarters import Quarter, build_quarter
from app.demo.city.sites import Site, build_sites, open_ground
from app.demo.city.streets import AVENUE, COLLECTOR, STREET, Ints, Street, StreetGraph, weave

_DISTRICT_SPACING = 1450.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything drawn and everything walked on. `districts` maps a name to its ground."""

    seed: int
    ground: Ground
    skeleton: Skeleton
    quarters: tuple[Quarter, ...]
    sites: tuple[Site, ...]
    districts: dict[str, BaseGeometry]
    streets: list[Street]
    graph: StreetGraph


def build_plan(seed: int, devices: int) -> Plan:
    ground = Ground(seed, Extent.of(devices))
    skeleton = build_skeleton(seed, ground)
    sites = build_sites(ground, skeleton.quarters)
    obstacle = open_ground(ground, sites)
    rng = np.random.default_rng([seed, 3])
    seeds = _seeds(rng, ground.extent)
    owners = _owners(skeleton.quarters, seeds)
    owned = zip(skeleton.quarters, owners.tolist(), strict=True)
    quarters = tuple(build_quarter(rng, face, seeds[owner], obstacle) for face, owner in owned)
    avenues = [Street(p.avenue, AVENUE, "", np.asarray(p.line.coords)) for p in skeleton.pieces]
    streets, loose = _named(rng, quarters)
    chosen, graph = weave(avenues, streets, loose)
    return Plan(seed, ground, skeleton, quarters, sites, _districts(skeleton, quarters), chosen, graph)


def _seeds(rng: np.random.Generator, extent: Extent) -> list[DistrictSeed]:
    """The districts of the old city, and new ones on a loose grid around it."""
    seeds = list(names.CORE)
    fresh = (f"{name} {suffix}".strip() for suffix in names.SUFFIXES for name in names.MORE_DISTRICTS)
    for x in np.arange(-1000.0, extent.east, _DISTRICT_SPACING):
        for y in np.arange(extent.south + 700.0, extent.north, _DISTRICT_SPACING):
            east, north = (np.array([x, y]) + rng.uniform(-260.0, 260.0, 2)).tolist()
            if min(math.hypot(s.x - east, s.y - north) for s in names.CORE) < 1150.0:
                continue
            turn, short, long = rng.uniform((-26.0, 56.0, 92.0), (26.0, 74.0, 130.0)).tolist()
            seeds.append(DistrictSeed(next(fresh), east, north, turn, short, long))
    return seeds


def _owners(faces: tuple[Polygon, ...], seeds: list[DistrictSeed]) -> Ints:
    """Each face belongs to the nearest district; each district of the old city gets at least one."""
    centres = shapely.get_coordinates(shapely.centroid(np.array(faces, dtype=object)))
    places = np.array([(seed.x, seed.y) for seed in seeds])
    apart = np.hypot(*(centres[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    owners = apart.argmin(axis=1)
    for index in range(len(names.CORE)):
        if not (owners == index).any():
            spare = np.where(np.bincount(owners, minlength=len(seeds))[owners] > 1, apart[:, index], np.inf)
            owners[int(spare.argmin())] = index
    return np.asarray(owners)


def _named(
    rng: np.random.Generator, quarters: tuple[Quarter, ...]
) -> tuple[list[Street], list[tuple[bool, bool]]]:
    """One name for each grid line of a quarter; names come back only far apart."""
    streets: list[Street] = []
    loose: list[tuple[bool, bool]] = []
    order = rng.permutation(len(names.STREETS))
    lines: dict[tuple[int, int, int], str] = {}
    for number, quarter in enumerate(quarters):
        for run in quarter.runs:
            key = (number, run.family, run.index)
            if key not in lines:
                kind = "Ca." if run.family else "Jr."
                lines[key] = f"{kind} {names.STREETS[order[len(lines) % len(order)]]}"
            grade = COLLECTOR if run.collector else STREET
            streets.append(Street(lines[key], grade, quarter.district.name, np.array(run.points)))
            loose.append(run.ends)
    return streets, loose


def _districts(skeleton: Skeleton, quarters: tuple[Quarter, ...]) -> dict[str, BaseGeometry]:
    """The ground of each district: its quarters with the left-over faces beside them, avenues included."""
    faces: dict[str, list[Polygon]] = {}
    for quarter in quarters:
        faces.setdefault(quarter.district.name, []).append(quarter.face)
    tree = shapely.STRtree([quarter.face for quarter in quarters])
    for leftover in skeleton.leftovers:
        faces[quarters[int(tree.nearest(leftover))].district.name].append(leftover)
    return {name: shapely.union_all(parts) for name, parts in faces.items()}


def district_of(plan: Plan, points: Array) -> list[str]:
    """The district each point (plane metres, shape (N, 2)) lies in, or is nearest to."""
    order = list(plan.districts)
    tree = shapely.STRtree([plan.districts[name] for name in order])
    spots = shapely.points(points)
    found = np.full(len(points), -1, dtype=np.int64)
    which, inside = tree.query(spots, predicate="within")
    found[which] = inside
    outside = np.flatnonzero(found < 0)
    found[outside] = tree.nearest(spots[outside])
    return [order[index] for index in found.tolist()]
