"""A video supervisor that an earlier engine has left: it is ended when it hangs, and nobody else is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from app.bootstrap.lock_holder import end_holder, say_holder
from app.bootstrap.video_process import ATTACH_S, VideoProcess
from app.domain.instant import Instant
from tests.support.waiting import wait_until

HOLDS = (
    "import sys, time; from pathlib import Path; from filelock import FileLock;"
    "from app.bootstrap.lock_holder import say_holder;"
    "lock = FileLock(sys.argv[1]); lock.acquire(); say_holder(Path(sys.argv[2]));"
    "print('up', flush=True); time.sleep(60)"
)


def made(folder: Path) -> VideoProcess:
    return VideoProcess(
        [sys.executable, "-c", "input()"],
        lock=folder / "run" / "video.lock",
        holder=folder / "holder.json",
        log_file=folder / "video.err",
        first_words=lambda: b"go\n",
    )


def test_one_that_hangs_is_ended_and_another_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    process = made(tmp_path)
    (tmp_path / "run").mkdir()
    files = str(tmp_path / "run" / "video.lock"), str(tmp_path / "holder.json")
    with subprocess.Popen([sys.executable, "-c", HOLDS, *files], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"up\n"
        for at in (1.0, ATTACH_S):
            process.attend(Instant(at, 0), wanted=True, attached=False)
        assert other.poll() is None, "it may still attach"
        process.attend(Instant(ATTACH_S + 2.0, 0), wanted=True, attached=False)
        wait_until(lambda: other.poll() is not None, what="its end")
    assert "earlier engine" in caplog.text
    process.attend(Instant(ATTACH_S + 3.0, 0), wanted=True, attached=False)
    process.close()


def test_a_process_that_only_has_the_number_is_let_be(tmp_path: Path) -> None:
    file = tmp_path / "holder.json"
    assert not end_holder(file)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        say_holder(file)
        told = json.loads(file.read_bytes())
        file.write_text(json.dumps({**told, "pid": stranger.pid, "began": told["began"] - 60.0}))
        assert not end_holder(file)
        assert stranger.poll() is None
        stranger.communicate(b"\n")
    with FileLock(tmp_path / "other.lock"):
        file.write_text("[]")
        assert not end_holder(file)
