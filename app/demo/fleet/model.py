"""What every kind of simulated device offers: its readings at given times, all devices at once."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from app.demo.fleet.rhythm import DAY, Array, Ints, Waves

Columns = dict[str, NDArray[Any]]
"""A column by quantity, each as long as the asked index: float64, bool, or str objects."""


class Model(Protocol):
    """Devices of one kind. Until one is told something, the same index and time give the same values."""

    def values(self, index: Ints, t: Array) -> Columns:
        """Readings of the devices `index` (by their order in the kind) at epoch seconds `t`, shape alike."""
        ...


class Battery:
    """Batteries on small solar panels: full in the afternoon, never near empty."""

    def __init__(self, rng: np.random.Generator, count: int) -> None:
        self._full = rng.uniform(72.0, 99.0, count)
        self._swing = rng.uniform(1.0, 6.0, count)

    def at(self, index: Ints, t: Array) -> Array:
        daily = np.cos(2.0 * np.pi * (t / DAY - 0.9))
        return np.asarray(self._full[index] - self._swing[index] * (1.0 - daily) / 2.0)


def tremble(waves: Waves, index: Ints, t: Array, size: float) -> Array:
    return np.asarray(size * waves.at(index, t))


def all_of(value: bool | str, index: Ints) -> NDArray[Any]:
    return np.full(len(index), value, dtype=bool if isinstance(value, bool) else object)
