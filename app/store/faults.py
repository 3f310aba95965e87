"""What can be wrong with the database, as one clear sentence each."""

from __future__ import annotations

import enum
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError


class Fault(enum.StrEnum):
    """The machine word of a fault; the console has its own sentence for each."""

    DAMAGED = "damaged"
    LOCKED = "locked"
    NEWER = "newer"
    FOREIGN = "foreign"
    READ_ONLY = "read_only"
    FULL = "full"
    UNREADABLE = "unreadable"
    CLOSED = "closed"
    SLOW = "slow"


_SENTENCES = {
    Fault.DAMAGED: "The database {path} is damaged ({detail}): nothing was changed; put a backup in its "
    "place, or move the file away to start with {anew}.",
    Fault.LOCKED: "The database {path} is in use by another program: close that program and start again.",
    Fault.NEWER: "The database {path} was written by a newer version of Atalaya ({detail}): "
    "install that version; nothing was changed.",
    Fault.FOREIGN: "The file {path} is a database of another program: choose another data folder; "
    "nothing was changed.",
    Fault.READ_ONLY: "The database {path} cannot be written ({detail}): give this account write permission "
    "on the file and its folder.",
    Fault.FULL: "The disk that holds {path} is full: free some space and start again.",
    Fault.UNREADABLE: "The database {path} cannot be opened ({detail}): check the disk and the permissions "
    "of its folder.",
}

_PRIMARY_CODES = {
    sqlite3.SQLITE_BUSY: Fault.LOCKED,
    sqlite3.SQLITE_LOCKED: Fault.LOCKED,
    sqlite3.SQLITE_CORRUPT: Fault.DAMAGED,
    sqlite3.SQLITE_NOTADB: Fault.DAMAGED,
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
}

SQLITE_IOERR_WRITE = sqlite3.SQLITE_IOERR_WRITE
SQLITE_IOERR_TRUNCATE = sqlite3.SQLITE_IOERR_TRUNCATE
SQLITE_IOERR_SHMSIZE = sqlite3.SQLITE_IOERR_SHMSIZE


class StoreUnusable(Exception):
    """The database cannot be used at all; `str()` is one sentence for a person."""

    def __init__(self, fault: Fault, path: Path, detail: str = "", *, anew: str = "an empty one") -> None:
        self.fault = fault
        self.path = path
        self.detail = detail
        super().__init__(_SENTENCES[fault].format(path=path, detail=detail, anew=anew))


class StoreUnavailable(Exception):
    """The store could not do what was asked just now; nothing of it was recorded."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        self.fault = fault
        self.detail = detail
        super().__init__(f"{fault}: {detail}" if detail else str(fault))


def fault_of(error: BaseException) -> Fault:
    """Tell from SQLite's result code what is wrong; UNREADABLE when it is none of the known ones."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return Fault.UNREADABLE
    if code in (SQLITE_IOERR_WRITE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_SHMSIZE):
        return Fault.FULL
    return _PRIMARY_CODES.get(code & 0xFF, Fault.UNREADABLE)


def detail_of(error: BaseException) -> str:
    """The driver's own short words, without the statement."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).strip().split("\n")[0][:200]
