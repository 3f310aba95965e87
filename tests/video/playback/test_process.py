"""The playback process: told by messages, telling where it stands, gone when it is told so or left alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.wire.video import PlaybackState, SteerPlayback
from tests.support.waiting import PATIENCE_S
from tests.video.playback.recorded import bar_at, frame_of, place_of, record
from tests.video.recording.pictured import T0, encoded
from video.playback.link import PlaybackLinkBroken, encode, messages_of
from video.playback.messages import BeginPlayback, StopPlayback

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; from video.playback.main import run; sys.exit(run())"


class Process:
    def __init__(self, folder: Path) -> None:
        self.slots = folder / "slots"
        self.slots.mkdir()
        record(folder / "recordings", "CAM-1", encoded(60))
        self.program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self.program.stdout is not None
        self.told: Iterator[PlaybackState] = messages_of(self.program.stdout)
        begin = BeginPlayback(
            "p1", str(self.slots), str(folder / "recordings"), "Etc/GMT+5", ("CAM-1",), T0, 0.0
        )
        self.say(begin)

    def say(self, message: object) -> None:
        assert self.program.stdin is not None
        self.program.stdin.write(encode(message))
        self.program.stdin.flush()

    def until(self, at: int) -> PlaybackState:
        return next(state for state in self.told if state.at >= at)

    def leave(self) -> int:
        """Its end of the pipe closes, as when the supervisor is gone."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.close()
        list(self.told)
        self.program.stdout.close()
        return self.program.wait(PATIENCE_S)


@pytest.fixture(name="process")
def _process(tmp_path: Path) -> Iterator[Process]:
    made = Process(tmp_path)
    yield made
    if made.program.poll() is None:
        made.program.kill()
        made.leave()


def test_it_shows_what_it_is_told_and_tells_where_it_stands(process: Process) -> None:
    assert next(process.told) == PlaybackState("p1", T0, 0.0, ("CAM-1",))
    process.say(SteerPlayback("p1", 4.0))
    assert process.until(T0 + 2000).speed == 4.0
    process.say(SteerPlayback("p1", 0.0, T0 + 30_000))
    assert process.until(T0 + 30_000) == PlaybackState("p1", T0 + 30_000, 0.0, ("CAM-1",))
    process.say(SteerPlayback("p1", 0.0, step=1))
    state = process.until(T0 + 30_001)
    frame = frame_of(process.slots, "p1", "CAM-1")
    assert frame is not None
    assert frame.media_ms == state.at == T0 + 30_100
    assert place_of(frame) == bar_at(frame.media_ms)
    process.say(StopPlayback())
    assert next(process.told).ended
    assert process.leave() == 0
    assert list(process.slots.iterdir()) == []


def test_without_its_supervisor_it_ends_and_takes_its_slots_along(process: Process) -> None:
    next(process.told)
    assert process.leave() == 1
    assert list(process.slots.iterdir()) == []


def test_what_is_no_message_ends_it(process: Process) -> None:
    next(process.told)
    assert process.program.stdin is not None
    process.program.stdin.write(b"\x05\x00\x00\x00hello")
    assert process.leave() == 1


@pytest.mark.parametrize("sent", [b"\xff\xff\xff\xff", b"\x01\x00\x00\x00\xc1", b"\x03\x00\x00\x00\x92\xa1x"])
def test_garbage_is_refused(tmp_path: Path, sent: bytes) -> None:
    (tmp_path / "sent").write_bytes(sent + bytes(8))
    with (tmp_path / "sent").open("rb") as stream, pytest.raises(PlaybackLinkBroken):
        list(messages_of(stream))
