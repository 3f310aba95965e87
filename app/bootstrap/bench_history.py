"""The bench `history`: how fast the store writes, and how soon a day and a year of one device are read."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from app.domain.catalogue import ValueType
from app.store.connection import history_path
from app.store.housekeeping import Housekeeping
from app.store.journal import Journal
from app.store.notes import LastReadings
from app.store.opening import open_for_writing
from app.store.reader import Reader
from app.store.records import Retention, StoreState
from app.store.rollups import Resolution, ensure_rollup
from app.store.segments import DAY_MS, EVERYTHING, LIVE, create_run

ROWS = 50_000_000
ROWS_OF_A_DAY = 2_880
"""One reading of each point every 30 s."""
WRITTEN = 3_000_000
AGGREGATED = 300
"""Points with aggregates of a year."""
BATCH = 2_000
WINDOW = 100_000
"""Readings handed over and not yet committed, as the engine's window of unacknowledged messages."""
PIXELS = 1_500
_DAY = 20_500
_QUIET = Retention(raw_days=36_500, minute_days=36_500, quarter_days=36_500)

Figures = dict[str, float | int | str | bool]


def run(*, quick: bool) -> dict[str, Figures]:
    """All figures; `quick` shows that it runs, with a fiftieth of the rows."""
    if quick:
        return measure(rows=ROWS // 50, written=WRITTEN // 15, aggregated=10, upkeep_s=1.0, looks=5)
    return measure()


def measure(
    *,
    rows: int = ROWS,
    written: int = WRITTEN,
    aggregated: int = AGGREGATED,
    upkeep_s: float = 10.0,
    looks: int = 25,
    folder: Path | None = None,
) -> dict[str, Figures]:
    """All figures, times in milliseconds. Needs about 20 bytes of disk for each of `rows`, under `folder`."""
    with tempfile.TemporaryDirectory(prefix="atalaya-bench-", dir=folder) as place:
        write = measure_writing(Path(place) / "write", written)
        upkeep = measure_upkeep(Path(place) / "write", upkeep_s)
        read = Path(place) / "read"
        points, build = _build(read, rows, aggregated)
        end_ms = (_DAY + 1) * DAY_MS
        return {
            "write": write,
            "upkeep": upkeep,
            "build": build,
            "day": {"wanted_ms": 50, **measure_reading(read, "D", points, (end_ms - DAY_MS, end_ms), looks)},
            "month": measure_reading(read, "Y", aggregated, (end_ms - 31 * DAY_MS, end_ms), looks),
            "year": {
                "wanted_ms": 100,
                **measure_reading(read, "Y", aggregated, (end_ms - 365 * DAY_MS, end_ms), looks),
            },
        }


def measure_writing(folder: Path, rows: int) -> Figures:
    """Through the journal, in batches as the engine hands them over, with a bare SQLite beside it."""
    batches = _batches(rows)
    bare = _bare_rate(folder, batches)
    journal = Journal(folder / "store", retention=_QUIET, on_fault=_ignore)
    journal.open()
    for point in range(5_000):
        journal.register_point(f"D{point}", "bench", ValueType.NUMBER)
    window = threading.Semaphore(WINDOW // BATCH)
    latencies: list[float] = []
    started = time.perf_counter()
    for batch in batches:
        window.acquire()
        journal.append(batch, [], _receipt(time.perf_counter(), latencies, window))
    for _ in range(WINDOW // BATCH):
        window.acquire()
    took = time.perf_counter() - started
    journal.close()
    return {
        "rows": rows,
        "rows_per_s": round(rows / took),
        "wanted_rows_per_s": 300_000,
        "bare_sqlite_rows_per_s": round(bare),
        "share_of_bare": round(rows / took / bare, 2),
        **_percentiles("commit_ms", latencies),
    }


def measure_upkeep(folder: Path, seconds: float) -> Figures:
    """Sorting what was written into runs, and how long each slice of it holds the writer."""
    engine = open_for_writing(folder / "store")
    upkeep = Housekeeping(_QUIET, LastReadings(), lambda: (_DAY + 2) * DAY_MS)
    started = time.perf_counter()
    with engine.connect() as connection:
        while time.perf_counter() - started < seconds:
            pause = upkeep.step(connection, behind=False)
            time.sleep(min(max(pause or 0.0, 0.0), 0.05))
        slices = upkeep.recent_slices_s()
    engine.dispose()
    over = sum(took > 0.020 for took in slices)
    return {
        "slices": len(slices),
        "wanted_slice_ms": 20,
        "over_20_ms_share": round(over / max(len(slices), 1), 4),
        **_percentiles("slice_ms", slices),
    }


def measure_reading(folder: Path, devices: str, count: int, span_ms: tuple[int, int], looks: int) -> Figures:
    """One device's series over a span; cold after the system has forgotten the file, warm right after."""
    chosen = random.Random(7)
    cold: list[float] = []
    warm: list[float] = []
    worked: list[float] = []
    series = None
    for _ in range(looks):
        device = f"{devices}{chosen.randrange(1, count)}"
        _forget(history_path(folder))
        reader = Reader(folder)
        reader.devices()
        for times in (cold, warm, warm, warm):
            began, worked_before = time.perf_counter(), time.thread_time()
            series = reader.series(device, "bench", *span_ms, PIXELS)
            times.append(time.perf_counter() - began)
            worked.append(time.thread_time() - worked_before)
        reader.close()
    return {
        "points_returned": len(series) if series else 0,
        "resolution_s": series.resolution_ms / 1000 if series else 0,
        **_percentiles("cold_ms", cold),
        **_percentiles("warm_ms", warm),
        **_percentiles("processor_ms", worked),
    }


def _build(folder: Path, rows: int, aggregated: int) -> tuple[int, Figures]:
    """One day's run of so many rows and the aggregates of a year, in the form in which upkeep leaves them.

    Written straight into the tables: by way of the journal it would take the better part of an hour.
    """
    points = max(rows // ROWS_OF_A_DAY, 2)
    engine = open_for_writing(folder)
    started = time.perf_counter()
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA synchronous=OFF")
        driver.execute("PRAGMA wal_autocheckpoint=4000")
        _name_points(connection, points, aggregated)
        made = _build_day(connection, points)
        aggregates = _build_aggregates(connection, points, aggregated=aggregated)
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    engine.dispose()
    size = history_path(folder).stat().st_size
    took = time.perf_counter() - started
    return points, {
        "rows": made,
        "aggregate_rows": aggregates,
        "seconds": round(took, 1),
        "file_mb": round(size / 1e6),
    }


def _name_points(connection: Connection, points: int, aggregated: int) -> None:
    with connection.begin():
        connection.exec_driver_sql(
            "INSERT INTO point (id, device, quantity, type) VALUES (?,?,?,?)",
            [(point, f"D{point}", "bench", "number") for point in range(1, points + 1)],
        )
        connection.exec_driver_sql(
            "INSERT INTO point (id, device, quantity, type) VALUES (?,?,?,?)",
            [(points + place, f"Y{place}", "bench", "number") for place in range(1, aggregated + 1)],
        )


def _build_day(connection: Connection, points: int) -> int:
    with connection.begin():
        run_ = create_run(connection, level=3, day=_DAY, seq=1, now_ms=0)
    step_ms = DAY_MS // ROWS_OF_A_DAY
    for first in range(1, points + 1, 200):
        last = min(first + 199, points)
        with connection.begin():
            connection.exec_driver_sql(
                f"WITH RECURSIVE p(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM p WHERE n < {last}), "
                f"t(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM t WHERE k < {ROWS_OF_A_DAY - 1}) "
                f"INSERT INTO {run_.table} SELECT n, {_DAY * DAY_MS} + k * {step_ms}, "
                "((n * 7919 + k * 31) % 1000) * 0.1 FROM p CROSS JOIN t"
            )
    rows = points * ROWS_OF_A_DAY
    with connection.begin():
        connection.exec_driver_sql(
            "UPDATE segment SET state=?, rows=?, first_ts=?, last_ts=?, folded_point=? WHERE id=?",
            (LIVE, rows, _DAY * DAY_MS, (_DAY + 1) * DAY_MS - step_ms, EVERYTHING, run_.id),
        )
    return rows


def _build_aggregates(connection: Connection, points: int, *, aggregated: int) -> int:
    """Hours of a year and quarters of its last month, day after day, as the aggregates grow."""
    made = 0
    for resolution, days in ((Resolution.HOUR, 365), (Resolution.QUARTER, 31)):
        slots = DAY_MS // resolution.slot_ms
        with connection.begin():
            for day in range(_DAY - days + 1, _DAY + 1):
                rollup = ensure_rollup(connection, resolution, day)
                assert rollup is not None
                connection.exec_driver_sql(
                    f"WITH RECURSIVE p(n) AS (SELECT {points + 1} UNION ALL SELECT n + 1 FROM p "
                    f"WHERE n < {points + aggregated}), "
                    f"t(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM t WHERE k < {slots - 1}) "
                    f"INSERT INTO {rollup.table} SELECT n, {day * slots} + k, 30, (n + k) % 97 * 0.5, "
                    "0.1, 99.9, (n + k) % 89 * 0.3, 0 FROM p CROSS JOIN t"
                )
        made += days * slots * aggregated
    return made


def _batches(rows: int) -> list[list[tuple[int, int, float]]]:
    dice = random.Random(3)
    start = _DAY * DAY_MS
    return [
        [(dice.randrange(1, 5_000), start + first + k, k * 0.25) for k in range(BATCH)]
        for first in range(0, rows, BATCH)
    ]


def _bare_rate(folder: Path, batches: list[list[tuple[int, int, float]]]) -> float:
    """Rows a second of `executemany` alone, with the same safety and ten batches a commit."""
    folder.mkdir(parents=True)
    some = batches[: max(len(batches) // 4, 10)]
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE hot (point INTEGER NOT NULL, ts INTEGER NOT NULL, value REAL NOT NULL)")
    started = time.perf_counter()
    for first in range(0, len(some), 10):
        connection.execute("BEGIN IMMEDIATE")
        for batch in some[first : first + 10]:
            connection.executemany("INSERT INTO hot VALUES (?,?,?)", batch)
        connection.execute("COMMIT")
    took = time.perf_counter() - started
    connection.close()
    return len(some) * BATCH / took


def _ignore(_state: StoreState) -> None:
    """The bench looks at its figures only."""


def _receipt(began: float, latencies: list[float], window: threading.Semaphore) -> Callable[[bool], None]:
    def committed(_recorded: bool) -> None:
        latencies.append(time.perf_counter() - began)
        window.release()

    return committed


def _forget(path: Path) -> None:
    """Ask the system to drop the file from its cache; where it cannot, *cold* is only a new connection."""
    if not hasattr(os, "posix_fadvise"):
        return
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _percentiles(name: str, seconds: list[float]) -> Figures:
    ordered = sorted(seconds) or [0.0]
    return {
        f"{name}_{label}": round(ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000, 2)
        for label, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
    }
