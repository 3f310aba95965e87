"""`backup` and `restore`: what comes back, what stays where it was, and how the two are run."""

import os
import sqlite3
import stat
import threading

import pytest

from app.bootstrap import backup, restoring_backup
from app.bootstrap.database_copy import copy_database
from app.bootstrap.restoring_backup import keep_carried
from app.settings.secrets.passphrase_sources import FILE_VARIABLE, PASSPHRASE_VARIABLE
from app.settings.secrets.store import open_secrets
from app.store.reader import Reader
from tests.bootstrap.backups import ATTACHMENT, SECRET, brought_back, empty, files, full, made
from tests.bootstrap.small_city import fill
from tests.bootstrap.typing_in import Typist
from tests.settings.secrets.cheap import OTHER, PASSPHRASE

__all__ = ["empty", "full"]


def test_all_comes_back_and_what_belongs_to_one_machine_stays_there(full, empty, tmp_path):
    before = files(full.root)
    source = made(full, tmp_path / "one.backup")
    added = files(full.root).keys() - before.keys()
    assert {name for name in added if not name.endswith(("-wal", "-shm"))} == {"run/backup.lock"}
    brought_back(empty, source)
    found = files(empty.root)
    assert set(found) - {"run/engine.lock", "store/vault.db"} == {
        "settings.toml",
        "settings-versions/2026-11-20.toml",
        "maps/basemap.atbase",
        "layouts/desk-ana.json",
        "keys/secrets.sealed",
        "store/history.db",
        ATTACHMENT,
    }
    kept = [name for name in found if name in before and not name.startswith("store/")]
    assert all(found[name] == before[name] for name in kept)
    reader = Reader(empty.store)
    assert reader.database_figures().devices == 2
    reader.close()


def test_nothing_in_a_backup_can_be_read(full, tmp_path):
    content = made(full, tmp_path / "one.backup").read_bytes()
    for word in (SECRET, b"prueba", b"SQLite", b"desk-ana", b"PRE-1"):
        assert word not in content


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_both_are_for_their_owner_alone_whatever_the_umask(full, empty, tmp_path):
    before = os.umask(0)
    try:
        source = made(full, tmp_path / "one.backup")
        brought_back(empty, source)
    finally:
        os.umask(before)
    assert stat.S_IMODE(source.stat().st_mode) == 0o600
    open_to_others = [path for path in empty.root.rglob("*") if path.stat().st_mode & 0o077]
    assert open_to_others == []


def test_it_is_consistent_while_somebody_writes_all_the_time(data, empty, tmp_path):
    """Two tables of which every transaction writes the same row into both."""
    path = data.store / "vault.db"
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE a (n INTEGER, t TEXT); CREATE TABLE b (n INTEGER, t TEXT)"
    )
    done, wrote = threading.Event(), []

    def write() -> None:
        while not done.is_set():
            writer.execute("BEGIN IMMEDIATE")
            for table in ("a", "b"):
                writer.execute(f"INSERT INTO {table} VALUES (?, ?)", (len(wrote), "x" * 2000))
            writer.execute("COMMIT")
            wrote.append(1)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while len(wrote) < 500:
            done.wait(0.01)
        before = len(wrote)
        copied: list[int] = []
        copy_database(path, tmp_path / "copy.db", progress=copied.append)
        source = made(data, tmp_path / "one.backup")
    finally:
        done.set()
        thread.join()
        writer.close()
    brought_back(empty, source)
    for copy in (tmp_path / "copy.db", empty.store / "vault.db"):
        with sqlite3.connect(copy) as found:
            first, second = (found.execute(f"SELECT count(*), max(n) FROM {t}").fetchone() for t in "ab")
            assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found.close()
        assert first == second
        assert first[0] >= before
    assert sorted(copied) == copied


def test_what_the_keyring_of_the_old_machine_kept_is_carried_along(full, empty, tmp_path, monkeypatch):
    for name in (PASSPHRASE_VARIABLE, FILE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    (full.root / "keys" / "secrets.sealed").rename(full.root / "keys" / "secrets.in-keyring")
    source = made(full, tmp_path / "one.backup", **{"broker.password": "hunter2"})
    unpacked = brought_back(empty, source)
    assert dict(unpacked.carried) == {"broker.password": "hunter2"}
    assert "hunter2" not in repr(unpacked)
    assert not [name for name in files(empty.root) if "keyring" in name or "json" in name.split("/")[0]]
    assert "1 secrets" in keep_carried(empty, unpacked.carried, PASSPHRASE)
    found = open_secrets(empty.root, environ={PASSPHRASE_VARIABLE: PASSPHRASE})
    assert found.get("broker.password") == "hunter2"


def test_as_commands_with_the_usual_cost(data, empty, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    fill(data.store)
    typist, target = Typist(monkeypatch, capsys), tmp_path / "one.backup"
    home, other = ("--data", data.root), ("--data", empty.root)
    assert typist.run(backup, *home, target, lines=("short",)) == 1
    assert "at least 12" in typist.err
    assert not target.exists()
    assert typist.run(backup, *home, target, lines=(PASSPHRASE,)) == 0, typist.err
    assert "holds the backup" in typist.out
    assert "100 %" in typist.err
    assert typist.run(backup, *home, target, lines=(PASSPHRASE,)) == 1
    assert "is there already" in typist.err
    assert typist.run(restoring_backup, *other, target, lines=(OTHER,)) == 1
    assert typist.run(restoring_backup, *other, target, lines=(PASSPHRASE,)) == 0, typist.err
    assert "is restored into" in typist.out


@pytest.mark.parametrize(
    ("target", "said"), [("data/one.backup", "on another disk"), ("nowhere/one.backup", "no folder")]
)
def test_a_backup_has_a_place_outside(data, tmp_path, monkeypatch, capsys, target, said):
    typist = Typist(monkeypatch, capsys)
    assert typist.run(backup, "--data", data.root, tmp_path / target, lines=(PASSPHRASE,)) == 1
    assert said in typist.err
