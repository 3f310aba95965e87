"""One engine on a data folder: the lock, the folders of an epoch, and who may look into them."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.engine.run_folder import EngineRunning, claim, close_epoch, open_epoch, own_folder

HOLDER = """
import sys, time
from pathlib import Path
from app.engine.run_folder import claim
lock = claim(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(600)
"""


def test_a_second_engine_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    lock = claim(tmp_path)
    with pytest.raises(EngineRunning, match="already running"):
        claim(tmp_path)
    lock.release()
    claim(tmp_path).release()


@pytest.mark.expects_leftovers("the holder is killed by the test itself")
def test_a_killed_engine_leaves_the_folder_free(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(EngineRunning):
        claim(tmp_path)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    claim(tmp_path).release()


def test_an_epoch_begins_by_deleting_the_dead_ones(tmp_path: Path) -> None:
    first = open_epoch(tmp_path)
    (first.columns / "points-1.col").write_bytes(b"old")
    second = open_epoch(tmp_path)
    assert second.epoch != first.epoch
    assert not first.columns.exists()
    close_epoch(second)
    assert not second.columns.exists()


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    run = open_epoch(tmp_path)
    for folder in (run.columns, Path(run.address).parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    close_epoch(run)


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    os.chown(foreign, 12_345, 12_345)
    with pytest.raises(PermissionError, match="belongs to somebody else"):
        own_folder(foreign)
