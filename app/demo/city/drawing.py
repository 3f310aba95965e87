"""Turns the plan into base-map features and district zones in WGS 84."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from app.demo.city import names
from app.demo.city.frame import Array, to_wgs84
from app.demo.city.plan import Plan
from app.demo.city.streets import AVENUE, COLLECTOR, STREET, Street
from app.domain.basemap import Feature, Ground, Shape

Ring = tuple[tuple[float, float], ...]

_FAR_WEST = -9000.0
_MAIN_ASIDE_M = -14.0
_GRADES = {STREET: (Ground.STREET, 1), COLLECTOR: (Ground.COLLECTOR, 2), AVENUE: (Ground.AVENUE, 4)}


def draw_features(plan: Plan) -> tuple[Feature, ...]:
    """All of the base map, from the bottom up."""
    ground = plan.ground
    seaward = _seaward(plan)
    estuary = ground.river.intersection(seaward).intersection(ground.land)
    features = _areas(Ground.SEA, [ground.sea.union(estuary)])
    features += _areas(Ground.LAND, [ground.land.difference(estuary)])
    for name, area in plan.districts.items():
        features += _areas(Ground.DISTRICT, [area.buffer(0.0)])
        features.append(_point(Ground.DISTRICT, area.representative_point().coords[0], name.upper(), 8))
    features += _areas(Ground.HILL, ground.hills)
    features += _areas(Ground.PARK, [_coast_strip(plan)])
    features += _areas(Ground.PARK, [face.buffer(-9.0) for face in plan.skeleton.leftovers])
    features += _blocks(plan)
    features += _areas(Ground.RIVER, [ground.river.difference(seaward)], names.RIVER, 5)
    features += _areas(Ground.PIER, ground.piers)
    features += _sites(plan)
    features += _streets(plan)
    features += _mains(plan)
    features.append(_rail(plan))
    return tuple(features)


def draw_zones(plan: Plan) -> dict[str, object]:
    """The districts as a GeoJSON FeatureCollection."""
    found = []
    for number, (name, area) in enumerate(plan.districts.items(), start=1):
        polygons = [[list(map(list, ring)) for ring in _rings(part)] for part in shapely.get_parts(area)]
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
        found.append({"type": "Feature", "id": number, "properties": {"name": name}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": found}


def _ring(points: BaseGeometry) -> Ring:
    return tuple(map(tuple, to_wgs84(np.asarray(points.coords)).tolist()))


def _rings(polygon: BaseGeometry) -> list[Ring]:
    return [_ring(polygon.exterior), *(_ring(hole) for hole in polygon.interiors)]


def _areas(ground: Ground, shapes: Iterable[BaseGeometry], name: str = "", rank: int = 0) -> list[Feature]:
    parts = shapely.get_parts(np.array(list(shapes), dtype=object))
    filled = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    return [Feature(ground, Shape.POLYGON, tuple(_rings(part)), name, rank) for part in filled]


def _point(ground: Ground, place: tuple[float, float], name: str, rank: int) -> Feature:
    lonlat = to_wgs84(np.array([place]))[0]
    return Feature(ground, Shape.POINT, (((float(lonlat[0]), float(lonlat[1])),),), name, rank)


def _coast_strip(plan: Plan) -> BaseGeometry:
    """The beach and promenade between the shore and the coast avenue, without the port."""
    avenue = plan.ground.coast_avenue()
    strip = avenue.buffer(70.0, cap_style="flat").intersection(plan.ground.land)
    extent = plan.ground.extent
    built = shapely.box(_FAR_WEST, extent.south, extent.east, extent.north)
    port = shapely.box(_FAR_WEST, -640.0, -_FAR_WEST, 40.0)
    taken = shapely.union_all([avenue.buffer(12.0), port, plan.ground.river.buffer(20.0)])
    return strip.intersection(_seaward(plan)).intersection(built).difference(taken)


def _seaward(plan: Plan) -> Polygon:
    """All that lies beyond the coast avenue. The river is drawn down to its bridge, and as sea from there,
    so that no bank closes its mouth."""
    course = list(plan.ground.coast_avenue().coords)
    return Polygon([*course, (_FAR_WEST, course[-1][1]), (_FAR_WEST, course[0][1])])


def _blocks(plan: Plan) -> list[Feature]:
    blocks = [block for quarter in plan.quarters for block in quarter.blocks]
    parks = [square for quarter in plan.quarters for square in quarter.squares]
    everything = [*blocks, *parks]
    rings = shapely.get_exterior_ring(np.array(everything, dtype=object))
    lonlat = to_wgs84(shapely.get_coordinates(rings)).tolist()
    ends = np.cumsum(shapely.get_num_coordinates(rings)).tolist()
    found = []
    for number, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
        ground = Ground.BLOCK if number < len(blocks) else Ground.PARK
        found.append(Feature(ground, Shape.POLYGON, (tuple(map(tuple, lonlat[start:end])),)))
    return found


def _sites(plan: Plan) -> list[Feature]:
    found = []
    for site in plan.sites:
        if site.outline is not None:
            found += _areas(Ground(site.ground), [site.outline])
    for site in plan.sites:
        if site.name:
            ground = Ground.SEA if site.at_sea else Ground.PLACE
            found.append(_point(ground, (site.x, site.y), site.name, site.rank))
    return found


def _line(ground: Ground, points: Array, name: str, rank: int) -> Feature:
    return Feature(ground, Shape.LINE, (tuple(map(tuple, to_wgs84(points).tolist())),), name, rank)


def _streets(plan: Plan) -> list[Feature]:
    found = []
    avenues: dict[str, list[Street]] = {}
    for street in sorted(plan.streets, key=lambda street: street.grade):
        if street.grade == AVENUE:
            avenues.setdefault(street.name, []).append(street)
        else:
            ground, rank = _GRADES[street.grade]
            found.append(_line(ground, street.points, street.name, rank))
    for name, pieces in avenues.items():
        lines = [shapely.LineString(piece.points) for piece in pieces]
        lines += [road.line for road in plan.skeleton.outward if road.avenue == name]
        for part in shapely.get_parts(shapely.line_merge(shapely.union_all(lines))):
            smooth = shapely.simplify(part, 0.6)
            found.append(_line(Ground.AVENUE, np.asarray(smooth.coords), name, 4))
    return found


def _mains(plan: Plan) -> list[Feature]:
    """The trunk mains, beside the avenues that run inland."""
    found = []
    for street in plan.streets:
        if street.name in names.ACROSS:
            beside = shapely.LineString(street.points).offset_curve(_MAIN_ASIDE_M, join_style="mitre")
            parts = shapely.get_parts(shapely.simplify(beside, 0.6))
            found += [_line(Ground.MAIN, np.asarray(part.coords), "DN 400", 0) for part in parts]
    return found


def _rail(plan: Plan) -> Feature:
    """The freight line from the quay out of the city, beside the southern bank road."""
    ground = plan.ground
    x = np.arange(float(ground.coast_x(np.array([-330.0]))[0]), ground.extent.east + 1200.0, 60.0)
    ease = np.clip((x - x[0]) / 500.0, 0.0, 1.0) ** 2 * (3.0 - 2.0 * np.clip((x - x[0]) / 500.0, 0.0, 1.0))
    along = ground.river_y(x) - ground.river_half_width(x) - 12.0
    return _line(Ground.RAIL, np.column_stack((x, -330.0 + ease * (along + 330.0))), "", 0)
