"""The lamps of the city under watch: faults and metering, from what the columns have."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from app.domain.changes import Change
from app.domain.devices import Device, Event
from app.domain.instant import Instant
from app.domain.lighting.daylight import CityDay
from app.domain.lighting.lamp_days import LampDay, LampDaysChanged
from app.engine.city import CityParts
from app.engine.lighting.meter import LampMeter
from app.engine.lighting.rows import LAMP, LampRows
from app.engine.lighting.watch import LampWatch

STORE_EVERY_S = 60.0
REFRESH_EVERY_S = 5.0
GAP_INTERVALS = 3.0
"""A gap of more intervals than this is not metered."""


class Lamps:
    """Engine's thread only. `append` stores; `day_of` as `LampMeter` has it."""

    def __init__(
        self,
        city: CityParts,
        *,
        daylight: Callable[[int], bool | None],
        day_of: Callable[[int], CityDay],
        append: Callable[[list[Change]], None],
    ) -> None:
        self._city, self._append = city, append
        self.rows = LampRows(city)
        self.meter = LampMeter(day_of)
        self._watch = LampWatch(city, self.rows, daylight)
        self._metered = np.zeros(0)
        self._refreshed = self._stored = -np.inf

    def restore(self, days: Iterable[LampDay]) -> None:
        """Go on with the days that are not over."""
        self.rows.refresh()
        slots = {device: slot for slot, device in enumerate(self.rows.ids)}
        self.meter.restore(days, slots.get)

    def scan(self, now: Instant) -> list[Event]:
        """Once a second: the events of faults that began or ended."""
        if now.monotonic - self._refreshed >= REFRESH_EVERY_S:
            self._refreshed = now.monotonic
            self.rows.refresh()
        self._meter()
        if now.monotonic - self._stored >= STORE_EVERY_S:
            self._stored = now.monotonic
            self.flush()
        return self._watch.scan(now)

    def flush(self) -> None:
        """Store the totals so far."""
        days = self.meter.take(self.rows.ids)
        if days:
            self._append([LampDaysChanged(days)])

    def _meter(self) -> None:
        heard = self.rows.device_column("heard")
        if self._metered.size < heard.size:
            grown = np.full(2 * heard.size, -np.inf)
            grown[: self._metered.size] = self._metered
            self._metered = grown
        due = np.flatnonzero(heard > self._metered[: heard.size])
        if not due.size:
            return
        self._metered[due] = heard[due]
        kind = self._city.catalogue.kinds[LAMP]
        lamp = Device("", LAMP, "")
        gap = np.full(due.size, GAP_INTERVALS * max(kind.expected_interval_s, self._city.interval_of(lamp)))
        ts = self.rows.device_column("heard_ts")[due]
        self.meter.add(due, ts, self.rows.values("active_power", due), gap)
