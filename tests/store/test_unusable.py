"""A database that cannot be used is named in one sentence, and not a byte of it is changed."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from pathlib import Path

import pytest

from app.domain.catalogue import ValueType
from app.store.connection import history_path
from app.store.faults import Fault, StoreUnavailable, StoreUnusable
from app.store.reader import Reader
from tests.store.disk import fill
from tests.support.stores import journal_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a database that somebody has used."""
    used = journal_in(tmp_path)
    used.open()
    for number in range(2000):
        used.register_point(f"D{number}", "level", ValueType.NUMBER)
    used.append([(number, number, float(number)) for number in range(1, 2000)], [])
    used.close()
    return tmp_path


def refused(folder: Path) -> StoreUnusable:
    before = history_path(folder).read_bytes()
    with pytest.raises(StoreUnusable) as caught:
        journal_in(folder).open()
    assert history_path(folder).read_bytes() == before
    sentence = str(caught.value)
    assert str(history_path(folder)) in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return caught.value


def test_an_empty_file_is_damaged(folder: Path) -> None:
    history_path(folder).write_bytes(b"")
    assert refused(folder).fault is Fault.DAMAGED


def test_a_file_of_something_else_is_damaged(folder: Path) -> None:
    history_path(folder).write_text("not a database " * 500)
    assert refused(folder).fault is Fault.DAMAGED


@pytest.mark.parametrize("left", [50, 100, 4096, 20_000, 0.5, 0.95])
def test_a_file_that_was_cut_off_is_damaged(folder: Path, left: float) -> None:
    path = history_path(folder)
    data = path.read_bytes()
    path.write_bytes(data[: int(left if left >= 1 else len(data) * left)])
    assert refused(folder).fault is Fault.DAMAGED


@pytest.mark.parametrize("seed", range(5))
def test_pages_overwritten_with_noise_are_damage(folder: Path, seed: int) -> None:
    path = history_path(folder)
    noise = random.Random(seed)
    data = bytearray(path.read_bytes())
    with sqlite3.connect(path) as connection:
        tables = ("device", "point", "alarm", "segment")
        pages = [
            connection.execute("SELECT rootpage FROM sqlite_master WHERE name=?", (table,)).fetchone()[0]
            for table in tables
        ]
    connection.close()
    page = noise.choice(pages) - 1
    data[page * 4096 : page * 4096 + 4096] = noise.randbytes(4096)
    path.write_bytes(data)
    assert refused(folder).fault is Fault.DAMAGED


def test_a_database_of_a_newer_version_is_left_alone(folder: Path) -> None:
    with sqlite3.connect(history_path(folder)) as connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
    connection.close()
    error = refused(folder)
    assert error.fault is Fault.NEWER
    assert "9999" in str(error)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(history_path(tmp_path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    assert refused(tmp_path).fault is Fault.FOREIGN


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "PRAGMA locking_mode=EXCLUSIVE"])
def test_a_database_in_use_is_said_to_be(folder: Path, begin: str) -> None:
    other = sqlite3.connect(history_path(folder), isolation_level=None)
    other.execute(begin)
    if not begin.startswith("BEGIN"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE meta SET value='other'")
    assert refused(folder).fault is Fault.LOCKED
    other.close()


def test_a_full_disk_is_said_at_the_start(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(StoreUnusable) as caught:
        journal_in(small_disk).open()
    assert caught.value.fault is Fault.FULL
    assert not history_path(small_disk).exists()


def test_a_read_only_disk_is_said_at_the_start(small_disk: Path) -> None:
    used = journal_in(small_disk)
    used.open()
    used.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert refused(small_disk).fault is Fault.READ_ONLY


def test_the_reader_says_that_there_is_no_database(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    with pytest.raises(StoreUnavailable):
        reader.devices()
    reader.close()


def test_an_interrupted_first_start_is_no_damage(tmp_path: Path) -> None:
    history_path(tmp_path).with_suffix(".new").write_bytes(b"half")
    used = journal_in(tmp_path)
    used.open()
    used.close()
    assert history_path(tmp_path).exists()
    assert not history_path(tmp_path).with_suffix(".new").exists()
