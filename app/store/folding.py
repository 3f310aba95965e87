"""Adds the readings of a run to the aggregates, each reading once whatever is repeated or begun again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from app.store.pace import Pace
from app.store.ranges import END, Key, bound_after
from app.store.rollups import Resolution, Rollup, ensure_rollup
from app.store.segments import EVERYTHING, Segment


def fold(
    connection: Connection,
    run: Segment,
    folded: Sequence[Segment],
    pace: Pace,
    *,
    resolutions: Sequence[Resolution],
) -> Iterator[None]:
    """One slice at each step; each puts down how far it came, so that a crash repeats nothing.

    `folded` are the runs of the day that are in the aggregates: a reading that one of them has too
    was counted then.
    """
    assert run.day is not None
    with pace.slice(connection, sized=False):
        connection.exec_driver_sql(
            "CREATE TEMP TABLE IF NOT EXISTS slice (point INTEGER NOT NULL, ts INTEGER NOT NULL, "
            "value REAL NOT NULL, PRIMARY KEY (point, ts)) WITHOUT ROWID"
        )
        rollups = [ensure_rollup(connection, resolution, run.day) for resolution in resolutions]
    yield
    after: Key = (run.folded_point, run.folded_ts)
    while after[0] != EVERYTHING:
        with pace.slice(connection):
            upto = bound_after(connection, [run.table], after, pace.rows)
            _cut(connection, run, folded, after, upto)
            for rollup in rollups:
                if rollup is not None:
                    _add(connection, rollup)
            after = (EVERYTHING, 0) if upto == END else upto
            connection.exec_driver_sql(
                "UPDATE segment SET folded_point=?, folded_ts=? WHERE id=?", (*after, run.id)
            )
        yield


def _cut(connection: Connection, run: Segment, folded: Sequence[Segment], after: Key, upto: Key) -> None:
    connection.exec_driver_sql("DELETE FROM temp.slice")
    connection.exec_driver_sql(
        f"INSERT INTO temp.slice SELECT point, ts, value FROM {run.table} AS r "
        f"WHERE (point, ts) > (?, ?) AND (point, ts) <= (?, ?) AND NOT ({known_in(folded)})",
        (*after, *upto),
    )


def known_in(runs: Sequence[Segment]) -> str:
    """A condition on `r`: one of the runs holds its point and instant.

    Nested by the runs' last times, newest first: a reading newer than all of them costs one comparison.
    """
    condition = "0"
    for run in sorted(runs, key=lambda run: run.last_ts or 0):
        here = f"EXISTS (SELECT 1 FROM {run.table} AS k WHERE k.point = r.point AND k.ts = r.ts)"
        condition = f"r.ts <= {run.last_ts or 0} AND ({here} OR {condition})"
    return condition


def _add(connection: Connection, rollup: Rollup) -> None:
    table, slot_ms = rollup.table, rollup.resolution.slot_ms
    connection.exec_driver_sql(
        f"INSERT INTO {table} (point, slot, count, mean, low, high, last, last_at) "
        "SELECT g.point, g.slot, g.n, g.mean, g.low, g.high, s.value, g.last_at FROM "
        f"(SELECT point, ts / {slot_ms} AS slot, count(*) AS n, avg(value) AS mean, min(value) AS low, "
        f"max(value) AS high, max(ts) AS last_at FROM temp.slice GROUP BY point, ts / {slot_ms}) AS g "
        "JOIN temp.slice AS s ON s.point = g.point AND s.ts = g.last_at WHERE true "
        "ON CONFLICT (point, slot) DO UPDATE SET "
        f"mean = ({table}.mean * {table}.count + excluded.mean * excluded.count) "
        f"/ ({table}.count + excluded.count), "
        f"count = {table}.count + excluded.count, "
        f"low = min({table}.low, excluded.low), high = max({table}.high, excluded.high), "
        f"last = CASE WHEN excluded.last_at > {table}.last_at THEN excluded.last ELSE {table}.last END, "
        f"last_at = max({table}.last_at, excluded.last_at)"
    )
