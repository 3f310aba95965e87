"""Crews, vehicles and drones on the move: walks over the street graph that are pure functions of time."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from app.demo.city.frame import Array as Plane
from app.demo.city.frame import heading, to_plane, to_wgs84
from app.demo.city.streets import StreetGraph
from app.demo.fleet.model import Columns
from app.demo.fleet.rhythm import DAY, Array, Ints

_STEPS = 160
_HOME = 1400.0
"""Metres from its base beyond which a unit turns back."""


def walk(rng: np.random.Generator, graph: StreetGraph, start: int) -> Plane:
    """Corners of a drive from a crossing: mostly straight on, turning back towards its base when far."""
    nodes = [start]
    base = graph.nodes[start]
    half = -1
    for _ in range(_STEPS):
        leaving = graph.leaving(nodes[-1])
        onward = leaving[leaving != (half ^ 1)] if len(leaving) > 1 else leaving
        ends = graph.edges[onward >> 1, 1 - (onward & 1)]
        way = graph.nodes[ends] - graph.nodes[nodes[-1]]
        way /= np.hypot(way[:, 0], way[:, 1])[:, None]
        wish = _wish(graph, nodes, base)
        half = int(onward[int((way @ wish + rng.uniform(0.0, 0.8, len(onward))).argmax())])
        nodes.append(graph.ahead(half))
    return graph.nodes[nodes]


def _wish(graph: StreetGraph, nodes: list[int], base: Plane) -> Plane:
    here = graph.nodes[nodes[-1]]
    home = base - here
    far = float(np.hypot(*home))
    if far > _HOME:
        return np.asarray(1.6 * home / far)
    if len(nodes) < 2:
        return np.zeros(2)
    course = here - graph.nodes[nodes[-2]]
    return np.asarray(course / max(float(np.hypot(*course)), 1.0))


class Drivers:
    """Units that drive there and back along their walk, stopping now and then."""

    def __init__(
        self, seed: int, graph: StreetGraph, lonlat: Plane, *, speed_kmh: float, rest: float, store: str
    ) -> None:
        """`rest` is 0 for units that hardly stop and 1 for those that often do; `store` their supply."""
        rng = np.random.default_rng([seed, 70 + len(store)])
        starts = _nearest(graph, to_plane(lonlat))
        self._corners = np.stack([walk(rng, graph, start) for start in starts])
        lengths = np.hypot(*np.diff(self._corners, axis=1).transpose(2, 0, 1))
        self._along = np.concatenate((np.zeros((len(starts), 1)), np.cumsum(lengths, axis=1)), axis=1)
        self._speed = speed_kmh / 3.6 * rng.uniform(0.75, 1.2, len(starts))
        self._pause = rng.uniform(70.0, 160.0, len(starts))
        self._phase = rng.uniform(0.0, 1e5, len(starts))
        self._rest = rest
        self._store = store

    def values(self, index: Ints, t: Array) -> Columns:
        at, speed = self._travelled(index, t)
        place, course = self._place(index, at)
        lonlat = to_wgs84(place)
        supply = 92.0 - 55.0 * ((t / DAY + self._phase[index]) % 1.0)
        return {
            "latitude": lonlat[:, 1],
            "longitude": lonlat[:, 0],
            "heading": course,
            "speed": speed * 3.6,
            self._store: supply,
        }

    def _travelled(self, index: Ints, t: Array) -> tuple[Array, Array]:
        """Metres driven since 1970 and the speed in m/s: it swings between a stand and a fast drive."""
        turn = 2.0 * math.pi / self._pause[index]
        clock = t % (30.0 * DAY) + self._phase[index]
        swing = 0.55 + 0.45 * self._rest
        metres = self._speed[index] * (clock + swing * np.sin(turn * clock) / turn)
        speed = self._speed[index] * (1.0 + swing * np.cos(turn * clock))
        return np.asarray(metres), np.asarray(np.where(speed < 0.4, 0.0, speed))

    def _place(self, index: Ints, metres: Array) -> tuple[Plane, Array]:
        along = self._along[index]
        total = along[:, -1]
        there = metres % (2.0 * total)
        back = there > total
        at = np.where(back, 2.0 * total - there, there)
        step = np.clip((along <= at[:, None]).sum(axis=1) - 1, 0, along.shape[1] - 2)
        rows = np.arange(len(index))
        tail, head = self._corners[index, step], self._corners[index, step + 1]
        share = (at - along[rows, step]) / (along[rows, step + 1] - along[rows, step])
        way = np.where(back[:, None], tail - head, head - tail)
        return tail + (head - tail) * share[:, None], heading(way[:, 0], way[:, 1])


class Drones:
    """Circle over their base, each on its own ellipse."""

    def __init__(self, seed: int, lonlat: Plane) -> None:
        rng = np.random.default_rng([seed, 80])
        count = len(lonlat)
        self._base = to_plane(lonlat)
        self._reach = rng.uniform((180.0, 120.0), (420.0, 260.0), (count, 2))
        self._turn = 2.0 * math.pi / rng.uniform(180.0, 300.0, count)
        self._phase = rng.uniform(0.0, 6.0, count)

    def values(self, index: Ints, t: Array) -> Columns:
        angle = self._turn[index] * (t % DAY) + self._phase[index]
        wide, high = self._reach[index, 0], self._reach[index, 1]
        place = self._base[index] + np.column_stack((wide * np.cos(angle), high * np.sin(angle)))
        dx, dy = -wide * np.sin(angle) * self._turn[index], high * np.cos(angle) * self._turn[index]
        lonlat = to_wgs84(place)
        return {
            "latitude": lonlat[:, 1],
            "longitude": lonlat[:, 0],
            "heading": heading(dx, dy),
            "speed": np.hypot(dx, dy) * 3.6,
            "altitude": 62.0 + 14.0 * np.sin(angle * 0.7),
            "battery_level": 94.0 - 50.0 * ((t / 1500.0 + self._phase[index]) % 1.0),
        }


def _nearest(graph: StreetGraph, points: Plane) -> list[int]:
    squared: NDArray[np.float64]
    found = []
    for point in points:
        squared = ((graph.nodes - point) ** 2).sum(axis=1)
        found.append(int(squared.argmin()))
    return found
