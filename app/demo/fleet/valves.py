"""Motor valves: where they stand, how they travel, and what passes them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.demo.fleet.flaws import Wrong, flaw_values, having, spoken_of
from app.demo.fleet.model import Battery, Columns, tremble
from app.demo.fleet.network import NetworkPressure
from app.demo.fleet.rhythm import WATER_USE, Array, Ints, Waves
from app.domain.devices import Device

_FLOW = {"DN 400": (270.0, 370.0), "DN 300": (170.0, 260.0), "DN 200": (105.0, 160.0)}
"""m³/h that pass an open valve on the mean of a day."""
_STICKING = 0.012
_FALSE = 0.006
_LOCAL = 0.008
_DISC = 0.5
"""Loss of a butterfly valve against that of its main: the flow falls little until it is nearly closed."""
_FULL_STROKE_S = 60.0
"""For the whole way, where an order names no time: much too fast for a wide main, as motors are."""


class Valves:
    """Opening in per cent: what the position sensor says, and where the disc really is."""

    def __init__(self, seed: int, devices: Sequence[Device]) -> None:
        rng, count = np.random.default_rng([seed, 40]), len(devices)
        opening = np.where(rng.random(count) < 0.86, 100.0, rng.choice([35.0, 50.0, 60.0, 75.0], count))
        self._pressure = NetworkPressure(rng, count)
        self._battery = Battery(rng, count)
        low, high = np.array([_FLOW.get(device.model, (105.0, 160.0)) for device in devices]).reshape(-1, 2).T
        self._flow = rng.uniform(low, high)
        self._waves = Waves(rng, count, period_s=700.0)
        shown = spoken_of(devices)
        self._usual = np.where(shown, 100.0, opening)
        self._stuck_at = flaw_values(devices, Wrong.STICKS)
        self._stuck_at[~shown & (rng.random(count) < _STICKING)] = 38.0
        self._false = having(devices, Wrong.FALSE_POSITION) | (~shown & (rng.random(count) < _FALSE))
        self._local = having(devices, Wrong.LOCAL) | (~shown & (rng.random(count) < _LOCAL))
        self._from, self._to = self._usual.copy(), self._usual.copy()
        self._start, self._travel = np.zeros(count), np.full(count, 1e-3)

    def is_local(self, valve: int) -> bool:
        return bool(self._local[valve])

    def is_moving(self, valve: int, now: float) -> bool:
        return bool(now < self._start[valve] + self._travel[valve])

    def move(self, valve: int, target: float, now: float, travel_s: float) -> tuple[float, bool]:
        """Begin to travel; seconds that the way takes, and whether it comes to its end.

        `travel_s` is for this way; 0 where an order names none.
        """
        here = float(self.opening(np.array([valve]), np.array([now]))[0])
        away = abs(target - here)
        seconds = (travel_s or _FULL_STROKE_S * away / 100.0) if away else 0.0
        reached = self._reached(valve, here, target)
        share = abs(reached - here) / away if away else 1.0
        self._from[valve], self._to[valve] = here, reached
        self._start[valve], self._travel[valve] = now, max(seconds * share, 1e-3)
        return seconds, reached == target

    def hold(self, valve: int, now: float) -> None:
        """Stop where it is."""
        here = self.opening(np.array([valve]), np.array([now]))[0]
        self._from[valve] = self._to[valve] = here
        self._travel[valve] = 1e-3

    def opening(self, index: Ints, t: Array) -> Array:
        """As the position sensor has it."""
        share = ((t - self._start[index]) / self._travel[index]).clip(0.0, 1.0)
        return np.asarray(self._from[index] + (self._to[index] - self._from[index]) * share)

    def moved(self) -> Ints:
        """Valves that do not stand where they usually do, or are on their way."""
        return np.flatnonzero((self._to != self._usual) | (self._from != self._usual))

    def missing(self, index: Ints, t: Array) -> Array:
        """Which share of the usual flow does not pass, 0 to 1."""
        return np.asarray(1.0 - self._passing(index, t) / _passing(self._usual[index])).clip(0.0, 1.0)

    def values(self, index: Ints, t: Array) -> Columns:
        passing = self._passing(index, t)
        use = 0.72 + 0.28 * WATER_USE.at(t)
        flow = self._flow[index] * use * passing * (1.0 + tremble(self._waves, index, t, 0.03))
        return {
            "open_percentage": self.opening(index, t),
            "operating_mode": np.where(self._local[index], "local", "remote").astype(object),
            "pressure": self._pressure.at(index, t) + 0.15 * self.missing(index, t),
            "battery_level": self._battery.at(index, t),
            "flow": flow,
        }

    def _passing(self, index: Ints, t: Array) -> Array:
        return _passing(np.where(self._false[index], self._usual[index], self.opening(index, t)))

    def _reached(self, valve: int, here: float, target: float) -> float:
        """Where it comes to: one that sticks does not close farther than it can."""
        stuck_at = float(self._stuck_at[valve])
        return min(here, stuck_at) if target < stuck_at else target


def _passing(opening: Array) -> Array:
    """Share of the full flow through a disc of so many per cent, for a main of constant loss."""
    share = opening.clip(min=0.0) / 100.0
    return np.asarray(share / np.sqrt(share**2 + _DISC * (1.0 - share**2)))
