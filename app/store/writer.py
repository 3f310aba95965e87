"""The one thread that writes history.db: transactions, retries, and upkeep in between."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.domain.changes import Change
from app.store import statements
from app.store.faults import Fault, StoreUnavailable, detail_of, fault_of
from app.store.health import Health, wall_ms
from app.store.held_changes import losable, newest_states
from app.store.intake import Batch, Intake, Load
from app.store.notes import LastReadings, Notes
from app.store.registry import Registry
from app.store.segments import HOT, LIVE, Segment, create_hot, load_segments

HOT_ROWS = 25_000
RETRY_S = 0.5
HELD_CHANGES = 50_000
_IDLE_S = 0.25

_log = logging.getLogger(__name__)


class Upkeep(Protocol):
    """What the writer does when there is nothing to write; at most 20 ms at a time."""

    def step(self, connection: Connection, *, behind: bool) -> float | None:
        """Do one slice. Seconds to leave it alone afterwards, or None when there is nothing to do."""


class Writer:
    """Owns the only connection that writes. `run` is the thread's body."""

    def __init__(
        self,
        engine: Engine,
        *,
        path: Path,
        intake: Intake,
        registry: Registry,
        notes: Notes,
        last: LastReadings,
        health: Health,
        upkeep: Upkeep,
    ) -> None:
        self._engine = engine
        self._path = path
        self._intake = intake
        self._registry = registry
        self._notes = notes
        self._last = last
        self._health = health
        self._upkeep = upkeep
        self._held: list[Change] = []
        self._connection: Connection | None = None
        self._hot: Segment | None = None
        self._hot_rows = 0
        self._upkeep_fails = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, seconds: float) -> bool:
        """Wait for the end of the thread; false when it has not come."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            closing = self._intake.closed
            load = self._intake.take()
            if load is not None:
                self._write(load)
                if not self._health.failing:
                    self._maintain()
            elif closing:
                break
            else:
                self._rest()
        self._finish()

    def _rest(self) -> None:
        if self._notes.waiting:
            self._write(Load([], []))
        pause = None if self._health.failing else self._maintain()
        self._intake.wait(_IDLE_S if pause is None else pause)

    def _maintain(self) -> float | None:
        try:
            pause = self._upkeep.step(self._open(), behind=self._intake.behind)
        except SQLAlchemyError as error:
            self._discard_connection()
            if not self._upkeep_fails:
                _log.warning("upkeep of the history failed and will be tried again: %s", detail_of(error))
            self._upkeep_fails = True
            return None
        self._upkeep_fails = False
        return pause

    def _write(self, load: Load) -> None:
        try:
            recorded = self._transact(load)
        except DBAPIError as error:
            self._discard_connection()
            self._failed(load, fault_of(error), detail_of(error))
        except Exception as error:  # noqa: BLE001  whatever it is, the writer must go on
            _log.exception("a transaction failed for a reason that nobody thought of")
            self._discard_connection()
            self._failed(load, Fault.UNREADABLE, str(error))
        else:
            self._recorded(load, recorded=recorded)

    def _transact(self, load: Load) -> bool:
        """One transaction; false when its act was withdrawn and all was rolled back."""
        connection = self._open()
        readings = load.readings
        points, texts = self._registry.pending()
        noted = self._notes.take()
        try:
            with connection.begin() as transaction:
                hot = self._hot_for(connection, len(readings))
                statements.write_points(connection, points, texts)
                statements.write_changes(connection, [*self._held, *load.changes], wall_ms())
                statements.write_readings(connection, hot.table, readings)
                statements.write_rejects(connection, noted.rejects, noted.totals)
                if load.act is not None and not load.act.begin_commit():
                    transaction.rollback()
                    self._notes.put_back(noted)
                    return False
        except BaseException:
            self._notes.put_back(noted)
            raise
        self._registry.stored(len(points), len(texts))
        self._held.clear()
        self._hot_rows = self._hot_rows + len(readings) if hot is self._hot else len(readings)
        self._hot = hot
        self._health.succeeded(len(readings), self._intake.lag())
        return True

    def _hot_for(self, connection: Connection, rows: int) -> Segment:
        if self._hot is None:
            hot = [seg for seg in load_segments(connection) if seg.level == HOT and seg.state == LIVE]
            if hot:
                self._hot = hot[-1]
                self._hot_rows = (
                    connection.exec_driver_sql(f"SELECT count(*) FROM {self._hot.table}").scalar() or 0
                )
        if self._hot is None or (self._hot_rows and self._hot_rows + rows > HOT_ROWS):
            return create_hot(connection, wall_ms())
        return self._hot

    def _recorded(self, load: Load, *, recorded: bool) -> None:
        if load.act is not None:
            load.act.finish()
            if recorded:
                for batch in load.ahead:
                    batch.changes = ()
        for batch in load.batches:
            self._tell(batch, recorded=True)
        self._health.size_bytes = sum(_size(path) for path in (self._path, Path(f"{self._path}-wal")))

    def _failed(self, load: Load, fault: Fault, detail: str) -> None:
        self._intake.put_back(load.batches)
        jobs = ([load.act] if load.act is not None else []) + self._intake.take_acts()
        for job in jobs:
            job.finish(StoreUnavailable(fault, detail))
        if self._health.failed(fault, detail) or self._intake.closed:
            self._give_up(self._intake.take_all())
        self._intake.pause(RETRY_S)

    def _give_up(self, batches: Sequence[Batch]) -> None:
        """Readings are lost and counted; changes are held, so that the state is right on recovery."""
        for batch in batches:
            self._held.extend(batch.changes)
            self._health.gave_up(len(batch.readings))
        if len(self._held) > HELD_CHANGES:
            before = losable(self._held)
            self._held = newest_states(self._held)
            self._health.gave_up(0, before - losable(self._held))
        for batch in batches:
            self._tell(batch, recorded=False)

    def _tell(self, batch: Batch, *, recorded: bool) -> None:
        if batch.on_committed is None:
            return
        try:
            batch.on_committed(recorded)
        except Exception:  # noqa: BLE001  a receiver's mistake must not end the writer
            _log.exception("the receiver of a commit failed")

    def _finish(self) -> None:
        for job in self._intake.take_acts():
            job.finish(StoreUnavailable(Fault.CLOSED))
        if self._notes.waiting or self._registry.pending() != ([], []) or self._held:
            self._write(Load([], []))
        with suppress(SQLAlchemyError), self._open() as connection, connection.begin():
            statements.write_last(connection, self._last.take(len(self._last)))
        self._discard_connection()
        self._engine.dispose()
        self._health.closed()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _discard_connection(self) -> None:
        connection, self._connection, self._hot = self._connection, None, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
