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
_ENOUGH_BYTES = 8 << 20
_TOO_MUCH_BYTES = 64 << 20

_log = logging.getLogger(__name__)


class Checkpointer:
    """`start` and `stop` from the thread that owns the store."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._wal = Path(f"{path}-wal")
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store-checkpoint", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join(10.0)

    def _run(self) -> None:
        connection: Connection | None = None
        while not self._stopped.wait(_LOOK_S):
            try:
                if self._size() >= _ENOUGH_BYTES:
                    connection = connection or self._engine.connect()
                    self._move(connection)
            except DBAPIError as error:
                _log.info("the write-ahead log stays as it is for now: %s", detail_of(error))
        if connection is not None:
            with suppress(DBAPIError):
                connection.close()

    def _move(self, connection: Connection) -> None:
        """The first call copies nearly all beside the writer; only where writing never pauses, and the log
        therefore never starts anew, does the second hold the writer up for the little that is left."""
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        if self._size() >= _TOO_MUCH_BYTES:
            driver.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()

    def _size(self) -> int:
        with suppress(OSError):
            return self._wal.stat().st_size
        return 0
