"""The tables that hold readings: hot ones, appended to without an index, and runs, sorted by point and time.

A reading is first in the newest hot table. A full hot table becomes one run for each UTC day in it; runs
of a day are merged until one is left. `segment` is their catalogue; it changes in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

DAY_MS = 86_400_000
HOT = 0
EVERYTHING = 2**62
"""Greater than every point and every time: a run folded this far is wholly in the aggregates."""

LIVE = "live"
BUILDING = "building"
DROPPING = "dropping"
SPOILT = "spoilt"
"""Damaged on the disk: left alone, not read."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One row of the catalogue. `day` counts UTC days since 1970; a hot table has none.

    Readings up to (`folded_point`, `folded_ts`) are in the aggregates. Of two readings of one
    point and instant the one in the segment with the smaller `seq` came first and holds.
    """

    id: int
    level: int
    day: int | None
    state: str
    rows: int
    first_ts: int | None
    last_ts: int | None
    folded_point: int
    folded_ts: int
    seq: int
    created_at: int

    @property
    def table(self) -> str:
        return f"hot_{self.id}" if self.level == HOT else f"run_{self.id}"

    @property
    def folded(self) -> bool:
        return self.folded_point == EVERYTHING


_COLUMNS = "id, level, day, state, rows, first_ts, last_ts, folded_point, folded_ts, seq, created_at"


def load_segments(connection: Connection) -> list[Segment]:
    """The catalogue in the order in which the readings came in."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM segment ORDER BY seq, id").all()
    return [Segment(*row) for row in rows]


def create_hot(connection: Connection, now_ms: int) -> Segment:
    """Add the hot table that is written from now on."""
    made = _add(connection, level=HOT, day=None, state=LIVE, seq=None, now_ms=now_ms)
    connection.exec_driver_sql(
        f"CREATE TABLE {made.table} (point INTEGER NOT NULL, ts INTEGER NOT NULL, value REAL NOT NULL)"
    )
    return made


def create_run(connection: Connection, *, level: int, day: int, seq: int, now_ms: int) -> Segment:
    """Add an empty run that nobody reads until `publish`."""
    made = _add(connection, level=level, day=day, state=BUILDING, seq=seq, now_ms=now_ms)
    connection.exec_driver_sql(
        f"CREATE TABLE {made.table} (point INTEGER NOT NULL, ts INTEGER NOT NULL, value REAL NOT NULL, "
        "PRIMARY KEY (point, ts)) WITHOUT ROWID"
    )
    return made


def _add(
    connection: Connection, *, level: int, day: int | None, state: str, seq: int | None, now_ms: int
) -> Segment:
    number = (connection.exec_driver_sql("SELECT max(id) FROM segment").scalar() or 0) + 1
    made = Segment(number, level, day, state, 0, None, None, -1, 0, number if seq is None else seq, now_ms)
    connection.exec_driver_sql(
        f"INSERT INTO segment ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (made.id, level, day, state, 0, None, None, -1, 0, made.seq, now_ms),
    )
    return made


def drop(connection: Connection, segment: Segment) -> None:
    """Remove a segment with its table; meant for small or emptied ones."""
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {segment.table}")
    connection.exec_driver_sql("DELETE FROM segment WHERE id=?", (segment.id,))


def set_state(connection: Connection, segment: Segment, state: str) -> None:
    connection.exec_driver_sql("UPDATE segment SET state=? WHERE id=?", (state, segment.id))
