"""Runs upkeep on the writer's thread and connection, one short slice at each call."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.store import folding, merging, purging, retention, sorting
from app.store.faults import Fault, detail_of, fault_of
from app.store.notes import LastReadings
from app.store.pace import Pace
from app.store.planning import Fold, Merge, PurgeRollup, PurgeSegment, SortHot, Task, next_task
from app.store.records import Retention
from app.store.rollups import load_rollups
from app.store.segments import HOT, LIVE, SPOILT, Segment, load_segments, set_state
from app.store.statements import write_last

LOOK_S = 1.0
"""How often the catalogue is looked at when there was nothing to do."""
AGE_CHECK_S = 600.0
BUDGET_CHECK_S = 20.0
SNAPSHOT_S = 30.0
RETRY_S = 5.0
BUSY_GAP_S = 0.2
"""While readings queue up, one slice is still done this often, so that upkeep never starves."""
UNSORTED_TABLES = 6
SORT_LEAST_ROWS = 2500
"""Every slice of sorting reads the hot table whole; smaller ones would do little else."""
_FREE_SHARE = 0.25
_FREE_BYTES = 64 << 20

_log = logging.getLogger(__name__)


class Housekeeping:
    """`clock` gives wall time in epoch milliseconds. All methods run on the writer's thread."""

    def __init__(self, kept: Retention, last: LastReadings, clock: Callable[[], int]) -> None:
        self._kept = kept
        self._last = last
        self._clock = clock
        kinds = (SortHot, Merge, Fold, PurgeSegment, PurgeRollup, LastReadings)
        self._paces: dict[type, Pace] = {kind: Pace() for kind in kinds}
        self._paces[SortHot] = Pace(least=SORT_LEAST_ROWS)
        self._job: Iterator[None] | None = None
        self._task: Task | None = None
        self._connection: Connection | None = None
        self._age_ms = 0
        self._unsorted = 0
        self._next_look = 0.0
        self._next_slice = 0.0
        self._next_age_check = 0.0
        self._next_budget_check = 0.0
        self._next_snapshot = time.monotonic() + SNAPSHOT_S

    def recent_slices_s(self) -> list[float]:
        """How long the last slices have held the writer, in seconds."""
        return [took for pace in self._paces.values() for took in pace.recent_s]

    def step(self, connection: Connection, *, behind: bool) -> float | None:
        """Do one slice, unless it is too early. Seconds to leave it alone, None when there is nothing."""
        if connection is not self._connection:
            self._connection, self._job = connection, None
        now = time.monotonic()
        if now < self._next_slice:
            return self._next_slice - now
        try:
            worked = self._advance(connection, now)
        except DBAPIError as error:
            self._job = None
            self._next_slice = now + RETRY_S
            self._spoilt(connection, error)
            raise
        took = time.monotonic() - now
        self._next_slice = now + took + self._rest(took, behind=behind)
        return max(self._next_slice - time.monotonic(), 0.0) if worked else None

    def _rest(self, took: float, *, behind: bool) -> float:
        """Half of the time; none while unsorted tables pile up, which every query reads whole."""
        if behind:
            return BUSY_GAP_S
        return 0.0 if self._unsorted > UNSORTED_TABLES else took

    def _advance(self, connection: Connection, now: float) -> bool:
        if now >= self._next_snapshot and self._snapshot(connection, now):
            return True
        if self._job is None:
            self._job = self._look(connection, now)
        if self._job is None:
            return False
        if next(self._job, self) is self:
            self._job = None
            self._next_look = now
        return True

    def _snapshot(self, connection: Connection, now: float) -> bool:
        pace = self._paces[LastReadings]
        rows = self._last.take(pace.rows)
        if not rows:
            self._next_snapshot = now + SNAPSHOT_S
            return False
        with pace.slice(connection):
            write_last(connection, rows)
        return True

    def _look(self, connection: Connection, now: float) -> Iterator[None] | None:
        if now < self._next_look:
            return None
        self._next_look = now + LOOK_S
        with connection.begin():
            segments, rollups = load_segments(connection), load_rollups(connection)
        self._age_ms = _age_clock(segments, self._clock())
        self._unsorted = sum(one.level == HOT and one.state == LIVE for one in segments)
        self._task = next_task(segments, rollups, self._clock())
        if self._task is not None:
            return self._begin(connection, self._task)
        return self._check_age(connection, now) or self._check_budget(connection, now)

    def _begin(self, connection: Connection, task: Task) -> Iterator[None]:
        pace, now_ms = self._paces[type(task)], self._clock()
        match task:
            case SortHot(hot):
                oldest = retention.oldest_kept_day(self._kept, self._age_ms)
                return sorting.sort_hot(connection, hot, pace, oldest_day=oldest, now_ms=now_ms)
            case Merge(runs):
                return merging.merge(connection, runs, pace, now_ms=now_ms)
            case Fold(run, folded):
                assert run.day is not None
                kept = retention.kept_resolutions(self._kept, run.day, self._age_ms)
                return folding.fold(connection, run, folded, pace, resolutions=kept)
            case PurgeSegment(segment):
                return purging.purge_segment(connection, segment, pace)
            case PurgeRollup(rollup):
                return purging.purge_rollup(connection, rollup, pace)

    def _check_age(self, connection: Connection, now: float) -> Iterator[None] | None:
        if now < self._next_age_check:
            return None
        self._next_age_check = now + AGE_CHECK_S
        with connection.begin():
            retention.expire(connection, self._kept, self._age_ms)
        return self._purge_logs(connection)

    def _purge_logs(self, connection: Connection) -> Iterator[None]:
        for aged, before in retention.oldest_kept(self._kept, self._age_ms):
            yield from purging.purge_aged(connection, aged, before, self._paces[PurgeSegment])

    def _check_budget(self, connection: Connection, now: float) -> Iterator[None] | None:
        if now < self._next_budget_check:
            return None
        with connection.begin():
            marked = retention.make_room(connection, self._kept, self._age_ms)
            state = retention.usage(connection)
        if not marked:
            self._next_budget_check = now + BUDGET_CHECK_S
        if state.free > max(_FREE_BYTES, _FREE_SHARE * state.used):
            return purging.return_pages(
                connection, self._paces[PurgeSegment], state.free // 2 // state.page_size
            )
        return None

    def _spoilt(self, connection: Connection, error: DBAPIError) -> None:
        """Damage in one run must not stop the upkeep of the others: it is left as it is, and said."""
        if fault_of(error) is not Fault.DAMAGED:
            return
        _log.error("a part of the history is damaged and was set aside: %s", detail_of(error))
        with connection.begin():
            for segment in self._touched():
                set_state(connection, segment, SPOILT)

    def _touched(self) -> tuple[Segment, ...]:
        match self._task:
            case SortHot(segment) | Fold(segment) | PurgeSegment(segment):
                return (segment,)
            case Merge(runs):
                return runs
            case _:
                return ()


def _age_clock(segments: Sequence[Segment], now_ms: int) -> int:
    """The time by which things are too old: never later than the newest reading that was sorted.

    A PC whose clock jumps to another year must not take the whole history for outdated.
    """
    lasts = (run.last_ts for run in segments if run.state == LIVE and run.last_ts is not None)
    return min(now_ms, max(lasts, default=0))
