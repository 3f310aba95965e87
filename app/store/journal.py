"""The engine's side of history.db: hand over what happened, get told when it is safe on the disk."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.domain.catalogue import ValueType
from app.domain.changes import Change
from app.store.checkpointing import Checkpointer
from app.store.connection import history_path
from app.store.faults import Fault, StoreUnavailable, StoreUnusable, detail_of, fault_of
from app.store.health import GIVE_UP_AFTER_S, Health, wall_ms
from app.store.housekeeping import Housekeeping
from app.store.intake import ActJob, Batch, Intake
from app.store.notes import LastReadings, Notes
from app.store.opening import open_for_writing
from app.store.records import Gap, RejectRecord, Restored, Retention, StoreState
from app.store.registry import Registry
from app.store.restoring import restore
from app.store.writer import Writer

LONGEST_WAIT_S = 0.5
ACT_WAIT_S = 2.0
"""How long who acts waits for the disk: the engine stands that long."""
CLOSE_WAIT_S = 15.0
MOST_QUEUED_ROWS = 1_000_000
"""Where the disk cannot keep up, further readings are given up before the memory is; changes are not."""


def _unheard(_gap: Gap) -> None:
    """For a store of which nobody keeps a record."""


class Journal:
    """One open database. `append`, `register_*`, `note_*` and `state` never wait and may be called from
    any thread; `commit` waits for the disk, at most about `act_wait_s`. `on_fault` and `on_gap` are called on
    the writer thread: how the writing goes, and on recovery what could not be recorded."""

    def __init__(
        self,
        folder: Path,
        *,
        retention: Retention,
        on_fault: Callable[[StoreState], None],
        on_gap: Callable[[Gap], None] = _unheard,
        longest_wait_s: float = LONGEST_WAIT_S,
        give_up_after_s: float = GIVE_UP_AFTER_S,
        most_queued: int = MOST_QUEUED_ROWS,
        act_wait_s: float = ACT_WAIT_S,
    ) -> None:
        self._act_wait_s = act_wait_s
        self._most_queued = most_queued
        self._folder = folder
        self._retention = retention
        self._health = Health(on_fault, on_gap, give_up_after_s=give_up_after_s)
        self._intake = Intake(longest_wait_s)
        self._registry = Registry()
        self._notes = Notes()
        self._last = LastReadings()
        self._writer: Writer | None = None
        self._checkpointer: Checkpointer | None = None

    def open(self) -> Restored:
        """Make or migrate the database and start the writer. Raises StoreUnusable."""
        path = history_path(self._folder)
        engine = open_for_writing(self._folder)
        try:
            with engine.connect() as connection:
                restored = restore(connection)
        except (DBAPIError, sqlite3.Error) as error:
            raise StoreUnusable(fault_of(error), path, detail_of(error)) from error
        self._registry.load(restored.points, restored.texts)
        self._writer = Writer(
            engine,
            path=path,
            intake=self._intake,
            registry=self._registry,
            notes=self._notes,
            last=self._last,
            health=self._health,
            upkeep=Housekeeping(self._retention, self._last, wall_ms),
        )
        self._checkpointer = Checkpointer(engine, path)
        self._writer.start()
        self._checkpointer.start()
        return restored

    def append(
        self,
        readings: list[tuple[int, int, float]],
        changes: Sequence[Change],
        on_committed: Callable[[bool], None] | None = None,
    ) -> None:
        """Queue readings (point, ts ms, value) and changes; the list is the store's from now on.

        `on_committed(recorded)` is called on the writer thread after the commit, with False when
        they were given up. A closed store says False at once, on the caller's thread.
        """
        if self._intake.rows > self._most_queued:
            self._health.gave_up(len(readings))
            readings, on_committed = [], on_committed and partial(_unrecorded, on_committed)
        batch = Batch(readings, changes, on_committed, time.monotonic())
        if not self._intake.put(batch) and on_committed is not None:
            on_committed(False)

    def hurry(self) -> None:
        """Commit what is queued now, as when a full in-flight window waits for it."""
        self._intake.hurry()

    def commit(self, changes: Sequence[Change]) -> None:
        """Store what an operator's act changes in a transaction of its own and return when it is on the disk.

        Changes appended before go along in the same transaction; readings do not hold it up.
        Raises StoreUnavailable after about `act_wait_s` or when the disk refuses: then nothing was stored.
        """
        job = ActJob(changes)
        if not self._intake.put_act(job):
            raise StoreUnavailable(Fault.CLOSED)
        job.wait(self._act_wait_s)

    def register_point(self, device: str, quantity: str, type: str) -> int:  # noqa: A002  the word of the catalogue
        """The number of a point for `append`, the same for ever; `type` is a ValueType."""
        return self._registry.point(device, quantity, ValueType(type))

    def register_text(self, text: str) -> int:
        """The code under which a text value is stored."""
        return self._registry.text(text)

    def note_rejects(self, rejects: Iterable[RejectRecord]) -> None:
        """Keep the last 1,000 of all rejects, and their number for each reason."""
        self._notes.add_rejects(rejects)

    def note_last(self, readings: Iterable[tuple[int, int, float]]) -> None:
        """Tell last readings that history leaves out (deadband); stored with the next snapshot."""
        self._last.note(readings)

    def state(self) -> StoreState:
        return self._health.state(lag_s=self._intake.lag(), queued=self._intake.rows)

    def close(self) -> None:
        """Write all that waits and end the writer; at most about 15 s."""
        self._intake.close()
        if self._checkpointer is not None:
            self._checkpointer.stop()
        if self._writer is not None:
            self._writer.join(CLOSE_WAIT_S)


def _unrecorded(on_committed: Callable[[bool], None], _committed: bool) -> None:
    on_committed(False)
