"""Makes of a full hot table one sorted run for each UTC day in it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from app.store.pace import Pace
from app.store.ranges import BEGINNING, END, bound_after
from app.store.segments import DAY_MS, DROPPING, EVERYTHING, LIVE, Segment, create_run, set_state

_SAMPLED = 8
SORTED = 1
"""The level of a run that was made of one hot table."""


def sort_hot(
    connection: Connection, hot: Segment, pace: Pace, *, oldest_day: int, now_ms: int
) -> Iterator[None]:
    """One slice at each step. Readings of days before `oldest_day` are left behind: nothing keeps them."""
    with pace.slice(connection, sized=False):
        days = _days(connection, hot)
    yield
    with pace.slice(connection, sized=False):
        sample = _sample(connection, hot)
    yield
    runs = []
    for day in days:
        if day < oldest_day:
            continue
        with pace.slice(connection, sized=False):
            run = create_run(connection, level=SORTED, day=day, seq=hot.seq, now_ms=now_ms)
        runs.append(run)
        yield from _fill(connection, hot, run, sample, pace)
        with pace.slice(connection, sized=False):
            _describe(connection, run)
        yield
        yield from _remember_last(connection, run, pace)
    with pace.slice(connection, sized=False):
        for run in runs:
            set_state(connection, run, LIVE)
        set_state(connection, hot, DROPPING)
    yield


def _days(connection: Connection, hot: Segment) -> list[int]:
    found = connection.exec_driver_sql(f"SELECT DISTINCT ts / {DAY_MS} FROM {hot.table} WHERE ts >= 0")
    return sorted(row[0] for row in found)


def _sample(connection: Connection, hot: Segment) -> list[int]:
    """The points of every eighth reading, in order."""
    found = connection.exec_driver_sql(f"SELECT point FROM {hot.table} WHERE rowid % {_SAMPLED} = 0")
    return sorted(row[0] for row in found)


def _fill(
    connection: Connection, hot: Segment, run: Segment, sample: list[int], pace: Pace
) -> Iterator[None]:
    """By ranges of points: each reads the hot table whole, but writes every page of the run only once."""
    assert run.day is not None
    first = run.day * DAY_MS
    after, place = -1, 0
    while after < EVERYTHING:
        place += max(pace.rows // _SAMPLED, 1)
        upto = sample[place] if place < len(sample) else EVERYTHING
        if upto > after:
            with pace.slice(connection):
                connection.exec_driver_sql(
                    f"INSERT OR IGNORE INTO {run.table} SELECT point, ts, value FROM {hot.table} "
                    "WHERE point > ? AND point <= ? AND ts >= ? AND ts < ? ORDER BY point, ts, rowid",
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
