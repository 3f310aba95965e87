"""The street graph: crossings, the stretches between them, and the named streets they belong to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString

from app.demo.city.frame import Array

Ints = NDArray[np.int64]

STREET, COLLECTOR, AVENUE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Street:
    """One unbroken line of a named street; `grade` is STREET, COLLECTOR or AVENUE."""

    name: str
    grade: int
    district: str
    points: Array


@dataclass(frozen=True, slots=True)
class StreetGraph:
    """Crossings as plane metres, shape (N, 2); stretches as pairs of crossings, shape (E, 2)."""

    nodes: Array
    edges: Ints
    street: Ints
    lengths: Array
    starts: Ints
    """Where the neighbours of each crossing begin in `around`; shape (N + 1,)."""
    around: Ints
    """Stretches by crossing: 2 * edge + direction."""

    def degree(self) -> Ints:
        return np.diff(self.starts)

    def ahead(self, half: int) -> int:
        """The crossing at the far end of a directed stretch."""
        return int(self.edges[half >> 1, 1 - (half & 1)])

    def leaving(self, node: int) -> Ints:
        """Directed stretches that leave a crossing."""
        return self.around[self.starts[node] : self.starts[node + 1]]


def weave(
    avenues: list[Street], streets: list[Street], loose: list[tuple[bool, bool]]
) -> tuple[list[Street], StreetGraph]:
    """Tie streets to the avenues they end on and keep what hangs together.

    `loose[i]` tells which ends of `streets[i]` lie on an avenue; such an end is put exactly on it.
    """
    avenues, streets = _tie(avenues, streets, loose)
    everything = [*avenues, *streets]
    graph_all = _graph(everything)
    keep_edges = _main_component(len(graph_all.nodes), graph_all.edges)[graph_all.edges[:, 0]]
    kept_streets = np.unique(graph_all.street[keep_edges])
    chosen = [everything[int(index)] for index in kept_streets]
    return chosen, _graph(chosen)


def _tie(
    avenues: list[Street], streets: list[Street], loose: list[tuple[bool, bool]]
) -> tuple[list[Street], list[Street]]:
    lines = np.array([LineString(avenue.points) for avenue in avenues], dtype=object)
    index = [(number, end) for number, ends in enumerate(loose) for end in (0, -1) if ends[end]]
    ends = np.array([streets[number].points[end] for number, end in index])
    nearest = shapely.STRtree(lines).nearest(shapely.points(ends))
    distance = shapely.line_locate_point(lines[nearest], shapely.points(ends))
    tied = shapely.get_coordinates(shapely.line_interpolate_point(lines[nearest], distance)).round(2)
    points = [street.points.round(2) for street in streets]
    for (number, end), point in zip(index, tied, strict=True):
        points[number][end] = point
    tied_streets = [Street(s.name, s.grade, s.district, p) for s, p in zip(streets, points, strict=True)]
    cut = [_with_points(a, distance[nearest == k], tied[nearest == k]) for k, a in enumerate(avenues)]
    return cut, tied_streets


def _with_points(avenue: Street, distance: Array, points: Array) -> Street:
    own = avenue.points.round(2)
    steps = np.hypot(*np.diff(avenue.points, axis=0).T)
    order = np.argsort(np.concatenate((np.concatenate(([0.0], np.cumsum(steps))), distance)), kind="stable")
    chain = np.concatenate((own, points))[order]
    fresh = np.concatenate(([True], np.any(np.diff(chain, axis=0) != 0.0, axis=1)))
    return Street(avenue.name, avenue.grade, avenue.district, chain[fresh])


def _graph(streets: list[Street]) -> StreetGraph:
    tails = np.concatenate([street.points[:-1] for street in streets])
    heads = np.concatenate([street.points[1:] for street in streets])
    owner = np.repeat(np.arange(len(streets)), [len(street.points) - 1 for street in streets])
    keys = np.round(np.concatenate((tails, heads)) * 100.0).astype(np.int64)
    packed = keys[:, 0] * (1 << 31) + keys[:, 1]
    _, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    nodes = np.concatenate((tails, heads))[first]
    edges = np.column_stack((inverse[: len(tails)], inverse[len(tails) :]))
    real = edges[:, 0] != edges[:, 1]
    edges, owner = edges[real], owner[real]
    lengths = np.hypot(*(nodes[edges[:, 1]] - nodes[edges[:, 0]]).T)
    halves = np.concatenate((np.arange(len(edges)) * 2, np.arange(len(edges)) * 2 + 1))
    source = np.concatenate((edges[:, 0], edges[:, 1]))
    order = np.argsort(source, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(source, minlength=len(nodes)))))
    return StreetGraph(nodes, edges, owner, lengths, starts, halves[order])


def _main_component(count: int, edges: Ints) -> NDArray[np.bool_]:
    """Crossings of the largest connected part, by spreading the smallest number over the stretches."""
    label = np.arange(count)
    while True:
        low = np.minimum(label[edges[:, 0]], label[edges[:, 1]])
        fresh = label.copy()
        np.minimum.at(fresh, edges[:, 0], low)
        np.minimum.at(fresh, edges[:, 1], low)
        fresh = fresh[fresh]
        if np.array_equal(fresh, label):
            break
        label = fresh
    return np.asarray(label == np.argmax(np.bincount(label)))
