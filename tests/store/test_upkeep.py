"""Sorting, merging and folding never lose, double or change a reading, wherever they are interrupted."""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from app.store.connection import history_path
from app.store.records import Retention
from app.store.rollups import Resolution, Rollup
from app.store.segments import DAY_MS
from app.store.series import Series
from tests.store.storage import NOON, TODAY, Storage

HOUR = 3_600_000
Rows = list[tuple[int, int, float]]


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    one = Storage(tmp_path / "data")
    yield one
    one.close()


class Naive:
    """What the store ought to know: of each point and instant the first value that came."""

    def __init__(self) -> None:
        self.values: dict[tuple[int, int], float] = {}

    def append(self, rows: Rows) -> None:
        for point, ts, value in rows:
            self.values.setdefault((point, ts), value)

    def raw(self, point: int, start_ms: int, end_ms: int) -> list[tuple[int, float]]:
        return sorted(
            (ts, value) for (at, ts), value in self.values.items() if at == point and start_ms <= ts < end_ms
        )

    def buckets(
        self, point: int, start_ms: int, end_ms: int, width_ms: int
    ) -> dict[int, tuple[int, float, float, float, float]]:
        groups: dict[int, list[float]] = {}
        for ts, value in self.raw(point, start_ms, end_ms):
            groups.setdefault(ts // width_ms * width_ms, []).append(value)
        return {
            at: (len(group), sum(group) / len(group), min(group), max(group), group[-1])
            for at, group in groups.items()
        }


def assert_buckets(
    series: Series, naive: Naive, point: int, start_ms: int, end_ms: int, slot_ms: int
) -> None:
    start_ms, end_ms = start_ms // slot_ms * slot_ms, -(-end_ms // slot_ms) * slot_ms
    expected = naive.buckets(point, start_ms, end_ms, series.resolution_ms)
    assert list(series.times) == sorted(expected)
    for place, at in enumerate(series.times):
        count, mean, low, high, last = expected[at]
        assert series.count[place] == count
        assert math.isclose(series.mean[place], mean, rel_tol=1e-9, abs_tol=1e-6)
        assert (series.low[place], series.high[place], series.last[place]) == (low, high, last)


def test_a_full_hot_table_becomes_a_sorted_run_of_its_day(storage: Storage) -> None:
    storage.append([(2, NOON + 5, 1.0), (1, NOON + 9, 2.0), (1, NOON + 3, 3.0), (1, NOON + 3, 3.0)])
    storage.seal()
    storage.settle()
    runs = storage.runs()
    assert [(run.day, run.rows, run.first_ts, run.last_ts) for run in runs] == [
        (TODAY, 3, NOON + 3, NOON + 9)
    ]
    rows = storage.connection.exec_driver_sql(f"SELECT * FROM {runs[0].table}").all()
    assert [tuple(row) for row in rows] == [(1, NOON + 3, 3.0), (1, NOON + 9, 2.0), (2, NOON + 5, 1.0)]


def test_a_closed_day_ends_as_one_run(storage: Storage) -> None:
    naive = Naive()
    for part in range(20):
        rows = [(point, NOON + part * 1000 + k * 37, float(k)) for point in (1, 2, 3) for k in range(50)]
        naive.append(rows)
        storage.append(rows)
    storage.seal()
    storage.settle()
    storage.now_ms += DAY_MS
    storage.settle()
    runs = storage.runs()
    assert len(runs) == 1
    assert runs[0].folded
    assert runs[0].rows == len(naive.values)


def test_late_readings_change_the_aggregates_of_their_slot_once(storage: Storage) -> None:
    naive = Naive()
    first = [(1, NOON + k * 10_000, float(k)) for k in range(60)]
    late = [(1, NOON + k * 10_000 + 5_000, 100.0 + k) for k in range(5)] + first[:7]
    for rows in (first, late):
        naive.append(rows)
        storage.append(rows)
        storage.seal()
        storage.now_ms += 2 * DAY_MS
        storage.settle()
    series = storage.series(1, NOON - HOUR, NOON + HOUR, 60)
    assert series.resolution_ms == 120_000
    assert_buckets(series, naive, 1, NOON - HOUR, NOON + HOUR, 60_000)


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("append"),
            st.lists(
                st.tuples(
                    st.integers(1, 3),
                    st.integers(-40, 40).map(lambda k: NOON + k * HOUR // 2 + (k * 7919) % 60_000),
                    st.integers(-5, 5).map(float),
                ),
                max_size=12,
            ),
        ),
        st.tuples(
            st.just("more"),
            st.lists(st.tuples(st.just(1), st.integers(NOON, NOON + 99), st.just(7.0)), max_size=4),
        ),
        st.tuples(st.just("work"), st.integers(1, 12)),
        st.tuples(st.just("settle"), st.none()),
        st.tuples(st.just("crash"), st.none()),
        st.tuples(st.just("wait"), st.integers(1, 20).map(lambda n: n * HOUR)),
    ),
    max_size=40,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, pixels=st.sampled_from([3, 30, 50, 2000]))
def test_whatever_happens_the_reader_agrees_with_a_naive_model(steps: list, pixels: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        storage, naive = Storage(Path(folder)), Naive()
        try:
            for name, value in steps:
                _do(storage, naive, name, value)
                _compare(storage, naive, pixels)
        finally:
            storage.close()


def _do(storage: Storage, naive: Naive, name: str, value: object) -> None:
    match name, value:
        case "append", list(rows):
            naive.append(rows)
            storage.append(rows)
        case "more", list(rows):
            naive.append(rows)
            storage.append_more(rows)
        case "work", int(slices):
            storage.work(slices)
        case "wait", int(ms):
            storage.now_ms += ms
        case "settle", _:
            storage.settle()
        case "crash", _:
            storage.crash()


def _compare(storage: Storage, naive: Naive, pixels: int) -> None:
    for start_ms, end_ms in ((NOON - 24 * HOUR, NOON + 24 * HOUR), (NOON - HOUR, NOON + HOUR // 3)):
        series = storage.series(1, start_ms, end_ms, pixels)
        if series.raw:
            assert list(zip(series.times, series.mean, strict=True)) == naive.raw(1, start_ms, end_ms)
            assert len(series) <= 2 * pixels
        else:
            slot_ms = next((s for s in (3_600_000, 900_000, 60_000) if (end_ms - start_ms) / pixels >= s), 1)
            assert_buckets(series, naive, 1, start_ms, end_ms, slot_ms)


def test_readings_go_first_and_their_aggregates_stay(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "data", Retention(raw_days=2, minute_days=5, quarter_days=40))
    naive = Naive()
    for day in range(TODAY - 10, TODAY + 1):
        rows = [(1, day * DAY_MS + k * 600_000, float(k)) for k in range(144)]
        naive.append(rows)
        storage.append(rows)
    storage.seal()
    storage.now_ms += 120_000
    storage.settle()
    storage.now_ms += 120_000
    storage.settle()
    storage.settle()
    runs = {run.day for run in storage.runs()}
    minutes = {one.period for one in storage.rollups() if one.resolution is Resolution.MINUTE}
    assert runs == {TODAY - 2, TODAY - 1, TODAY}
    assert minutes == {TODAY - day for day in range(1, 6)}
    old = storage.series(1, (TODAY - 9) * DAY_MS, (TODAY - 8) * DAY_MS, 1000)
    assert old.resolution_ms == 900_000
    assert_buckets(old, naive, 1, (TODAY - 9) * DAY_MS, (TODAY - 8) * DAY_MS, 900_000)
    middle = storage.series(1, (TODAY - 4) * DAY_MS, (TODAY - 3) * DAY_MS, 1000)
    assert_buckets(middle, naive, 1, (TODAY - 4) * DAY_MS, (TODAY - 3) * DAY_MS, 60_000)
    storage.close()


def test_the_budget_takes_the_oldest_days_and_leaves_today(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "data", Retention(disk_budget_bytes=1))
    for day in range(TODAY - 3, TODAY + 1):
        storage.append([(1, day * DAY_MS + k * 60_000, float(k)) for k in range(300)])
    storage.seal()
    storage.now_ms += 120_000
    for _ in range(12):
        storage.settle()
        storage.now_ms += 120_000
    runs = {run.day for run in storage.runs()}
    assert runs == {TODAY}
    rollups = storage.rollups()
    assert {one.period for one in rollups if one.resolution is Resolution.MINUTE} <= {TODAY}
    assert any(one.resolution is Resolution.QUARTER for one in rollups)
    storage.close()


def test_readings_of_a_time_that_nobody_keeps_are_left_behind(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "data", Retention(raw_days=1, minute_days=1, quarter_days=1))
    storage.append([(1, NOON, 1.0)])
    storage.append([(1, (TODAY - 400) * DAY_MS, 1.0), (1, NOON + 1, 2.0)])
    storage.seal()
    storage.settle()
    assert {run.day for run in storage.runs()} == {TODAY}
    storage.close()


def test_months_end_where_they_should() -> None:
    december = Rollup(Resolution.QUARTER, 202612, "live")
    assert december.end_day - december.first_day == 31
    assert december.end_day == Rollup(Resolution.QUARTER, 202701, "live").first_day


def test_a_clock_that_jumps_by_years_makes_nothing_outdated(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "data", Retention(raw_days=1, minute_days=1, quarter_days=1))
    storage.append([(1, NOON, 1.0)])
    storage.seal()
    storage.settle()
    storage.now_ms += 70 * 365 * DAY_MS
    storage.append([(1, NOON + 60_000, 2.0)])
    storage.seal()
    storage.settle()
    storage.settle()
    assert list(storage.series(1, NOON, NOON + HOUR, 1000).mean) == [1.0, 2.0]
    storage.close()


@pytest.mark.expects_errors
def test_a_damaged_run_is_set_aside_and_the_others_go_on(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "data")
    for day in (TODAY - 1, TODAY):
        storage.append([(1, day * DAY_MS + k * 1000, float(k)) for k in range(2000)])
    storage.seal()
    storage.settle()
    table = storage.runs()[0].table
    with storage.connection.begin():
        page = storage.connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name=?", (table,)
        ).scalar_one()
    storage.close()
    path = history_path(tmp_path / "data")
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(random.Random(1).randbytes(4096))
    path.write_bytes(data)

    storage = Storage(tmp_path / "data", points=0)
    storage.now_ms += 2 * DAY_MS
    with pytest.raises(DBAPIError):
        storage.settle()
    storage.crash()
    storage.settle()
    assert sorted(run.state for run in storage.runs()) == ["live", "spoilt"]
    assert len(storage.series(1, TODAY * DAY_MS, (TODAY + 1) * DAY_MS, 5000)) == 2000
    storage.close()
