"""A writer that is killed, a disk that fills, one that takes nothing, and one that is too slow."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.video.recordings import FootageClass
from tests.store.conftest import small_disk as small_disk
from tests.store.disk import fill, unfill
from tests.support.waiting import PATIENCE_S
from tests.support.waiting import wait_until as until
from tests.video.recording.pictured import FPS, T0, ZONE, encoded, later
from tests.video.recording.test_recorder import CONTINUOUS, EVENTS, SECOND, Recording, decoded, times
from video.media.faults import MediaFault
from video.recording.faults import RecordingFault
from video.recording.naming import day_and_stem
from video.recording.recorder import CameraRecorder
from video.recording.retention import Keeper, Limits
from video.recording.writing import EACH, WritingThread

ROOT = Path(__file__).parents[3]
FAST = 10
"""How much faster than a camera the program that is killed sends."""


def test_a_killed_process_keeps_all_but_the_last_second(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.video.recording.killed_recorder", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    lines = [program.stdout.readline() for _ in range(15 * FPS)]
    program.kill()
    lines += [line for line in program.stdout.readlines() if line.endswith("\n")]
    program.wait()
    program.stdout.close()
    (file,) = tmp_path.rglob("*.mkv")
    kept = decoded(file)
    assert kept == list(range(0, kept[-1] + 1, 100)), "nothing is missing before its end"
    assert int(lines[-1]) - kept[-1] <= 1000

    again = Recording(tmp_path, EVENTS)
    (row,) = again.close()
    assert not row.complete
    assert (row.began, row.size) == (T0, file.stat().st_size)
    assert file.with_suffix(".cut").exists()
    assert not file.with_suffix(".open").exists()
    assert Recording(tmp_path, EVENTS).close() == [], "it is told once"


def test_a_camera_that_moves_to_another_worker_loses_no_segment(tmp_path: Path) -> None:
    """Given a recorder that writes yet when the next one begins."""
    before = Recording(tmp_path, CONTINUOUS)
    before.feed(encoded(5))
    until(lambda: before.recorder.recording)
    after = Recording(tmp_path, CONTINUOUS)
    after.feed(later(encoded(5), 5 * SECOND))
    until(lambda: after.recorder.recording)
    before.feed(later(encoded(5), 5 * SECOND))
    (whole,) = before.close()
    assert whole.complete
    after.feed(later(encoded(10), 10 * SECOND))
    assert all(row.complete for row in after.close())
    assert len(list(tmp_path.rglob("*.mkv"))) == len(after.rows) + 1
    assert not list(tmp_path.rglob("*.cut"))


def test_what_a_killed_writer_left_is_known_ten_seconds_later(tmp_path: Path) -> None:
    killed = tmp_path / "CAM-1" / "2026-03-13" / "120000000.mkv"
    killed.parent.mkdir(parents=True)
    killed.write_bytes(b"a beginning")
    killed.with_suffix(".open").touch()
    again = Recording(tmp_path, CONTINUOUS)
    again.feed(encoded(15))
    until(lambda: any(row.size == len(b"a beginning") for row in again.told))
    again.close()
    assert killed.with_suffix(".cut").exists()


def test_a_disk_that_fills_stops_recording_and_goes_on_by_itself(
    small_disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    recording = Recording(small_disk / "recordings", CONTINUOUS)
    recording.feed(encoded(10))
    until(lambda: recording.recorder.recording)
    fill(small_disk)
    big = [replace(packet, data=packet.data + bytes(20_000)) for packet in later(encoded(10), 10 * SECOND)]
    recording.feed(big)
    until(lambda: recording.disk.fault == RecordingFault.DISK_FULL)
    held, let_go = threading.Event(), threading.Event()
    recording.disk.put(lambda: (held.set(), let_go.wait()))
    assert held.wait(PATIENCE_S)
    recording.feed(later(encoded(10), 20 * SECOND))
    let_go.set()  # so late: a camera's thread does not wait for a disk
    until(lambda: not recording.recorder.recording and not recording.disk.waiting)
    unfill(small_disk)
    until(lambda: recording.disk.fault == "")
    recording.feed(later(encoded(10), 30 * SECOND))
    rows = recording.close()
    assert [(row.began - T0) // SECOND for row in rows][-1] in {20, 30}
    assert rows[-1].complete
    assert not rows[0].complete
    assert times(recording.folder / rows[-1].file)[-1] + rows[-1].began == T0 + 40 * SECOND - 100
    assert "disk_full" in caplog.text
    assert "recording goes on" in caplog.text


def test_on_a_full_disk_what_may_go_makes_room(small_disk: Path) -> None:
    folder = small_disk / "recordings"
    recording = Recording(folder, CONTINUOUS)
    keeper = Keeper(
        folder,
        zone=ZONE,
        limits=Limits(dict.fromkeys(FootageClass, 45.0), 1 << 40, least_free_bytes=1 << 20),
        on_dropped=lambda _: None,
        clock=lambda: T0,
        relist_s=0.0,
    )
    for number in range(6):
        big = (replace(p, data=p.data + bytes(6_000)) for p in later(encoded(10), number * 60 * SECOND))
        recording.feed(list(big))
        until(lambda n=number: len(recording.rows) > n and not recording.disk.fault)
        for row in recording.rows:
            keeper.note(row)
        until(lambda: keeper.step() >= 1.0)
    rows = recording.close()
    left = [row for row in rows if (folder / row.file).exists()]
    assert 0 < len(left) < len(rows) == 6
    assert left == rows[-len(left) :]


def test_a_folder_that_cannot_be_made_is_told_and_stops_no_camera(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    recording = Recording(blocked / "recordings", CONTINUOUS)
    recording.feed(encoded(10))
    until(lambda: recording.disk.fault == RecordingFault.DISK_FAILED)
    assert recording.close() == []
    assert "recording failed" in caplog.text


def test_what_a_slow_disk_does_not_take_is_left_out_and_the_next_segment_is_whole(tmp_path: Path) -> None:
    packets = encoded(60)
    early, late = packets[: 40 * FPS], packets[40 * FPS :]
    room = sum(len(packet.data) + EACH for packet in late)
    disk = WritingThread(tmp_path, least_free=0, most_waiting=room, probe_s=0.05)
    rows = {}
    recorder = CameraRecorder(
        CONTINUOUS, tmp_path, zone=ZONE, disk=disk, on_segment=lambda row: rows.update({row.file: row})
    )
    let_go, taken = threading.Event(), threading.Event()
    disk.put(let_go.wait)
    faults = set()
    for packet in early:
        recorder.packet(packet)
        faults.add(disk.fault)
    assert RecordingFault.DISK_SLOW in faults
    disk.put(taken.set)
    let_go.set()
    assert taken.wait(PATIENCE_S)
    until(lambda: disk.fault == "")
    for packet in late:
        recorder.packet(packet)
    assert recorder.close(PATIENCE_S)
    assert disk.close(PATIENCE_S)
    first, last = rows.values()
    assert last.began == T0 + 40 * SECOND
    assert len(times(tmp_path / last.file)) == 20 * FPS
    assert 0 < len(times(tmp_path / first.file)) < 40 * FPS


@pytest.mark.parametrize(("probe_s", "looks"), [(60.0, [True, False, False]), (0.0, [True, True, True])])
def test_what_no_disk_could_help_is_looked_into_now_and_then_and_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, probe_s: float, looks: list[bool]
) -> None:
    disk = WritingThread(tmp_path, least_free=0, probe_s=probe_s)
    looked = []

    def fail() -> None:
        """A camera's next key frame; looking at the disk changes the folder."""
        os.utime(tmp_path, (1, 1))
        disk.failed(MediaFault("CodecUnknown"))
        looked.append(tmp_path.stat().st_mtime != 1)

    for _ in looks:
        disk.put(fail)
    assert disk.close(PATIENCE_S)
    assert looked == looks
    assert caplog.text.count("not the disk") == 1


def test_footage_that_cannot_be_locked_hinders_no_recording(tmp_path: Path) -> None:
    """Given that something stands where the folder of the day before should be."""
    day = day_and_stem(T0 - 86_400_000, ZONE)[0]
    (tmp_path / "CAM-1").mkdir()
    (tmp_path / "CAM-1" / day).write_text("no folder")
    recording = Recording(tmp_path, CONTINUOUS)
    recording.feed(encoded(20)[: 10 * FPS])
    recording.recorder.keep(T0 - 86_400_000, T0 + 5 * SECOND, FootageClass.LOCKED)
    recording.feed(encoded(20)[10 * FPS :])
    (row,) = recording.close()
    assert (row.began, row.ended - row.began, row.complete) == (T0, 20 * SECOND - 100, True)
    assert row.footage is FootageClass.LOCKED


def test_it_is_armed_while_footage_comes_and_the_disk_takes_it(tmp_path: Path) -> None:
    recording, piece = Recording(tmp_path, EVENTS), encoded(5)
    recording.feed(piece)
    assert recording.recorder.armed_s == 4.9
    recording.disk.allow(False)
    recording.feed(later(piece, 5 * SECOND))
    assert recording.recorder.armed_s == 4.9, "no room: whatever happened then would be lost"
    recording.disk.allow(True)
    recording.feed(later(piece, 10 * SECOND))
    assert recording.recorder.armed_s == 9.8
    recording.recorder.lost()
    recording.feed(later(piece, 1000 * SECOND))
    assert recording.recorder.armed_s == pytest.approx(14.7), "the time without a stream does not count"
    recording.close()


def test_without_leave_nothing_is_written_and_the_ring_is_kept(tmp_path: Path) -> None:
    recording = Recording(tmp_path, CONTINUOUS)
    recording.disk.allow(False)
    recording.feed(encoded(60)[: 5 * FPS])
    until(lambda: recording.disk.waiting == 0)
    recording.disk.allow(True)
    recording.recorder.event(T0 + 5 * SECOND)
    recording.feed(encoded(60)[5 * FPS : 10 * FPS])
    recording.close()
    assert recording.shown() == list(range(T0, T0 + 10 * SECOND, 100))
