"""One quantity of one device over time, gathered from hot tables and runs."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.catalogue import ValueType
from app.store.segments import DAY_MS, HOT, LIVE, Segment, load_segments


@dataclass(frozen=True, slots=True)
class Series:
    """Columns of equal length. `times` are epoch milliseconds, `resolution_ms` the width of a bucket,
    0 where every row is one reading. `type` tells what the numbers mean: a bool is 0 or 1, a text its code
    in `texts`."""

    times: array[int]
    mean: array[float]
    low: array[float]
    high: array[float]
    last: array[float]
    count: array[int]
    resolution_ms: int
    type: ValueType
    texts: dict[int, str]

    @property
    def raw(self) -> bool:
        return self.resolution_ms == 0

    def __len__(self) -> int:
        return len(self.times)


def read_series(
    connection: Connection, of: tuple[str, str], start_ms: int, end_ms: int, pixels: int
) -> Series:
    """Must run in one transaction, so that catalogue and tables agree."""
    found = connection.exec_driver_sql("SELECT id, type FROM point WHERE device=? AND quantity=?", of).first()
    rows: list[tuple[int, float]] = []
    type_ = ValueType.NUMBER
    if found is not None:
        type_ = ValueType(found[1])
        rows = raw_rows(connection, load_segments(connection), found[0], start_ms, end_ms)
    values = array("d", (row[1] for row in rows))
    return Series(
        array("q", (row[0] for row in rows)),
        values,
        values,
        values,
        values,
        array("q", [1]) * len(rows),
        0,
        type_,
        {},
    )


def raw_rows(
    connection: Connection, segments: list[Segment], point: int, start_ms: int, end_ms: int
) -> list[tuple[int, float]]:
    """Readings (ts ms, value) of a point in order; of several at one instant the first that came."""
    found: dict[int, float] = {}
    for segment in segments:
        if _may_hold(segment, start_ms, end_ms):
            query = f"SELECT ts, value FROM {segment.table} WHERE point=? AND ts>=? AND ts<?"
            for ts, value in connection.exec_driver_sql(query, (point, start_ms, end_ms)):
                found.setdefault(ts, value)
    return sorted(found.items())


def _may_hold(segment: Segment, start_ms: int, end_ms: int) -> bool:
    if segment.state != LIVE:
        return False
    if segment.level == HOT or segment.day is None:
        return True
    return segment.day * DAY_MS < end_ms and (segment.day + 1) * DAY_MS > start_ms
