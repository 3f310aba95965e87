"""The storage below the journal, driven by hand: hot tables, upkeep and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from app.store import statements
from app.store.housekeeping import Housekeeping
from app.store.notes import LastReadings
from app.store.opening import open_for_writing
from app.store.records import Retention
from app.store.rollups import Rollup, load_rollups
from app.store.segments import DAY_MS, HOT, LIVE, Segment, create_hot, load_segments
from app.store.series import Series, read_series
from tests.support.stores import lay_history

TODAY = 20_000
NOON = TODAY * DAY_MS + DAY_MS // 2
QUANTITY = "x"


class Storage:
    """One database; `now_ms` is its clock."""

    def __init__(self, folder: Path, retention: Retention | None = None, points: int = 3) -> None:
        self.now_ms = NOON
        lay_history(folder)
        self.engine = open_for_writing(folder)
        self.retention = retention or Retention()
        self._open()
        with self.connection.begin():
            rows = [(point, f"D{point}", QUANTITY, "number") for point in range(1, points + 1)]
            statements.write_points(self.connection, rows, [])

    def _open(self) -> None:
        self.connection: Connection = self.engine.connect()
        self.upkeep = Housekeeping(self.retention, LastReadings(), lambda: self.now_ms)

    def append(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Into a hot table of their own, which the next append makes full."""
        with self.connection.begin():
            statements.write_readings(
                self.connection, create_hot(self.connection, self.now_ms).table, list(rows)
            )

    def append_more(self, rows: Iterable[tuple[int, int, float]]) -> None:
        """Into the newest hot table."""
        with self.connection.begin():
            hot = [one for one in load_segments(self.connection) if one.level == HOT and one.state == LIVE]
            table = hot[-1].table if hot else create_hot(self.connection, self.now_ms).table
            statements.write_readings(self.connection, table, list(rows))

    def seal(self) -> None:
        """Begin a new hot table, so that the others can be sorted."""
        self.append([])

    def work(self, slices: int) -> None:
        """So many slices of upkeep, as fast as they come."""
        for _ in range(slices):
            self.upkeep._next_slice = 0.0
            self.upkeep._next_look = 0.0
            if self.upkeep.step(self.connection, behind=False) is None:
                return

    def settle(self) -> None:
        """All upkeep that is due."""
        self.upkeep._next_age_check = 0.0
        self.upkeep._next_budget_check = 0.0
        self.work(100_000)

    def crash(self) -> None:
        """Forget what was in memory; what was committed stays."""
        self.connection.close()
        self._open()

    def series(self, point: int, start_ms: int, end_ms: int, pixels: int) -> Series:
        with self.connection.begin():
            return read_series(self.connection, (f"D{point}", QUANTITY), start_ms, end_ms, pixels)

    def runs(self) -> list[Segment]:
        with self.connection.begin():
            return [one for one in load_segments(self.connection) if one.day is not None]

    def rollups(self) -> list[Rollup]:
        with self.connection.begin():
            return load_rollups(self.connection)

    def close(self) -> None:
        with suppress(Exception):
            self.connection.close()
        self.engine.dispose()
