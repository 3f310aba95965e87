"""The water network: pressures, district flows, tanks, pumps, valves and household meters."""

from __future__ import annotations

import numpy as np

from app.demo.fleet.model import Battery, Columns, all_of, tremble
from app.demo.fleet.rhythm import DAY, WATER_USE, Array, Ints, Waves, hour

_EPOCH = 1.7e9
"""Totals count from here, so that they look like meters of a few years."""


class _Pressure:
    """Network pressure in bar at points: lower where and when much is used."""

    def __init__(self, rng: np.random.Generator, count: int) -> None:
        self._static = rng.uniform(3.7, 4.3, count)
        self._loss = rng.uniform(0.12, 0.4, count)
        self._waves = Waves(rng, count, period_s=1200.0)

    def at(self, index: Ints, t: Array) -> Array:
        wave = tremble(self._waves, index, t, 0.06)
        return np.asarray(self._static[index] - self._loss[index] * WATER_USE.at(t) + wave)


class Valves:
    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 40])
        self._open = np.where(rng.random(count) < 0.86, 100.0, rng.choice([35.0, 50.0, 60.0, 75.0], count))
        self._pressure = _Pressure(rng, count)
        self._battery = Battery(rng, count)

    def values(self, index: Ints, t: Array) -> Columns:
        return {
            "open_percentage": self._open[index],
            "operating_mode": all_of("remote", index),
            "pressure": self._pressure.at(index, t),
            "battery_level": self._battery.at(index, t),
        }


class PressurePoints:
    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 41])
        self._pressure = _Pressure(rng, count)
        self._battery = Battery(rng, count)

    def values(self, index: Ints, t: Array) -> Columns:
        return {"pressure": self._pressure.at(index, t), "battery_level": self._battery.at(index, t)}


class FlowMeters:
    """District meters at the inlets."""

    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 42])
        self._mean = rng.uniform(70.0, 125.0, count)
        self._total = rng.uniform(1e5, 9e5, count)
        self._pressure = _Pressure(rng, count)
        self._waves = Waves(rng, count, period_s=900.0)

    def values(self, index: Ints, t: Array) -> Columns:
        flow = self._mean[index] * WATER_USE.at(t) * (1.0 + tremble(self._waves, index, t, 0.04))
        used = self._mean[index] * 24.0 * WATER_USE.days(t - _EPOCH)
        return {
            "flow": np.clip(flow, 17.0, 245.0),
            "pressure": self._pressure.at(index, t),
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


class Pumps:
    """Each runs some hours and rests some."""

    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 45])
        self._period = rng.uniform(3.0, 7.0, count) * 3600.0
        self._phase = rng.uniform(0.0, 2.0 * np.pi, count)
        self._flow = rng.uniform(140.0, 340.0, count)
        self._waves = Waves(rng, count, period_s=600.0)

    def values(self, index: Ints, t: Array) -> Columns:
        running = np.sin(2.0 * np.pi * (t % (365.0 * DAY)) / self._period[index] + self._phase[index]) > -0.6
        wave = self._waves.at(index, t)
        flow = running * self._flow[index] * (1.0 + 0.03 * wave)
        return {
            "power_state": running,
            "flow": flow,
            "pressure": 3.6 + 1.6 * running + 0.08 * wave,
            "active_power": flow * 118.0,
            "vibration": 0.2 + running * (1.5 + 0.4 * wave),
        }
