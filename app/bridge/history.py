"""History for the views: queries run one after another on a worker thread of their own, and are awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.bridge.quality_reading import QualityReading
from app.bridge.views import RejectView, Series
from app.domain.alarm_quality import AlarmQuality
from app.domain.alarms import Priority
from app.domain.catalogue import Catalogue
from app.domain.commands import Command
from app.domain.incidents.flood import FloodLimits
from app.domain.incidents.incident import Incident
from app.domain.incidents.procedures import Procedure
from app.domain.lighting.lamp_days import LampDay
from app.domain.shifts import Shift
from app.domain.work_plan import WorkPlan
from app.store.incident_reading import IncidentCount
from app.store.reader import Reader
from app.store.series import Series as StoredSeries
from app.wire.incidents import EventRecord

T = TypeVar("T")

GAP_FACTOR = 2.5
"""A step between readings longer than this many usual ones is shown as a gap."""


class Lane:
    """One worker with a reader of its own: what is asked of it is read one after another."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._worker = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._reader: Reader | None = None

    async def run(self, query: Callable[[Reader], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._query, query)

    def close(self) -> None:
        """Drop what waits; the query that runs, at most a second of it, ends by itself."""
        self._worker.submit(self._close_reader)
        self._worker.shutdown(wait=True, cancel_futures=False)

    def _query(self, query: Callable[[Reader], T]) -> T:
        if self._reader is None:
            self._reader = Reader(self._folder)
        return query(self._reader)

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None


class History:
    """Reads history.db, which the engine writes; raises StoreUnavailable where it cannot be read.

    What is looked up by a key does not wait behind curves, which may take long while readings of a past that
    was filled in are not sorted yet.
    """

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._curves, self._records = Lane(folder, "history"), Lane(folder, "records")

    async def series(self, device: str, quantity: str, *, start_ms: int, end_ms: int, pixels: int) -> Series:
        """One quantity as a plot of so many pixels needs it, with NaN where there is a gap."""
        stored = await self._curves.run(
            lambda reader: reader.series(device, quantity, start_ms, end_ms, pixels)
        )
        return _with_gaps(stored, self._catalogue.quantities[quantity].longest_interval_s)

    async def rejects(self, limit: int = 1000) -> list[RejectView]:
        found = await self._records.run(lambda reader: reader.rejects(limit=limit))
        return [RejectView(one.at, one.topic, one.reason, one.detail, one.head) for one in found]

    async def commands(
        self,
        *,
        device: str | None = None,
        group: str | None = None,
        incident: str | None = None,
        failed: bool = False,
        limit: int = 100,
    ) -> list[Command]:
        """Commands, newest first; `failed` leaves those that ended other than asked."""
        return await self._records.run(
            lambda reader: reader.commands(
                device=device, group=group, incident=incident, failed=failed, limit=limit
            )
        )

    async def lamp_days(
        self, first_day: int, last_day: int, devices: Sequence[str] | None = None
    ) -> list[LampDay]:
        """Burning time and energy a lamp and day; days since 1970 in the city's time, both included."""
        return await self._records.run(lambda reader: reader.lamp_days(first_day, last_day, devices))

    async def incidents(
        self,
        *,
        state: str = "",
        kinds: Sequence[str] = (),
        zones: Sequence[str] = (),
        owner: str = "",
        priority: Priority | None = None,
        since_ms: int = 0,
        until_ms: int = 0,
        text: str = "",
        limit: int = 200,
        offset: int = 0,
    ) -> list[Incident]:
        """Incidents, newest first: `state` is "open", "closed" or empty for both, the times (epoch ms) are
        those of the opening. Of `text` every word, or beginning of one, stands in an incident or in its
        events; accents and case do not count."""
        return await self._records.run(
            lambda reader: reader.incidents(
                state=state,
                kinds=kinds,
                zones=zones,
                owner=owner,
                priority=priority,
                since_ms=since_ms,
                until_ms=until_ms,
                text=text,
                limit=limit,
                offset=offset,
            )
        )

    async def incident(self, incident: str) -> Incident | None:
        """One by its id, open or closed."""
        return await self._records.run(lambda reader: reader.incident(incident))

    async def incident_events(self, incidents: Sequence[str]) -> list[EventRecord]:
        """All events of these, by the number of the incident and their place in it."""
        return await self._records.run(lambda reader: reader.incident_events(incidents))

    async def incident_counts(self, since_ms: int, until_ms: int) -> list[IncidentCount]:
        """How many were opened and how many closed since the one time and before the other (epoch ms)."""
        return await self._records.run(lambda reader: reader.incident_counts(since_ms, until_ms))

    async def procedures(self, procedure: str = "") -> list[Procedure]:
        """Every stored version of this one, or of all, older ones first."""
        return await self._records.run(lambda reader: reader.procedures(procedure))

    async def shifts(
        self, *, since_ms: int = 0, until_ms: int = 0, operator: str = "", limit: int = 200
    ) -> list[Shift]:
        """Shifts that began in the time (epoch ms), newest first."""
        return await self._records.run(
            lambda reader: reader.shifts(since_ms=since_ms, until_ms=until_ms, operator=operator, limit=limit)
        )

    async def work_plans(self) -> list[WorkPlan]:
        """The newest version of each year's, older years first."""
        return await self._records.run(lambda reader: reader.work_plans())

    async def alarm_quality(
        self, since_ms: int, until_ms: int, limits: FloodLimits, on_progress: Callable[[float], None]
    ) -> AlarmQuality:
        """Of the alarms of a period, read page by page: others get their turn in between. `limits` tell what
        a flood is; `on_progress` hears the share that is done, 0 to 1."""
        reading = QualityReading(since_ms, until_ms, limits)
        while not await self._records.run(reading.step):
            on_progress(reading.share)
        return reading.result()

    def close(self) -> None:
        """Drop what waits; the queries that run end by themselves."""
        self._curves.close()
        self._records.close()


def _with_gaps(stored: StoredSeries, longest_interval_s: float) -> Series:
    times = np.array(stored.times, dtype=np.float64) / 1000
    columns = [np.array(column, dtype=np.float64) for column in (stored.mean, stored.low, stored.high)]
    usual = max(longest_interval_s, stored.resolution_ms / 1000)
    breaks = np.flatnonzero(np.diff(times) > usual * GAP_FACTOR) + 1
    middle = times[breaks - 1] + usual / 2 if breaks.size else np.zeros(0)
    mean, low, high = (_broken(column, breaks) for column in columns)
    return Series(np.insert(times, breaks, middle), mean, low, high, stored.resolution_ms / 1000, stored.raw)


def _broken(column: NDArray[np.float64], breaks: NDArray[np.intp]) -> NDArray[np.float64]:
    broken: NDArray[np.float64] = np.insert(column, breaks, np.nan)
    return broken
