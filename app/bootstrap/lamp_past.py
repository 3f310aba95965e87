"""Meters the light of the past while it is filled in, by the meter of the present, from its readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from app.domain.changes import Change
from app.domain.lighting.daylight import CityDay
from app.domain.lighting.lamp_days import LampDaysChanged
from app.engine.city import CityParts
from app.engine.lighting.meter import LampMeter
from app.engine.lighting.rows import LAMP, LampRows
from app.feed.messages import Reply, Telemetry


class AllLamps:
    """The devices of which the past wants every reading."""

    def __init__(self, city: Callable[[], CityParts]) -> None:
        self._city = city

    def __contains__(self, device: object) -> bool:
        known = self._city().devices.get(str(device))
        return known is not None and known.kind == LAMP


class LampPast:
    """One thread."""

    def __init__(self, city: CityParts, day_of: Callable[[int], CityDay], *, longest_gap_s: float) -> None:
        self._rows, self._meter, self._gap_s = LampRows(city), LampMeter(day_of), longest_gap_s
        self._slots: dict[str, int] = {}
        self._pending: dict[int, tuple[int, float]] = {}

    def take(self, heard: Sequence[tuple[Telemetry | Reply, float]]) -> None:
        """Readings of lamps in the order of their times."""
        self._rows.refresh()
        self._slots = {device: slot for slot, device in enumerate(self._rows.ids)}
        for message, _ in heard:
            power = message.values.get("active_power") if isinstance(message, Telemetry) else None
            if not isinstance(power, int | float):
                continue
            slot = self._slots[message.device]
            if slot in self._pending:
                self._flush()
            self._pending[slot] = (message.ts, float(power))
        self._flush()

    def changes(self) -> list[Change]:
        """The totals since the last time, for the store."""
        days = self._meter.take(self._rows.ids)
        return [LampDaysChanged(days)] if days else []

    def _flush(self) -> None:
        """Each lamp at most once in one step of the meter."""
        if self._pending:
            times, powers = zip(*self._pending.values(), strict=True)
            slots = np.fromiter(self._pending, dtype=np.intp)
            gaps = np.full(slots.size, self._gap_s)
            self._meter.add(slots, np.array(times, dtype=np.int64), np.array(powers), gaps)
            self._pending = {}
