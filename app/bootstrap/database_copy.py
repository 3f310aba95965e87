"""A consistent copy of an SQLite database that another process may be writing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

PAGES_AT_ONCE = 4096


def copy_database(source: Path, target: Path, *, progress: Callable[[int], None] = lambda _: None) -> None:
    """Write the database as it is at this moment into the new file `target`; raises sqlite3.Error.

    The writer is not held up; what it writes meanwhile stays in its log until the copy is done. `progress`
    is told the bytes copied so far.
    """
    target.touch(mode=0o600, exist_ok=False)
    with (
        contextlib.closing(_opened(source, "ro")) as old,
        contextlib.closing(_opened(target, "rw")) as new,
    ):
        # A reading transaction of our own: without it the copy would begin anew at each commit of the writer.
        old.execute("BEGIN")
        page = old.execute("PRAGMA page_size").fetchone()[0]
        old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        new.execute("PRAGMA synchronous=OFF")
        old.backup(new, pages=PAGES_AT_ONCE, progress=lambda _, left, total: progress((total - left) * page))


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=10.0, isolation_level=None)
