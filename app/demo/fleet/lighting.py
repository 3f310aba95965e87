"""Lamps that follow the sun until they are told otherwise, and the cabinets that feed them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.demo.fleet.flaws import Wrong, flaw_values, having
from app.demo.fleet.lamp_control import LampControl
from app.demo.fleet.model import Columns, all_of, tremble
from app.demo.fleet.rhythm import Array, DailyCurve, Ints, Waves, Weather, hour, sun_elevation
from app.domain.devices import Device

_DUSK_DEG = -1.5
_NOMINAL_W = {"LED 92 W": 92.0, "LED 58 W": 58.0, "LED 140 W": 140.0}
_LIT = DailyCurve(
    (0, 0.6), (4.9, 0.6), (5.2, 1.0), (6.0, 0.0), (17.9, 0.0), (18.3, 1.0), (22.9, 1.0), (23.1, 0.6)
)
_LIT_HOURS = 9.6
"""Hours at full power that a night amounts to."""
_CYCLE_S = 190.0
_CYCLE_ON_S = 140.0
"""How long a lamp at the end of its life burns before it goes out for the rest of the cycle."""
_LOOKED_UP_S = 0.2
_CABINET_W = 65.0
"""What a cabinet draws for itself."""


def _level(dusk: Array, t: Array) -> Array:
    """Per cent of full light: dimmed from 23:00 to 05:00."""
    clock = hour(t)
    dimmed = np.where((clock >= 23.0) | (clock < 5.0), 60.0, 100.0)
    return np.where(sun_elevation(t) < dusk, dimmed, 0.0)


class Luminaires:
    """`circuit` is each lamp's cabinet by its order, rising; untold, a whole circuit switches together."""

    def __init__(self, seed: int, devices: Sequence[Device], circuit: Ints, weather: Weather) -> None:
        rng = np.random.default_rng([seed, 30])
        count = len(devices)
        self.nominal = np.array([_NOMINAL_W.get(device.model, 92.0) for device in devices])
        self.circuit = circuit
        self.control = LampControl(count)
        self._weather = weather
        self._dusk = circuit_dusk(seed, int(circuit.max(initial=0)) + 1)[circuit]
        self._drop = rng.uniform(0.0, 4.0, count)
        self._waves = Waves(rng, count, period_s=1800.0)
        hot, weak = flaw_values(devices, Wrong.HOT), flaw_values(devices, Wrong.LOW_POWER_FACTOR)
        self._warmth = np.where(np.isnan(hot), rng.uniform(18.0, 28.0, count), hot)
        self._factor = np.where(np.isnan(weak), rng.uniform(0.95, 0.98, count), weak)
        self._stuck, self._dead = having(devices, Wrong.RELAY_STUCK), having(devices, Wrong.NO_CURRENT)
        self._full = having(devices, Wrong.NOT_DIMMING)
        self._cycling = having(devices, Wrong.CYCLING)
        self._cyclers = np.flatnonzero(self._cycling)
        self._looked_up, self._looked_up_at = np.zeros(count), -np.inf

    def level(self, index: Ints, t: Array) -> Array:
        """Per cent that the controllers put out; nothing without power."""
        natural = _level(self._dusk[index], t)
        return np.where(self.control.fed[index], self.control.levels(index, t, natural), 0.0)

    def level_of(self, lamp: int, t: float) -> float:
        """Per cent of one lamp; when a group is asked for one after another, all are looked up once."""
        if not 0.0 <= t - self._looked_up_at < _LOOKED_UP_S:
            everyone = np.arange(len(self.nominal))
            self._looked_up, self._looked_up_at = self.level(everyone, np.full(len(everyone), t)), t
        return float(self._looked_up[lamp])

    def power(self, index: Ints, t: Array) -> Array:
        """W"""
        burning = self._burning(index, t, self.level(index, t))
        return self._watts(index, burning, self._waves.at(index, t))

    def values(self, index: Ints, t: Array) -> Columns:
        level, wave = self.level(index, t), self._waves.at(index, t)
        burning = self._burning(index, t, level)
        watts, lit = self._watts(index, burning, wave), burning > 0.0
        fed = self.control.fed[index]
        voltage = np.where(fed, 223.0 - self._drop[index] - 1.5 * lit + 2.0 * wave, 0.0)
        factor = np.where(lit, self._factor[index] - 0.05 * (1.0 - burning / 100.0), 1.0)
        return {
            "power_state": level > 0.0,
            "illuminance_level": level,
            "active_power": watts,
            "voltage": voltage,
            "intensity": watts / (np.maximum(voltage, 1.0) * factor),
            "power_factor": factor,
            "temperature": self._weather.temperature(t) + 2.0 + self._heat(index, t, level, burning) + wave,
        }

    def flipped(self, since: float, until: float) -> Ints:
        """Lamps that went out or came back by themselves in `since` < time ≤ `until`."""
        then, now = self._resting(np.array([since, until]))
        return self._cyclers if then != now else self._cyclers[:0]

    def _burning(self, index: Ints, t: Array, level: Array) -> Array:
        """Per cent of full power that is really drawn."""
        full = (self._stuck[index] & (level <= 0.0)) | (self._full[index] & (level > 0.0))
        out = self._dead[index] | (self._cycling[index] & self._resting(t)) | ~self.control.fed[index]
        return np.where(out, 0.0, np.where(full, 100.0, level))

    def _watts(self, index: Ints, burning: Array, wave: Array) -> Array:
        return np.asarray(self.nominal[index] * burning / 100.0 * (1.0 + 0.02 * wave))

    def _heat(self, index: Ints, t: Array, level: Array, burning: Array) -> Array:
        """Kelvin above the surroundings; a lamp that cycles grows hotter until it goes out."""
        phase = t % _CYCLE_S
        rising = np.where(
            phase < _CYCLE_ON_S, phase / _CYCLE_ON_S, (_CYCLE_S - phase) / (_CYCLE_S - _CYCLE_ON_S)
        )
        return np.where(
            self._cycling[index] & (level > 0.0), 15.0 + 35.0 * rising, self._warmth[index] * burning / 100.0
        )

    def _resting(self, t: Array) -> NDArray[np.bool_]:
        return np.asarray(t % _CYCLE_S >= _CYCLE_ON_S)


def circuit_dusk(seed: int, circuits: int) -> Array:
    """The sun's elevation at which each circuit switches, in degrees."""
    return _DUSK_DEG + np.random.default_rng([seed, 31]).uniform(-1.6, 1.2, circuits)


class Cabinets:
    """They feed the lamps of their circuits, or cut them."""

    def __init__(self, seed: int, devices: Sequence[Device], lamps: Luminaires) -> None:
        rng = np.random.default_rng([seed, 32])
        count = len(devices)
        self._lamps = lamps
        self._first = np.searchsorted(lamps.circuit, np.arange(count + 1))
        self._load = np.bincount(lamps.circuit, weights=lamps.nominal, minlength=count)[:count]
        self._waves = Waves(rng, count, period_s=1500.0)
        self._energy = rng.uniform(0.0, 20_000.0, count)
        self._closed = np.ones(count, dtype=bool)
        self._local = having(devices, Wrong.LOCAL)
        self._metered_at = np.nan

    def is_local(self, cabinet: int) -> bool:
        return bool(self._local[cabinet])

    def feed(self, cabinet: int, *, on: bool) -> Ints:
        """Close or open the contactor; the lamps of the circuit, by their order."""
        self._closed[cabinet] = on
        lamps = np.arange(self._first[cabinet], self._first[cabinet + 1])
        self._lamps.control.fed[lamps] = on
        return lamps

    def meter(self, t: float) -> None:
        """Count the energy up to `t`, to be called every few seconds; before the first time it is that of
        usual nights."""
        index = np.arange(len(self._load))
        now = np.full(len(index), t)
        if np.isnan(self._metered_at):
            self._energy = self._used(index, now)
        else:
            self._energy += self._power(index, now) / 1000.0 * (t - self._metered_at) / 3600.0
        self._metered_at = t

    def values(self, index: Ints, t: Array) -> Columns:
        power = self._power(index, t)
        share = (power - _CABINET_W) / self._load[index].clip(min=1.0)
        voltage = 224.0 - 2.0 * share + tremble(self._waves, index, t, 2.5)
        return {
            "voltage": voltage,
            "intensity": power / voltage / 0.95,
            "active_power": power,
            "power_factor": 0.94 + tremble(self._waves, index, t, 0.03),
            "door_open": all_of(False, index),
            "energy_consumed": self._used(index, t),
            "power_state": self._closed[index],
            "operating_mode": np.where(self._local[index], "local", "remote").astype(object),
        }

    def _used(self, index: Ints, t: Array) -> Array:
        """kWh"""
        if not np.isnan(self._metered_at):
            return self._energy[index]
        return np.asarray(
            self._energy[index] + self._load[index] / 1000.0 * _LIT_HOURS * _LIT.days(t - 1.7e9)
        )

    def _power(self, index: Ints, t: Array) -> Array:
        """W: the lamps of the circuit and the cabinet's own."""
        counts = self._first[index + 1] - self._first[index]
        rows = np.repeat(np.arange(len(index)), counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        drawn = self._lamps.power(self._first[index][rows] + within, t[rows])
        return np.asarray(np.bincount(rows, weights=drawn, minlength=len(index)) + _CABINET_W)
