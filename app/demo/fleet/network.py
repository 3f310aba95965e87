"""The pressure of the network, and what closed valves take from the meters around them."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from app.demo.fleet.model import tremble
from app.demo.fleet.rhythm import WATER_USE, Array, Ints, Waves

_REACH_M = 420.0
"""How far a valve is felt."""


class NetworkPressure:
    """Pressure in bar at points: lower where and when much is used."""

    def __init__(self, rng: np.random.Generator, count: int) -> None:
        self._static = rng.uniform(3.7, 4.3, count)
        self._loss = rng.uniform(0.12, 0.4, count)
        self._waves = Waves(rng, count, period_s=1200.0)

    def at(self, index: Ints, t: Array) -> Array:
        wave = tremble(self._waves, index, t, 0.06)
        return np.asarray(self._static[index] - self._loss[index] * WATER_USE.at(t) + wave)


class Closing(Protocol):
    """Valves, as their neighbours see them."""

    def moved(self) -> Ints:
        """Those that do not stand where they usually do."""
        ...

    def missing(self, index: Ints, t: Array) -> Array:
        """Which share of the usual flow does not pass, 0 to 1."""
        ...


class Shortfall:
    """What meters miss because valves near them were closed; points in metres on the plane, shape (N, 2)."""

    def __init__(self, valves: Closing, valve_points: Array, meter_points: Array) -> None:
        self._valves = valves
        self._valve_points, self._meter_points = valve_points, meter_points
        self._felt: dict[int, Array] = {}

    @property
    def count(self) -> int:
        return len(self._meter_points)

    def at(self, index: Ints, t: Array) -> Array:
        """0 to 1 for meters `index` at times `t`."""
        missed = np.zeros(len(index))
        for valve in self._valves.moved().tolist():
            missed += self._weight(valve)[index] * self._valves.missing(np.full(len(index), valve), t)
        return missed.clip(max=1.0)

    def _weight(self, valve: int) -> Array:
        if valve not in self._felt:
            away = np.hypot(*(self._meter_points - self._valve_points[valve]).T)
            self._felt[valve] = np.exp(-((away / _REACH_M) ** 2))
        return self._felt[valve]
