"""When each device reports: intervals by kind, scaled so that the whole fleet sends at a wished rate."""

from __future__ import annotations

import numpy as np

from app.demo.fleet.rhythm import Array, Ints
from app.domain.catalogue import Catalogue
from app.domain.devices import Device

_SHORTEST = {"water_meter": 600.0, "crew": 4.0, "vehicle": 3.0, "drone": 2.0}
_SHORTEST_ELSE = 8.0
"""Seconds that no kind goes below while others can still report more often; then all do."""
_LONGEST_STRETCH = 1.3
"""Devices stay within this times the interval the catalogue expects, however low the rate."""


def intervals(devices: tuple[Device, ...], catalogue: Catalogue, rate: float) -> Array:
    """Seconds between reports by device, so that all together send about `rate` messages a second.

    A rate below what the catalogue expects of so many devices is not kept: they would count as lost.
    """
    expected = np.array([catalogue.kinds[device.kind].expected_interval_s for device in devices])
    shortest = np.array([_SHORTEST.get(device.kind, _SHORTEST_ELSE) for device in devices])
    low, high = 0.001, _LONGEST_STRETCH
    for _ in range(40):
        middle = (low * high) ** 0.5
        total = float((1.0 / np.maximum(np.minimum(shortest, expected), expected * middle)).sum())
        low, high = (middle, high) if total > rate else (low, middle)
    found = np.maximum(np.minimum(shortest, expected), expected * high)
    return np.asarray(found * min(1.0, float((1.0 / found).sum()) / rate))


class Timetable:
    """Who is due; times are seconds since the start of the city."""

    def __init__(self, seed: int, interval_s: Array) -> None:
        self._rng = np.random.default_rng([seed, 91])
        self._interval = interval_s
        self._due = interval_s * self._rng.random(len(interval_s))

    def due(self, elapsed: float) -> Ints:
        """Sorted places of the devices that are due; each is then due an interval later, give or take 4 %."""
        index = np.flatnonzero(self._due <= elapsed)
        if len(index):
            step = self._interval[index] * self._rng.uniform(0.96, 1.04, len(index))
            self._due[index] = np.maximum(self._due[index] + step, elapsed)
        return index
