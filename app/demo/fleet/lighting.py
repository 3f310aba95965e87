"""Lamps that follow the sun and the cabinets that feed them."""

from __future__ import annotations

import numpy as np

from app.demo.fleet.model import Columns, all_of, tremble
from app.demo.fleet.rhythm import Array, DailyCurve, Ints, Waves, hour, sun_elevation

_DUSK_DEG = -1.5
_NOMINAL_W = {"LED 92 W": 92.0, "LED 58 W": 58.0, "LED 140 W": 140.0}
_LIT = DailyCurve(
    (0, 0.6), (4.9, 0.6), (5.2, 1.0), (6.0, 0.0), (17.9, 0.0), (18.3, 1.0), (22.9, 1.0), (23.1, 0.6)
)
_LIT_HOURS = 9.6
"""Hours at full power that a night amounts to."""


def _level(dusk: Array, t: Array) -> Array:
    """Per cent of full light: dimmed from 23:00 to 05:00."""
    clock = hour(t)
    dimmed = np.where((clock >= 23.0) | (clock < 5.0), 60.0, 100.0)
    return np.where(sun_elevation(t) < dusk, dimmed, 0.0)


class Luminaires:
    """`circuit` is each lamp's cabinet by its order; a whole circuit switches together."""

    def __init__(self, seed: int, models: list[str], circuit: Ints) -> None:
        rng = np.random.default_rng([seed, 30])
        count = len(models)
        self.nominal = np.array([_NOMINAL_W.get(model, 92.0) for model in models])
        self.circuit = circuit
        self._dusk = circuit_dusk(seed, int(circuit.max(initial=0)) + 1)[circuit]
        self._drop = rng.uniform(0.0, 4.0, count)
        self._waves = Waves(rng, count, period_s=1800.0)

    def values(self, index: Ints, t: Array) -> Columns:
        level = _level(self._dusk[index], t)
        wave = self._waves.at(index, t)
        return {
            "power_state": level > 0.0,
            "illuminance_level": level,
            "active_power": self.nominal[index] * level / 100.0 * (1.0 + 0.02 * wave),
            "voltage": 223.0 - self._drop[index] - 1.5 * (level > 0.0) + 2.0 * wave,
        }


def circuit_dusk(seed: int, circuits: int) -> Array:
    """The sun's elevation at which each circuit switches, in degrees."""
    return _DUSK_DEG + np.random.default_rng([seed, 31]).uniform(-1.6, 1.2, circuits)


class Cabinets:
    """`load_w` is the nominal power of the lamps of each cabinet."""

    def __init__(self, seed: int, load_w: Array) -> None:
        rng = np.random.default_rng([seed, 32])
        self._load = load_w
        self._dusk = circuit_dusk(seed, len(load_w))
        self._waves = Waves(rng, len(load_w), period_s=1500.0)
        self._energy = rng.uniform(0.0, 20_000.0, len(load_w))

    def values(self, index: Ints, t: Array) -> Columns:
        level = _level(self._dusk[index], t)
        voltage = 224.0 - 2.0 * (level > 0.0) + tremble(self._waves, index, t, 2.5)
        power = self._load[index] * level / 100.0 + 65.0
        used = self._load[index] / 1000.0 * _LIT_HOURS * _LIT.days(t - 1.7e9)
        return {
            "voltage": voltage,
            "intensity": power / voltage / 0.95,
            "active_power": power,
            "power_factor": 0.94 + tremble(self._waves, index, t, 0.03),
            "door_open": all_of(False, index),
            "energy_consumed": self._energy[index] + used,
        }
