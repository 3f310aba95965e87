"""One state of a vault's audit trail, read raw and fast: of the engine's own, or of a copy from anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from app.store.faults import Fault, StoreUnavailable, detail_of, fault_of
from app.store.vault import schema
from app.store.vault.rows import Link, Row, form_of
from app.store.vault.signing import SignedHead

LONGEST_BYTES = 1 << 20
"""No column of an entry of ours is longer."""
_NAMES = tuple(column.name for column in schema.audit.columns if column.name != "hash")
_COLUMNS = ", ".join((*_NAMES, "hash"))
_FORM = f"CAST(json_array({', '.join(_NAMES)}) AS BLOB)"
_SIGNS = "".join(map(chr, (*range(1, 0x300), *range(0x2000, 0x2100), 0xFFFD, 0xFFFF, 0x1F600, 0x10FFFF)))
_SAMPLE = (2**62, -(2**40), _SIGNS, "", "/", "null", "0", "\\u0041", "'\"", "a\0b", "\x7f")
_OURS = (
    "SELECT count(*) FROM sqlite_master, pragma_table_info('audit') AS column "
    "WHERE sqlite_master.type='table' AND sqlite_master.name='audit' "
    "AND column.name='seq' AND column.type='INTEGER' AND column.pk=1"
)
"""A number is then an integer that no two entries share."""
_HEADS = "SELECT ifnull(CAST(seq AS INTEGER), 0), at, hash, key, signature FROM signed_head ORDER BY seq"
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR)
_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""The second where the driver's own words hold what was read from a damaged file."""


class RowUnreadable(Exception):
    """The next row cannot be read: the file is damaged, or holds what no entry of ours does."""

    def __init__(self, error: Exception) -> None:
        self.damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE
        super().__init__(detail_of(error))


class Snapshot:
    """A context; one thread. Raises StoreUnavailable on entering when it is no vault that can be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self.installation = ""

    def __enter__(self) -> Self:
        try:
            self._connection = _connected(self._path)
            found = self._open.execute("SELECT value FROM meta WHERE key='installation'").fetchone()
            is_ours = self._open.execute(_OURS).fetchone()[0] == 1
        except _ERRORS as error:
            self.__exit__()
            raise StoreUnavailable(fault_of(error), detail_of(error)) from error
        if not is_ours:
            self.__exit__()
            raise StoreUnavailable(Fault.FOREIGN, "its table of the trail is not ours")
        self.installation = str(found[0]) if found else ""
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def heads(self) -> list[SignedHead]:
        """The signed heads, oldest first. Raises StoreUnavailable."""
        try:
            rows = self._open.execute(_HEADS).fetchall()
        except _ERRORS as error:
            raise StoreUnavailable(fault_of(error), detail_of(error)) from error
        return [
            SignedHead(seq, at, hash_, key, signature, self.installation)
            for seq, at, hash_, key, signature in rows
        ]

    def people(self) -> dict[str, str]:
        """Names of the operators who may sign in, by their ids. Raises StoreUnavailable."""
        try:
            return dict(self._open.execute("SELECT id, name FROM operator WHERE enabled"))
        except _ERRORS as error:
            raise StoreUnavailable(fault_of(error), detail_of(error)) from error

    def rows(self, first: int = -(2**63), last: int = 2**63 - 1) -> Iterator[Row]:
        """Every entry by its number, or those from `first` to `last`. Raises RowUnreadable."""
        return self._each(_COLUMNS, first, last)

    def links(self) -> Iterator[Link]:
        """Every entry by its number, as the chain needs it. Raises RowUnreadable."""
        if self._writes_our_form():
            return self._each(f"seq, {_FORM}, hash", -(2**63), 2**63 - 1)
        return ((row[0], form_of(row), row[-1]) for row in self.rows())

    def _each(self, what: str, first: int, last: int) -> Iterator[Row]:
        query = f"SELECT {what} FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq"
        next_ = first
        try:
            for row in self._open.execute(query, (next_, last)):
                yield row
                next_ = row[0] + 1
        except _ERRORS:
            # The driver steps ahead of the row that it gives: one by one, to say which it was.
            while (row := self._one(f"{query} LIMIT 1", (next_, last))) is not None:
                yield row
                next_ = row[0] + 1

    def _one(self, query: str, span: tuple[int, int]) -> Row | None:
        try:
            found: Row | None = self._open.execute(query, span).fetchone()
        except _ERRORS as error:
            raise RowUnreadable(error) from error
        return found

    def _writes_our_form(self) -> bool:
        """SQLite's own JSON is ours to the byte, and much faster; where it should not be (a version without
        it, a file in UTF-16), Python writes the form."""
        names = ", ".join(f"? AS {name}" for name in _NAMES)
        try:
            found = self._open.execute(f"SELECT {_FORM} FROM (SELECT {names})", _SAMPLE).fetchone()
        except _ERRORS:
            return False
        return bool(found[0] == form_of(_SAMPLE))

    def hash_before(self, seq: int) -> bytes | None:
        """The hash of the entry before number `seq`; None when there is none."""
        found = self._open.execute("SELECT hash FROM audit WHERE seq=?", (seq - 1,)).fetchone()
        return found[0] if found else None

    def span(self, since: int = 0, until: int = 0) -> tuple[int, int]:
        """Numbers of the first and the last entry of a time (epoch ms, `until` not included, 0 for open);
        (1, 0) for none. Raises StoreUnavailable."""
        query = "SELECT min(seq), max(seq) FROM audit WHERE at >= ? AND at < ?"
        times = (since or -(2**63), until or 2**63 - 1)
        try:
            first, last = self._open.execute(query, times).fetchone()
        except _ERRORS as error:
            raise StoreUnavailable(fault_of(error), detail_of(error)) from error
        return (1, 0) if first is None else (first, last)

    @property
    def _open(self) -> sqlite3.Connection:
        assert self._connection is not None, "entered"
        return self._connection


def _connected(path: Path) -> sqlite3.Connection:
    """In a transaction. A copy on a medium that nobody can write has no room for SQLite's files beside it."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    try:
        return _begun(uri)
    except sqlite3.OperationalError:
        if not path.is_file() or Path(f"{path}-wal").exists():
            raise
        return _begun(f"{uri}&immutable=1")


def _begun(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_BYTES)
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("PRAGMA cell_size_check=ON")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except _ERRORS:
        connection.close()
        raise
    return connection
