"""The water network: pressures, district flows, tanks and household meters."""

from __future__ import annotations

import numpy as np

from app.demo.fleet.model import Battery, Columns, all_of, tremble
from app.demo.fleet.network import NetworkPressure, Shortfall
from app.demo.fleet.rhythm import WATER_USE, Array, Ints, Waves, hour

_EPOCH = 1.7e9
"""Totals count from here, so that they look like meters of a few years."""
_LOST_BAR = 0.35
_LOST_SHARE = 0.4
"""What is lost where all that usually comes through the valves around does not."""


class PressurePoints:
    def __init__(self, seed: int, shortfall: Shortfall) -> None:
        rng, count = np.random.default_rng([seed, 41]), shortfall.count
        self._shortfall = shortfall
        self._pressure = NetworkPressure(rng, count)
        self._battery = Battery(rng, count)

    def values(self, index: Ints, t: Array) -> Columns:
        pressure = self._pressure.at(index, t) - _LOST_BAR * self._shortfall.at(index, t)
        return {"pressure": pressure, "battery_level": self._battery.at(index, t)}


class FlowMeters:
    """District meters at the inlets."""

    def __init__(self, seed: int, shortfall: Shortfall) -> None:
        rng, count = np.random.default_rng([seed, 42]), shortfall.count
        self._shortfall = shortfall
        self._mean = rng.uniform(70.0, 125.0, count)
        self._total = rng.uniform(1e5, 9e5, count)
        self._pressure = NetworkPressure(rng, count)
        self._waves = Waves(rng, count, period_s=900.0)

    def values(self, index: Ints, t: Array) -> Columns:
        flow = self._mean[index] * WATER_USE.at(t) * (1.0 + tremble(self._waves, index, t, 0.04))
        short = self._shortfall.at(index, t)
        used = self._mean[index] * 24.0 * WATER_USE.days(t - _EPOCH)
        return {
            "flow": np.clip(flow, 17.0, 245.0) * (1.0 - _LOST_SHARE * short),
            "pressure": self._pressure.at(index, t) - _LOST_BAR * short,
            "volume": self._total[index] + used,
        }


class WaterMeters:
    """Households."""

    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 43])
        self._daily = rng.gamma(4.0, 0.14, count)
        self._total = rng.uniform(20.0, 3000.0, count)
        self._battery = rng.uniform(45.0, 99.0, count)

    def values(self, index: Ints, t: Array) -> Columns:
        return {
            "volume": self._total[index] + self._daily[index] * WATER_USE.days(t - _EPOCH),
            "leak_detected": all_of(False, index),
            "battery_level": self._battery[index],
        }


class Tanks:
    """Filled by night, emptied by day; 6 m deep."""

    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 44])
        self._middle = rng.uniform(3.7, 4.2, count)
        self._swing = rng.uniform(0.6, 1.1, count)
        self._chlorine = rng.uniform(0.75, 1.1, count)
        self._waves = Waves(rng, count, period_s=7200.0)

    def values(self, index: Ints, t: Array) -> Columns:
        wave = self._waves.at(index, t)
        tide = np.cos(2.0 * np.pi * (hour(t) - 5.5) / 24.0)
        level = self._middle[index] + self._swing[index] * tide + 0.05 * wave
        return {
            "level": level,
            "filling_level": level / 6.0 * 100.0,
            "free_chlorine": self._chlorine[index] + 0.1 * wave,
        }
