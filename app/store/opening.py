"""Makes a database of ours, checks it, brings it to the newest revision, and says what is wrong."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.exc import DBAPIError

from app.store import schema
from app.store.connection import HISTORY_FILE, reader_engine, writer_engine
from app.store.faults import Fault, StoreUnusable, detail_of, fault_of

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_MIGRATIONS = Path(__file__).parent / "migrations"
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Database:
    """One of the store's databases. `versions` is its folder of revisions, `checked` its small tables, which
    are read whole at the start; `anew` says what there would be without the file. It has a table `meta`."""

    file_name: str
    versions: str
    metadata: MetaData
    checked: tuple[str, ...]
    anew: str


HISTORY = Database(
    HISTORY_FILE,
    "versions",
    schema.metadata,
    ("meta", "device", "point", "text", "segment", "rollup", "last_reading", "alarm"),
    "an empty history",
)


def open_for_writing(folder: Path, database: Database = HISTORY) -> Engine:
    """The engine of a sound database of the newest revision, made when there is none; for the owner alone.

    Raises StoreUnusable; a file that is there is never overwritten.
    """
    path = folder / database.file_name
    try:
        return _open(path, database)
    except StoreUnusable as unusable:
        raise StoreUnusable(unusable.fault, path, unusable.detail, anew=database.anew) from unusable


def _open(path: Path, database: Database) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _create(path, database)
        _check_header(path)
        _close_to_others(path)
    except OSError as error:
        raise StoreUnusable(_os_fault(error), path, error.strerror or str(error)) from error
    _check(path, database)
    engine = writer_engine(path)
    with _translated(path), engine.connect() as connection:
        _migrate(connection, database)
        _try_writing(connection)
    return engine


def _create(path: Path, database: Database) -> None:
    """Made under another name first, so that an empty file can only be a damaged one."""
    fresh = path.with_suffix(".new")
    for leftover in (fresh, Path(f"{fresh}-wal"), Path(f"{fresh}-shm"), Path(f"{fresh}-journal")):
        leftover.unlink(missing_ok=True)
    fresh.touch(mode=_OWNER_ONLY)  # SQLite gives the files of its log the same mode
    engine = writer_engine(fresh, create=True)
    with _translated(path), engine.connect() as connection:
        driver = connection.connection
        for pragma in ("PRAGMA auto_vacuum=INCREMENTAL", "PRAGMA journal_mode=WAL"):
            driver.cursor().execute(pragma).fetchall()
        _migrate(connection, database)
    engine.dispose()
    fresh.replace(path)


def _close_to_others(path: Path) -> None:
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        if file.exists() and file.stat().st_mode & 0o077:
            file.chmod(_OWNER_ONLY)


def _check(path: Path, database: Database) -> None:
    """Without write access: closing the last connection that has it moves the log into the file."""
    engine = reader_engine(path)
    with _translated(path), engine.connect() as connection:
        _check_revision(connection, path, database)
        _check_content(connection, path, database)
    engine.dispose()


def _check_header(path: Path) -> None:
    """Magic words and length (https://www.sqlite.org/fileformat2.html#the_database_header)."""
    size = path.stat().st_size
    if size == 0:
        raise StoreUnusable(Fault.DAMAGED, path, "the file is empty")
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise StoreUnusable(Fault.DAMAGED, path, "its beginning is not that of a database")
    page_size = struct.unpack(">H", header[16:18])[0]
    page_size = 65536 if page_size == 1 else page_size
    changes, pages, valid_for = struct.unpack(">I", header[24:28])[0], *_words(header)
    if changes == valid_for and size < pages * page_size:
        raise StoreUnusable(Fault.DAMAGED, path, f"{size} of {pages * page_size} bytes are left")
    if not os.access(path, os.W_OK):
        raise StoreUnusable(Fault.READ_ONLY, path, "read-only file")


def _words(header: bytes) -> tuple[int, int]:
    return struct.unpack(">I", header[28:32])[0], struct.unpack(">I", header[92:96])[0]


def _check_revision(connection: Connection, path: Path, database: Database) -> None:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'").all()
    tables = {row[0] for row in rows}
    if "alembic_version" not in tables:
        connection.rollback()
        raise StoreUnusable(Fault.FOREIGN, path)
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    connection.rollback()
    if revision not in _known_revisions(database):
        raise StoreUnusable(Fault.NEWER, path, f"revision {revision}")


def _known_revisions(database: Database) -> set[str]:
    versions = _MIGRATIONS / database.versions
    return {file.name[1:5] for file in versions.glob("r[0-9][0-9][0-9][0-9]_*.py*")}


def _check_content(connection: Connection, path: Path, database: Database) -> None:
    """Reads every page of the small tables; the big ones are checked as they are used."""
    for table in database.checked:
        found = connection.exec_driver_sql(f"PRAGMA quick_check({table})").scalar()
        if found != "ok":
            connection.rollback()
            raise StoreUnusable(Fault.DAMAGED, path, str(found).splitlines()[-1][:120])
    connection.rollback()


def _migrate(connection: Connection, database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", _option(_MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", _option(_MIGRATIONS / database.versions))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = database.metadata
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, "head")
    connection.commit()


def _option(path: Path) -> str:
    return str(path).replace("%", "%%")


def _try_writing(connection: Connection) -> None:
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO meta (key, value) VALUES ('opened_by', ?)", (str(os.getpid()),)
    )
    connection.commit()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:  # the last from a damaged schema
        raise StoreUnusable(fault_of(error), path, detail_of(error)) from error


def _os_fault(error: OSError) -> Fault:
    if isinstance(error, PermissionError):
        return Fault.READ_ONLY
    return Fault.FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else Fault.UNREADABLE
