"""Makes of a full hot table one sorted run for each UTC day in it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from app.store.pace import Pace
from app.store.ranges import BEGINNING, END, bound_after
from app.store.segments import DAY_MS, DROPPING, LIVE, Segment, create_run, set_state

SORTED = 1
"""The level of a run that was made of one hot table."""


def sort_hot(
    connection: Connection, hot: Segment, pace: Pace, *, oldest_day: int, now_ms: int
) -> Iterator[None]:
    """One slice at each step. Readings of days before `oldest_day` are left behind: nothing keeps them."""
    with pace.slice(connection):
        size = connection.exec_driver_sql(f"SELECT coalesce(max(rowid), 0) FROM {hot.table}").scalar() or 0
        days = _days(connection, hot)
    yield
    runs = []
    for day in days:
        if day < oldest_day:
            continue
        with pace.slice(connection):
            run = create_run(connection, level=SORTED, day=day, seq=hot.seq, now_ms=now_ms)
        runs.append(run)
        yield from _fill(connection, hot, run, size, pace)
        with pace.slice(connection):
            _describe(connection, run)
        yield
        yield from _remember_last(connection, run, pace)
    with pace.slice(connection):
        for run in runs:
            set_state(connection, run, LIVE)
        set_state(connection, hot, DROPPING)
    yield


def _days(connection: Connection, hot: Segment) -> list[int]:
    found = connection.exec_driver_sql(f"SELECT DISTINCT ts / {DAY_MS} FROM {hot.table} WHERE ts >= 0")
    return sorted(row[0] for row in found)


def _fill(connection: Connection, hot: Segment, run: Segment, size: int, pace: Pace) -> Iterator[None]:
    assert run.day is not None
    first = run.day * DAY_MS
    after = 0
    while after < size:
        upto = after + pace.rows
        with pace.slice(connection):
            connection.exec_driver_sql(
                f"INSERT OR IGNORE INTO {run.table} SELECT point, ts, value FROM {hot.table} "
                "WHERE rowid > ? AND rowid <= ? AND ts >= ? AND ts < ? ORDER BY point, ts, rowid",
                (after, upto, first, first + DAY_MS),
            )
        after = upto
        yield


def _describe(connection: Connection, run: Segment) -> None:
    connection.exec_driver_sql(
        "UPDATE segment SET (rows, first_ts, last_ts) = "
        f"(SELECT count(*), min(ts), max(ts) FROM {run.table}) WHERE id=?",
        (run.id,),
    )


def _remember_last(connection: Connection, run: Segment, pace: Pace) -> Iterator[None]:
    """The hot table takes the newest readings of its points with it, so they are put down first."""
    after = BEGINNING
    while after != END:
        with pace.slice(connection):
            upto = bound_after(connection, [run.table], after, pace.rows)
            connection.exec_driver_sql(
                f"INSERT INTO last_reading SELECT point, max(ts), value FROM {run.table} "
                "WHERE (point, ts) > (?, ?) AND (point, ts) <= (?, ?) GROUP BY point "
                "ON CONFLICT (point) DO UPDATE SET ts=excluded.ts, value=excluded.value "
                "WHERE excluded.ts >= last_reading.ts",
                (*after, *upto),
            )
        after = upto
        yield
