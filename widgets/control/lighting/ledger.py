"""What the lamps burnt and used in the last days, read a day at a time and kept as arrays by device row."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.domain.lighting.energy import DAY_S, DayEnergy
from app.domain.lighting.lamp_days import LampDay
from widgets import tasks
from widgets.control.lighting.city import City
from widgets.control.lighting.scene import LampScene, Places

DAYS = 30
"""Today and those before it."""
SLICE = 5_000
"""Lamps taken at a stretch: some milliseconds."""
TOLD_EVERY = 6
"""Days."""
AGAIN_MS = 300_000
"""Today is read again this often."""
EPOCH = dt.date(1970, 1, 1)

Table = NDArray[np.float32]


@dataclass(slots=True)
class _Book:
    """Arrays of shape (days, rows), 0 where nothing is stored: `known` 1 where something is, `share` of the
    day that readings covered, `dark_h` hours of it between sunset and sunrise."""

    known: Table
    share: Table
    dark_h: Table
    on_s: Table
    wh: Table
    switches: Table

    @classmethod
    def empty(cls, rows: int) -> _Book:
        return cls(*(np.zeros((DAYS, rows), np.float32) for _ in range(6)))

    def clear(self, place: int) -> None:
        for table in (self.known, self.share, self.dark_h, self.on_s, self.wh, self.switches):
            table[place] = 0.0

    def put(self, place: int, rows: Places, days: Sequence[LampDay]) -> None:
        self.known[place, rows] = 1.0
        self.share[place, rows] = [min(1.0, one.seen_s / DAY_S) for one in days]
        self.dark_h[place, rows] = [one.dark_s / 3600.0 for one in days]
        self.on_s[place, rows] = [one.on_s for one in days]
        self.wh[place, rows] = [one.wh for one in days]
        self.switches[place, rows] = [one.switches for one in days]


class LampLedger(QObject):
    """GUI thread; `start` and `stop` with what looks at it."""

    changed = Signal()

    def __init__(self, hub: Hub, scene: LampScene, city: City, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._scene, self._city = hub, scene, city
        self._book = _Book.empty(0)
        self._hours: NDArray[np.float64] | None = None
        """By row; None when it is to be summed anew."""
        self.first_day = 0
        self.read = 0
        """Days read so far, newest first."""
        self.failed = False
        self._task: asyncio.Task[None] | None = None
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self._read_again)
        hub.snapshot_loaded.connect(self._forget)

    @property
    def loading(self) -> bool:
        return not self.failed and self.read < DAYS

    def start(self) -> None:
        self._timer.start()
        self._begin()

    def stop(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    # Sums

    def hours(self, rows: Places) -> NDArray[np.float64]:
        """Hours lit in all days by device row given; NaN where nothing is stored."""
        if self._hours is None:
            self._hours = self._book.on_s.sum(axis=0, dtype=np.float64) / 3600.0
            self._hours[~self._book.known.any(axis=0)] = np.nan
        found = np.full(len(rows), np.nan)
        there = rows < len(self._hours)
        found[there] = self._hours[rows[there]]
        return found

    def energy(self, rows: Places, watts: NDArray[np.float64]) -> list[DayEnergy]:
        """By day, oldest first, for the lamps whose nominal `watts` are known."""
        book = self._book
        rated = ~np.isnan(watts) & (rows < book.wh.shape[1])
        rows, watts = rows[rated], watts[rated].astype(np.float32)
        everything = len(rows) == self._scene.lamps.count
        meant = slice(None) if everything else rows  # other devices have nothing stored: no need to pick
        tables = (book.known, book.share, book.on_s, book.wh, book.switches)
        counts, shares, burnt, used, switched = (table[:, meant].sum(axis=1) for table in tables)
        rating = np.zeros(book.wh.shape[1], np.float32)
        rating[rows] = watts
        baseline = book.dark_h[:, meant] @ rating[meant]
        return [
            DayEnergy(
                self.first_day + place,
                float(used[place]),
                float(baseline[place]),
                float(shares[place] / counts[place]),
                float(burnt[place]),
                round(float(switched[place])),
                round(float(counts[place])),
            )
            for place in np.flatnonzero(counts).tolist()
        ]

    # Reading

    def _forget(self) -> None:
        """Rows are given anew with every epoch of the engine."""
        running = self._timer.isActive()
        self.stop()
        self.first_day = self.read = 0
        if running:
            self.start()

    def _begin(self) -> None:
        today = (self._city.today() - EPOCH).days
        if self._task is not None and not self._task.done():
            return
        size = len(self._hub.devices.ids)
        if self.first_day != today - DAYS + 1 or self._book.wh.shape[1] != size:
            self.first_day, self.read = today - DAYS + 1, 0
            self._book, self._hours = _Book.empty(size), None
        self.failed = False
        self._task = tasks.run(self, self._read(), None, self._fail)

    def _read_again(self) -> None:
        """Today has moved on."""
        self.read = max(0, self.read - 1) if self.read >= DAYS else self.read
        self._begin()

    async def _read(self) -> None:
        """Newest day first; today is read again although the others are there."""
        wanted = [DAYS - 1] if self.read == DAYS - 1 else range(DAYS - 1 - self.read, -1, -1)
        for place in wanted:
            day = self.first_day + place
            days = await self._hub.history.lamp_days(day, day)
            self._book.clear(place)
            for first in range(0, len(days), SLICE):
                self._take(place, days[first : first + SLICE])
                await asyncio.sleep(0)
            self.read += 1
            self._hours = None
            if self.read >= DAYS or self.read % TOLD_EVERY == 1:
                self.changed.emit()

    def _take(self, place: int, days: Sequence[LampDay]) -> None:
        row: Callable[[str], Any] = self._hub.devices.row
        size = self._book.wh.shape[1]
        found = [(at, one) for one in days if (at := row(one.device)) is not None and at < size]
        rows = np.fromiter((at for at, _ in found), np.int64, len(found))
        self._book.put(place, rows, [one for _, one in found])

    def _fail(self, _problem: Exception) -> None:
        self.failed = True
        self.changed.emit()
