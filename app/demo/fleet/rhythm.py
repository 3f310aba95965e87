"""The hours of a city as pure functions of time: sun, weather, and what people do by the hour.

Times are epoch seconds, float64 arrays of any shape; the clock on the wall is UTC-5.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from app.demo.city.frame import ORIGIN_LAT, ORIGIN_LON

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

DAY = 86_400.0
_UTC_OFFSET = -5 * 3600.0
_STEPS = 144


def hour(t: Array) -> Array:
    """Local hour of the day, 0 to 24."""
    return np.asarray((t + _UTC_OFFSET) % DAY / 3600.0)


def day_number(t: Array) -> Array:
    """Whole local days since 1970."""
    return np.asarray((t + _UTC_OFFSET) // DAY)


def sun_elevation(t: Array) -> Array:
    """Degrees above the horizon at the city, after Cooper's declination; good to about a degree."""
    day_of_year = (t / DAY) % 365.2422
    declination = np.radians(23.44) * np.sin(2.0 * math.pi * (day_of_year + 284.0 + 1.0) / 365.2422)
    solar_hour = (t % DAY) / 3600.0 + ORIGIN_LON / 15.0
    turn = np.radians(15.0 * (solar_hour - 12.0))
    lat = math.radians(ORIGIN_LAT)
    height = math.sin(lat) * np.sin(declination) + math.cos(lat) * np.cos(declination) * np.cos(turn)
    return np.asarray(np.degrees(np.arcsin(height)))


class DailyCurve:
    """A shape over the local day with mean 1, and how much of it has passed since 1970.

    `points` are (hour, height) pairs that the curve goes through.
    """

    def __init__(self, *points: tuple[float, float]) -> None:
        hours = np.linspace(0.0, 24.0, _STEPS + 1)
        at = np.array([p[0] for p in points])
        height = np.array([p[1] for p in points])
        raw = np.interp(hours, np.append(at, at[0] + 24.0), np.append(height, height[0]), period=24.0)
        smooth = np.convolve(np.concatenate((raw[-7:-1], raw, raw[1:7])), np.full(13, 1 / 13), mode="valid")
        self._hours = hours
        self._height = smooth / smooth.mean()
        passed = np.concatenate(([0.0], np.cumsum((self._height[1:] + self._height[:-1]) / 2.0)))
        self._passed = passed / passed[-1]

    def at(self, t: Array) -> Array:
        return np.asarray(np.interp(hour(t), self._hours, self._height))

    def days(self, t: Array) -> Array:
        """Mean days' worth that has passed: grows by 1 a day, fastest where the curve is high."""
        return np.asarray(day_number(t) + np.interp(hour(t), self._hours, self._passed))


WATER_USE = DailyCurve(
    (0, 0.35), (3, 0.25), (5.5, 0.9), (7, 1.75), (9, 1.3), (13, 1.45), (16, 0.95), (19.5, 1.5), (22, 0.8)
)
TRAFFIC = DailyCurve(
    (0, 0.3), (3, 0.12), (5.5, 0.6), (7.8, 1.8), (10, 1.25), (13, 1.45), (15, 1.2), (18.5, 1.9), (21, 1.0)
)


class Waves:
    """Smooth noise of `count` devices between -1 and 1: three sines each, of random phase."""

    def __init__(self, rng: np.random.Generator, count: int, *, period_s: float) -> None:
        self._speed = (
            2.0 * math.pi / (period_s * rng.uniform((0.7, 0.23, 0.07), (1.4, 0.45, 0.14), (count, 3)))
        )
        self._phase = rng.uniform(0.0, 2.0 * math.pi, (count, 3))
        self._share = np.array([0.55, 0.3, 0.15])

    def at(self, index: Ints, t: Array) -> Array:
        turn = self._speed[index] * t[:, None] + self._phase[index]
        return np.asarray(np.sin(turn) @ self._share)


class Weather:
    """The weather over the city: mild, damp, with drizzle on some mornings."""

    def __init__(self, seed: int) -> None:
        self._waves = Waves(np.random.default_rng([seed, 20]), 4, period_s=2.5 * DAY)

    def _wave(self, which: int, t: Array) -> Array:
        return self._waves.at(np.full(len(t), which), t)

    def temperature(self, t: Array) -> Array:
        """°C"""
        daily = np.cos(2.0 * math.pi * (hour(t) - 14.5) / 24.0)
        yearly = np.cos(2.0 * math.pi * (t / DAY - 45.0) / 365.2422)
        return np.asarray(19.5 + 2.6 * daily + 3.2 * yearly + 0.9 * self._wave(0, t))

    def humidity(self, t: Array) -> Array:
        """%"""
        daily = np.cos(2.0 * math.pi * (hour(t) - 14.5) / 24.0)
        return np.clip(80.0 - 7.0 * daily + 6.0 * self._wave(1, t), 40.0, 99.0)

    def wind(self, t: Array) -> Array:
        """m/s: a sea breeze in the afternoon."""
        breeze = np.clip(np.cos(2.0 * math.pi * (hour(t) - 15.5) / 24.0), 0.0, 1.0)
        return np.asarray(2.2 + 3.4 * breeze + 1.1 * (1.0 + self._wave(2, t)))

    def drizzle(self, t: Array) -> Array:
        """mm/h"""
        morning = np.exp(-(((hour(t) - 5.5) / 2.2) ** 2))
        return np.asarray(4.5 * morning * np.clip(self._wave(3, t) - 0.1, 0.0, 1.0))
