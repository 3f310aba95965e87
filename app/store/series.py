"""One quantity of one device over time: readings as they are, or buckets, as fits the plot."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.catalogue import ValueType
from app.store.gathering import Bucket, Reading, Readings, join_buckets, rollup_buckets
from app.store.listings import load_texts
from app.store.rollups import Resolution, Rollup, load_rollups
from app.store.segments import DAY_MS, LIVE, Segment, load_segments


@dataclass(frozen=True, slots=True)
class Series:
    """Columns of equal length in order of time. `times` are epoch milliseconds, of a bucket its beginning;
    `resolution_ms` is the width of a bucket, 0 where every row is one reading. `type` tells what the
    numbers mean: a bool is 0 or 1, a text its code in `texts`."""

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


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of the time asked for, answered from one kind of table; None stands for readings."""

    source: Resolution | None
    start_ms: int
    end_ms: int


def read_series(
    connection: Connection, of: tuple[str, str], start_ms: int, end_ms: int, pixels: int
) -> Series:
    """Must run in one transaction, so that catalogue and tables agree."""
    found = connection.exec_driver_sql("SELECT id, type FROM point WHERE device=? AND quantity=?", of).first()
    if found is None or end_ms <= start_ms:
        return _from_rows([], ValueType.NUMBER, {})
    point, type_ = found[0], ValueType(found[1])
    texts = load_texts(connection) if type_ is ValueType.TEXT else {}
    segments, rollups = load_segments(connection), load_rollups(connection)
    pixels = max(pixels, 1)
    stretches = _stretches(segments, rollups, start_ms, end_ms, (end_ms - start_ms) / pixels)
    if all(stretch.source is None for stretch in stretches):
        rows = Readings(segments, point, start_ms, end_ms).rows(connection, 2 * pixels + 1)
        if len(rows) <= 2 * pixels:
            return _from_rows(rows, type_, texts)
    width_ms = _width(stretches, (end_ms - start_ms) / pixels)
    parts = [_read(connection, one, segments, rollups, point, width_ms) for one in stretches]
    return _from_buckets(join_buckets(parts), width_ms, type_, texts)


def _stretches(
    segments: Sequence[Segment], rollups: Sequence[Rollup], start_ms: int, end_ms: int, width_ms: float
) -> list[_Stretch]:
    """Day by day what to read: the coarsest table that is fine enough, or else what is left of the day."""
    for resolution in (Resolution.HOUR, Resolution.QUARTER):
        if width_ms >= resolution.slot_ms:
            return [_Stretch(resolution, start_ms, end_ms)]
    wanted = Resolution.MINUTE if width_ms >= Resolution.MINUTE.slot_ms else None
    kept = _Kept(segments, rollups)
    stretches: list[_Stretch] = []
    for day in range(start_ms // DAY_MS, -(-end_ms // DAY_MS)):
        source = kept.source(day, wanted)
        first, last = max(start_ms, day * DAY_MS), min(end_ms, (day + 1) * DAY_MS)
        if stretches and stretches[-1].source is source:
            stretches[-1] = _Stretch(source, stretches[-1].start_ms, last)
        else:
            stretches.append(_Stretch(source, first, last))
    return stretches


class _Kept:
    """What is still there of each day."""

    def __init__(self, segments: Sequence[Segment], rollups: Sequence[Rollup]) -> None:
        live = [one for one in rollups if one.state == LIVE]
        self._raw = {run.day for run in segments if run.day is not None and run.state == LIVE}
        self._minutes = {one.period for one in live if one.resolution is Resolution.MINUTE}
        self._quarters = [
            (one.first_day, one.end_day) for one in live if one.resolution is Resolution.QUARTER
        ]
        self._oldest = min(self._raw | self._minutes, default=0)

    def source(self, day: int, wanted: Resolution | None) -> Resolution | None:
        """The best answer for a day; one that is in no table yet can only be in a hot one."""
        if wanted is None and day in self._raw:
            return None
        if day in self._minutes:
            return Resolution.MINUTE
        if day in self._raw:
            return None
        if day < self._oldest and any(first <= day < end for first, end in self._quarters):
            return Resolution.QUARTER
        return wanted


def _width(stretches: Sequence[_Stretch], least_ms: float) -> int:
    """Of the buckets: at least a pixel, and whole slots of the coarsest table that is read."""
    slot_ms = max((one.source.slot_ms for one in stretches if one.source is not None), default=1)
    return max(-int(-least_ms // slot_ms), 1) * slot_ms


def _read(
    connection: Connection,
    stretch: _Stretch,
    segments: Sequence[Segment],
    rollups: Sequence[Rollup],
    point: int,
    width_ms: int,
) -> list[Bucket]:
    if stretch.source is None:
        return Readings(segments, point, stretch.start_ms, stretch.end_ms).buckets(connection, width_ms)
    slot_ms = stretch.source.slot_ms
    start_ms, end_ms = stretch.start_ms // slot_ms * slot_ms, -(-stretch.end_ms // slot_ms) * slot_ms
    parts = [
        rollup_buckets(connection, one, point, start_ms, end_ms, width_ms)
        for one in rollups
        if one.resolution is stretch.source and one.state == LIVE
        if one.first_ms < end_ms and one.end_ms > start_ms
    ]
    rest = Readings(segments, point, start_ms, end_ms, unfolded=True)
    return join_buckets([*parts, rest.buckets(connection, width_ms)])


def _from_rows(rows: Sequence[Reading], type_: ValueType, texts: dict[int, str]) -> Series:
    times, values = zip(*rows, strict=True) if rows else ((), ())
    ones, column = array("q", [1]) * len(rows), array("d", values)
    return Series(array("q", times), column, column, column, column, ones, 0, type_, texts)


def _from_buckets(
    buckets: Sequence[Bucket], width_ms: int, type_: ValueType, texts: dict[int, str]
) -> Series:
    columns = zip(*buckets, strict=True) if buckets else ((),) * 7
    numbers, counts, means, lows, highs, _, lasts = columns
    return Series(
        array("q", (number * width_ms for number in numbers)),
        array("d", means),
        array("d", lows),
        array("d", highs),
        array("d", lasts),
        array("q", counts),
        width_ms,
        type_,
        texts,
    )
