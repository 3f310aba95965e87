"""Crews, vehicles and drones on the move: walks over the street graph that are pure functions of time."""

from __future__ import annotations

import math

import numpy as np
import shapely

from app.demo.city.frame import Array as Plane
from app.demo.city.frame import heading, to_plane, to_wgs84
from app.demo.city.streets import StreetGraph
from app.demo.fleet.model import Columns
from app.demo.fleet.rhythm import DAY, Array, Ints

_STEPS = 160
_HOME = 1400.0
"""Metres from its base beyond which a unit turns back."""


def walks(rng: np.random.Generator, graph: StreetGraph, starts: Ints) -> Plane:
    """Corners of one drive from each start, shape (len(starts), steps + 1, 2).

    Units go mostly straight on and turn back towards their base when they are far from it.
    """
    base = graph.nodes[starts]
    here, came_from = starts, np.full(len(starts), -1)
    course = np.zeros((len(starts), 2))
    corners = [base]
    slots = np.arange(int(graph.degree().max()))
    for _ in range(_STEPS):
        at = graph.starts[here][:, None] + slots
        open_ = at < graph.starts[here + 1][:, None]
        half = graph.around[np.where(open_, at, 0)]
        way = graph.nodes[graph.edges[half >> 1, 1 - (half & 1)]] - graph.nodes[here][:, None]
        way /= np.hypot(way[..., 0], way[..., 1])[..., None].clip(min=1e-9)
        score = (way * _wish(graph.nodes[here], base, course)[:, None]).sum(axis=2)
        score += rng.uniform(0.0, 0.8, score.shape) - 5.0 * (half == came_from[:, None] ^ 1)
        best = np.where(open_, score, -np.inf).argmax(axis=1)
        rows = np.arange(len(starts))
        came_from, course = half[rows, best], way[rows, best]
        here = graph.edges[came_from >> 1, 1 - (came_from & 1)]
        corners.append(graph.nodes[here])
    return np.stack(corners, axis=1)


def _wish(here: Plane, base: Plane, course: Plane) -> Plane:
    """The direction each unit would like to go on in."""
    home = base - here
    far = np.hypot(home[:, 0], home[:, 1])
    return np.where((far > _HOME)[:, None], 1.6 * home / far.clip(min=1.0)[:, None], course)


class Drivers:
    """Units that drive there and back along their walk, stopping now and then."""

    def __init__(
        self, seed: int, graph: StreetGraph, lonlat: Plane, *, speed_kmh: float, rest: float, store: str
    ) -> None:
        """`rest` is 0 for units that hardly stop and 1 for those that often do; `store` their supply."""
        rng = np.random.default_rng([seed, 70 + len(store)])
        starts = _nearest(graph, to_plane(lonlat))
        self._corners = walks(rng, graph, starts)
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


def _nearest(graph: StreetGraph, points: Plane) -> Ints:
    return np.asarray(shapely.STRtree(shapely.points(graph.nodes)).nearest(shapely.points(points)))
