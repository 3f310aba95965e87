"""Air, noise, weather, river and rain stations."""

from __future__ import annotations

import numpy as np

from app.demo.fleet.model import Battery, Columns, tremble
from app.demo.fleet.rhythm import DAY, TRAFFIC, Array, Ints, Waves, Weather, hour, sun_elevation


class AirStations:
    """Follow the traffic; ozone follows the sun."""

    def __init__(self, seed: int, count: int, weather: Weather) -> None:
        rng = np.random.default_rng([seed, 50])
        self._weather = weather
        self._dust = rng.uniform(9.0, 14.0, count)
        self._waves = Waves(rng, count, period_s=5400.0)

    def values(self, index: Ints, t: Array) -> Columns:
        wave, traffic = self._waves.at(index, t), TRAFFIC.at(t)
        sun = np.clip(np.sin(np.radians(sun_elevation(t))), 0.0, 1.0)
        fine = np.clip(self._dust[index] + 5.5 * traffic + 3.0 * wave, 3.0, 30.0)
        return {
            "pm25": fine,
            "pm10": 1.8 * fine + 8.0,
            "no2": np.clip(14.0 + 24.0 * traffic + 6.0 * wave, 4.0, 100.0),
            "o3": np.clip(22.0 + 46.0 * sun + 5.0 * wave, 5.0, 100.0),
            "co": np.clip(0.3 + 0.8 * traffic + 0.1 * wave, 0.1, 6.0),
            "temperature": self._weather.temperature(t) + 0.6 * wave,
            "relative_humidity": np.clip(self._weather.humidity(t) - 2.0 * wave, 30.0, 99.0),
        }


class NoiseMeters:
    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 51])
        self._quiet = rng.uniform(42.0, 48.0, count)
        self._waves = Waves(rng, count, period_s=300.0)
        self._battery = Battery(rng, count)

    def values(self, index: Ints, t: Array) -> Columns:
        wave = self._waves.at(index, t)
        level = np.clip(self._quiet[index] + 10.5 * TRAFFIC.at(t) + 2.5 * wave, 34.0, 72.0)
        peak = np.clip(level + 11.0 + 4.0 * wave, 36.0, 90.0)
        return {"laeq": level, "lamax": peak, "battery_level": self._battery.at(index, t)}


class WeatherStations:
    def __init__(self, seed: int, count: int, weather: Weather) -> None:
        rng = np.random.default_rng([seed, 52])
        self._weather = weather
        self._offset = rng.uniform(-0.6, 0.6, count)
        self._waves = Waves(rng, count, period_s=1800.0)

    def values(self, index: Ints, t: Array) -> Columns:
        wave = self._waves.at(index, t)
        tide = np.cos(4.0 * np.pi * (hour(t) - 10.0) / 24.0)
        return {
            "temperature": self._weather.temperature(t) + self._offset[index] + 0.2 * wave,
            "relative_humidity": np.clip(self._weather.humidity(t) - 3.0 * self._offset[index], 30.0, 99.0),
            "wind_speed": np.clip(self._weather.wind(t) + 0.8 * wave, 0.1, 12.5),
            "wind_direction": (215.0 + 22.0 * wave) % 360.0,
            "atmospheric_pressure": 1013.0 + 1.4 * tide + 0.6 * wave,
        }


class RiverGauges:
    """Slow water, a little higher upstream."""

    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 53])
        self._base = np.linspace(1.25, 1.7, count)
        self._waves = Waves(rng, 1, period_s=3.0 * DAY)
        self._ripple = Waves(rng, count, period_s=900.0)
        self._battery = Battery(rng, count)

    def values(self, index: Ints, t: Array) -> Columns:
        flood = self._waves.at(np.zeros(len(index), dtype=np.int64), t)
        level = self._base[index] + 0.3 * flood + tremble(self._ripple, index, t, 0.015)
        return {
            "level": np.clip(level, 0.6, 2.2),
            "water_temperature": 17.0 + 1.2 * np.cos(2.0 * np.pi * (hour(t) - 16.0) / 24.0),
            "battery_level": self._battery.at(index, t),
        }


class RainGauges:
    def __init__(self, seed: int, count: int, weather: Weather) -> None:
        rng = np.random.default_rng([seed, 54])
        self._weather = weather
        self._share = rng.uniform(0.7, 1.1, count)
        self._battery = Battery(rng, count)

    def values(self, index: Ints, t: Array) -> Columns:
        return {
            "rainfall_rate": self._share[index] * self._weather.drizzle(t),
            "precipitation": self._share[index] * self._since_midnight(t),
            "battery_level": self._battery.at(index, t),
        }

    def _since_midnight(self, t: Array) -> Array:
        """mm since local midnight, in 24 steps."""
        passed = hour(t) * 3600.0
        share = (np.arange(24) + 0.5) / 24.0
        at = (t - passed)[:, None] + passed[:, None] * share
        rate = self._weather.drizzle(at.ravel()).reshape(at.shape)
        return np.asarray(rate.mean(axis=1) * passed / 3600.0)
