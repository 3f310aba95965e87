"""A full disk, a kill, a damaged database: a fault leaves no backup and no folder half done."""

import os
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, data_folder
from tests.bootstrap.backups import brought_back, empty, forged, full, made, untouched
from tests.store.conftest import small_disk

__all__ = ["empty", "full", "small_disk"]


ROOT = Path(__file__).parents[2]


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
