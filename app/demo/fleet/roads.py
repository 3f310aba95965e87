"""The shortest way from one place to another along the streets."""

from __future__ import annotations

import heapq
from functools import cached_property

import numpy as np

from app.demo.city.frame import Array as Plane
from app.demo.city.streets import StreetGraph

_Links = list[list[tuple[int, float]]]


class Roads:
    """Of one street graph; places in metres on the plane."""

    def __init__(self, graph: StreetGraph) -> None:
        self._graph = graph

    def way(self, start: Plane, end: Plane) -> Plane:
        """Corners from `start` to `end`, both shape (2,), by the crossings nearest to them; shape (N, 2)."""
        crossings = self._crossings(self._nearest(start), self._nearest(end))
        return np.concatenate((start[None], self._graph.nodes[crossings], end[None]))

    def _nearest(self, point: Plane) -> int:
        return int(np.hypot(*(self._graph.nodes - point).T).argmin())

    def _crossings(self, tail: int, head: int) -> list[int]:
        """A*; the graph hangs together, so there always is a way."""
        ahead = np.hypot(*(self._graph.nodes - self._graph.nodes[head]).T).tolist()
        driven, before, closed = {tail: 0.0}, {tail: tail}, set[int]()
        front = [(ahead[tail], tail)]
        while front:
            here = heapq.heappop(front)[1]
            if here == head:
                break
            if here in closed:
                continue
            closed.add(here)
            for there, length in self._links[here]:
                metres = driven[here] + length
                if metres < driven.get(there, np.inf):
                    driven[there], before[there] = metres, here
                    heapq.heappush(front, (metres + ahead[there], there))
        crossings = [head]
        while crossings[-1] != tail:
            crossings.append(before[crossings[-1]])
        return crossings[::-1]

    @cached_property
    def _links(self) -> _Links:
        """By crossing, its neighbours and how far they are."""
        graph = self._graph
        links: _Links = [[] for _ in range(len(graph.nodes))]
        for (one, other), length in zip(graph.edges.tolist(), graph.lengths.tolist(), strict=True):
            links[one].append((other, length))
            links[other].append((one, length))
        return links
