"""Counts the incidents of each month of a year, for the activities that the program counts itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain.incidents.states import Resolution
from app.domain.reporting.period import MonthCount
from app.domain.work_plan import MONTHS
from widgets import tasks

_ELSEWHERE = (Resolution.MERGED, Resolution.DUPLICATE)
"""Closed as another one: times are measured there."""


class Counted(Protocol):
    """What the history says of incidents of one kind in a time."""

    @property
    def opened(self) -> int: ...
    @property
    def closed(self) -> int: ...
    @property
    def late(self) -> int: ...
    @property
    def resolution(self) -> str: ...


class MonthCounter(QObject):
    """Only the year that was asked for last counts. GUI thread."""

    came = Signal(object)
    """By kind (empty for all) and year × 12 + month from 0, as `app.domain.reporting.plan_figures.Counts`."""
    failed = Signal()

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._year = 0

    def read(self, year: int) -> None:
        self._year = year
        tasks.run(self, self._read(year), lambda made: self._take(year, made), lambda _: self.failed.emit())

    async def _read(self, year: int) -> dict[tuple[str, int], MonthCount]:
        made: dict[tuple[str, int], MonthCount] = {}
        for month in range(MONTHS):
            since, until = _month(year, month)
            if since <= self._hub.now():
                rows = await self._hub.history.incident_counts(since, until)
                kinds = {"": rows} | {row.kind: [one for one in rows if one.kind == row.kind] for row in rows}
                made |= {(kind, year * MONTHS + month): _sum(some) for kind, some in kinds.items()}
        return made

    def _take(self, year: int, made: dict[tuple[str, int], MonthCount]) -> None:
        if year == self._year:
            self.came.emit(made)


def _month(year: int, month: int) -> tuple[int, int]:
    """Its begin and that of the next, in the time of this PC, epoch ms."""
    since, until = (
        dt.datetime(year + (month + n) // MONTHS, (month + n) % MONTHS + 1, 1).astimezone() for n in (0, 1)
    )
    return int(since.timestamp() * 1000), int(until.timestamp() * 1000)


def _sum(rows: Iterable[Counted]) -> MonthCount:
    rows = list(rows)
    measured = [row for row in rows if row.resolution not in _ELSEWHERE]
    return MonthCount(
        opened=sum(row.opened for row in rows),
        closed=sum(row.closed for row in rows),
        on_time=sum(row.closed - row.late for row in measured),
        measured=sum(row.closed for row in measured),
    )
