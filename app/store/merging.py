"""Makes one run of several of the same day."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

from sqlalchemy import Connection

from app.store.pace import Pace
from app.store.ranges import BEGINNING, END, Key, bound_after
from app.store.segments import DROPPING, EVERYTHING, LIVE, Segment, create_run, set_state

_LARGE_PART = 0.8
"""A run with more than this share of all rows takes in the others; else a new one is written."""


def merge(connection: Connection, runs: Sequence[Segment], pace: Pace, *, now_ms: int) -> Iterator[None]:
    """One slice at each step; all runs are of one day and all, or none, are folded."""
    largest = max(runs, key=lambda run: run.rows)
    if largest.rows > _LARGE_PART * sum(run.rows for run in runs):
        sources = [run for run in runs if run is not largest]
        added = yield from _pour(connection, sources, largest, pace)
        _conclude(connection, sources, largest, rows=largest.rows + added, runs=runs, pace=pace)
        return
    day = runs[0].day
    assert day is not None
    with pace.slice(connection, sized=False):
        target = create_run(
            connection,
            level=max(run.level for run in runs) + 1,
            day=day,
            seq=min(run.seq for run in runs),
            now_ms=min(run.created_at for run in runs) if not runs[0].folded else now_ms,
        )
    added = yield from _pour(connection, runs, target, pace)
    _conclude(connection, runs, target, rows=added, runs=runs, pace=pace)


def _pour(
    connection: Connection, sources: Sequence[Segment], target: Segment, pace: Pace
) -> Generator[None, None, int]:
    added = 0
    after = BEGINNING
    tables = [run.table for run in sources]
    while after != END:
        with pace.slice(connection):
            upto = bound_after(connection, tables, after, pace.rows)
            added += _pour_range(connection, sources, target, after, upto)
        after = upto
        yield
    return added


def _pour_range(
    connection: Connection, sources: Sequence[Segment], target: Segment, after: Key, upto: Key
) -> int:
    """Of several readings of one point and instant the one that came first is kept."""
    parts = " UNION ALL ".join(
        f"SELECT point, ts, value, {run.seq} AS seq FROM {run.table} "
        "WHERE (point, ts) > (?, ?) AND (point, ts) <= (?, ?)"
        for run in sources
    )
    done = connection.exec_driver_sql(
        f"INSERT OR IGNORE INTO {target.table} SELECT point, ts, value FROM ({parts}) "
        "ORDER BY point, ts, seq",
        (*after, *upto) * len(sources),
    )
    return max(done.rowcount, 0)


def _conclude(
    connection: Connection,
    sources: Sequence[Segment],
    target: Segment,
    *,
    rows: int,
    runs: Sequence[Segment],
    pace: Pace,
) -> None:
    firsts = [run.first_ts for run in runs if run.first_ts is not None]
    lasts = [run.last_ts for run in runs if run.last_ts is not None]
    folded_point = EVERYTHING if runs[0].folded else -1
    with pace.slice(connection, sized=False):
        connection.exec_driver_sql(
            "UPDATE segment SET state=?, rows=?, first_ts=?, last_ts=?, folded_point=?, folded_ts=0 "
            "WHERE id=?",
            (LIVE, rows, min(firsts, default=None), max(lasts, default=None), folded_point, target.id),
        )
        for run in sources:
            set_state(connection, run, DROPPING)
