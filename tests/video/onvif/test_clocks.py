"""How far a camera's clock is off: asked of its ONVIF service, or read from the date of its web server."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

import pytest

from app.domain.video.cameras import CameraStream
from tests.support.onvif_camera import BOMB, OnvifCamera
from tests.support.waiting import PATIENCE_S, wait_until
from video.onvif.clock import ANSWER_LIMIT_S, SLOWEST_S, behind, clock_of, offset_of
from video.onvif.clocks import Pace
from video.onvif.control import OnvifControl, Timing

QUICK = Timing(clocks=Pace(first_s=0.0, onvif_s=0.05, http_s=0.05))
NEAR_S = ANSWER_LIMIT_S
"""What a busy machine may add: clocks in these tests are off by far more."""


def asked(stream: CameraStream) -> float | None:
    source = clock_of(stream)
    assert source is not None
    return asyncio.run(offset_of(source))


@pytest.mark.parametrize("skew_s", [0.0, 400.0, -86_000.0])
def test_an_onvif_camera_tells_its_time_to_everybody(skew_s: float) -> None:
    """A clock that is ahead is behind by less than nothing."""
    with OnvifCamera(user="operador", password="geheim", skew_s=skew_s) as camera:
        offset = asked(CameraStream("CAM-1", "rtsp://x/", onvif=camera.address))
        assert camera.operations() == ["GetSystemDateAndTime"]
    assert offset == pytest.approx(-skew_s, abs=NEAR_S)


@pytest.mark.parametrize(("took", "offset"), [(0.0, -0.5), (1.0, 0.0), (2.0, 0.5), (SLOWEST_S + 0.1, None)])
def test_half_of_what_the_answer_took_is_taken_off(took: float, offset: float | None) -> None:
    assert behind(1_000.0, took, 1_000.0) == offset


@pytest.mark.parametrize(
    "answer",
    [
        lambda camera: lambda handler: handler.connection.close(),
        lambda camera: lambda handler: handler.wfile.write(b"nothing of ours\r\n\r\n"),
        lambda camera: lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nDate: soon\r\n\r\n" + BOMB),
        lambda camera: (
            lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<a>&lt;")
        ),
    ],
)
def test_what_is_no_time_is_none(answer: Callable[[OnvifCamera], Callable[[Any], None]]) -> None:
    with OnvifCamera() as camera:
        camera.answers["GetSystemDateAndTime"] = answer(camera)
        assert asked(CameraStream("CAM-1", "", onvif=camera.address)) is None


def test_one_that_wants_a_password_for_it_still_dates_its_refusal() -> None:
    with OnvifCamera(skew_s=400.0) as camera:
        camera.answers["GetSystemDateAndTime"] = lambda handler: camera.send(handler, b"", 401)
        offset = asked(CameraStream("CAM-1", "", onvif=camera.address))
    assert offset == pytest.approx(0.0, abs=NEAR_S), "the date of this machine's server"


def test_nobody_at_the_address_tells_no_time(free_port: int) -> None:
    assert asked(CameraStream("CAM-1", "", onvif=f"127.0.0.1:{free_port}")) is None


@pytest.mark.parametrize(
    "stream",
    [
        CameraStream("A", "rtsp://10.0.0.1/1"),
        CameraStream("A", "https://10.0.0.1/1.jpg", picture_every_s=5.0),
        CameraStream("A", "usb:0"),
        CameraStream("A", "rtsp://10.0.0.1/1", onvif="a b"),
    ],
)
def test_other_cameras_are_not_asked(stream: CameraStream) -> None:
    assert clock_of(stream) is None


class DatedServer(ThreadingHTTPServer):
    """A web server whose clock is 400 s behind, and that gives nothing but its date."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Dated)
        self.methods: list[tuple[str, str]] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class Dated(BaseHTTPRequestHandler):
    server: DatedServer

    def do_HEAD(self) -> None:
        self.server.methods.append((self.command, self.path))
        self.send_error(404)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(time.time() - 400.0, usegmt=True)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen of the tests."""


@pytest.fixture
def dated() -> Iterator[DatedServer]:
    made = DatedServer()
    yield made
    made.close()


def test_who_serves_pictures_dates_them_and_is_asked_for_nothing_else(dated: DatedServer) -> None:
    url = f"http://127.0.0.1:{dated.server_address[1]}/shot.jpg"
    assert asked(CameraStream("A", url, picture_every_s=5.0)) == pytest.approx(400.0, abs=NEAR_S)
    assert dated.methods == [("HEAD", "/")]


def test_all_clocks_are_asked_again_and_again_until_their_camera_is_gone(dated: DatedServer) -> None:
    told: Queue[tuple[str, float]] = Queue()
    with OnvifCamera(skew_s=400.0) as camera:
        control = OnvifControl(timing=QUICK, on_clock=lambda name, offset: told.put((name, offset)))
        try:
            url = f"http://127.0.0.1:{dated.server_address[1]}/mjpeg"
            control.know([CameraStream("A", "", onvif=camera.address), CameraStream("B", url)])
            heard = [told.get(timeout=PATIENCE_S) for _ in range(6)]
            assert {name: round(offset / 100) for name, offset in heard} == {"A": -4, "B": 4}
            control.know([CameraStream("B", url)])
            newest: deque[str] = deque(maxlen=4)

            def is_alone() -> bool:
                newest.append(told.get(timeout=PATIENCE_S)[0])
                return list(newest) == ["B"] * 4

            wait_until(is_alone, what="the other one to be asked no more")
        finally:
            control.close()
