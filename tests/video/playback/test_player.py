"""Footage played again: what is shown at which time, at any speed, over gaps, growth and damage."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.wire.video import PlaybackState, SteerPlayback
from tests.support.waiting import PATIENCE_S
from tests.video.playback.recorded import bar_at, frame_of, place_of, record
from tests.video.recording.pictured import FPS, STEP_MS, T0, ZONE, encoded, later
from video.playback.messages import BeginPlayback
from video.playback.player import Player

SECOND = 1000


class Show:
    """A playback whose clock the test moves."""

    def __init__(self, folder: Path, cameras: tuple[str, ...] = ("CAM-1",), **begin: object) -> None:
        self.slots = folder / "slots"
        self.slots.mkdir()
        self.time, self.now = 100.0, T0 + 3_600_000
        asked = BeginPlayback("play-1", str(self.slots), str(folder / "recordings"), "UTC", cameras, T0)
        self.player = Player(replace(asked, **begin), ZONE, clock=lambda: self.time, now=lambda: self.now)

    def run(self, seconds: float, tick_s: float = 0.05) -> None:
        for _ in range(round(seconds / tick_s)):
            self.time += tick_s
            self.player.tick()

    def steer(self, speed: float, **how: int) -> None:
        self.player.steer(SteerPlayback("play-1", speed, **how))

    @property
    def state(self) -> PlaybackState:
        return self.player.state

    def wall(self, camera: str = "CAM-1") -> int:
        """Of the picture that is shown; checked against the picture itself."""
        frame = frame_of(self.slots, "play-1", camera)
        assert frame is not None
        assert place_of(frame) == bar_at(frame.media_ms), "the picture is that of its time"
        return frame.media_ms - T0

    def dark(self, camera: str = "CAM-1") -> bool:
        frame = frame_of(self.slots, "play-1", camera)
        return frame is None or not frame.pixels.any()


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    return tmp_path


@pytest.fixture(name="shows")
def _shows() -> Iterator[list[Show]]:
    made: list[Show] = []
    yield made
    for show in made:
        show.player.close()
        assert list(show.slots.iterdir()) == [], "no slot is left behind"


@pytest.fixture(name="minute")
def _minute(folder: Path, shows: list[Show]) -> Show:
    """70 seconds in two files."""
    record(folder / "recordings", "CAM-1", encoded(70))
    shows.append(Show(folder))
    return shows[0]


@pytest.mark.parametrize("speed", [0.25, 0.5, 1.0, 2.0, 4.0])
def test_it_goes_as_fast_as_asked(minute: Show, speed: float) -> None:
    minute.steer(speed)
    minute.run(4.0)
    assert minute.wall() == minute.state.at - T0 - minute.state.at % STEP_MS
    assert abs(minute.state.at - T0 - 4000 * speed) < 2
    assert minute.state.speed == speed


@pytest.mark.parametrize("speed", [8.0, 16.0])
def test_faster_than_four_times_only_key_frames_are_shown(minute: Show, speed: float) -> None:
    minute.steer(speed)
    minute.run(4.0)
    assert minute.wall() == (minute.state.at - T0) // SECOND * SECOND
    assert abs(minute.state.at - T0 - 4000 * speed) < 20


def test_from_one_file_to_the_next_there_is_no_hole(minute: Show) -> None:
    minute.steer(1.0, at=T0 + 59 * SECOND)
    seen = []
    for _ in range(40):
        minute.run(0.05)
        seen.append(minute.wall())
        assert minute.state.faults == ()
    assert sorted(set(seen)) == list(range(59_000, 61_001, STEP_MS))


@pytest.mark.parametrize("at", [0, 50, 12_340, 59_950, 60_000, 65_432])
def test_any_time_can_be_gone_to(minute: Show, at: int) -> None:
    minute.steer(0.0, at=T0 + 30 * SECOND)
    minute.steer(0.0, at=T0 + at)
    assert minute.wall() == at // STEP_MS * STEP_MS
    minute.run(1.0)
    assert minute.state.at == T0 + at, "it stands still"


def test_single_steps_forward_and_back_over_the_end_of_a_file(minute: Show) -> None:
    minute.steer(0.0, at=T0 + 59_750)
    walls = []
    for step in (1, 1, 1, 2, -1, -1, -3, -1):
        minute.steer(0.0, step=step)
        walls.append(minute.wall())
        assert minute.state.at == T0 + walls[-1]
    assert walls == [59_800, 59_900, 60_000, 60_200, 60_100, 60_000, 59_700, 59_600]
    minute.steer(0.0, at=T0, step=-1)
    assert minute.wall() == 0, "there is nothing before the first"


def test_after_fast_forward_every_picture_is_there_again(minute: Show) -> None:
    minute.steer(16.0)
    minute.run(1.0)
    minute.steer(0.5)
    minute.run(1.05)
    assert minute.wall() == (minute.state.at - T0) // STEP_MS * STEP_MS


def test_cameras_go_in_step(folder: Path, shows: list[Show]) -> None:
    """One of them records every third picture only, and began later."""
    record(folder / "recordings", "CAM-1", encoded(30))
    sparse = later(encoded(30, "mjpeg"), 0)[5 * FPS :: 3]
    record(folder / "recordings", "CAM-2", sparse)
    shows.append(show := Show(folder, ("CAM-1", "CAM-2"), at=T0 + 10 * SECOND))
    for _ in range(100):
        show.run(0.07, 0.07)
        at = show.state.at - T0
        assert show.wall("CAM-1") == at // STEP_MS * STEP_MS
        assert show.wall("CAM-2") == 5000 + (at - 5000) // 300 * 300
    show.steer(0.0, step=1)
    assert show.wall("CAM-1") == show.state.at - T0


def test_a_camera_without_footage_says_so_and_shows_nothing_old(folder: Path, shows: list[Show]) -> None:
    record(folder / "recordings", "CAM-1", encoded(30))
    record(folder / "recordings", "CAM-2", encoded(30)[: 10 * FPS])
    shows.append(show := Show(folder, ("CAM-1", "CAM-2"), at=T0 + 8 * SECOND))
    show.run(2.0)
    assert show.state.faults == ()
    show.run(3.0)
    assert show.state.faults == (("CAM-2", "no_footage"),)
    assert show.dark("CAM-2")
    assert show.wall("CAM-1") > 12_000, "the other one goes on"


def test_a_gap_is_shown_for_a_moment_and_then_passed(folder: Path, shows: list[Show]) -> None:
    record(folder / "recordings", "CAM-1", [*encoded(10), *later(encoded(10), 300 * SECOND)])
    shows.append(show := Show(folder, at=T0 + 9 * SECOND))
    show.run(3.0)
    assert show.state.faults == (("CAM-1", "no_footage"),)
    assert show.dark()
    show.run(2.0)
    assert show.state.faults == ()
    assert 300 * SECOND <= show.state.at - T0 < 303 * SECOND


def test_at_the_end_of_all_footage_it_stands_still(folder: Path, shows: list[Show]) -> None:
    record(folder / "recordings", "CAM-1", encoded(10))
    shows.append(show := Show(folder, at=T0 + 9 * SECOND))
    show.run(6.0)
    assert (show.state.speed, show.state.faults) == (0.0, (("CAM-1", "no_footage"),))
    show.steer(1.0, at=T0)
    show.run(1.0)
    assert (show.state.speed, show.state.faults) == (1.0, ())


def test_what_is_not_recorded_yet_is_waited_for(folder: Path, shows: list[Show]) -> None:
    record(folder / "recordings", "CAM-1", encoded(10))
    shows.append(show := Show(folder, at=T0 + 9 * SECOND))
    show.now = T0 + 10 * SECOND
    show.steer(4.0)
    show.run(3.0)
    assert (show.state.at, show.state.speed) == (T0 + 10 * SECOND, 4.0)


def test_a_file_that_is_being_written_grows_while_it_is_played(folder: Path, shows: list[Show]) -> None:
    (path,) = record(folder / "recordings", "CAM-1", encoded(30))
    whole = path.read_bytes()
    path.with_suffix(".open").touch()
    path.write_bytes(whole[: len(whole) // 2])
    shows.append(show := Show(folder))
    show.run(20.0)
    half = show.wall()
    assert 10_000 < half < 18_000
    path.write_bytes(whole)
    show.run(5.0)
    assert show.wall() > 20_000
    assert show.state.faults == ()


def test_a_file_of_which_there_is_nothing_yet_is_shown_when_there_is(folder: Path, shows: list[Show]) -> None:
    (path,) = record(folder / "recordings", "CAM-1", encoded(30))
    whole = path.read_bytes()
    path.with_suffix(".open").touch()
    path.write_bytes(b"")
    _touch(path, (T0 + 10 * SECOND) / 1000)
    shows.append(show := Show(folder))
    show.run(0.7)
    assert show.dark()
    assert show.state.faults == (("CAM-1", "no_footage"),)
    path.write_bytes(whole)
    show.run(5.0)
    assert show.wall() > 5_000
    assert show.state.faults == ()


def test_a_damaged_file_is_told_and_the_next_one_is_shown(folder: Path, shows: list[Show]) -> None:
    first, _ = record(folder / "recordings", "CAM-1", encoded(70))
    keep_time = first.stat().st_mtime
    first.write_bytes(b"\x1aE\xdf\xa3" + bytes(5000))
    _touch(first, keep_time)
    shows.append(show := Show(folder, at=T0 + 58 * SECOND))
    show.run(1.0)
    assert show.state.faults == (("CAM-1", "damaged"),)
    show.run(2.0)
    assert show.state.faults == ()
    assert show.wall() >= 60_000


def test_a_file_that_was_cut_short_plays_as_far_as_it_goes(folder: Path, shows: list[Show]) -> None:
    first, _ = record(folder / "recordings", "CAM-1", encoded(70))
    keep_time = first.stat().st_mtime
    whole = first.read_bytes()
    first.write_bytes(whole[: len(whole) * 2 // 3])
    _touch(first, keep_time)
    shows.append(show := Show(folder, at=T0 + 35 * SECOND))
    show.run(1.0)
    assert show.wall() >= 35_900
    show.steer(1.0, at=T0 + 50 * SECOND)
    show.run(1.0)
    assert show.state.faults == (("CAM-1", "damaged"),)
    show.run(12.0)
    assert show.wall() >= 60_000


def test_a_file_thrown_away_meanwhile_is_a_gap(minute: Show, folder: Path) -> None:
    minute.run(1.0)
    for path in (folder / "recordings").rglob("*.mkv"):
        path.unlink()
    minute.run(5.0)
    minute.steer(1.0, at=T0 + 65 * SECOND)
    minute.run(0.5)
    assert minute.state.faults == (("CAM-1", "no_footage"),)


def test_who_may_see_no_faces_sees_nothing_move_sharply(folder: Path, shows: list[Show]) -> None:
    record(folder / "recordings", "CAM-1", encoded(70, fence=True))
    shows.append(show := Show(folder, at=T0 + 30 * SECOND, blurred=("CAM-1",)))
    coarse = _pixels(show)
    assert _sharpest(coarse) < 100
    assert _sharpest(coarse, row=90) < 100, "coarse as a whole before anything is known of the street"
    show.steer(0.0)
    show.run(0.1)
    at = time.monotonic()
    while _sharpest(_pixels(show), row=90) < 100:
        assert time.monotonic() - at < PATIENCE_S, "it never learns what stands behind"
        show.run(0.05)
        time.sleep(0.01)
    show.steer(1.0)
    for _ in range(20):
        show.run(0.1)
        assert _sharpest(_pixels(show)) < 100, "the stripes are gone"
    assert (np.abs(_pixels(show)[..., 1].astype(int) - 40) < 12).mean() > 0.3, "the street is as it is"


def test_where_all_is_blurred_the_street_is_never_looked_for(folder: Path, shows: list[Show]) -> None:
    record(folder / "recordings", "CAM-1", encoded(40, fence=True))
    shows.append(show := Show(folder, at=T0 + 20 * SECOND, blurred=("CAM-1",), blur_all=True))
    (camera,) = show.player._cameras
    for _ in range(10):
        show.run(0.1)
        assert camera.screen.unknown_street() is None
        assert _sharpest(_pixels(show), row=90) < 100


@pytest.mark.parametrize("blurred", [(), ("CAM-1",)])
def test_privacy_zones_are_black_in_footage_of_before_them_too(
    folder: Path, shows: list[Show], blurred: tuple[str, ...]
) -> None:
    record(folder / "recordings", "CAM-1", encoded(10))
    zone = ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0))
    shows.append(show := Show(folder, blurred=blurred, privacy=(("CAM-1", (zone,)),)))
    for at in (2500, 5000):
        show.steer(0.0, at=T0 + at)
        pixels = _pixels(show)[..., :3]
        half = pixels.shape[1] // 2
        assert not pixels[:, half:].any()
        assert pixels[:, : half - 4].all(), "the rest is shown"


def _pixels(show: Show) -> np.ndarray:
    frame = frame_of(show.slots, "play-1", "CAM-1")
    assert frame is not None
    return frame.pixels


def _sharpest(pixels: np.ndarray, row: int = 48) -> int:
    """The greatest step between neighbours along a row; an edge of a stripe is one of 180."""
    return int(np.abs(np.diff(pixels[row, :, 1].astype(int))).max())


def _touch(path: Path, mtime: float) -> None:
    os.utime(path, (mtime, mtime))
