"""A camera's thread on real streams: what is shown, recorded and analysed, and when."""

import contextlib
import itertools
import subprocess
import time
from dataclasses import replace

import numpy as np
import pytest

from app.domain.video.cameras import Camera, Picture, RecordingMode
from app.domain.video.scenes import Overlay, Track
from app.domain.video.stages import Stage, StageKind, TrackClass
from app.wire.frame_slots import slot_path
from tests.support.machine import tool
from tests.support.streets import encoded, number_of
from tests.support.waiting import wait_until
from tests.video.streams.http_camera import PASSWORD, USER, HttpCamera
from tests.video.streams.watcher import watching
from video.streams.ports import Analysed

HALF = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))


@pytest.fixture
def http():
    with contextlib.closing(HttpCamera()) as server:
        yield server


def test_frames_come_to_their_slot_in_the_order_of_their_sending(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/street"), width=640) as watcher:
        sent = []
        for frame in watcher.frames(12):
            shown, captured = number_of(frame.pixels), frame.captured / 1000 + 0.001
            told = [at for _, number, at in list(rtsp_server.told) if number == shown and at <= captured]
            sent.append(told[-1])
        assert sent == sorted(set(sent))
        wait_until(lambda: watcher.state.latency_ms > 0, what="a measured latency")
        assert (watcher.state.codec, watcher.state.width, watcher.state.height) == ("h264", 640, 360)


@pytest.mark.parametrize("transport", ["tcp", "udp"])
def test_frames_come_over_both_transports(rtsp_server, tmp_path, transport):
    with watching(tmp_path, rtsp_server.url("/fast"), transport=transport) as watcher:
        assert watcher.frames(5)[-1].pixels.shape == (180, 320, 4)


def test_h265_is_shown_too(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/hevc")) as watcher:
        watcher.frames(2)
        wait_until(lambda: watcher.state, what="a state")
        assert watcher.state.codec == "hevc"


def test_five_per_cent_of_packets_lost_are_no_lost_camera(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/lossy"), transport="udp") as watcher:
        watcher.frames(30)
        assert not any(state.reason for state in watcher.notes.states)


def test_another_size_in_mid_stream_goes_on(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/changing"), width=1280) as watcher:
        sizes = set()

        def both():
            frame = watcher.plain.newer()
            if frame is not None:
                sizes.add(frame.pixels.shape[:2])
            return len(sizes) == 2

        wait_until(both, what="both sizes")
        assert sizes == {(360, 640), (180, 320)}
        packets = watcher.notes.packets
        assert {packet.width for packet in packets} == {640, 320}
        changes = [one for before, one in itertools.pairwise(packets) if not one.follows(before)]
        assert changes
        assert all(one.keyframe for one in changes)
        assert not any(state.reason for state in watcher.notes.states)


def test_motion_jpeg_over_http(http, tmp_path):
    with watching(tmp_path, http.url("/mjpeg")) as watcher:
        numbers = [number_of(frame.pixels, 320) for frame in watcher.frames(6)]
        assert len(set(numbers)) > 1
        assert watcher.notes.packets[0].codec == "mjpeg"
        assert {packet.pts for packet in watcher.notes.packets} == {None}, "such a camera tells no times"


def test_a_redirect_is_followed(http, tmp_path):
    with watching(tmp_path, http.url("/moved")) as watcher:
        watcher.frames(2)


def test_hls_is_shown_at_its_own_pace(http, street_files, tmp_path):
    folder = http.folder = tmp_path / "hls"
    folder.mkdir()
    order = [tool("ffmpeg"), "-v", "error", "-r", "15", "-i", str(encoded(street_files)), "-c", "copy"]
    subprocess.run([*order, "-f", "hls", "-hls_time", "2", str(folder / "live.m3u8")], check=True)
    began = time.monotonic()  # of a stream that a busy machine holds up, the next pictures come at once
    with watching(tmp_path, http.url("/live.m3u8")) as watcher:
        watcher.frames(8)
        assert time.monotonic() - began > 0.4


def test_single_pictures_are_fetched_again_and_again(http, tmp_path):
    with watching(tmp_path, http.url("/shot.jpg"), picture_every_s=0.05) as watcher:
        numbers = [number_of(frame.pixels, 320) for frame in watcher.frames(4)]
        assert len(set(numbers)) > 1


def test_an_awkward_password_opens_and_is_told_nowhere(http, tmp_path, caplog):
    caplog.set_level("DEBUG")
    with watching(
        tmp_path, http.url("/locked"), picture_every_s=0.05, user=USER, password=PASSWORD
    ) as watcher:
        watcher.frames(2)
    assert PASSWORD not in caplog.text
    assert PASSWORD not in repr(watcher.notes.states)


def test_nobody_looks_and_nothing_is_analysed_then_nothing_is_decoded(rtsp_server, tmp_path):
    camera = Camera("CAM-1", analysis_fps=0.0)
    with watching(tmp_path, rtsp_server.url("/fast"), camera=camera, width=0) as watcher:
        assert watcher.wait_for(Picture.KEY_FRAMES).analysed_fps == 0
        wait_until(lambda: len(watcher.notes.packets) > 20, what="packets to record")
        assert not slot_path(tmp_path, "CAM-1").exists()
        watcher.thread.want(320, plain=True, blurred=False)
        watcher.frames(2)
        watcher.thread.want(0, plain=False, blurred=False)
        wait_until(lambda: not slot_path(tmp_path, "CAM-1").exists(), what="the slot given back")


@pytest.fixture
def slow(rtsp_server, tmp_path):
    """A camera of one frame a second, which takes its time to open while others are tested."""
    with watching(tmp_path, rtsp_server.url("/slow"), camera=Camera("SLOW")) as watcher:
        yield watcher


def test_what_stands_still_is_a_still_until_something_moves(rtsp_server, tmp_path, slow):
    with watching(tmp_path, rtsp_server.url("/fast")) as watcher:
        watcher.notes.answer = Analysed(moving=False)
        watcher.wait_for(Picture.STILL)
        before = watcher.frames(1)[0].sequence
        analysed = len(watcher.notes.lumas)
        wait_until(lambda: len(watcher.notes.lumas) > analysed + 2, what="analysis that goes on")
        assert watcher.plain.newer(before) is None
        watcher.notes.answer = Analysed(moving=True)
        watcher.wait_for(Picture.LIVE)
        wait_until(lambda: watcher.plain.newer(before), what="a live picture")
    slow.frames(1)
    wait_until(lambda: slow.state.picture is Picture.LIVE and slow.state.fps <= 2.5, what="its own rate")


def test_a_large_tile_is_live_although_nothing_moves(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/fast"), width=640) as watcher:
        watcher.notes.answer = Analysed(moving=False)
        watcher.frames(20)
        assert {state.picture for state in watcher.notes.states} == {Picture.LIVE}


def test_a_full_processor_shows_key_frames_of_small_tiles(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/fast")) as watcher:
        watcher.thread.shed(shed=True)
        assert watcher.wait_for(Picture.KEY_FRAMES).shed
        before = watcher.frames(1)[0]
        after = [frame for frame in watcher.frames(3) if frame.sequence != before.sequence]
        assert all(number_of(frame.pixels, 640) % 30 == 0 for frame in after[1:])


def test_analysis_comes_at_its_own_rate(rtsp_server, tmp_path):
    camera = Camera("CAM-1", analysis_fps=10.0, stages=(Stage("F", StageKind.SMOKE_FLAME),))
    with watching(tmp_path, rtsp_server.url("/fast"), camera=camera) as watcher:
        watcher.wait_for(Picture.LIVE)
        wait_until(
            lambda: watcher.state.fps > 2 * watcher.state.analysed_fps > 8, what="a part of what comes in"
        )
        assert watcher.state.analysed_fps <= 12
        assert watcher.notes.lumas[0].shape == (180, 320)
        assert watcher.notes.colours[0].shape == (360, 640, 3)


def test_an_overlay_belongs_to_its_frame(rtsp_server, tmp_path):
    seen = Track(7, TrackClass.VEHICLE, 0.1, 0.1, 0.2, 0.2)
    with watching(tmp_path, rtsp_server.url("/fast")) as watcher:
        watcher.notes.answer = Analysed(Overlay((seen,)), moving=True)
        wait_until(
            lambda: (frame := watcher.plain.newer()) and frame.overlay.tracks == (seen,), what="the box"
        )


def test_privacy_zones_are_black_wherever_the_picture_goes(rtsp_server, tmp_path):
    stages = (Stage("F", StageKind.SMOKE_FLAME),)
    camera = Camera("CAM-1", privacy=(HALF,), stages=stages, recording=RecordingMode.CONTINUOUS)
    with watching(tmp_path, rtsp_server.url("/fast"), camera=camera, blurred=True) as watcher:
        for reader in (watcher.plain, watcher.blurred):
            pixels = watcher.frames(1, reader)[0].pixels[..., :3]
            assert pixels[:, :140].max() < 40
            assert pixels[:, 180:].max() > 50
        assert watcher.notes.lumas[0][:, :150].max() < 20
        assert watcher.notes.colours[0][:, :300].max() < 20
        wait_until(lambda: watcher.notes.packets, what="packets")
        assert watcher.notes.packets[0].codec == "h264"
        assert watcher.notes.packets[0].time_base.denominator == 1000, "encoded anew"


def test_who_may_see_no_faces_gets_coarse_pictures_of_what_moves(rtsp_server, tmp_path):
    box = Track(1, TrackClass.PERSON, 0.0, 0.0, 0.25, 0.1)
    with watching(tmp_path, rtsp_server.url("/fast"), plain=False, blurred=True) as watcher:
        still = np.zeros((180, 320), np.uint8)
        watcher.notes.answer = Analysed(Overlay((box,)), moving=True, mask=still, settled=True)
        watcher.frames(1, watcher.blurred)
        assert not slot_path(tmp_path, "CAM-1").exists()
        watcher.thread.want(320, plain=True, blurred=True)
        watcher.frames(1)

        def coarse():
            plain, blurred = watcher.plain.newer(), watcher.blurred.newer()
            if plain is None or blurred is None or not blurred.overlay.tracks:
                return False
            corner = (slice(0, 8), slice(0, 64))
            return np.ptp(blurred.pixels[corner][..., 0].astype(int), axis=1).mean() < 0.7 * (
                np.ptp(plain.pixels[corner][..., 0].astype(int), axis=1).mean() + 1
            )

        wait_until(coarse, what="a coarse corner")


def test_a_still_of_an_event_is_kept(rtsp_server, tmp_path):
    still = tmp_path / "CAM-1" / "2026-03-13" / "194600123.jpg"
    with watching(tmp_path, rtsp_server.url("/fast")) as watcher:
        watcher.notes.answer = Analysed(moving=True, stills=(still,))
        wait_until(still.exists, what="the still")
    assert still.read_bytes().startswith(b"\xff\xd8")


def test_a_large_tile_takes_the_main_stream_and_a_small_one_the_sub_stream(rtsp_server, tmp_path):
    camera = Camera("CAM-1", recording=RecordingMode.CONTINUOUS)
    main, sub = rtsp_server.url("/fast"), rtsp_server.url("/small")
    with watching(tmp_path, main, camera=camera, sub_url=sub) as watcher:
        wait_until(lambda: watcher.state and watcher.state.sub_stream, what="the sub-stream")
        wait_until(lambda: watcher.notes.packets, what="packets of the main stream")
        watcher.thread.want(1280, plain=True, blurred=False)
        wait_until(
            lambda: (frame := watcher.plain.newer()) and frame.pixels.shape[1] == 640, what="the main one"
        )
        wait_until(lambda: not watcher.state.sub_stream, what="its state")
        watcher.thread.want(200, plain=True, blurred=False)
        wait_until(lambda: watcher.state.sub_stream, what="the sub-stream again")
    assert {packet.width for packet in watcher.notes.packets} == {640}
    assert not any(state.reason for state in watcher.notes.states)


def test_rates_are_those_of_the_recorded_stream_whichever_is_shown(http, tmp_path):
    """Given a sub-stream that is far slower, which is shown."""
    with contextlib.closing(HttpCamera(fps=2)) as sub:
        with watching(tmp_path, http.url("/mjpeg"), sub_url=sub.url("/mjpeg")) as watcher:
            wait_until(lambda: watcher.state and watcher.state.sub_stream, what="the sub-stream")
            wait_until(lambda: len(watcher.notes.packets) > 20, what="packets to record")
            frames, packets = watcher.thread.received[0], len(watcher.notes.packets)
            assert frames - 1 <= packets
            assert watcher.thread.received[0] >= packets
            assert not watcher.thread.counts_sub
        assert sum(len(one.data) for one in watcher.notes.packets) == watcher.thread.received[1]


def test_of_a_camera_that_is_not_recorded_the_shown_stream_is_counted(http, tmp_path):
    camera = Camera("CAM-1", recording=RecordingMode.NEVER)
    with watching(tmp_path, "rtsp://127.0.0.1:1/none", camera=camera, sub_url=http.url("/mjpeg")) as watcher:
        watcher.frames(2)
        assert watcher.thread.counts_sub
        wait_until(lambda: watcher.thread.received[0] > 5 and watcher.state.fps > 0, what="its frames")


def test_a_change_of_the_camera_does_not_disturb_its_stream(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/fast")) as watcher:
        watcher.frames(2)
        watcher.thread.change(replace(watcher.camera, privacy=(HALF,)))
        wait_until(
            lambda: (frame := watcher.plain.newer()) and frame.pixels[:, :140, :3].max() < 40, what="black"
        )
        assert not any(state.reason for state in watcher.notes.states)
        wait_until(lambda: watcher.thread.silent_s() < 2, what="the next frames")
        wait_until(lambda: time.time() * 1000 - watcher.state.last_frame < 2000, what="word of them")
