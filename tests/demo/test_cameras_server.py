"""The simulated cameras as network streams: shared pictures, slow clients, cameras that are away or dead."""

import itertools
import json
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.demo.cameras.layouts import SceneKind
from app.demo.cameras.plan import STATIONS, stations
from app.demo.cameras.scene import Scene
from app.demo.cameras.server import CameraServer
from app.demo.cameras.studio import FPS, Studio
from app.demo.cameras.tally import Tally, TruthLog
from tests.support.effort import effort
from tests.support.waiting import PATIENCE_S, wait_until

NOON = 1_789_571_234.0 - 1_789_571_234.0 % 86_400.0 + 17.0 * 3600.0
LIMIT_S = PATIENCE_S
IDS = ("CAM-118", "CAM-061", "CAM-088", "CAM-207")


class Noon:
    """A wall clock that begins at noon and can be put forward."""

    def __init__(self) -> None:
        self._began, self._ahead = time.monotonic(), 0.0

    def __call__(self) -> float:
        return NOON + time.monotonic() - self._began + self._ahead

    def forward(self, seconds: float) -> None:
        self._ahead += seconds


class Client:
    """Reads the parts of a stream, one after another."""

    def __init__(self, port: int, camera: str) -> None:
        self.answer = urllib.request.urlopen(f"http://127.0.0.1:{port}/cam/{camera}", timeout=LIMIT_S)

    def picture(self) -> np.ndarray:
        return np.asarray(cv2.imdecode(np.frombuffer(self.jpeg(), np.uint8), cv2.IMREAD_COLOR))

    def jpeg(self) -> bytes:
        length = 0
        while line := self.answer.readline():
            name, _, value = line.decode().partition(":")
            if name == "Content-Length":
                length = int(value)
            if line == b"\r\n" and length:
                return bytes(self.answer.read(length))
        raise EOFError

    def jpegs(self, count: int) -> list[bytes]:
        return [self.jpeg() for _ in range(count)]

    def close(self) -> None:
        self.answer.close()


@pytest.fixture
def clock() -> Noon:
    return Noon()


@pytest.fixture
def rows() -> list[dict[str, object]]:
    return []


@pytest.fixture
def studio(clock: Noon, rows: list[dict[str, object]]) -> Studio:
    return Studio(stations(IDS), 1, write=rows.append, wall=clock)


@pytest.fixture
def server(studio: Studio) -> Iterator[CameraServer]:
    before = set(threading.enumerate())
    made = CameraServer(studio)
    made.start()
    yield made
    made.stop()
    wait_until(lambda: not {each for each in threading.enumerate() if each.is_alive()} - before)


@pytest.fixture
def look(server: CameraServer) -> Iterator[Callable[[str], Client]]:
    clients: list[Client] = []

    def start(camera: str) -> Client:
        clients.append(Client(server.port, camera))
        return clients[-1]

    yield start
    for client in clients:
        client.close()


def test_a_stream_is_mjpeg_no_faster_than_a_camera(studio: Studio, look: Callable[[str], Client]) -> None:
    began = time.monotonic()
    client = look("CAM-118")
    assert client.answer.headers["Content-Type"].startswith("multipart/x-mixed-replace; boundary=")
    first = client.picture()
    assert first.shape == (360, 640, 3)
    assert len(set(client.jpegs(13))) == 13
    drawn = studio.channels["CAM-118"].number
    assert 14 <= drawn <= (time.monotonic() - began) * FPS + 3, "one for a beginning, two to catch up"


def test_clients_share_one_drawing_of_each_picture(studio: Studio, look: Callable[[str], Client]) -> None:
    one, other = look("CAM-061"), look("CAM-061")
    assert studio.channels["CAM-061"].viewers == 2
    ones, others = set[bytes](), set[bytes]()

    def share() -> bool:  # a busy machine may send many to the one before the other gets its first
        ones.add(one.jpeg())
        others.add(other.jpeg())
        return bool(ones & others)

    wait_until(share, what="a picture that both get")


def test_all_cameras_of_the_demo_can_be_had_at_once(clock: Noon) -> None:
    chosen = [each for each in STATIONS if not each.dead]
    assert len(chosen) >= 15
    server = CameraServer(Studio(chosen, 1, write=lambda _row: None, wall=clock))
    server.start()
    clients = [Client(server.port, each.id) for each in chosen]
    assert all(client.picture().shape == (360, 640, 3) for client in clients)
    assert all(client.jpegs(3) for client in clients)
    for client in clients:
        client.close()
    server.stop()


def test_what_nobody_looks_at_is_not_drawn(studio: Studio, look: Callable[[str], Client]) -> None:
    client = look("CAM-061")
    client.jpeg()
    assert studio.channels["CAM-118"].number == 0
    client.close()
    channel = studio.channels["CAM-061"]
    wait_until(lambda: channel.viewers == 0)
    drawn = channel.number
    look("CAM-118").jpeg()
    assert channel.number <= drawn + 1


def test_a_client_that_takes_nothing_holds_nobody_up(
    server: CameraServer, studio: Studio, look: Callable[[str], Client]
) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.sendall(b"GET /cam/CAM-118 HTTP/1.0\r\n\r\n")
        client = look("CAM-118")
        wait_until(lambda: studio.channels["CAM-118"].viewers == 2)
        assert len(set(client.jpegs(26))) == 26
        assert studio.channels["CAM-118"].viewers == 2


def test_a_camera_that_is_away_ends_its_stream_and_comes_back(
    clock: Noon, studio: Studio, server: CameraServer, look: Callable[[str], Client]
) -> None:
    client = look("CAM-118")
    client.jpeg()
    studio.begin(clock() - 110.0)
    with pytest.raises((EOFError, OSError)):
        client.jpegs(100)
    with pytest.raises(urllib.error.HTTPError) as refused:
        look("CAM-118")
    assert refused.value.code == 503
    refused.value.close()
    clock.forward(100.0)
    assert look("CAM-118").picture().shape == (360, 640, 3)


def test_the_dead_camera_refuses_connections(server: CameraServer) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.dead_port), timeout=LIMIT_S)


@pytest.mark.parametrize("path", ["/cam/CAM-207", "/cam/CAM-999", "/", "/still/x", "/cam/../x"])
def test_what_is_not_there_is_not_found(server: CameraServer, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=LIMIT_S)
    assert refused.value.code == 404
    refused.value.close()


def test_a_still_is_one_new_picture(server: CameraServer) -> None:
    url = f"http://127.0.0.1:{server.port}/still/CAM-061.jpg"
    stills = []
    for _ in range(2):
        with urllib.request.urlopen(url, timeout=LIMIT_S) as answer:
            assert answer.headers["Content-Type"] == "image/jpeg"
            stills.append(answer.read())
    assert stills[0] != stills[1]
    assert cv2.imdecode(np.frombuffer(stills[1], np.uint8), cv2.IMREAD_COLOR).shape == (360, 640, 3)


def test_a_frozen_camera_sends_the_same_bytes(
    clock: Noon, studio: Studio, look: Callable[[str], Client]
) -> None:
    client = look("CAM-088")
    client.jpeg()
    studio.begin(clock() - 200.0)
    wait_until(lambda: len(set(client.jpegs(6))) == 1, what="the same picture after those of before")


def test_the_server_ends_with_clients_still_connected(studio: Studio) -> None:
    server = CameraServer(studio)
    server.start()
    client = Client(server.port, "CAM-118")
    client.jpeg()
    server.stop()
    client.close()


def test_drawing_a_camera_costs_little(studio: Studio) -> None:
    """Sixteen at 13 pictures a second must leave most of a core to others."""
    scene, moments = studio.channels["CAM-118"].scene, itertools.count(NOON, 1 / FPS)
    scene.frame(NOON)
    assert effort(lambda: cv2.imencode(".jpg", scene.frame(next(moments))), tries=40) < 25


def test_quarters_of_an_hour_are_written_down_with_their_truth(rows: list[dict[str, object]]) -> None:
    scene = Scene(SceneKind.STREET, 118)
    tally = Tally("CAM-118", scene, rows.append)
    start = NOON - 300.0
    tally.go_on(start)
    assert not rows
    tally.look(start)
    for second in range(0, 1500, 7):
        tally.go_on(start + second)
    tally.go_on(start + 1500.0)
    assert [(row["since"], row["until"]) for row in rows] == [
        (1000 * start, 1000 * NOON),
        (1000 * NOON, 1000 * (NOON + 900.0)),
    ]
    truth = scene.truth(NOON, NOON + 900.0)
    told = sum(rows[1]["forward"].values()), sum(rows[1]["backward"].values())  # type: ignore[attr-defined]
    forward = sum(each.forward for each in truth.crossings)
    assert told == (forward, len(truth.crossings) - forward)
    both = scene.truth(start, start + 1500.0).crossings
    assert tally.forward + tally.backward == len(both)


def test_what_goes_amiss_is_written_down_once(clock: Noon, tmp_path: Path) -> None:
    file = tmp_path / "truth.jsonl"
    studio = Studio(stations(["CAM-061"]), 1, write=TruthLog(file).write, wall=clock)
    studio.begin(NOON)
    tally = studio.channels["CAM-061"].tally
    tally.look(NOON)
    for second in range(0, 300, 5):
        tally.go_on(NOON + second)
    (row,) = [json.loads(line) for line in file.read_text().splitlines()]
    assert row == {
        "camera": "CAM-061",
        "amiss": "crowd",
        "since": 1000 * (NOON + 58.0),
        "until": 1000 * (NOON + 245.0),
    }
