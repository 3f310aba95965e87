"""Frame slots: a reader gets whole frames with their own overlay, whatever the writer does meanwhile."""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.scenes import Overlay, Track
from app.domain.video.stages import TrackClass
from app.wire.frame_slots import (
    BLURRED,
    OVERLAY_BYTES,
    SLOT_BYTES,
    SUFFIX,
    FrameSlotReader,
    FrameSlotWriter,
    slot_path,
    stream_of,
)
from tests.support.waiting import PATIENCE_S

WRITER = """
import sys, itertools
import numpy as np
from pathlib import Path
from app.domain.video.scenes import Overlay, Track
from app.domain.video.stages import TrackClass
from app.wire.frame_slots import FrameSlotWriter
writer = FrameSlotWriter(Path(sys.argv[1]), "CAM-1")
sizes = ((64, 48), (640, 360), (320, 180))
print("ready", flush=True)
for number in itertools.count(1):
    width, height = sizes[number % 3]
    pixels = np.full((height, width, 4), number % 251, np.uint8)
    tracks = (Track(number, TrackClass.VEHICLE, 0, 0, 1, 1),) * (number % 50 + 1)
    writer.write(pixels, Overlay(tracks), captured=number)
"""
WHOLE_FRAMES = 150


def picture(value=7, width=8, height=6):
    return np.full((height, width, 4), value, np.uint8)


def track(number=1):
    return Track(number, TrackClass.PERSON, 0.1, 0.2, 0.3, 0.4)


@pytest.fixture
def slot(tmp_path):
    writer = FrameSlotWriter(tmp_path, "CAM-1")
    reader = FrameSlotReader(tmp_path, "CAM-1")
    yield writer, reader
    reader.close()
    writer.close()


def test_frames_of_another_process_are_never_torn(tmp_path):
    order = [sys.executable, "-c", WRITER, str(tmp_path)]
    with contextlib.ExitStack() as stack:
        writer = stack.enter_context(subprocess.Popen(order, stdout=subprocess.PIPE))
        stack.callback(writer.kill)
        writer.stdout.readline()
        reader = FrameSlotReader(tmp_path, "CAM-1")
        stack.callback(reader.close)
        seen = whole = 0
        while whole < WHOLE_FRAMES:
            assert writer.poll() is None
            frame = reader.newer(seen)
            if frame is None:
                continue
            seen, whole = frame.sequence, whole + 1
            number = frame.captured
            assert frame.pixels.shape[:2] == ((48, 64), (360, 640), (180, 320))[number % 3]
            assert (frame.pixels == number % 251).all()
            assert {one.id for one in frame.overlay.tracks} == {number}
            assert len(frame.overlay.tracks) == number % 50 + 1


def test_a_frame_is_given_once(slot):
    writer, reader = slot
    assert reader.newer() is None
    writer.write(picture(9), Overlay((track(3),)), captured=5, media_ms=4)
    frame = reader.newer()
    assert (frame.captured, frame.media_ms, frame.overlay.tracks[0].id) == (5, 4, 3)
    assert (frame.pixels == 9).all()
    assert reader.newer(frame.sequence) is None


def test_a_copy_stays_what_it_was(slot):
    writer, reader = slot
    writer.write(picture(1), Overlay(), captured=1)
    first = reader.newer()
    writer.write(picture(2), Overlay(), captured=2)
    assert (first.pixels == 1).all()


def test_a_frame_that_is_being_written_is_left_alone(slot, tmp_path):
    writer, reader = slot
    writer.write(picture(), Overlay(), captured=1)
    with slot_path(tmp_path, "CAM-1").open("r+b") as file:
        file.seek(8)
        file.write((3).to_bytes(8, "little"))
    assert reader.newer() is None


def test_a_slot_made_anew_is_found_when_asked_to_look_again(tmp_path):
    reader = FrameSlotReader(tmp_path, "CAM-1")
    assert reader.newer() is None
    for value in (1, 2):
        writer = FrameSlotWriter(tmp_path, "CAM-1")
        writer.write(picture(value), Overlay(), captured=value)
        reader.reopen()
        assert (reader.newer().pixels == value).all()
        writer.close()
    assert not list(tmp_path.iterdir())
    assert (reader.newer().pixels == 2).all(), "the last frame stays with who has it"
    reader.close()


def test_a_writer_that_goes_late_takes_nothing_from_its_successor(tmp_path):
    """A camera that moves to another worker has for a moment two of them."""
    before = FrameSlotWriter(tmp_path, "CAM-1")
    after = FrameSlotWriter(tmp_path, "CAM-1")
    after.write(picture(2), Overlay(), captured=2)
    before.close()
    reader = FrameSlotReader(tmp_path, "CAM-1")
    assert reader.newer().captured == 2
    reader.close()
    after.close()
    assert not list(tmp_path.iterdir())


class KeepsItsFiles(type(Path())):
    """A folder on Windows while its files are mapped."""

    def unlink(self, missing_ok=False):
        raise PermissionError(13, "somebody has it mapped")


def test_a_slot_that_cannot_be_removed_is_used_again(tmp_path):
    with contextlib.ExitStack() as stack:
        reader = FrameSlotReader(tmp_path, "CAM-1")
        stack.callback(reader.close)
        slot_path(tmp_path, "CAM-1").touch()
        for value in (1, 2):
            writer = FrameSlotWriter(KeepsItsFiles(tmp_path), "CAM-1")
            assert reader.newer() is None, "nothing of the writer before"
            writer.write(picture(value), Overlay(), captured=value)
            assert (reader.newer().pixels == value).all()
            writer.close()


NO_ROOM = """
import os, sys
from pathlib import Path
import numpy as np
from app.domain.video.scenes import Overlay
from app.wire.frame_slots import FrameSlotReader, FrameSlotWriter
folder = Path(sys.argv[1])
def filled():
    other = os.open(folder / "full", os.O_CREAT | os.O_WRONLY)
    try:
        while os.write(other, bytes(4096)): pass
    except OSError:
        os.close(other)
def put(writer, width, height, captured):
    print(writer.write(np.zeros((height, width, 4), np.uint8), Overlay(), captured=captured))
writer = FrameSlotWriter(folder, "CAM-1")
put(writer, 160, 90, 1)
put(writer, 1920, 1080, 2)
print(FrameSlotReader(folder, "CAM-1").newer().captured)
filled()
late = FrameSlotWriter(folder, "CAM-2")
put(late, 160, 90, 3)
(folder / "full").unlink()
put(late, 160, 90, 4)
put(writer, 160, 90, 5)
print(*(FrameSlotReader(folder, name).newer().captured for name in ("CAM-1", "CAM-2")))
"""
MOUNTED = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" -c "$3" "$1"'


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a small file system of its own")
def test_a_full_memory_is_said_leaves_the_frame_of_before_and_passes(tmp_path):
    order = ["unshare", "-Urm", "sh", "-c", MOUNTED, "sh", str(tmp_path), sys.executable, NO_ROOM]
    mount = ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", str(tmp_path)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("nobody may mount anything here")
    done = subprocess.run(order, check=False, capture_output=True, text=True, timeout=PATIENCE_S)
    said = ["written", "no_room", "1", "no_room", "written", "written", "5", "4"]
    assert (done.returncode, done.stdout.split()) == (0, said), done.stderr


def test_an_overlay_too_large_goes_without_and_the_frame_comes(slot):
    writer, reader = slot
    writer.write(picture(), Overlay(mask=bytes(OVERLAY_BYTES)), captured=1)
    frame = reader.newer()
    assert frame.captured == 1
    assert frame.overlay == Overlay()


@pytest.mark.parametrize("shape", [(1081, 1920, 4), (1080, 1921, 4), (0, 8, 4), (6, 8, 3), (6, 8)])
def test_a_picture_that_fits_no_slot_leaves_the_one_of_before(slot, shape):
    writer, reader = slot
    writer.write(picture(5), Overlay(), captured=1)
    with pytest.raises(ValueError, match="fits no slot"):
        writer.write(np.zeros(shape, np.uint8), Overlay(), captured=2)
    assert reader.newer().captured == 1


def test_the_largest_picture_fits(slot):
    writer, reader = slot
    writer.write(picture(5, 1920, 1080), Overlay(), captured=1)
    assert reader.newer().pixels.shape == (1080, 1920, 4)


@pytest.mark.parametrize("content", [b"", b"short", bytes(SLOT_BYTES), b"x" * SLOT_BYTES])
def test_a_file_that_is_no_slot_shows_nothing(tmp_path, content):
    slot_path(tmp_path, "CAM-1").write_bytes(content)
    reader = FrameSlotReader(tmp_path, "CAM-1")
    assert reader.newer() is None
    reader.close()


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.booleans())
def test_whatever_its_name_a_slot_stays_in_its_folder(tmp_path, name, blurred):
    stream = name + (BLURRED if blurred else "")
    path = slot_path(tmp_path, stream)
    assert path.parent == tmp_path
    assert path.name.endswith(SUFFIX)
    assert "/" not in path.name
    assert "\\" not in path.name
    assert stream_of(path) == stream


def test_a_slot_is_for_its_owner_alone_and_takes_no_room_before_it_is_written(slot, tmp_path):
    stat = slot_path(tmp_path, "CAM-1").stat()
    assert stat.st_mode & 0o077 == 0
    assert stat.st_blocks * 512 < 64 * 1024
