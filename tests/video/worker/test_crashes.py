"""A decoder that takes its worker with it: whose thread it was is known afterwards."""

import contextlib
import signal
import socket
import subprocess
import sys

import pytest

from app.domain.video.cameras import Camera, CameraStream
from tests.support.waiting import PATIENCE_S
from video.worker.crashes import crash_file, take_crash
from video.worker.link import encode
from video.worker.messages import Assign, Begin

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals to one thread")

CRASHES = """
import signal, sys, threading, time
from pathlib import Path

def noted():
    file = Path(sys.argv[2])
    return file.exists() and file.read_text().count("camera 0x") == int(sys.argv[3])

def crash():
    while True:
        if not noted():
            time.sleep(0.01)
            continue
        for thread in threading.enumerate():
            if thread.name == sys.argv[1]:
                signal.pthread_kill(thread.ident, signal.SIGSEGV)
                threading.Event().wait()  # once: another would end it before it has told of this one

"""
WORKER = (
    CRASHES
    + """
from video.worker.main import run

threading.Thread(target=crash, daemon=True).start()
raise SystemExit(run())
"""
)
NOTES = (
    CRASHES
    + """
from video.worker.crashes import CrashNotes

notes = CrashNotes(Path(sys.argv[2]))

def camera(name):
    notes.begins(name)
    threading.Event().wait()

def ended(name):
    notes.begins(name)

for name in ("A", "B ü/1", "C"):
    before = threading.Thread(target=ended, args=("before",))
    before.start()
    before.join()
    threading.Thread(target=camera, args=(name,), name=name, daemon=True).start()
if sys.argv[1] == "killed":
    signal.raise_signal(signal.SIGKILL)
crash()
"""
)


def test_of_two_cameras_of_a_worker_the_one_that_crashed_it_is_known(tmp_path):
    streams, file = [], crash_file(tmp_path, 3)
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, "camera B", file, "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    with contextlib.ExitStack() as stack:
        stack.callback(process.wait, PATIENCE_S)
        stack.callback(process.kill)
        stack.callback(process.stdin.close)
        for name in "AB":
            mute = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            streams.append(CameraStream(name, f"rtsp://127.0.0.1:{mute.getsockname()[1]}/{name}"))
        process.stdin.write(encode(Begin(3, str(tmp_path), "", "", "UTC")))
        process.stdin.write(encode(Assign((Camera("A"), Camera("B")), tuple(streams))))
        process.stdin.flush()
        assert process.wait(PATIENCE_S) == -signal.SIGSEGV
    assert take_crash(file) == "B"
    assert take_crash(file) == "", "told once"


@pytest.mark.parametrize(
    ("thread", "told"),
    [("A", "A"), ("B ü/1", "B ü/1"), ("MainThread", ""), ("killed", "")],
)
def test_only_who_was_at_it_is_told(tmp_path, thread, told):
    file = tmp_path / "notes"
    file.write_text("camera 0x1 OLD\nCurrent thread 0x0001 (most recent call first):\n")
    ended = subprocess.run([sys.executable, "-c", NOTES, thread, file, "6"], timeout=PATIENCE_S, check=False)
    assert ended.returncode == -(signal.SIGKILL if thread == "killed" else signal.SIGSEGV)
    assert take_crash(file) == told


def test_without_a_file_nobody_is_told(tmp_path):
    assert take_crash(tmp_path / "none") == ""
