"""Where things can stand in the city: points along streets, at crossings, in squares and on the banks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from app.demo.city import names
from app.demo.city.frame import Array
from app.demo.city.plan import Plan
from app.demo.city.streets import AVENUE, STREET, Ints

_KERB = np.array([4.4, 6.2, 9.5])
"""Metres from the middle of a street to what stands beside it, by grade."""
_HILBERT_ORDER = 12


@dataclass(frozen=True, slots=True)
class Spots:
    """Points on the plane, shape (N, 2), with the address of each."""

    points: Array
    addresses: list[str]

    def take(self, index: Ints) -> Spots:
        return Spots(self.points[index], [self.addresses[int(i)] for i in index])


class Frontage:
    """Addresses of one plan. Distances run over all streets, one after the other, in metres."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        graph = plan.graph
        self._ends = np.cumsum(graph.lengths)
        self._grades = np.array([street.grade for street in plan.streets])
        self._edge_grades = self._grades[graph.street]
        self._bridges = shapely.dwithin(
            shapely.linestrings(graph.nodes[graph.edges]), plan.ground.river, 14.0
        )
        per_street = np.bincount(graph.street, weights=graph.lengths, minlength=len(plan.streets))
        self._street_starts = np.concatenate(([0.0], np.cumsum(per_street)))

    def regular(self, spacing: float) -> Array:
        """Distances of points every `spacing` metres on every street."""
        starts, ends = self._street_starts[:-1], self._street_starts[1:]
        streets = zip((starts + 0.4 * spacing).tolist(), ends.tolist(), strict=True)
        return np.concatenate([np.arange(first, last, spacing) for first, last in streets])

    def random(self, rng: np.random.Generator, count: int, *, lowest_grade: int = STREET) -> Array:
        """Distances of random points on streets of at least a grade, off the bridges."""
        fit = (self._edge_grades >= lowest_grade) & ~self._bridges
        lengths = np.where(fit, self._plan.graph.lengths, 0.0)
        ends = np.cumsum(lengths)
        at = rng.uniform(0.0, ends[-1], count)
        edge = np.searchsorted(ends, at, side="right")
        return np.asarray(self._ends[edge] - (ends[edge] - at))

    def street_of(self, distances: Array) -> Ints:
        return np.asarray(self._plan.graph.street[self._edge(distances)])

    def grade_of(self, distances: Array) -> Ints:
        return np.asarray(self._edge_grades[self._edge(distances)])

    def _edge(self, distances: Array) -> Ints:
        return np.minimum(np.searchsorted(self._ends, distances, side="right"), len(self._ends) - 1)

    def place(self, distances: Array, sides: Array, *, setback: float = 0.0) -> Spots:
        """Points beside the street; `sides` is +1 left or -1 right, `setback` metres behind the kerb."""
        graph = self._plan.graph
        edge = self._edge(distances)
        tail, head = graph.nodes[graph.edges[edge, 0]], graph.nodes[graph.edges[edge, 1]]
        way = (head - tail) / graph.lengths[edge, None]
        along = distances - (self._ends[edge] - graph.lengths[edge])
        away = sides * (_KERB[self._edge_grades[edge]] + setback)
        points = tail + way * along[:, None] + np.column_stack((-way[:, 1], way[:, 0])) * away[:, None]
        street = graph.street[edge]
        tens = ((distances - self._street_starts[street]) // 10).astype(np.int64)
        numbers = zip(street.tolist(), (100 + tens * 10 + np.where(sides > 0, 0, 5)).tolist(), strict=True)
        return Spots(points, [f"{self._plan.streets[index].name} {number}" for index, number in numbers])

    def crossings(self, lowest_grade: int) -> Spots:
        """Corners beside crossings of three and more streets, one of them of at least a grade."""
        graph = self._plan.graph
        high = np.zeros(len(graph.nodes), dtype=bool)
        high[graph.edges[self._edge_grades >= lowest_grade].ravel()] = True
        nodes = np.flatnonzero(high & (graph.degree() >= 3))
        kept, found = [], []
        for node in nodes.tolist():
            streets = {self._plan.streets[int(graph.street[half >> 1])].name for half in graph.leaving(node)}
            if len(streets) > 1:
                first, second = sorted(streets, key=_avenues_first)[:2]
                kept.append(node)
                found.append(f"{first} con {second}")
        return Spots(graph.nodes[kept] + np.array([7.0, 5.0]), found)

    def squares(self) -> Spots:
        found = [square for quarter in self._plan.quarters for square in quarter.squares]
        places = shapely.get_coordinates(shapely.point_on_surface(np.array(found, dtype=object)))
        return Spots(
            places, [f"Plaza {names.STREETS[(i * 7) % len(names.STREETS)]}" for i in range(len(found))]
        )

    def blocks(self) -> Spots:
        found = [block for quarter in self._plan.quarters for block in quarter.blocks]
        places = shapely.get_coordinates(shapely.point_on_surface(np.array(found, dtype=object)))
        return Spots(places, [""] * len(found))

    def banks(self) -> Spots:
        """On the river's edge where avenues bridge it, from the mouth up."""
        river, plan = self._plan.ground.river, self._plan
        found = []
        for street in plan.streets:
            if street.grade == AVENUE and shapely.LineString(street.points).intersects(river):
                middle = shapely.LineString(street.points).intersection(river).centroid
                found.append((middle.x, middle.y, street.name))
        found.sort()
        x = np.array([spot[0] + 16.0 for spot in found])
        y = plan.ground.river_y(x) + plan.ground.river_half_width(x) + 4.0
        return Spots(np.column_stack((x, y)), [f"Puente {spot[2].removeprefix('Av. ')}" for spot in found])


def _avenues_first(name: str) -> tuple[bool, str]:
    return not name.startswith(("Av.", names.COAST_AVENUE)), name


def along_curve(points: Array) -> Ints:
    """Order of points along a Hilbert curve, so that neighbours in the order are neighbours in the city."""
    low = points.min(axis=0)
    span = float(max(np.ptp(points, axis=0).max(), 1.0))
    cells = ((points - low) / span * ((1 << _HILBERT_ORDER) - 1)).astype(np.int64)
    x, y = cells[:, 0].copy(), cells[:, 1].copy()
    place = np.zeros(len(points), dtype=np.int64)
    step = 1 << (_HILBERT_ORDER - 1)
    while step:
        right, up = (x & step) > 0, (y & step) > 0
        place += step * step * ((3 * right) ^ up)
        flip = ~up & right
        x[flip], y[flip] = (
            step * 2 - 1 - (x[flip] & (step * 2 - 1)),
            step * 2 - 1 - (y[flip] & (step * 2 - 1)),
        )
        swap = ~up
        x[swap], y[swap] = y[swap].copy(), x[swap].copy()
        step //= 2
    return np.argsort(place, kind="stable")


def spread(rng: np.random.Generator, points: Array, count: int) -> Ints:
    """Indices of `count` points that are spread evenly over the city, as far as there are so many."""
    order = along_curve(points)
    count = min(count, len(points))
    picks = (np.arange(count) + rng.uniform(0.0, 1.0, count)) * len(points) / count
    return np.asarray(order[picks.astype(np.int64)])
