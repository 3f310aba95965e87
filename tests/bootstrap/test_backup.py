"""`backup` and `restore`: what comes back, what is refused, and that a fault leaves nothing half done."""

import io
import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap import backup, restoring_backup
from app.bootstrap.backup import make_backup
from app.bootstrap.backup_members import NameUnfit, parts_of
from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, data_folder
from app.bootstrap.database_copy import copy_database
from app.bootstrap.restoring_backup import keep_carried, restore
from app.engine.run_folder import claim
from app.settings.secrets.passphrase_sources import FILE_VARIABLE, PASSPHRASE_VARIABLE
from app.settings.secrets.sealed_stream import SealingWriter
from app.settings.secrets.store import open_secrets
from app.store.reader import Reader
from tests.bootstrap.small_city import fill
from tests.bootstrap.typing_in import Typist
from tests.settings.secrets.cheap import BOUNDS, COST, OTHER, PASSPHRASE
from tests.store.conftest import small_disk

__all__ = ["small_disk"]
ROOT = Path(__file__).parents[2]
SECRET = b"hunter2-hunter2"


@pytest.fixture
def full(city: DataFolder) -> DataFolder:
    """A data folder with one of everything, and what belongs to this machine alone."""
    city.settings.write_text('[site]\nid = "prueba"\n')
    for name, content in {
        "settings-versions/2026-11-20.toml": b"old",
        "maps/basemap.atbase": os.urandom(700_000),
        "layouts/desk-ana.json": b"{}",
        "keys/secrets.sealed": SECRET,
        "logs/engine.log": b"a log",
        "run/engine.json": b"{}",
        "recordings/cam-1/1.mp4": b"video",
    }.items():
        (city.root / name).parent.mkdir(parents=True, exist_ok=True)
        (city.root / name).write_bytes(content)
    return city


@pytest.fixture
def empty(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path / "other")


def made(data: DataFolder, target: Path, **carried: str) -> Path:
    make_backup(data, target, PASSPHRASE, carried=carried, cost=COST)
    return target


def brought_back(data: DataFolder, source: Path, passphrase: str = PASSPHRASE):
    return restore(data, source, passphrase, bounds=BOUNDS)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def untouched(data: DataFolder) -> bool:
    return set(files(data.root)) <= {"run/engine.lock"} and not list(data.root.glob(".restore-*"))


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


# -- refused ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small_backup(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("small")
    data = data_folder(folder / "data")
    data.settings.write_text('[site]\nid = "prueba"\n')
    (data.maps / "basemap.atbase").write_bytes(os.urandom(600_000))
    return made(data, folder / "one.backup").read_bytes()


@given(st.data())
def test_a_changed_or_shortened_backup_leaves_the_folder_empty(small_backup, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("restore")
    content = bytearray(small_backup)
    if data.draw(st.booleans()):
        bit = data.draw(st.integers(0, len(content) * 8 - 1))
        content[bit // 8] ^= 1 << bit % 8
    else:
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    (folder / "one.backup").write_bytes(content)
    target = data_folder(folder / "data")
    with pytest.raises(Unable):
        brought_back(target, folder / "one.backup")
    assert untouched(target)


def test_another_passphrase_opens_nothing(small_backup, empty, tmp_path):
    (tmp_path / "one.backup").write_bytes(small_backup)
    with pytest.raises(Unable, match="passphrase is another"):
        brought_back(empty, tmp_path / "one.backup", OTHER)
    assert untouched(empty)


def forged(target: Path, *members: tuple[tarfile.TarInfo, bytes], manifest: bytes = b"") -> Path:
    """A backup whose author knows the passphrase."""
    text = manifest or json.dumps({"format": 1, "made": "today", "bytes": 1}).encode()
    first = tarfile.TarInfo("backup.json")
    with target.open("wb") as sink:
        writer = SealingWriter(sink, PASSPHRASE, cost=COST)
        with tarfile.open(fileobj=writer, mode="w|") as archive:
            for info, content in ((first, text), *members):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        writer.finish()
    return target


def link(name: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize(
    "info",
    [
        tarfile.TarInfo("../outside"),
        tarfile.TarInfo("/etc/outside"),
        tarfile.TarInfo("maps/../../outside"),
        tarfile.TarInfo("maps\\..\\outside"),
        tarfile.TarInfo("C:outside"),
        tarfile.TarInfo("maps/a\nb"),
        tarfile.TarInfo("run/engine.json"),
        tarfile.TarInfo(".restore-x"),
        tarfile.TarInfo("x" * 2000),
        link("maps/link", tarfile.SYMTYPE),
        link("maps/link", tarfile.LNKTYPE),
        link("maps/pipe", tarfile.FIFOTYPE),
        link("maps/device", tarfile.CHRTYPE),
    ],
    ids=lambda info: f"{info.name[:20]!r}{info.type!r}",
)
def test_a_name_that_leads_out_or_is_no_file_is_refused(empty, tmp_path, info):
    good = tarfile.TarInfo("settings.toml")
    with pytest.raises(Unable, match="cannot be in a backup"):
        brought_back(empty, forged(tmp_path / "evil.backup", (good, b"x"), (info, b"")))
    assert untouched(empty)
    assert {path.name for path in tmp_path.iterdir()} == {"evil.backup", "other"}


@pytest.mark.parametrize("manifest", [b"[]", b"{}", b"{", b'{"format": 2, "bytes": 1}', b'{"format": 1}'])
def test_a_backup_that_tells_nonsense_of_itself_is_refused(empty, tmp_path, manifest):
    with pytest.raises(Unable, match=r"laid out|newer version"):
        brought_back(empty, forged(tmp_path / "odd.backup", manifest=manifest))
    assert untouched(empty)


def test_the_same_file_twice_is_refused(empty, tmp_path):
    twice = [(tarfile.TarInfo("settings.toml"), b"x"), (tarfile.TarInfo("settings.toml"), b"y")]
    with pytest.raises(Unable, match="File exists"):
        brought_back(empty, forged(tmp_path / "odd.backup", *twice))
    assert untouched(empty)


def test_more_than_the_disk_holds_is_refused_before_it_is_unpacked(empty, tmp_path):
    manifest = json.dumps({"format": 1, "made": "today", "bytes": 10**18}).encode()
    with pytest.raises(Unable, match="not enough room"):
        brought_back(empty, forged(tmp_path / "big.backup", manifest=manifest))
    assert untouched(empty)


@given(st.text(max_size=30))
def test_no_accepted_name_leads_out(name):
    try:
        parts = parts_of(name)
    except NameUnfit:
        return
    assert Path("/data", *parts).resolve().is_relative_to("/data")
    assert "/".join(parts) == name


def test_a_folder_in_use_or_an_engine_that_runs_is_left_alone(small_backup, city, empty, tmp_path):
    (tmp_path / "one.backup").write_bytes(small_backup)
    before = files(city.root)
    with pytest.raises(Unable, match="is not empty"):
        brought_back(city, tmp_path / "one.backup")
    assert files(city.root).items() >= before.items()
    engine = claim(empty.root)
    with pytest.raises(Unable, match="already running"):
        brought_back(empty, tmp_path / "one.backup")
    engine.release()
    assert untouched(empty)


# -- faults -----------------------------------------------------------------------------------------


def test_a_full_disk_leaves_no_backup(full, small_disk):
    (full.maps / "large").write_bytes(os.urandom(5_000_000))
    with pytest.raises(Unable, match="No space left"):
        made(full, small_disk / "one.backup")
    assert list(small_disk.iterdir()) == []
    assert not list(full.root.glob(".backup-*"))


def test_a_disk_that_fills_up_while_restoring_leaves_no_restored_folder(small_disk, tmp_path):
    large = (tarfile.TarInfo("maps/large"), os.urandom(5_000_000))
    source = forged(tmp_path / "large.backup", (tarfile.TarInfo("settings.toml"), b"x"), large)
    target = data_folder(small_disk / "data")
    with pytest.raises(Unable, match="No space left"):
        brought_back(target, source)
    assert untouched(target)


KILLED = """
import os, sys
from pathlib import Path
from app.bootstrap.backup import make_backup
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.restoring_backup import restore
from tests.settings.secrets.cheap import BOUNDS, COST, PASSPHRASE
what, data, file = sys.argv[1:]
begun = False
def say(text):
    global begun
    if begun:
        os.kill(os.getpid(), 9)
    begun = text in ("Writing the backup", "Reading the backup")
if what == "backup":
    make_backup(DataFolder(Path(data)), Path(file), PASSPHRASE, carried={}, cost=COST, say=say)
else:
    restore(DataFolder(Path(data)), Path(file), PASSPHRASE, bounds=BOUNDS, say=say)
"""


def killed(what: str, data: DataFolder, file: Path) -> None:
    """In the midst of the stream, after the first tenth of it or more."""
    command = [sys.executable, "-c", KILLED, what, str(data.root), str(file)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_a_backup_killed_half_way_has_no_final_name_and_the_next_one_tidies_up(full, empty, tmp_path):
    target = tmp_path / "one.backup"
    killed("backup", full, target)
    assert not target.exists()
    assert list(full.root.glob(".backup-*"))
    brought_back(empty, made(full, target))
    assert not list(full.root.glob(".backup-*"))
    assert not list(empty.root.glob(".backup-*"))


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_a_restore_killed_half_way_can_be_begun_again(full, empty, tmp_path):
    source = made(full, tmp_path / "one.backup")
    killed("restore", empty, source)
    assert {path.name[:9] for path in empty.root.iterdir()} == {"run", ".restore-"}
    brought_back(empty, source)
    assert empty.settings.read_text() == full.settings.read_text()
    assert not list(empty.root.glob(".restore-*"))


def test_an_unreadable_database_is_told(data, tmp_path):
    (data.store / "history.db").write_bytes(b"once a database" * 500)
    with pytest.raises(Unable, match="database could not be copied"):
        made(data, tmp_path / "one.backup")
    assert not list(tmp_path.glob("*.backup*"))


# -- the commands -----------------------------------------------------------------------------------


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
