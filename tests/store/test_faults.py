"""What is wrong with the database, told from the result code that SQLite gives."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from app.store.faults import Fault, fault_of


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (sqlite3.SQLITE_FULL, Fault.FULL),
        (sqlite3.SQLITE_IOERR_SHMSIZE, Fault.FULL),
        (sqlite3.SQLITE_IOERR_READ, Fault.UNREADABLE),
    ],
)
def test_only_what_a_full_disk_causes_is_told_as_one(code: int, fault: Fault) -> None:
    """The driver's own error and SQLAlchemy's around it are told alike."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    assert fault_of(error) is fault
    assert fault_of(OperationalError("UPDATE meta SET value=1", None, error)) is fault
