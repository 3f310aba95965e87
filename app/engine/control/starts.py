"""How often each pump started within the last hour, as its readings show it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import numpy as np

from app.domain.instant import Instant
from app.engine.city import CityParts
from app.wire.columns import QUALITY_LIVE

HOUR_S = 3600.0


class PumpStarts:
    """Engine's thread. A start between two scans is seen by the reading that follows it; what happened
    before this engine began comes from the record."""

    def __init__(self, city: CityParts) -> None:
        self._city = city
        self._code = city.catalogue.kind_codes()["pump"]
        self._running: dict[str, bool] = {}
        self._starts: dict[str, deque[float]] = {}

    def restore(self, starts: Iterable[tuple[str, float]], now: Instant) -> None:
        """Starts before this run: (pump, age in seconds), in any order."""
        for pump, age in sorted(starts, key=lambda one: -one[1]):
            self._starts.setdefault(pump, deque()).append(now.monotonic - age)

    def scan(self, now: Instant) -> None:
        """Once a second: note which pumps run now and did not before."""
        table, points = self._city.devices.table, self._city.points
        values = points.table.staging
        for row in np.flatnonzero(table.staging["kind"][: table.rows] == self._code).tolist():
            device = self._city.devices.at(row)
            point = points.of_device(row).get("power_state")
            if device is None or point is None or int(values["quality"][point]) != QUALITY_LIVE:
                continue
            running = bool(values["value"][point])
            if running and self._running.get(device.id) is False:
                self._starts.setdefault(device.id, deque()).append(now.monotonic)
            self._running[device.id] = running

    def count(self, pump: str, now: Instant) -> int | None:
        """None for a pump that was not heard yet."""
        if pump not in self._running:
            return None
        starts = self._starts.get(pump, deque())
        while starts and now.monotonic - starts[0] > HOUR_S:
            starts.popleft()
        return len(starts)
