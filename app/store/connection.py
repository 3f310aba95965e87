"""Where history.db is, and connections to a database that may write or only read."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

HISTORY_FILE = "history.db"
_LOCK_WAIT_S = 1.0


def history_path(folder: Path) -> Path:
    """Where the database is in a data folder."""
    return folder / HISTORY_FILE


def writer_engine(path: Path, *, create: bool = False) -> Engine:
    """An engine whose connections may write; `create` lets SQLite make the file."""
    mode = "rwc" if create else "rw"
    return _engine(path, mode, begin="BEGIN IMMEDIATE", pragmas=_WRITER_PRAGMAS)


def reader_engine(path: Path) -> Engine:
    """An engine that cannot write; a transaction sees one state of the database."""
    return _engine(path, "ro", begin="BEGIN", pragmas=_READER_PRAGMAS)


_WRITER_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-65536",
    "PRAGMA wal_autocheckpoint=50000",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA temp_store=MEMORY",
)
_READER_PRAGMAS = ("PRAGMA cache_size=-16384", "PRAGMA query_only=1", "PRAGMA temp_store=MEMORY")


def _engine(path: Path, mode: str, *, begin: str, pragmas: tuple[str, ...]) -> Engine:
    uri = f"{path.resolve().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        # Not by SQLAlchemy's own address, which takes a '#' or '%' in a folder's name for its own.
        return sqlite3.connect(
            uri, uri=True, timeout=_LOCK_WAIT_S, check_same_thread=False, cached_statements=512
        )

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=NullPool,
        hide_parameters=True,  # an error that is logged shows no password's hash
    )

    def connected(driver: Any, _record: Any) -> None:
        # SQLAlchemy's begin event says BEGIN itself: the driver would not open one before DDL.
        driver.isolation_level = None
        for pragma in pragmas:
            driver.execute(pragma)

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine
