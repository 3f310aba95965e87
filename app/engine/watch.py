"""Silence: which devices have become late or lost, found for the whole city at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.devices import Liveness
from app.domain.liveness import LivenessThresholds
from app.engine.rows import DeviceRows


class Watch:
    """Judges by the engine's monotonic clock at receipt. Engine's thread only."""

    def __init__(self, devices: DeviceRows, thresholds: LivenessThresholds) -> None:
        self._devices, self._thresholds = devices, thresholds
        self._expected = np.zeros(0)
        self._since = np.zeros(0)
        self._offline = np.zeros(0, dtype=bool)
        self._told = np.zeros(0, dtype=np.uint8)
        """What the domain was told last; differs from the columns while the broker is away."""

    def expect(self, row: int, interval_s: float, now: float) -> None:
        """A device is placed: silence counts from `now` until it is heard."""
        self._grow()
        if self._expected[row] == 0:
            self._since[row] = now
            self._told[row] = self._devices.table.staging["liveness"][row]
        self._expected[row] = interval_s

    def be_patient(self, thresholds: LivenessThresholds) -> None:
        """Judge by other factors from the next scan on."""
        self._thresholds = thresholds

    def presence(self, row: int, online: bool) -> None:
        """A device (or the last will of its gateway) says that it is gone, or back."""
        self._offline[row] = not online

    def hear(self, rows: NDArray[np.intp]) -> Iterator[tuple[int, Liveness]]:
        """These devices were heard just now; yields those that were not fresh before."""
        liveness = self._devices.table.staging["liveness"]
        self._offline[rows] = False
        back = rows[(liveness[rows] != Liveness.FRESH) | (self._told[rows] != Liveness.FRESH)]
        liveness[back] = Liveness.FRESH
        self._told[back] = Liveness.FRESH
        self._devices.table.touch(back)
        return ((int(row), Liveness.FRESH) for row in back)

    def scan(self, now: float, link_since: float | None) -> Iterator[tuple[int, Liveness]]:
        """Bring the columns up to date; yields what the domain must be told.

        While the broker is away (`link_since` None) devices turn stale on the screen, but no device is
        blamed; once it is back (`link_since`: when), silence is counted from then.
        """
        count = self._devices.table.rows
        self._grow()
        staging = self._devices.table.staging
        heard, expected = staging["heard"][:count], self._expected[:count]
        last = np.where(np.isnan(heard), self._since[:count], heard)
        shown = self._classify(now - last, expected, heard)
        shown[(shown == Liveness.UNKNOWN) & (staging["heard_ts"][:count] > 0)] = Liveness.LATE
        if link_since is None:
            shown[shown == Liveness.FRESH] = Liveness.LATE
        self._show(shown, count)
        if link_since is None:
            return iter(())
        blamed = self._classify(now - np.maximum(last, link_since), expected, heard)
        placed = staging["serial"][:count] != 0
        changed = np.flatnonzero((blamed != self._told[:count]) & placed & (blamed != Liveness.UNKNOWN))
        self._told[changed] = blamed[changed]
        return ((int(row), Liveness(int(blamed[row]))) for row in changed)

    def counts(self) -> tuple[int, int, int]:
        """Devices that are fresh, late, and lost or never heard."""
        count = self._devices.table.rows
        staging = self._devices.table.staging
        tally = np.bincount(staging["liveness"][:count][staging["serial"][:count] != 0], minlength=4)
        return int(tally[0]), int(tally[1]), int(tally[2] + tally[3])

    def _classify(self, age: NDArray[Any], expected: NDArray[Any], heard: NDArray[Any]) -> NDArray[np.uint8]:
        state = np.full(age.size, Liveness.FRESH, dtype=np.uint8)
        state[np.isnan(heard)] = Liveness.UNKNOWN
        state[(age > expected * self._thresholds.late_after) & ~np.isnan(heard)] = Liveness.LATE
        state[age > expected * self._thresholds.lost_after] = Liveness.LOST
        state[self._offline[: age.size]] = Liveness.LOST
        return state

    def _show(self, shown: NDArray[np.uint8], count: int) -> None:
        liveness = self._devices.table.staging["liveness"]
        changed = np.flatnonzero(liveness[:count] != shown)
        if changed.size:
            liveness[changed] = shown[changed]
            self._devices.table.touch(changed)

    def _grow(self) -> None:
        missing = self._devices.table.capacity - self._expected.size
        if missing > 0:
            self._expected = np.append(self._expected, np.zeros(missing))
            self._since = np.append(self._since, np.zeros(missing))
            self._offline = np.append(self._offline, np.zeros(missing, dtype=bool))
            self._told = np.append(self._told, np.full(missing, Liveness.UNKNOWN, dtype=np.uint8))
