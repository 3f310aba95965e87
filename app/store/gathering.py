"""The SQL that gathers one point's readings from many tables, each reading once, and puts them in buckets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sqlalchemy import Connection

from app.store.restoring import fetch
from app.store.rollups import Rollup
from app.store.segments import DAY_MS, LIVE, Segment

Reading = tuple[int, float]
"""(ts ms, value)"""

Bucket = tuple[int, int, float, float, float, int, float]
"""(number, count, mean, low, high, ts of the last, last)"""

_MOST_TERMS = 400
"""SQLite takes 500 selects in one; a group at a time where a burst has left more tables than that."""


class Readings:
    """The readings of one point in [start_ms, end_ms) as a subselect with columns ts and value.

    Of several at one instant the first that came is taken. With `unfolded` only those that are not
    in the aggregates.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        point: int,
        start_ms: int,
        end_ms: int,
        *,
        unfolded: bool = False,
    ) -> None:
        live = [one for one in segments if _may_hold(one, start_ms, end_ms)]
        sources = [one for one in live if not (unfolded and point < one.folded_point)]
        parts = [
            _part(one, place, point, start_ms, end_ms, unfolded=unfolded) for place, one in enumerate(sources)
        ]
        self.empty = not parts
        single = len(parts) == 1 and sources[0].day is not None
        self._sql = parts[0] if single else _first_of_each(parts)
        if unfolded and parts:
            counted = [one for one in live if point <= one.folded_point]
            self._sql = f"SELECT ts, value FROM ({self._sql}) AS r WHERE NOT ({_counted(counted, point)})"

    def rows(self, connection: Connection, limit: int) -> list[Reading]:
        """In order of time, at most so many."""
        if self.empty:
            return []
        return fetch(connection, f"SELECT ts, value FROM ({self._sql}) ORDER BY ts LIMIT {limit:d}")

    def buckets(self, connection: Connection, width_ms: int) -> list[Bucket]:
        """Aggregated by `ts // width_ms`, in two passes: SQLite tells the row of one extreme only."""
        if self.empty:
            return []
        return fetch(
            connection,
            f"WITH r AS MATERIALIZED ({self._sql}), "
            f"a AS (SELECT ts / {width_ms} AS number, count(*) AS n, avg(value) AS mean, "
            f"max(ts) AS last_at, value AS last FROM r GROUP BY ts / {width_ms}), "
            f"b AS (SELECT ts / {width_ms} AS number, min(value) AS low, max(value) AS high "
            f"FROM r GROUP BY ts / {width_ms}) "
            "SELECT number, n, mean, low, high, last_at, last FROM a JOIN b USING (number) ORDER BY number",
        )


def rollup_buckets(
    connection: Connection, rollup: Rollup, point: int, start_ms: int, end_ms: int, width_ms: int
) -> list[Bucket]:
    """The slots of one table of aggregates in [start_ms, end_ms), put together by `slot time // width_ms`."""
    slot_ms = rollup.resolution.slot_ms
    first, end = start_ms // slot_ms, -(-end_ms // slot_ms)
    return fetch(
        connection,
        f"SELECT g.number, g.n, g.total / g.n, g.low, g.high, t.last_at, t.last FROM "
        f"(SELECT slot * {slot_ms} / {width_ms} AS number, sum(count) AS n, sum(mean * count) AS total, "
        f"min(low) AS low, max(high) AS high, max(slot) AS slot FROM {rollup.table} "
        f"WHERE point={point:d} AND slot>={first:d} AND slot<{end:d} "
        f"GROUP BY slot * {slot_ms} / {width_ms}) AS g "
        f"JOIN {rollup.table} AS t ON t.point={point:d} AND t.slot=g.slot ORDER BY g.number",
    )


def join_buckets(parts: Sequence[Sequence[Bucket]]) -> list[Bucket]:
    """Buckets of the same number from several sources as one each, in order; each source is in order."""
    full = [part for part in parts if part]
    if all(one[-1][0] < two[0][0] for one, two in pairwise(full)):
        return [bucket for part in full for bucket in part]
    joined: dict[int, Bucket] = {}
    for part in full:
        for new in part:
            old = joined.get(new[0])
            joined[new[0]] = new if old is None else _joined(old, new)
    return [joined[number] for number in sorted(joined)]


def _joined(one: Bucket, two: Bucket) -> Bucket:
    count = one[1] + two[1]
    last = two if two[5] > one[5] else one
    mean = (one[2] * one[1] + two[2] * two[1]) / count
    return (one[0], count, mean, min(one[3], two[3]), max(one[4], two[4]), last[5], last[6])


def _may_hold(segment: Segment, start_ms: int, end_ms: int) -> bool:
    if segment.state != LIVE:
        return False
    if segment.day is None:
        return True
    return segment.day * DAY_MS < end_ms and (segment.day + 1) * DAY_MS > start_ms


def _part(segment: Segment, place: int, point: int, start_ms: int, end_ms: int, *, unfolded: bool) -> str:
    first = start_ms
    if unfolded and point == segment.folded_point:
        first = max(start_ms, segment.folded_ts + 1)
    order = f"{place} * 1000000000 + rowid" if segment.day is None else str(place)
    return (
        f"SELECT ts, value, {order} AS place FROM {segment.table} "
        f"WHERE point={point:d} AND ts>={first:d} AND ts<{end_ms:d}"
    )


def _first_of_each(parts: Sequence[str]) -> str:
    if not parts:
        return ""
    groups = [" UNION ALL ".join(parts[i : i + _MOST_TERMS]) for i in range(0, len(parts), _MOST_TERMS)]
    together = (
        groups[0] if len(groups) == 1 else " UNION ALL ".join(f"SELECT * FROM ({one})" for one in groups)
    )
    return f"SELECT ts, value FROM (SELECT ts, value, min(place) FROM ({together}) GROUP BY ts)"


def _counted(runs: Sequence[Segment], point: int) -> str:
    """A condition on `r.ts`: one of the runs holds it. Nested as in folding, for the same reason."""
    condition = "0"
    for run in sorted(runs, key=lambda run: run.last_ts or 0):
        upto = "" if point < run.folded_point else f" AND k.ts <= {run.folded_ts}"
        here = f"EXISTS (SELECT 1 FROM {run.table} AS k WHERE k.point={point:d} AND k.ts = r.ts{upto})"
        condition = f"r.ts <= {run.last_ts or 0} AND ({here} OR {condition})"
    return condition
