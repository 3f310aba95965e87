"""Moves what is in the write-ahead log into the database file, on a thread and a connection of its own.

The writer would do it inside a commit and be held up by the disk for as long as that takes.
"""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.store.faults import detail_of

_LOOK_S = 1.0
ENOUGH_BYTES = 8 << 20
TOO_MUCH_BYTES = 64 << 20

_log = logging.getLogger(__name__)


class Checkpointer:
    """`start` and `stop` from the thread that owns the store."""

    def __init__(
        self, engine: Engine, path: Path, *, enough: int = ENOUGH_BYTES, too_much: int = TOO_MUCH_BYTES
    ) -> None:
        self._engine = engine
        self._enough, self._too_much = enough, too_much
        self._wal = Path(f"{path}-wal")
        self._connection: Connection | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store-checkpoint", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join(10.0)

    def look(self) -> None:
        """Move what there is, if it is worth it. On the thread of `start`, or where that was never called."""
        try:
            if self._size() >= self._enough:
                self._connection = self._connection or self._opened()
                self._move(self._connection)
        except DBAPIError as error:
            _log.info("the write-ahead log stays as it is for now: %s", detail_of(error))

    def close(self) -> None:
        """On the thread of `look`."""
        if self._connection is not None:
            with suppress(DBAPIError):
                self._connection.close()

    def _run(self) -> None:
        while not self._stopped.wait(_LOOK_S):
            self.look()
        self.close()

    def _opened(self) -> Connection:
        """One that waits for nobody: it would keep the writer out for as long as a reader takes."""
        connection = self._engine.connect()
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout=0")
        return connection

    def _move(self, connection: Connection) -> None:
        """The first call copies nearly all beside the writer; only where writing never pauses, and the log
        therefore never starts anew, does the second hold the writer up for the little that is left.

        The file tells nothing of what is in it: it stays as long as it once was.
        """
        driver = connection.connection.driver_connection
        assert driver is not None
        ((_busy, logged, moved),) = driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        ((page,),) = driver.execute("PRAGMA page_size").fetchall()
        if moved == logged and logged * page >= self._too_much:
            driver.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()

    def _size(self) -> int:
        with suppress(OSError):
            return self._wal.stat().st_size
        return 0
