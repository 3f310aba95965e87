"""The engine's side of vault.db: operators and what proves them, and the audit trail."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.domain.audit import AuditFilter, Draft, Head
from app.store.awaited import Awaited
from app.store.checkpointing import Checkpointer
from app.store.faults import Fault, StoreUnavailable, StoreUnusable, detail_of, fault_of
from app.store.health import wall_ms
from app.store.vault.heads import put_signed_head
from app.store.vault.opening import open_vault, vault_path
from app.store.vault.queue import MOST_NOTED, Queue, RecordJob, WriteJob
from app.store.vault.reading import VaultReader
from app.store.vault.signing import SignedHead, SigningKey
from app.store.vault.trail import Break, is_noted, look_at_end, note_of_break, read_head
from app.store.vault.writer import Writer
from app.wire.administration import AuditPage

WAIT_S = 2.0
"""How long who acts waits for the disk: the engine stands that long."""
UNHURRIED_S = 30.0
CLOSE_WAIT_S = 15.0

T = TypeVar("T")

_log = logging.getLogger(__name__)


def _quiet(_sentence: str) -> None:
    """The log has it."""


def _usual_wait() -> float:
    return WAIT_S


def unhurried() -> float:
    """For a command of its own, where nobody else waits."""
    return UNHURRIED_S


class Vault:
    """vault.db, open for writing by the engine alone. One writer thread; every method may be called from any
    thread. `on_fault` is told in one sentence what is wrong with the trail, on the thread that finds it."""

    def __init__(
        self,
        folder: Path,
        *,
        on_fault: Callable[[str], None] = _quiet,
        most_noted: int = MOST_NOTED,
        wait_s: Callable[[], float] = _usual_wait,
    ) -> None:
        self._folder = folder
        self._path = vault_path(folder)
        self._on_fault = on_fault
        self._wait_s = wait_s
        self._queue = Queue(most_noted)
        self._reader = VaultReader(folder)
        self._writer: Writer | None = None
        self._checkpointer: Checkpointer | None = None

    @property
    def path(self) -> Path:
        return self._path

    def open(self) -> None:
        """Make or migrate the vault and start the writer. Raises StoreUnusable. A trail that is broken does
        not stop it: that is told, and goes on record."""
        try:
            engine = open_vault(self._folder)
        except (DBAPIError, sqlite3.Error) as error:
            raise StoreUnusable(fault_of(error), self._path, detail_of(error)) from error
        broken = self._look_at_end(engine)
        self._writer = Writer(engine, self._queue, self._on_fault)
        self._checkpointer = Checkpointer(engine, self._path)
        self._writer.start()
        self._checkpointer.start()
        if broken is not None:
            self.note(note_of_break(wall_ms(), broken))

    def record(self, draft: Draft) -> None:
        """Put it on record; durable on return. Raises StoreUnavailable after `wait_s()` or when the disk
        refuses: then it is not on record, also not later. Only a disk that hangs in the very flush holds the
        caller for longer."""
        self._done(RecordJob(draft))

    def note(self, draft: Draft) -> None:
        """Put it on record soon, in order, without waiting. While the disk refuses, up to 100,000 wait; what
        is more is given up, counted, and the gap put on record."""
        if not self._queue.note(draft) and self._queue.closed:
            _log.warning("an entry came after the end of the audit trail: %s", draft.act)

    def write(self, work: Callable[[Connection], T], draft: Draft | None = None) -> T:
        """Do `work` on the writer thread in a transaction of its own, together with the entry or neither.

        Raises what `work` raises, IntegrityError included; StoreUnavailable as `record` does.
        """
        job = WriteJob(work, draft)
        self._done(job)
        return cast(T, job.result)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` on a read-only connection, in one transaction, on the caller's thread. Raises
        StoreUnavailable."""
        return self._reader.read(work)

    def entries(self, filter: AuditFilter, *, before: int = 0, limit: int = 200) -> AuditPage:  # noqa: A002
        """A page of the trail, newest first, below number `before` (0: from the end); at most 1,000."""
        return self._reader.entries(filter, before=before, limit=limit)

    def head(self) -> Head:
        return self.read(read_head)

    def sign(self, key: SigningKey, now_ms: int) -> SignedHead:
        """Sign the present head if it is newer than the last signed one, which is returned otherwise.

        A key that signs for the first time is put on record before. Raises StoreUnavailable.
        """
        return self.write(lambda connection: put_signed_head(connection, key, now_ms))

    def close(self) -> None:
        """Write all that waits and end the writer; at most about 15 s."""
        self._queue.close()
        if self._checkpointer is not None:
            self._checkpointer.stop()
        if self._writer is not None:
            self._writer.join(CLOSE_WAIT_S)
        self._reader.close()

    def _done(self, job: RecordJob | WriteJob) -> None:
        waits: Awaited = job
        if self._writer is None or not self._queue.put(job):
            raise StoreUnavailable(Fault.CLOSED)
        waits.wait(self._wait_s())

    def _look_at_end(self, engine: Engine) -> Break | None:
        """What is wrong with the trail as far as a short look shows it; None when nothing, or on record."""
        try:
            with engine.connect() as connection, connection.begin():
                broken = look_at_end(connection)
                if broken is None or is_noted(connection, broken):
                    return None
        except DBAPIError as error:
            broken = Break(1, f"unreadable: {detail_of(error)}")
        sentence = f"The audit trail does not fit from entry {broken.seq} on ({broken.problem})."
        _log.warning(sentence)
        self._on_fault(sentence)
        return broken
