"""The ring, where segments are cut, and names, whatever cameras send and are called."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.footage import LONGEST_SEGMENT_MS
from app.domain.video.recordings import FootageClass, Segment
from tests.video.recording.pictured import T0, ZONE, plain
from video.media.packets import PacketView
from video.recording.cutting import GAP_MS, SEGMENT_MS, Cutter, Place
from video.recording.naming import began_of, camera_folder, camera_of, day_and_stem, days_of
from video.recording.ring import Ring
from video.recording.tallies import RecordedTally

SANTIAGO = ZoneInfo("America/Santiago")

STEPS = st.lists(
    st.tuples(
        st.integers(-500, 6000), st.booleans(), st.integers(1, 400), st.sampled_from([96, 96, 96, 120])
    ),
    max_size=60,
)


def walked(steps: list[tuple[int, bool, int, int]]) -> list[PacketView]:
    """The clock mostly goes on; the camera's own count with it, or back."""
    at, packets = T0, []
    for step, keyframe, size, height in steps:
        at += max(step, 0)
        packet = plain(at, keyframe=keyframe, size=size, height=height)
        packets.append(replace(packet, dts=packet.dts + min(step, 0), pts=packet.pts + min(step, 0)))
    return packets


@given(steps=STEPS, span=st.integers(0, 20_000), most=st.integers(300, 3000))
def test_the_ring_begins_with_a_key_frame_and_is_bounded(steps: list, span: int, most: int) -> None:
    ring = Ring(span, most)
    packets = walked(steps)
    for packet in packets:
        ring.push(packet)
        assert ring.bytes <= most
    kept = list(ring.take(0))
    assert sum(len(packet.data) for packet in kept) <= most
    assert kept == packets[len(packets) - len(kept) :], "the newest, and none left out"
    if kept:
        assert kept[0].keyframe
        assert all(packet.follows(kept[0]) for packet in kept)
        second = next((packet for packet in kept[1:] if packet.keyframe), None)
        assert second is None or second.wall_ms > kept[-1].wall_ms - span, "no group more than asked"
    assert (len(ring), ring.bytes) == (0, 0)


@given(steps=STEPS, ago=st.integers(0, 30_000))
def test_the_ring_is_taken_from_the_key_frame_before(steps: list, ago: int) -> None:
    ring, again = Ring(60_000), Ring(60_000)
    for packet in walked(steps):
        ring.push(packet)
        again.push(packet)
    everything = list(ring.take(0))
    since = (everything[-1].wall_ms if everything else T0) - ago
    taken = list(again.take(since))
    keys = [packet.wall_ms for packet in everything if packet.keyframe and packet.wall_ms <= since]
    assert taken == everything[len(everything) - len(taken) :]
    assert not everything or taken[0].wall_ms == max(keys, default=everything[0].wall_ms)


@given(steps=STEPS)
def test_a_segment_begins_with_a_key_frame_and_its_times_go_forward(steps: list) -> None:
    cutter = Cutter(ZONE)
    segments: list[list[PacketView]] = []
    for packet in walked(steps):
        match cutter.place(packet):
            case Place.BEGINS:
                segments.append([packet])
            case Place.GOES_ON:
                segments[-1].append(packet)
            case Place.NOWHERE:
                assert not packet.keyframe
    for segment in segments:
        assert segment[0].keyframe
        assert segment[-1].wall_ms - segment[0].wall_ms < LONGEST_SEGMENT_MS
        for before, after in pairwise(segment):
            assert after.follows(before)
            assert after.dts >= before.dts
            assert 0 <= after.wall_ms - before.wall_ms <= GAP_MS
            assert not (after.keyframe and after.wall_ms - segment[0].wall_ms >= SEGMENT_MS)


def test_a_new_day_begins_a_new_segment() -> None:
    cutter = Cutter(ZONE)
    midnight = int(dt.datetime(2026, 9, 22, tzinfo=ZONE).timestamp() * 1000)
    places = [cutter.place(plain(midnight + at, keyframe=True)) for at in (-2000, -1000, 0, 1000)]
    assert places == [Place.BEGINS, Place.GOES_ON, Place.BEGINS, Place.GOES_ON]


def test_a_camera_whose_own_clock_runs_away_begins_anew() -> None:
    cutter = Cutter(ZONE)
    places = [
        cutter.place(replace(plain(T0 + at, keyframe=True), pts=3 * at, dts=3 * at))
        for at in range(0, 6000, 1000)
    ]
    assert places == [Place.BEGINS, *[Place.GOES_ON] * 2, Place.BEGINS, *[Place.GOES_ON] * 2]


@pytest.mark.parametrize("camera", ["..", ".", "", "a/b", "C:\\x", "con", "CÁM 1", "x" * 300, "\ud800", "~a"])
def test_no_name_of_a_camera_leads_out_of_the_folder(tmp_path: Path, camera: str) -> None:
    name = camera_folder(camera)
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    (tmp_path / name).mkdir()
    assert name.upper() != "CON"


@given(first=st.text(max_size=100), then=st.text(max_size=100))
def test_cameras_do_not_share_a_folder(first: str, then: str) -> None:
    assert (camera_folder(first) == camera_folder(then)) == (first == then)


@given(camera=st.text(min_size=1, max_size=6) | st.sampled_from(["CON", "a/b", "..", "~", "%41", "x" * 79]))
def test_a_folder_tells_whose_it_is(camera: str) -> None:
    assert camera_of(camera_folder(camera)) == camera


@pytest.mark.parametrize("folder", ["x y", "%", "%FF", "a%2fb", camera_folder("x" * 300)])
def test_a_folder_that_no_id_has_is_called_by_its_name(folder: str) -> None:
    assert camera_of(folder) == folder


@given(at=st.integers(1_700_000_000_000, 1_800_000_000_000))
def test_a_files_name_tells_when_it_began(at: int) -> None:
    day, stem = day_and_stem(at, SANTIAGO)
    assert began_of(day, stem, SANTIAGO) == at
    assert day in days_of(at, at + 1, SANTIAGO)


def test_the_hour_that_comes_twice_has_two_names() -> None:
    back = int(dt.datetime(2026, 4, 4, 23, 30, tzinfo=SANTIAGO).timestamp() * 1000)
    names = [day_and_stem(back + hour * 3_600_000, SANTIAGO) for hour in (0, 1)]
    assert names == [("2026-04-04", "233000000"), ("2026-04-04", "233000000b")]
    assert [began_of(*name, SANTIAGO) for name in names] == [back, back + 3_600_000]


@pytest.mark.parametrize("stem", ["", "1234", "250000000", "120000000x", "note", "12000000é"])
def test_files_of_others_are_not_taken_for_recordings(stem: str) -> None:
    assert began_of("2026-03-13", stem, ZONE) is None
    assert began_of("no day", "120000000", ZONE) is None


def test_seconds_recorded_are_counted_once_and_by_day() -> None:
    tally = RecordedTally(ZONE)
    midnight = int(dt.datetime(2026, 9, 22, tzinfo=ZONE).timestamp() * 1000)
    row = Segment("CAM-1", midnight - 20_000, midnight - 20_000, "f", 0, FootageClass.EVENT, complete=False)
    for ended in (-20_000, -10_000, -10_000, 5_000):
        tally.take(replace(row, ended=midnight + ended))
    tally.take(replace(row, ended=midnight + 10_000, complete=True))
    tally.take(replace(row, ended=midnight + 10_000, complete=True, footage=FootageClass.LOCKED))
    assert tally.recorded_s("CAM-1", "2026-09-21") == 20.0
    assert tally.recorded_s("CAM-1", "2026-09-22") == 10.0
    days = 3 * 86_400_000
    tally.take(replace(row, file="g", began=midnight + days, ended=midnight + days))
    tally.take(replace(row, file="g", began=midnight + days, ended=midnight + days + 5_000))
    assert tally.recorded_s("CAM-1", "2026-09-25") == 5.0
    assert tally.recorded_s("CAM-1", "2026-09-21") == 0.0, "nobody asks for it any more"


@pytest.mark.parametrize("complete", [True, False])
def test_segments_from_before_a_restart_are_counted_no_second_time(complete: bool) -> None:
    """They come again when they are locked, or when they are found to be cut off."""
    tally = RecordedTally(ZONE)
    row = Segment("CAM-1", T0, T0 + 60_000, "f", 9, FootageClass.LOCKED, complete=complete)
    for _ in range(2):
        tally.take(row)
    assert tally.recorded_s("CAM-1", "2026-09-21") == 0.0
