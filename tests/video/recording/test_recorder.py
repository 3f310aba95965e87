"""What of a camera lies on the disk afterwards: by event, by clip, by mode; whole, in order, to be played."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.video.cameras import Camera, RecordingMode
from app.domain.video.recordings import FootageClass, Segment
from tests.support.waiting import PATIENCE_S, wait_until
from tests.video.recording.pictured import FPS, STEP_MS, T0, ZONE, encoded, later
from video.media.footage import FootageReader
from video.media.packets import PacketView
from video.recording.recorder import CameraRecorder
from video.recording.shelf import Shelf, list_day
from video.recording.writing import WritingThread

SECOND = 1000
CONTINUOUS = Camera("CAM-1", recording=RecordingMode.CONTINUOUS)
EVENTS = Camera("CAM-1", recording=RecordingMode.EVENTS)


class Recording:
    """One camera being recorded, and the newest row of each of its segments in the order they began."""

    def __init__(self, folder: Path, camera: Camera, **limits: int) -> None:
        self.folder = folder
        self.told: list[Segment] = []
        self.disk = WritingThread(folder, least_free=0, probe_s=0.05)
        self.recorder = CameraRecorder(
            camera, folder, zone=ZONE, disk=self.disk, on_segment=self.told.append, **limits
        )

    def feed(self, packets: list[PacketView] | tuple[PacketView, ...]) -> None:
        for packet in packets:
            self.recorder.packet(packet)

    def close(self) -> list[Segment]:
        assert self.recorder.close(PATIENCE_S)
        assert self.disk.close(PATIENCE_S)
        return self.rows

    @property
    def rows(self) -> list[Segment]:
        return list({row.file: row for row in self.told}.values())

    def shown(self) -> list[int]:
        """Wall times of all pictures that are stored, in the order of the segments."""
        return [row.began + at for row in self.rows for at in times(self.folder / row.file)]


def times(path: Path) -> list[int]:
    """Of its packets, ms from its beginning."""
    reader = FootageReader(path)
    found = [round((received.pts_s or 0.0) * 1000) for received in reader.packets()]
    reader.close()
    return found


def decoded(path: Path) -> list[int]:
    reader = FootageReader(path)
    found = [at for at, _ in reader.frames()]
    reader.close()
    return found


@pytest.fixture
def made(tmp_path: Path) -> Iterator[list[Recording]]:
    running: list[Recording] = []
    yield running
    for one in running:
        one.disk.close()


def test_what_is_released_is_footage_of_events_and_what_others_locked_beside_it_stays(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    recording.feed(encoded(190, "mjpeg"))
    recording.recorder.keep(T0, T0 + 190 * SECOND, FootageClass.LOCKED)
    rows = recording.close()
    shelf = Shelf(tmp_path, "CAM-1", ZONE)
    released = shelf.release(rows[1].began, rows[2].ended)
    assert [(row.file, row.footage) for row in released] == [
        (row.file, FootageClass.EVENT) for row in rows[1:3]
    ]
    assert shelf.release(rows[0].began + 1, rows[3].ended - 1) == [], "they are locked beyond that"
    (folder,) = {(tmp_path / row.file).parent for row in rows}
    assert [one.footage for one in list_day(folder, ZONE)] == [
        FootageClass.LOCKED,
        FootageClass.EVENT,
        FootageClass.EVENT,
        FootageClass.LOCKED,
    ]


@pytest.mark.parametrize("codec", ["mpeg4", "mjpeg", "libx264"])
def test_continuous_footage_is_whole_and_cut_about_every_minute(tmp_path: Path, codec: str) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    packets = encoded(130, codec)
    recording.feed(packets)
    rows = recording.close()
    assert [(row.began - T0) // SECOND for row in rows] == [0, 60, 120]
    assert recording.shown() == [packet.wall_ms for packet in packets]
    assert decoded(tmp_path / rows[2].file) == list(range(0, 10 * SECOND, STEP_MS))
    assert all(row.complete and row.footage is FootageClass.CONTINUOUS for row in rows)
    assert [row.ended for row in rows[:2]] == [row.began - STEP_MS for row in rows[1:]]
    assert [row.size for row in rows] == [(tmp_path / row.file).stat().st_size for row in rows]
    assert rows[0].file == "CAM-1/2026-09-21/091320000.mkv"
    assert {path.suffix for path in tmp_path.rglob("*.*")} == {".mkv"}, "no mark is left"


def test_an_event_keeps_the_half_minute_before_it_and_the_minute_after(tmp_path: Path) -> None:
    recording = Recording(tmp_path, EVENTS)
    packets = encoded(130)
    recording.feed(packets[: 40 * FPS])
    recording.recorder.event(T0 + 40 * SECOND)
    recording.feed(packets[40 * FPS :])
    rows = recording.close()
    shown = recording.shown()
    assert {row.footage for row in rows} == {FootageClass.EVENT}
    assert shown == list(range(T0 + 10 * SECOND, T0 + 100 * SECOND, STEP_MS))
    assert (tmp_path / rows[0].file).with_suffix(".event").exists()


def test_a_second_event_makes_it_longer_and_the_ring_goes_on_without_a_hole(tmp_path: Path) -> None:
    recording = Recording(tmp_path, EVENTS, before_ms=5 * SECOND, after_ms=5 * SECOND)
    packets = encoded(60)
    for number, packet in enumerate(packets):
        if number in (10 * FPS, 12 * FPS, 19 * FPS):
            recording.recorder.event(packet.wall_ms)
        recording.recorder.packet(packet)
    recording.close()
    assert recording.shown() == list(range(T0 + 5 * SECOND, T0 + 24 * SECOND, STEP_MS))


def test_a_clip_of_what_was_just_now_is_kept(tmp_path: Path) -> None:
    recording = Recording(tmp_path, EVENTS)
    recording.feed(encoded(60)[: 30 * FPS])
    recording.recorder.keep(T0 + 12_300, T0 + 15 * SECOND, FootageClass.LOCKED)
    recording.feed(encoded(60)[30 * FPS :])
    (row,) = recording.close()
    assert row.footage is FootageClass.LOCKED
    assert recording.shown() == list(range(T0 + 12 * SECOND, T0 + 30 * SECOND, STEP_MS))


def test_keeping_raises_what_is_recorded_without_copying(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    packets = encoded(190)
    recording.feed(packets[: 150 * FPS])
    recording.recorder.keep(T0 + 70 * SECOND, T0 + 80 * SECOND, FootageClass.LOCKED)
    recording.recorder.event(T0 + 150 * SECOND)
    recording.feed(packets[150 * FPS :])
    rows = recording.close()
    classes = [row.footage for row in rows]
    assert classes == [
        FootageClass.CONTINUOUS,
        FootageClass.LOCKED,
        FootageClass.EVENT,
        FootageClass.EVENT,
    ]
    assert recording.shown() == [packet.wall_ms for packet in packets]


def test_a_schedule_switches_continuous_recording_on_and_off(tmp_path: Path) -> None:
    """09:14 there is 40 s after the first packet."""
    camera = dataclasses.replace(CONTINUOUS, recording_schedule="09:14-09:15")
    recording = Recording(tmp_path, camera)
    recording.feed(encoded(130))
    recording.close()
    assert recording.shown() == list(range(T0 + 40 * SECOND, T0 + 100 * SECOND, STEP_MS))


@pytest.mark.parametrize(
    "camera",
    [dataclasses.replace(EVENTS, recording=RecordingMode.NEVER), dataclasses.replace(EVENTS, enabled=False)],
)
def test_a_camera_that_never_records_does_not_whoever_asks(tmp_path: Path, camera: Camera) -> None:
    recording = Recording(tmp_path, camera)
    recording.feed(encoded(60)[: 5 * FPS])
    recording.recorder.event(T0 + 5 * SECOND)
    recording.recorder.keep(T0, T0 + 9 * SECOND, FootageClass.LOCKED)
    recording.feed(encoded(60)[5 * FPS :])
    assert recording.close() == []
    assert list(tmp_path.iterdir()) == []


def test_what_a_camera_has_recorded_is_locked_when_it_records_no_more(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    recording.feed(encoded(10))
    recording.recorder.change(dataclasses.replace(CONTINUOUS, recording=RecordingMode.NEVER))
    recording.feed(later(encoded(10), 10 * SECOND))
    recording.recorder.keep(T0, T0 + 60 * SECOND, FootageClass.LOCKED)
    (row,) = recording.close()
    assert (row.footage, row.complete) == (FootageClass.LOCKED, True)
    assert recording.shown()[-1] < T0 + 10 * SECOND


def test_another_picture_size_begins_another_segment_at_its_key_frame(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    other = later(encoded(10, "mjpeg"), 10 * SECOND)
    recording.feed([*encoded(10), *other])
    rows = recording.close()
    assert [row.began for row in rows] == [T0, T0 + 10 * SECOND]
    assert len(recording.shown()) == 20 * FPS


def test_gaps_and_timestamps_going_back_begin_another_segment(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    after_gap = later(encoded(10), 20 * SECOND)
    back = [dataclasses.replace(packet, wall_ms=packet.wall_ms + 30 * SECOND) for packet in encoded(10)]
    recording.feed([*encoded(10), *after_gap, *back])
    rows = recording.close()
    assert [(row.began - T0) // SECOND for row in rows] == [0, 20, 30]
    assert [len(times(tmp_path / row.file)) for row in rows] == [100, 100, 100]


def test_packets_without_any_time_are_stored_by_the_clock(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    recording.feed([dataclasses.replace(packet, pts=None, dts=None) for packet in encoded(10)])
    recording.close()
    assert recording.shown() == [packet.wall_ms for packet in encoded(10)]


def test_with_other_privacy_zones_nothing_of_before_is_kept(tmp_path: Path) -> None:
    recording = Recording(tmp_path, EVENTS)
    packets = encoded(60)
    recording.feed(packets[: 20 * FPS])
    zone = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
    recording.recorder.change(dataclasses.replace(EVENTS, privacy=(zone,)))
    recording.feed(packets[20 * FPS : 25 * FPS])
    recording.recorder.event(T0 + 25 * SECOND)
    recording.feed(packets[25 * FPS :])
    recording.close()
    assert recording.shown()[0] == T0 + 20 * SECOND


def test_two_segments_of_the_same_moment_do_not_share_a_file(tmp_path: Path) -> None:
    for _ in range(2):
        recording = Recording(tmp_path, CONTINUOUS)
        recording.feed(encoded(10))
        recording.close()
    names = sorted(path.name for path in tmp_path.rglob("*.mkv"))
    assert names == ["091320000-2.mkv", "091320000.mkv"]


def test_rows_are_told_as_a_segment_goes_on_and_closed_rows_last(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    recording.feed(encoded(60)[: 25 * FPS])
    recording.close()
    first = [row for row in recording.told if row.file == recording.told[0].file]
    assert [row.complete for row in first] == [False, False, False, True]
    assert [row.ended - T0 for row in first] == [0, 10 * SECOND, 20 * SECOND, 24_900]


def test_a_camera_that_is_lost_leaves_no_segment_open(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    packets = encoded(20)
    recording.feed(packets[: 3 * FPS])
    recording.recorder.lost()
    wait_until(lambda: any(row.complete for row in recording.told), what="the end of its segment")
    assert [row.ended - row.began for row in recording.rows] == [3 * SECOND - STEP_MS]
    assert not list(tmp_path.rglob("*.open"))
    recording.feed(packets[5 * FPS :])
    rows = recording.close()
    assert [(row.began - T0, row.complete) for row in rows] == [(0, True), (5 * SECOND, True)]


@pytest.mark.usefixtures("made")
def test_a_packet_of_which_nothing_can_be_made_stops_only_its_segment(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    strange = [dataclasses.replace(packet, codec="no_such_codec") for packet in encoded(10)]
    recording.feed(strange[:5])
    recording.feed(later(encoded(10), 10 * SECOND))
    recording.close()
    assert recording.disk.fault == ""
    assert len(recording.shown()) == 100
    assert "not the disk" in caplog.text
