"""What stands in the streets: containers, cameras, traffic counters, panic buttons, sirens."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.demo.fleet.model import Battery, Columns, all_of
from app.demo.fleet.rhythm import DAY, TRAFFIC, Array, Ints, Waves, Weather, sun_elevation


class WasteContainers:
    """Fill over days and are emptied before they are full."""

    def __init__(self, seed: int, count: int, weather: Weather) -> None:
        rng = np.random.default_rng([seed, 60])
        self._weather = weather
        self._period = rng.uniform(0.9, 3.2, count) * DAY
        self._phase = rng.uniform(0.0, 1.0, count)
        self._full = rng.uniform(48.0, 80.0, count)
        self._battery = Battery(rng, count)

    def values(self, index: Ints, t: Array) -> Columns:
        cycle = (t / self._period[index] + self._phase[index]) % 1.0
        sun = np.clip(np.sin(np.radians(sun_elevation(t))), 0.0, 1.0)
        return {
            "filling_level": 5.0 + (self._full[index] - 5.0) * cycle**0.9,
            "temperature": np.clip(self._weather.temperature(t) + 1.5 + 7.0 * sun + 2.0 * cycle, 8.0, 41.0),
            "battery_level": self._battery.at(index, t),
        }


class Cameras:
    """Sharpness is an index of 0 to 100; a little lower at night."""

    def __init__(self, seed: int, streamed: NDArray[np.bool_]) -> None:
        """`streamed` says of each whether it gives the small pictures of the demo's wall."""
        count = len(streamed)
        rng = np.random.default_rng([seed, 61])
        self._sharp = np.where(streamed, 48.0, rng.uniform(68.0, 90.0, count))
        self._rate = np.where(streamed, 13.0, rng.choice([15.0, 25.0, 25.0, 30.0], count))
        self._small = np.where(streamed, 0.45, 1.0)
        self._waves = Waves(rng, count, period_s=1200.0)
        self._busy = np.random.default_rng([seed, 64]).uniform(0.5, 5.0, count)
        self._clock = np.random.default_rng([seed, 65]).uniform(-0.8, 0.8, count)

    def values(self, index: Ints, t: Array) -> Columns:
        wave = self._waves.at(index, t)
        rate = np.clip(self._rate[index] + np.round(0.6 * wave), 13.0, 30.0)
        height = sun_elevation(t)
        night = height < 0.0
        people = np.round(self._busy[index] * TRAFFIC.at(t) * (1.0 + 0.5 * wave))
        return {
            "signal_present": all_of(True, index),
            "sharpness": np.clip(self._sharp[index] - 9.0 * night + 4.0 * wave, 35.0, 97.0),
            "frame_rate": rate,
            "frame_rate_share": 100.0 * rate / self._rate[index],
            "bitrate": self._small[index] * np.clip(2.4 + 1.1 * TRAFFIC.at(t) + 0.5 * wave, 0.8, 8.0),
            "brightness": np.clip(40.0 + 1.2 * height, 22.0, 62.0) + 2.0 * wave,
            "blind": all_of("none", index),
            "person_count": people,
            "vehicle_count": np.round(0.6 * people),
            "crowd_density": np.clip(1.5 * people, 0.0, 40.0),
            "clock_offset": self._clock[index] + 0.1 * wave,
        }


class TrafficCounters:
    def __init__(self, seed: int, count: int) -> None:
        rng = np.random.default_rng([seed, 62])
        self._mean = rng.uniform(260.0, 1150.0, count)
        self._free = rng.uniform(42.0, 58.0, count)
        self._waves = Waves(rng, count, period_s=700.0)

    def values(self, index: Ints, t: Array) -> Columns:
        busy, wave = TRAFFIC.at(t), self._waves.at(index, t)
        flow = np.clip(self._mean[index] * busy * (1.0 + 0.12 * wave), 4.0, 3200.0)
        return {
            "vehicle_flow": flow,
            "average_vehicle_speed": np.clip(self._free[index] - 11.0 * busy - 2.5 * wave, 12.0, 85.0),
            "occupancy": np.clip(4.0 + 20.0 * busy + 3.0 * wave, 1.0, 70.0),
            **_quarter(flow, 0.5 + 0.1 * wave),
        }


def _quarter(flow: Array, forward: Array) -> Columns:
    """Counts of a quarter of an hour where so many vehicles pass in one hour."""
    return {
        f"{name}_{way}": np.round(flow / 4.0 * share * (forward if way == "forward" else 1.0 - forward))
        for name, share in (("vehicles", 0.92), ("two_wheelers", 0.08), ("persons", 0.1))
        for way in ("forward", "backward")
    }


class PanicButtons:
    """They say one thing until something happens."""

    def __init__(self, seed: int, count: int) -> None:
        self._battery = Battery(np.random.default_rng([seed, 63]), count)

    def values(self, index: Ints, t: Array) -> Columns:
        return {"pressed": all_of(False, index), "battery_level": self._battery.at(index, t)}


class Sirens:
    """Silent until they are told to sound, and then for so long."""

    def __init__(self, seed: int, count: int) -> None:
        self._battery = Battery(np.random.default_rng([seed + 1, 63]), count)
        self._until = np.zeros(count)

    def sound(self, siren: int, until: float) -> None:
        """Until `until`, epoch seconds; what lies behind us silences it."""
        self._until[siren] = until

    def values(self, index: Ints, t: Array) -> Columns:
        return {
            "sounding": t < self._until[index],
            "battery_level": self._battery.at(index, t),
            "operating_mode": all_of("remote", index),
        }
