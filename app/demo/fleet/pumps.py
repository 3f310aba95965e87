"""Pumps that run by their own rhythm until they are told to run or to rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.demo.fleet.flaws import Wrong, having
from app.demo.fleet.model import Columns
from app.demo.fleet.rhythm import DAY, Array, Ints, Waves
from app.domain.devices import Device

RUN_UP_S = 8.0
"""From rest to full speed, and back."""


class Pumps:
    """Each runs some hours and rests some. Flow goes with the speed, power with its cube (affinity laws)."""

    def __init__(self, seed: int, devices: Sequence[Device]) -> None:
        rng, count = np.random.default_rng([seed, 45]), len(devices)
        self._period = rng.uniform(3.0, 7.0, count) * 3600.0
        self._phase = rng.uniform(0.0, 2.0 * np.pi, count)
        self._flow = rng.uniform(140.0, 340.0, count)
        self._waves = Waves(rng, count, period_s=600.0)
        self._refuses = having(devices, Wrong.REFUSES)
        self._from, self._to = np.zeros(count), np.full(count, np.nan)
        self._start = np.zeros(count)

    def refuses(self, pump: int) -> bool:
        """Whether its protection keeps it from starting."""
        return bool(self._refuses[pump])

    def run(self, pump: int, speed: float, now: float) -> float:
        """Go to a speed in per cent, 0 to rest, and stay there; seconds until it has it."""
        here = float(self.speed(np.array([pump]), np.array([now]))[0])
        self._from[pump], self._to[pump], self._start[pump] = here, speed, now
        return abs(speed - here) / 100.0 * RUN_UP_S

    def is_running(self, pump: int, now: float) -> bool:
        return bool(self.speed(np.array([pump]), np.array([now]))[0] > 0.0)

    def speed(self, index: Ints, t: Array) -> Array:
        """Per cent"""
        turn = 2.0 * np.pi * (t % (365.0 * DAY)) / self._period[index] + self._phase[index]
        usual = np.where(np.sin(turn) > -0.6, 100.0, 0.0)
        gone = (t - self._start[index]).clip(min=0.0) * 100.0 / RUN_UP_S
        way = self._to[index] - self._from[index]
        told = self._from[index] + np.sign(way) * np.minimum(gone, np.abs(way))
        return np.where(np.isnan(self._to[index]), usual, told)

    def values(self, index: Ints, t: Array) -> Columns:
        speed, wave = self.speed(index, t), self._waves.at(index, t)
        running, share = speed > 0.0, speed / 100.0
        flow = share * self._flow[index] * (1.0 + 0.03 * wave)
        return {
            "power_state": running,
            "flow": flow,
            "pressure": 3.6 + 1.6 * share**2 + 0.08 * wave,
            "active_power": flow * 118.0 * share**2,
            "vibration": 0.2 + running * (1.5 + 0.4 * wave),
            "speed_percentage": speed,
        }
