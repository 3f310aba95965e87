"""Crews, vehicles and drones that are sent somewhere: away from their rounds, there, and back to them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.demo.city.frame import Array as Plane
from app.demo.city.frame import heading, to_plane, to_wgs84
from app.demo.fleet.model import Columns, Model
from app.demo.fleet.rhythm import Array, Ints

AVAILABLE, ASSIGNED, EN_ROUTE, ON_SITE, BREAK = "available", "assigned", "en_route", "on_site", "break"
_BREAK_EVERY_S, _BREAK_S = 6.0 * 3600.0, 1200.0
_NEAR_M = 1.0

Way = Callable[[Plane, Plane], Plane]
"""Corners from one place to another, in metres on the plane."""


def straight(start: Plane, end: Plane) -> Plane:
    """The way of what flies."""
    return np.stack((start, end))


class _Drive:
    """From `start` (epoch seconds) on along `corners` at a speed in m/s, and then it stands."""

    def __init__(self, corners: Plane, start: float, speed: float) -> None:
        self._corners, self.start, self._speed = corners, start, speed
        steps = np.hypot(*np.diff(corners, axis=0).T)
        self._along = np.concatenate(([0.0], np.cumsum(steps)))
        self._ways = np.diff(corners, axis=0)
        self.end = start + float(self._along[-1]) / speed

    def state(self, t: float) -> str:
        if t < self.start:
            return ASSIGNED
        return EN_ROUTE if t < self.end else ON_SITE

    def at(self, t: float) -> tuple[Plane, Plane, float]:
        """Place, direction, and speed in m/s."""
        metres = (min(max(t, self.start), self.end) - self.start) * self._speed
        step = min(int(np.searchsorted(self._along, metres, side="right")) - 1, len(self._ways) - 1)
        length = self._along[step + 1] - self._along[step]
        share = (metres - self._along[step]) / length if length else 0.0
        moves = self.start <= t < self.end
        return (
            self._corners[step] + self._ways[step] * share,
            self._ways[step],
            self._speed if moves else 0.0,
        )


@dataclass(frozen=True, slots=True)
class _Return:
    """From `place` back to its rounds, which go on meanwhile: it meets them at `end`."""

    place: Plane
    start: float
    end: float


class Units:
    """The units of one kind. Until one is sent, functions of time; city's thread only."""

    def __init__(
        self, seed: int, count: int, rounds: Model, way: Way, *, speed_kmh: float, breaks: bool
    ) -> None:
        rng = np.random.default_rng([seed, 85, count])
        self._rounds, self._way, self._speed = rounds, way, speed_kmh / 3.6
        self._phase = rng.uniform(0.0, _BREAK_EVERY_S, count)
        self._breaks = breaks
        self._sent: dict[int, _Drive | _Return] = {}

    def values(self, index: Ints, t: Array) -> Columns:
        columns = self._rounds.values(index, t)
        resting = self._breaks & ((t + self._phase[index]) % _BREAK_EVERY_S < _BREAK_S)
        columns["crew_state"] = np.where(resting, BREAK, AVAILABLE).astype(object)
        for row in np.flatnonzero(np.isin(index, list(self._sent))).tolist():
            self._place(columns, row, self._sent[int(index[row])], float(t[row]))
        return columns

    def is_sent(self, unit: int) -> bool:
        return isinstance(self._sent.get(unit), _Drive)

    def send(self, unit: int, lonlat: tuple[float, float] | None, now: float, *, pause_s: float) -> float:
        """Set out after `pause_s`, to stay there; without a place it stays where it is. Seconds until it is
        there."""
        here = self._here(unit, now)
        there = here if lonlat is None else to_plane(np.array([lonlat]))[0]
        corners = straight(here, there) if lonlat is None else self._way(here, there)
        drive = _Drive(corners, now + pause_s, self._speed)
        self._sent[unit] = drive
        return drive.end - now

    def release(self, unit: int, now: float) -> None:
        """Go back to its rounds."""
        if not self.is_sent(unit):
            return
        here = self._here(unit, now)
        del self._sent[unit]
        away = math.dist(here, self._here(unit, now))
        self._sent[unit] = _Return(here, now, now + max(away, _NEAR_M) / self._speed)

    def _here(self, unit: int, now: float) -> Plane:
        columns = self.values(np.array([unit]), np.array([now]))
        return np.asarray(to_plane(np.column_stack((columns["longitude"], columns["latitude"])))[0])

    def _place(self, columns: Columns, row: int, sent: _Drive | _Return, t: float) -> None:
        if isinstance(sent, _Drive):
            place, course, speed = sent.at(t)
            columns["crew_state"][row] = sent.state(t)
        elif t >= sent.end:
            return
        else:
            lonlat = np.array([(columns["longitude"][row], columns["latitude"][row])])
            course = to_plane(lonlat)[0] - sent.place
            place = sent.place + course * (t - sent.start) / (sent.end - sent.start)
            speed = self._speed
        columns["longitude"][row], columns["latitude"][row] = to_wgs84(place[None])[0]
        columns["speed"][row] = speed * 3.6
        columns["heading"][row] = heading(course[:1], course[1:])[0]
