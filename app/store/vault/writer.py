"""The one thread that writes vault.db: entries of several callers together, the chain computed in order."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    ProgrammingError,
    SQLAlchemyError,
)

from app.domain.audit import Came, Deed, Draft, Head
from app.store.faults import Fault, StoreUnavailable, detail_of, fault_of
from app.store.health import wall_ms
from app.store.vault.queue import Item, Lost, Queue, RecordJob, WriteJob
from app.store.vault.trail import Break, append, goes_on, note_of_break, read_head

RETRY_S = 0.5
_ITS_OWN = (IntegrityError, DataError, InterfaceError, ProgrammingError)
"""Errors of what a caller asked, not of the disk: they go to the caller as they are."""

_log = logging.getLogger(__name__)


class Withdrawn(Exception):
    """Its caller has stopped waiting: the transaction is rolled back."""


class Writer:
    """Owns the only connection that writes. `_run` is the thread's body."""

    def __init__(self, engine: Engine, queue: Queue, on_fault: Callable[[str], None]) -> None:
        self._engine = engine
        self._queue = queue
        self._on_fault = on_fault
        self._connection: Connection | None = None
        self._head: Head | None = None
        self._in_doubt = False
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="vault-writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, seconds: float) -> bool:
        """Wait for the end of the thread; false when it has not come."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        # Open all the time: a reader that closed last could not put the log into the file.
        with suppress(SQLAlchemyError):
            self._open()
        while items := self._queue.take():
            closing = self._queue.closed
            if not self._write(items):
                if closing:
                    break
                self._queue.pause(RETRY_S)
        self._finish()

    def _write(self, items: list[Item]) -> bool:
        """One transaction; false when the disk refused it. Nothing is left waiting for an answer."""
        match items:
            case [WriteJob() as job] if not job.take():
                return True
            case [WriteJob() as job]:
                return self._guarded([], [job], lambda connection: self._do_work(connection, job))
        jobs = [item for item in items if isinstance(item, RecordJob)]
        notes = [item for item in items if isinstance(item, Draft)]
        return self._guarded(notes, jobs, lambda _connection: _entries_of(items))

    def _guarded(
        self,
        notes: Sequence[Draft],
        jobs: Sequence[RecordJob | WriteJob],
        body: Callable[[Connection], Sequence[Draft]],
    ) -> bool:
        lost = self._queue.take_lost()
        failure: Exception | None = None
        refused = False
        try:
            self._transact(body, lost)
        except Withdrawn:
            failure = StoreUnavailable(Fault.SLOW)
        except DBAPIError as error:
            refused = not (jobs and isinstance(jobs[0], WriteJob) and isinstance(error, _ITS_OWN))
            failure = StoreUnavailable(fault_of(error), detail_of(error)) if refused else error
        except Exception as error:  # noqa: BLE001  the caller's own, or whatever it is: the writer goes on
            refused = not (jobs and isinstance(jobs[0], WriteJob))
            failure = StoreUnavailable(Fault.UNREADABLE, str(error)) if refused else error
        if failure is not None:
            if lost is not None:
                self._queue.put_lost_back(lost)
            self._queue.put_back(notes)
        self._say(failure if refused else None)
        for job in jobs:
            job.finish(failure)
        if refused:
            # They would wait in vain behind notes that cannot be written.
            for behind in self._queue.take_awaited():
                behind.finish(failure)
        return not refused

    def _transact(self, body: Callable[[Connection], Sequence[Draft]], lost: Lost | None) -> None:
        """All of it or nothing: what was noticed about the trail, the body's entries, what was lost."""
        connection = self._open()
        committing = False
        try:
            with connection.begin():
                head, noticed = self._look(connection)
                drafts = [*noticed, *body(connection)]
                if lost is not None:
                    drafts.append(_confession(lost))
                head = append(connection, head, drafts)
                committing = True
        except Exception:
            self._in_doubt = self._in_doubt or committing
            self._discard()
            raise
        self._head, self._in_doubt = head, False

    def _look(self, connection: Connection) -> tuple[Head, Sequence[Draft]]:
        """Where the trail ends now, and what goes on record when that is not where we left it."""
        found, known = read_head(connection), self._head
        if known is None or found == known:
            return found, ()
        if not goes_on(connection, known, found):
            problem = "shortened" if found.seq < known.seq else "rewritten"
            broken = Break(min(known.seq, found.seq + 1), problem)
            self._tell(
                f"The audit trail was changed by somebody else: it ended at {known.seq}, now {found.seq}."
            )
            details: dict[str, object] = {"known": known.seq, "hash": known.hash.hex(), "found": found.seq}
            return found, (note_of_break(wall_ms(), broken, details),)
        if self._in_doubt:
            return found, (_retraction(known, found),)
        return found, ()  # the command line wrote, as for an export

    def _do_work(self, connection: Connection, job: WriteJob) -> Sequence[Draft]:
        job.result = job.work(connection)
        if not job.begin_commit():
            raise Withdrawn
        return () if job.draft is None else (job.draft,)

    def _say(self, failure: Exception | None) -> None:
        if failure is not None and not self._failing:
            self._tell(f"The audit trail cannot be written ({failure}).")
        elif failure is None and self._failing:
            _log.warning("the audit trail is written again")
        self._failing = failure is not None

    def _tell(self, sentence: str) -> None:
        _log.warning(sentence)
        try:
            self._on_fault(sentence)
        except Exception:  # noqa: BLE001  a receiver's mistake must not end the writer
            _log.exception("the receiver of a fault failed")

    def _finish(self) -> None:
        left = self._queue.clear()
        for item in left:
            if not isinstance(item, Draft):
                item.finish(StoreUnavailable(Fault.CLOSED))
        lost = self._queue.take_lost()
        unwritten = sum(isinstance(item, Draft) for item in left) + (lost.entries if lost else 0)
        if unwritten:
            self._tell(f"At the end {unwritten} entries of the audit trail could not be written.")
        self._discard()
        self._engine.dispose()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _discard(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()


def _entries_of(items: Sequence[Item]) -> Sequence[Draft]:
    drafts: list[Draft] = []
    for item in items:
        if isinstance(item, Draft):
            drafts.append(item)
        elif isinstance(item, RecordJob) and item.take() and item.begin_commit():
            drafts.append(item.draft)
    return drafts


def _confession(lost: Lost) -> Draft:
    return Draft(
        at=wall_ms(),
        operator="",
        act=Deed.HISTORY_GAP,
        outcome=Came.FAILED,
        subject="audit",
        details=json.dumps({"entries": lost.entries, "from": lost.first_at, "until": lost.last_at}),
    )


def _retraction(known: Head, found: Head) -> Draft:
    """A commit failed and was answered so, and yet it came to the disk."""
    return Draft(
        at=wall_ms(),
        operator="",
        act=Deed.HISTORY_GAP,
        outcome=Came.FAILED,
        subject=" ".join(str(seq) for seq in range(known.seq + 1, found.seq + 1)),
        reason="answered as not recorded",
    )
