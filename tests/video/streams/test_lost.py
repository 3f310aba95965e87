"""Cameras that are lost in every way, what is said of it, and how they come back."""

import contextlib
import subprocess

import pytest

from app.domain.video.cameras import Camera, Picture, RecordingMode, Records
from tests.support.machine import free_port, tool
from tests.support.rtsp import RtspServer
from tests.support.streets import encoded
from tests.support.waiting import PATIENCE_S, wait_until
from tests.video.streams.http_camera import REFUSALS, HttpCamera
from tests.video.streams.watcher import watching
from video.media.inputs import Patience
from video.streams.endings import Ending

SHORT = Patience(open_s=1.0, read_s=0.6)
"""For cameras that fall silent; a server that answers may be slow to on a busy machine."""
LONG = Patience(open_s=PATIENCE_S, read_s=PATIENCE_S)


@pytest.fixture(scope="module")
def http():
    with contextlib.closing(HttpCamera()) as server:
        yield server


@pytest.fixture
def own_server(street_files):
    """One that may be frozen and killed."""
    street = {"files": [str(encoded(street_files))], "fps": 60}
    with contextlib.closing(RtspServer({"/street": street}, user="operator", password="p@ss:w/rd")) as server:
        yield server


KNOWN = {"user": "operator", "password": "p@ss:w/rd"}


def reason(folder, url, **more):
    with watching(folder, url, **{"patience": LONG} | more) as watcher:
        found = watcher.wait_for_reason()
        lost = next(state for state in watcher.notes.states if state.reason)
        assert lost.picture is Picture.NO_SIGNAL
        assert lost.next_try > lost.since
        return found


@pytest.mark.parametrize("path", REFUSALS)
@pytest.mark.parametrize("every", [0.0, 0.1])
def test_every_refusal_has_its_word(http, tmp_path, path, every):
    word = reason(tmp_path, http.url(path), picture_every_s=every, user="u", password="p")
    expected = REFUSALS[path][1]
    # FFmpeg has no name of its own for some of them.
    assert word in {expected, Ending.REQUEST_REFUSED} if path == "/429" else word == expected


@pytest.mark.parametrize(
    ("path", "more", "word"),
    [
        ("/401", {}, Ending.NO_PASSWORD),
        ("/garbage", {}, Ending.GARBAGE),
        ("/garbage", {"picture_every_s": 0.1}, Ending.GARBAGE),
        ("/silent", {"patience": SHORT}, Ending.TIMEOUT),
        ("/silent", {"picture_every_s": 0.1, "patience": SHORT}, Ending.TIMEOUT),
        ("/ending", {}, Ending.DROPPED),
    ],
)
def test_what_is_wrong_with_it_has_its_word(http, tmp_path, path, more, word):
    assert reason(tmp_path, http.url(path), **more) == word


@pytest.mark.parametrize(
    ("url", "more", "word"),
    [
        ("rtsp://127.0.0.1:{port}/a", {}, Ending.REFUSED),
        ("http://127.0.0.1:{port}/a", {}, Ending.REFUSED),
        ("http://127.0.0.1:{port}/a", {"picture_every_s": 1.0}, Ending.REFUSED),
        ("rtsp://no-such-host.invalid/a", {}, Ending.UNREACHABLE),
        ("http://no-such-host.invalid/a", {"picture_every_s": 1.0}, Ending.UNREACHABLE),
        ("file:///no/such/film.mp4", {}, Ending.NO_FILE),
        ("ftp://127.0.0.1/a", {}, Ending.SCHEME_UNKNOWN),
    ],
)
def test_where_nobody_is_has_its_word(tmp_path, url, more, word):
    assert reason(tmp_path, url.format(port=free_port()), **more) == word


def test_an_rtsp_path_that_is_not_there(rtsp_server, tmp_path):
    assert reason(tmp_path, rtsp_server.url("/none")) == Ending.NOT_FOUND


def test_a_stream_that_ends_is_opened_again(rtsp_server, tmp_path):
    with watching(tmp_path, rtsp_server.url("/ending")) as watcher:
        assert watcher.wait_for_reason() == Ending.ENDED
        wait_until(lambda: watcher.state.picture is Picture.LIVE, what="its coming back")


def test_wrong_and_missing_passwords_are_told_apart(own_server, tmp_path):
    url = own_server.url("/street")
    assert reason(tmp_path, url) == Ending.NO_PASSWORD
    assert reason(tmp_path, url, user="operator", password="wrong") == Ending.UNAUTHORISED


def test_a_frozen_server_is_lost_and_comes_back(own_server, tmp_path):
    with watching(tmp_path, own_server.url("/street"), patience=SHORT, **KNOWN) as watcher:
        watcher.frames(2)
        own_server.freeze()
        wait_until(lambda: watcher.thread.silent_s() > 0.2, what="silence that the watchdog sees")
        assert watcher.wait_for(Picture.NO_SIGNAL).reason == Ending.TIMEOUT
        own_server.thaw()
        assert watcher.wait_for(Picture.LIVE).reason == ""
        watcher.frames(2)


def test_a_killed_server_is_lost_and_its_successor_is_found(own_server, tmp_path):
    with watching(tmp_path, own_server.url("/street"), patience=LONG, **KNOWN) as watcher:
        watcher.frames(2)
        own_server.kill()
        wait_until(lambda: watcher.state.reason == Ending.REFUSED, what="a refusal")
        since = watcher.state.since
        assert watcher.notes.losses == [len(watcher.notes.packets)], "told once, after the last packet"
        own_server.start_again()
        watcher.wait_for(Picture.LIVE)
        assert all(state.since == since for state in watcher.notes.states if state.reason)


def test_a_lost_main_stream_is_told_while_the_sub_stream_shows(http, tmp_path):
    main = HttpCamera()
    address = main.server_address
    with watching(tmp_path, main.url("/mjpeg"), patience=LONG, sub_url=http.url("/mjpeg")) as watcher:
        wait_until(lambda: watcher.state is not None and watcher.state.records is Records.OK, what="records")
        wait_until(lambda: watcher.notes.packets, what="packets to record")
        main.close()
        wait_until(lambda: watcher.state.records is Records.LOST, what="word of the loss")
        assert watcher.state.picture is Picture.LIVE
        assert watcher.state.sub_stream
        assert not watcher.state.reason
        with contextlib.closing(HttpCamera(address=address)):
            wait_until(lambda: watcher.state.records is Records.OK, what="word of its coming back")
        assert not any(state.picture is Picture.NO_SIGNAL for state in watcher.notes.states)


def test_nothing_is_missed_of_a_camera_that_is_not_to_be_recorded(http, tmp_path):
    camera = Camera("CAM-1", recording=RecordingMode.NEVER)
    with watching(tmp_path, http.url("/mjpeg"), camera=camera) as watcher:
        assert watcher.wait_for(Picture.LIVE).records is Records.OFF


def test_timestamps_that_go_back_are_no_end(street_files, tmp_path):
    """A transport stream that begins anew in the middle."""
    raw, film = encoded(street_files, frames=30), tmp_path / "back.ts"
    order = [tool("ffmpeg"), "-v", "error", "-r", "60", "-i", str(raw), "-c", "copy", "-f", "mpegts", "-"]
    once = subprocess.run(order, check=True, capture_output=True).stdout
    film.write_bytes(once * 3)
    with watching(tmp_path, film.as_uri()) as watcher:
        wait_until(lambda: len(watcher.notes.packets) > 50, what="packets beyond the jump")
        assert not any(state.reason for state in watcher.notes.states)
        times = [packet.wall_ms for packet in watcher.notes.packets]
        assert times == sorted(times)


@pytest.mark.expects_errors
def test_what_a_port_raises_ends_the_connection_and_not_the_camera(http, tmp_path):
    with watching(tmp_path, http.url("/mjpeg")) as watcher:
        watcher.frames(1)
        watcher.notes.on_packet, kept = None, watcher.notes.on_packet
        watcher.wait_for(Picture.NO_SIGNAL)
        assert watcher.state.reason == Ending.FAILED
        watcher.notes.on_packet = kept
        watcher.wait_for(Picture.LIVE)


def test_a_slot_that_cannot_be_made_is_said(http, tmp_path):
    (tmp_path / "slots").write_bytes(b"a file where the folder should be")
    with watching(tmp_path / "slots", http.url("/mjpeg")) as watcher:
        assert watcher.wait_for_reason() == Ending.NOT_WRITTEN
