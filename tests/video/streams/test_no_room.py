"""Slots that take no picture are a fault of the tile: recording and counting go on, and it passes."""

import shutil
import subprocess
import sys

import pytest

from app.domain.video.cameras import Camera, Picture
from tests.support.waiting import PATIENCE_S, wait_until
from tests.video.streams.watcher import watching
from video.streams.endings import Ending


def test_a_picture_that_nobody_can_be_shown_ends_neither_recording_nor_counting(
    rtsp_server, tmp_path, caplog
):
    folder = tmp_path / "slots"
    camera = Camera("CAM-1", analysis_fps=30.0)
    with watching(folder, rtsp_server.url("/fast"), camera=camera) as seen:
        wait_until(lambda: seen.state and seen.state.reason, what="a reason")
        assert seen.state.picture is Picture.LIVE
        assert seen.state.reason == Ending.NOT_WRITTEN
        packets, looks = len(seen.notes.packets), len(seen.notes.lumas)
        wait_until(lambda: len(seen.notes.packets) > packets + 20, what="further packets to record")
        wait_until(lambda: len(seen.notes.lumas) > looks + 5, what="further pictures to count in")
        assert seen.notes.losses == []
        folder.mkdir()
        seen.frames(2)
        wait_until(lambda: not seen.state.reason, what="the end of the fault")
    assert caplog.text.count("cannot be handed on") == 1


FULL = """
import os, sys
from pathlib import Path
import numpy as np
from app.domain.video.scenes import Overlay
from app.wire.frame_slots import FrameSlotReader
from video.analytics import masking
from video.streams.shelf import SlotShelf
folder = Path(sys.argv[1])
shelf = SlotShelf(folder, "CAM-1", masking)
def put(captured):
    pixels = np.zeros((90, 160, 4), np.uint8)
    print(shelf.put(pixels, Overlay(), captured=captured, plain=True, blurred=True, mask=None, known=False))
with open(folder / "full", "wb", buffering=0) as other:
    try:
        while other.write(bytes(4096)): pass
    except OSError: pass
put(1)
(folder / "full").unlink()
put(2)
print(*(FrameSlotReader(folder, name).newer().captured for name in ("CAM-1", "CAM-1~blurred")))
"""
MOUNTED = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" -c "$3" "$1"'


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a small file system of its own")
def test_full_memory_takes_no_picture_until_there_is_room(tmp_path):
    mount = ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", str(tmp_path)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("nobody may mount anything here")
    order = ["unshare", "-Urm", "sh", "-c", MOUNTED, "sh", str(tmp_path), sys.executable, FULL]
    done = subprocess.run(order, check=False, capture_output=True, text=True, timeout=PATIENCE_S)
    assert (done.returncode, done.stdout.split()) == (0, ["False", "True", "2", "2"]), done.stderr
