"""How long every lamp burns and what it uses, a day at a time, from its own readings of power.

Between two readings the power is taken to go in a straight line (trapezoid rule); a gap longer than three
intervals is not metered, and lacks in `seen_s`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.lighting.daylight import CityDay
from app.domain.lighting.lamp_days import LampDay
from app.engine.lighting.rows import Slots

LIT_W = 6.0
"""With less a lamp is dark."""

Array = NDArray[np.float64]


class LampMeter:
    """By slot; `day_of` tells the city's day of a moment (epoch ms). Engine's thread only."""

    def __init__(self, day_of: Callable[[int], CityDay]) -> None:
        self._day_of = day_of
        self._last = np.zeros((0, 2))
        """Time (epoch ms) and power (W) of each lamp's newest reading."""
        self._days: dict[int, Array] = {}
        """By day: seconds seen, of them dark, seconds lit, watt hours and switches of each lamp, shape
        (N, 5)."""
        self._dirty: dict[int, set[int]] = {}

    def restore(self, days: Iterable[LampDay], slot_of: Callable[[str], int | None]) -> None:
        """Go on with the totals of the days that are not over."""
        for one in days:
            slot = slot_of(one.device)
            if slot is not None:
                self._grow(slot + 1)
                self._totals(one.day)[slot] = (one.seen_s, one.dark_s, one.on_s, one.wh, one.switches)

    def add(self, slots: Slots, ts: NDArray[np.int64], power: Array, longest_gap_s: Array) -> None:
        """Newest readings of some lamps (each once): times in epoch ms, watts, and from which gap on nothing
        is metered. Readings that are not newer than the last are left out."""
        if not slots.size:
            return
        self._grow(int(slots.max()) + 1)
        sound = ~np.isnan(power) & (ts > self._last[slots, 0])
        slots, ts, power, longest = slots[sound], ts[sound], power[sound], longest_gap_s[sound]
        before_ts, before_w = self._last[slots, 0], self._last[slots, 1]
        span_s = (ts - before_ts) / 1000.0
        whole = span_s <= longest
        self._last[slots, 0], self._last[slots, 1] = ts, power
        self._meter(
            slots[whole], before_ts[whole], ts[whole].astype(np.float64), before_w[whole], power[whole]
        )

    def take(self, ids: Sequence[str]) -> tuple[LampDay, ...]:
        """The totals that have changed since the last time; days that are over are forgotten then."""
        found = []
        for day, slots in self._dirty.items():
            totals = self._days[day]
            for slot in sorted(slots):
                seen, dark, on, wh, switches = totals[slot].tolist()
                found.append(LampDay(ids[slot], day, seen, dark, on, wh, int(switches)))
        self._dirty.clear()
        for day in sorted(self._days)[:-2]:
            del self._days[day]
        return tuple(found)

    def _meter(self, slots: Slots, since: Array, until: Array, before: Array, power: Array) -> None:
        """Share each span out to the days it touches; seldom more than one."""
        left = np.arange(slots.size)
        while left.size:
            day = self._day_of(int(since[left].min()))
            inside, later = left[since[left] < day.ends], left[since[left] >= day.ends]
            stop = np.minimum(until[inside], day.ends)
            span_s = (stop - since[inside]) / 1000.0
            light = np.minimum(stop, day.light_until) - np.maximum(since[inside], day.light_from)
            dark_s = span_s - np.maximum(light, 0.0) / 1000.0
            self._book(day.number, slots[inside], span_s, dark_s, before[inside], power[inside])
            over = until[inside] > day.ends
            since[inside[over]] = day.ends
            left = np.concatenate((later, inside[over]))

    def _book(
        self, day: int, slots: Slots, span_s: Array, dark_s: Array, before: Array, power: Array
    ) -> None:
        totals = self._totals(day)
        lit_before, lit = before >= LIT_W, power >= LIT_W
        totals[slots, 0] += span_s
        totals[slots, 1] += dark_s
        totals[slots, 2] += span_s * (lit_before.astype(np.float64) + lit) / 2.0
        totals[slots, 3] += span_s * (before + power) / 2.0 / 3600.0
        totals[slots, 4] += lit & ~lit_before
        self._dirty.setdefault(day, set()).update(slots.tolist())

    def _totals(self, day: int) -> Array:
        totals = self._days.get(day)
        if totals is None or totals.shape[0] < self._last.shape[0]:
            grown = np.zeros((self._last.shape[0], 5))
            if totals is not None:
                grown[: totals.shape[0]] = totals
            self._days[day] = totals = grown
        return totals

    def _grow(self, count: int) -> None:
        if self._last.shape[0] < count:
            grown = np.zeros((max(1024, 2 * count), 2))
            grown[: self._last.shape[0]] = self._last
            self._last = grown
