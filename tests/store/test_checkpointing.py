"""The write-ahead log moves into the file without keeping the writer out."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from app.store.checkpointing import Checkpointer
from app.store.connection import writer_engine

FOR_EVER_MS = 3_600_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "some.db") as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE reading (value INTEGER)")
    made.close()
    return tmp_path / "some.db"


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """One that checkpoints nothing by itself and does not wait for others."""
    made = sqlite3.connect(path, timeout=0, isolation_level=None)
    made.execute("PRAGMA wal_autocheckpoint=0")
    yield made
    made.close()


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    """Whose connections would wait for ever."""
    made = writer_engine(path)
    event.listen(
        made, "connect", lambda driver, _record: driver.execute(f"PRAGMA busy_timeout={FOR_EVER_MS}")
    )
    yield made
    made.dispose()


def write(writer: sqlite3.Connection, rows: int = 2000) -> None:
    writer.execute("BEGIN IMMEDIATE")
    writer.executemany("INSERT INTO reading VALUES (?)", ((row,) for row in range(rows)))
    writer.execute("COMMIT")


def test_the_log_starts_anew_once_all_of_it_is_in_the_file(
    path: Path, writer: sqlite3.Connection, engine: Engine
) -> None:
    wal = Path(f"{path}-wal")
    checkpointer = Checkpointer(engine, path, enough=1, too_much=1)
    write(writer)
    size = wal.stat().st_size
    for _ in range(5):
        checkpointer.look()
        write(writer)
    checkpointer.close()
    assert wal.stat().st_size < 2 * size, "five times as much went through it"


def test_a_reader_that_takes_its_time_keeps_nobody_out(
    path: Path, writer: sqlite3.Connection, engine: Engine
) -> None:
    checkpointer = Checkpointer(engine, path, enough=1, too_much=1)
    write(writer)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM reading").fetchone() == (2000,)
    checkpointer.look()
    write(writer)
    checkpointer.look()
    write(writer)
    assert reader.execute("SELECT count(*) FROM reading").fetchone() == (2000,), "as it was when it began"
    reader.close()
    checkpointer.look()
    checkpointer.close()
    assert writer.execute("SELECT count(*) FROM reading").fetchone() == (6000,)


def test_a_log_that_was_long_once_is_not_taken_for_full(
    path: Path, writer: sqlite3.Connection, engine: Engine
) -> None:
    wal = Path(f"{path}-wal")
    write(writer, 100_000)
    limit = wal.stat().st_size // 2
    checkpointer = Checkpointer(engine, path, enough=1, too_much=limit)
    checkpointer.look()
    write(writer, 1)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM reading").fetchone()
    checkpointer.look()
    write(writer, 1)
    reader.close()
    checkpointer.close()
    assert wal.stat().st_size >= limit
