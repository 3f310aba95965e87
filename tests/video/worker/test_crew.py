"""A worker's cameras come and go without holding each other, or the beat, up."""

import contextlib
import io
import socket
import threading
from zoneinfo import ZoneInfo

import pytest

from app.domain.video.cameras import Camera, CameraStream
from app.wire.frame_slots import slot_path
from app.wire.video import Watched
from app.wire.video_service import WantedStreams
from tests.support.waiting import wait_until
from tests.video.media.tls_front import Certificate, TlsFront
from tests.video.streams.http_camera import HttpCamera
from video.analytics import masking, strict_masking
from video.worker.crew import Crew
from video.worker.messages import Assign, Begin
from video.worker.outgoing import Outgoing
from video.worker.trial import tried

CAMERA = Camera("A")


@pytest.fixture
def crew(tmp_path):
    out = Outgoing(io.BytesIO())
    begin = Begin(0, str(tmp_path), "", "", "America/Lima")
    with contextlib.closing(out), contextlib.closing(Crew(begin, ZoneInfo(begin.zone), out)) as crew:
        crew.want(WantedStreams((Watched("A", 320),)))
        yield crew


def threads_of(camera):
    return sum(thread.name == f"camera {camera}" for thread in threading.enumerate())


def test_a_camera_that_does_not_answer_holds_up_no_beat_and_not_its_successor(crew, tmp_path):
    """Given a camera that takes a connection and says nothing, when it is given another address."""
    with (
        socket.create_server(("127.0.0.1", 0)) as mute,
        contextlib.closing(HttpCamera()) as http,
    ):
        crew.assign(Assign((CAMERA,), (CameraStream("A", f"rtsp://127.0.0.1:{mute.getsockname()[1]}/a"),)))
        taken, _ = mute.accept()
        with taken:
            crew.assign(Assign((CAMERA,), (CameraStream("A", http.url("/mjpeg")),)))
            assert threads_of("A") == 2, "the old one still waits"
            wait_until(slot_path(tmp_path, "A").exists, what="the picture of the new address")
        wait_until(lambda: threads_of("A") == 1, what="the end of the old thread")
        assert crew.beat(0.0, 0).stuck == ()
        assert slot_path(tmp_path, "A").exists()
        crew.assign(Assign((), ()))


@pytest.mark.parametrize(("blur_all", "hiding"), [(False, masking), (True, strict_masking)])
def test_a_site_that_blurs_all_leaves_nothing_plain_at_any_camera(tmp_path, blur_all, hiding):
    out = Outgoing(io.BytesIO())
    begin = Begin(0, str(tmp_path), "", "", "America/Lima", blur_all=blur_all)
    with (
        contextlib.closing(out),
        contextlib.closing(HttpCamera()) as http,
        contextlib.closing(Crew(begin, ZoneInfo(begin.zone), out)) as crew,
    ):
        crew.assign(Assign((CAMERA,), (CameraStream("A", http.url("/mjpeg")),)))
        assert crew._threads["A"]._around.masking is hiding
        crew.assign(Assign((), ()))


def test_what_a_worker_has_seen_first_the_next_one_and_a_trial_go_by(tmp_path):
    begin = Begin(0, str(tmp_path), "", "", "America/Lima", certificates=str(tmp_path / "seen"))
    out = Outgoing(io.BytesIO())
    with contextlib.closing(out), contextlib.closing(HttpCamera()) as http:
        plain = http.server_address[1]
        with contextlib.closing(TlsFront(Certificate(tmp_path), plain)) as front:
            stream = CameraStream("A", f"https://127.0.0.1:{front.port}/mjpeg")
            with contextlib.closing(Crew(begin, ZoneInfo(begin.zone), out)) as crew:
                crew.want(WantedStreams((Watched("A", 320),)))
                crew.assign(Assign((CAMERA,), (stream,)))
                wait_until(slot_path(tmp_path, "A").exists, what="its picture")
        with (
            contextlib.closing(TlsFront(Certificate(tmp_path), plain, front.port)),
            contextlib.closing(Crew(begin, ZoneInfo(begin.zone), out)) as crew,
        ):
            assert tried(stream, (), crew.certificates).problem == "certificate_other"
