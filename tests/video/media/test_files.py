"""Files as cameras, recordings written and read: real files of FFmpeg's."""

import itertools
import shutil
import subprocess
import threading
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from app.domain.video.cameras import CameraStream
from tests.support.machine import tool
from tests.support.streets import encoded, number_of
from video.media.encoding import LiveEncoder
from video.media.faults import MediaFault
from video.media.footage import FootageReader
from video.media.matroska import FileClock, MatroskaWriter
from video.media.opening import open_input
from video.media.paced import Pace
from video.media.packets import PacketView
from video.media.pixels import Converter
from video.media.sources import source_of

STEP_MS = 66


def at_once(seconds):
    return False


@pytest.fixture(scope="module", params=["h264", "h265", "mjpeg"])
def movie(request, street_files):
    """Thirty frames as a file."""
    path = street_files / f"movie-{request.param}.{'mkv' if request.param == 'mjpeg' else 'mp4'}"
    codec = "h264" if request.param == "mjpeg" else request.param
    raw = encoded(street_files, codec=codec, frames=30)
    how = ["-c", "mjpeg", "-q:v", "3"] if request.param == "mjpeg" else ["-c", "copy"]
    order = [tool("ffmpeg"), "-v", "error", "-y", "-r", "15", "-i", str(raw), *how, str(path)]
    subprocess.run(order, check=True)
    return path


def opened(path, wait=at_once):
    return open_input(source_of(CameraStream("CAM-1", path.as_uri())), wait)


def taken(path, count):
    """Packets of a file, with wall times as if it were live."""
    media, views = opened(path), []
    for received in media.packets():
        media.decode(received)
        views.append(replace(media.view(received), wall_ms=1_000_000 + STEP_MS * len(views)))
        if len(views) == count:
            break
    media.close()
    return views


def test_a_file_goes_round_and_its_times_go_on(movie):
    views = taken(movie, 70)
    times = [view.pts for view in views]
    assert times == sorted(set(times))
    assert views[0].keyframe
    assert views[0].data == views[30].data


def test_what_is_recorded_shows_the_same_frames(movie, tmp_path):
    views = taken(movie, 30)
    writer = MatroskaWriter(tmp_path / "a.mkv", views[0])
    for view in views:
        writer.write(view)
    writer.close()
    reader, converter = FootageReader(tmp_path / "a.mkv"), Converter()
    shown = [(at, number_of(converter.bgr(frame, 640, 360))) for at, frame in reader.frames()]
    assert [number for _, number in shown] == list(range(30))
    assert shown[0][0] == 0
    assert abs(shown[-1][0] - 29 * STEP_MS) < 40
    assert reader.duration_ms >= shown[-1][0]
    reader.seek(shown[20][0])
    at, _ = next(reader.frames())
    assert at <= shown[20][0]
    reader.close()


def test_pictures_that_the_decoder_holds_back_come_at_the_end(tmp_path, street_files):
    """B-frames: a picture comes after others that are shown later."""
    raw, path = encoded(street_files, codec="h264", frames=30), tmp_path / "late.mkv"
    coding = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "3", "-b_strategy", "0", "-g", "10"]
    order = [tool("ffmpeg"), "-v", "error", "-y", "-r", "15", "-i", str(raw), *coding, str(path)]
    subprocess.run(order, check=True)
    reader, converter = FootageReader(path), Converter()
    for _ in range(2):
        shown = [number_of(converter.bgr(frame, 640, 360)) for _, frame in reader.frames()]
        assert shown == list(range(30))
        reader.seek(0)
    reader.close()


def test_a_killed_writer_loses_only_the_last_moment(movie, tmp_path):
    views = taken(movie, 30)
    writer = MatroskaWriter(tmp_path / "a.mkv", views[0])
    for view in views:
        writer.write(view)
    shutil.copy(tmp_path / "a.mkv", tmp_path / "killed.mkv")
    writer.close()
    reader = FootageReader(tmp_path / "killed.mkv")
    times = [at for at, _ in reader.frames()]
    reader.close()
    assert times[-1] >= (len(views) - 1) * STEP_MS - 300


def test_a_damaged_recording_gives_what_is_whole(movie, tmp_path):
    damaged = tmp_path / "damaged.mkv"
    data = bytearray(movie.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 200] = bytes(200)
    damaged.write_bytes(data)
    reader = FootageReader(damaged)
    assert sum(1 for _ in reader.frames()) >= 5
    reader.close()


@pytest.mark.parametrize("content", [b"", b"no film at all" * 100])
def test_what_is_no_film_is_a_fault(tmp_path, content):
    (tmp_path / "a.mkv").write_bytes(content)
    for opening in (lambda: FootageReader(tmp_path / "a.mkv"), lambda: opened(tmp_path / "a.mkv")):
        with pytest.raises(MediaFault) as fault:
            opening()
        assert fault.value.kind in {"InvalidDataError", "EOFError"}


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(MediaFault) as fault:
        opened(tmp_path / "none.mkv")
    assert fault.value.kind == "FileNotFoundError"


def test_who_ends_does_not_wait_for_the_next_frame(movie):
    ending = threading.Event()
    ending.set()
    media = opened(movie, lambda seconds: ending.wait(seconds))
    assert list(media.packets()) == []
    media.close()


def view(pts, wall_ms, *, dts=0):
    return PacketView(
        "h264", b"", 8, 8, Fraction(1, 1000), pts, pts if dts == 0 else dts, True, b"x", wall_ms
    )


def test_times_that_go_back_follow_the_wall_clock():
    clock = FileClock()
    found = [
        clock.times(one)[0]
        for one in (
            view(0, 0),
            view(40, 41),
            view(-9000, 80),
            view(-8960, 122),
            view(None, 160),
            view(1, 200),
        )
    ]
    assert found == [0, 40, 79, 119, 157, 197]


@pytest.mark.parametrize("counted_ms", [40, 250])
def test_a_camera_that_counts_at_another_pace_is_never_far_from_the_wall_clock(counted_ms):
    clock = FileClock()
    times = [clock.times(view(counted_ms * number, 100 * number))[0] for number in range(1, 600)]
    assert all(abs(at - 100 * number) <= 2000 for number, at in enumerate(times))
    assert {after - before for before, after in itertools.pairwise(times)} == {counted_ms, 100}


def test_times_never_stand_still():
    clock = FileClock()
    found = [clock.times(view(5, 0))[1] for _ in range(4)]
    assert found == [0, 1, 2, 3]


def test_a_file_waits_for_its_own_clock_and_for_no_jump():
    pace = Pace()
    assert pace.due_in(100.0, 5.0) == 0
    assert pace.due_in(100.5, 5.1) == pytest.approx(0.4)
    assert pace.due_in(100.6, 9.0) == 0
    assert pace.due_in(900.0, 9.0) == 0


def test_what_is_encoded_anew_has_its_zones_black(movie, tmp_path):
    encoder = LiveEncoder(lambda pixels: pixels[:180, :320].fill(0))
    media = opened(movie)
    packets = []
    for received in media.packets():
        for frame in media.decode(received):
            packets += encoder.packets(frame, 1_000_000 + STEP_MS * len(packets))
        if len(packets) >= 10:
            break
    media.close()
    writer = MatroskaWriter(tmp_path / "black.mkv", packets[0])
    for packet in packets:
        writer.write(packet)
    writer.close()
    reader = FootageReader(tmp_path / "black.mkv")
    frames = [np.array(Converter().bgr(frame, 640, 360)) for _, frame in reader.frames()]
    reader.close()
    assert len(frames) == len(packets)
    assert all(frame[8:170, 8:310].max() < 12 for frame in frames)
    assert frames[0][200:, 330:].mean() > 40
