"""Pages of the audit trail, newest first, for consoles and `inspect`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.exc import DBAPIError

from app.domain.audit import AuditFilter, Draft, Entry
from app.store.faults import StoreUnavailable, detail_of, fault_of
from app.store.vault.opening import vault_reader
from app.store.vault.schema import audit
from app.wire.administration import AuditPage

MOST_AT_ONCE = 1000

T = TypeVar("T")


class VaultReader:
    """Read-only access to a vault, also beside the engine; any thread. Methods raise StoreUnavailable."""

    def __init__(self, folder: Path) -> None:
        self._engine = vault_reader(folder)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction: what is read in it belongs together."""
        try:
            with self._engine.connect() as connection, connection.begin():
                return work(connection)
        except (DBAPIError, sqlite3.Error) as error:
            raise StoreUnavailable(fault_of(error), detail_of(error)) from error

    def entries(self, wanted: AuditFilter, *, before: int = 0, limit: int = 200) -> AuditPage:
        """A page of the trail, newest first, below number `before` (0: from the end); at most 1,000."""
        return self.read(lambda connection: read_page(connection, wanted, before=before, limit=limit))

    def close(self) -> None:
        self._engine.dispose()


def read_page(connection: Connection, wanted: AuditFilter, *, before: int = 0, limit: int = 200) -> AuditPage:
    """Up to `limit` entries (at most 1,000) below number `before`, 0 for from the end."""
    most = max(1, min(limit, MOST_AT_ONCE))
    if wanted.text:
        _offer_search(connection)
    query = _filtered(wanted)
    if before:
        query = query.where(audit.c.seq < before)
    rows = connection.execute(query.order_by(audit.c.seq.desc()).limit(most + 1)).all()
    total = connection.execute(select(func.max(audit.c.seq))).scalar() or 0
    return AuditPage(tuple(entry_of(row) for row in rows[:most]), len(rows) > most, total)


def entry_of(row: Any) -> Entry:
    """A row of the table, all its columns in order, as an entry."""
    seq, *values, kept = row
    return Entry(seq, kept, Draft(*values))


def _filtered(wanted: AuditFilter) -> Select[Any]:
    query = select(audit)
    for column, word in ((audit.c.operator, wanted.operator), (audit.c.act, wanted.act)):
        if word:
            query = query.where(column == word)
    if wanted.outcome:
        query = query.where(audit.c.outcome == wanted.outcome)
    if wanted.since:
        query = query.where(audit.c.at >= wanted.since)
    if wanted.until:
        query = query.where(audit.c.at < wanted.until)
    if wanted.text:
        needle = wanted.text.casefold()
        query = query.where(func.has_text(needle, audit.c.subject, audit.c.reason, audit.c.details))
    return query


def _offer_search(connection: Connection) -> None:
    """SQLite's own LIKE knows no case beyond A to Z."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.create_function("has_text", 4, _has_text, deterministic=True)


def _has_text(needle: str, *texts: str) -> bool:
    return any(needle in text.casefold() for text in texts)
