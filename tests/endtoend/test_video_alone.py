"""Video on a machine of its own: no engine, no database; its files, and what comes over MQTT."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.bootstrap.broker_names import video_server_id
from app.bootstrap.processes import ROOT
from app.settings.video import VideoSettings
from app.wire.endpoint import read
from installer import stamp
from tests.endtoend.installation import SITE, Installation
from tests.endtoend.street_camera import StreetCamera
from tests.support.broker import Mosquitto
from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S, wait_until
from video.media.remux import FileDamaged, RecordedFile, length_ms

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="ends by signal"),
    pytest.mark.expects_leftovers("supervisors and workers are processes of their own; the test ends them"),
]

SERVER = video_server_id(VideoSettings(), socket.gethostname())
CAMERAS = """\
[[camera]]
id = "{id}"
url = "{url}"
recording = "continuous"
[[camera.stage]]
id = "L1"
kind = "line"
points = [[0.5, 0.3], [0.5, 0.95]]
[[camera.stage]]
id = "Z1"
kind = "motion"
points = [[0.0, 0.3], [1.0, 0.3], [1.0, 1.0], [0.0, 1.0]]
"""


class Ear:
    """All that is said at the broker, as another program hears it."""

    def __init__(self, folder: Path, broker: Mosquitto) -> None:
        self._file = folder / "heard"
        command = [tool("mosquitto_sub"), "-p", str(broker.port), "-t", f"city/{SITE}/#", "-F", "%t %p"]
        with self._file.open("wb") as out:
            self._process = subprocess.Popen(command, stdout=out)

    def bodies(self, end: str) -> list[dict[str, Any]]:
        """Of topics that end so, oldest first."""
        lines = [line.partition(" ") for line in self._file.read_text().splitlines(keepends=True)]
        whole = [(topic, body) for topic, _, body in lines if body.endswith("\n") and body.strip()]
        return [json.loads(body) for topic, body in whole if topic.endswith(end)]

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE_S)


class Machine(Installation):
    """`./atalaya video --config FILE` as a person starts it, on a machine with nothing else of ours."""

    def __init__(self, folder: Path, broker: Mosquitto, camera: str, url: str, video: str = "") -> None:
        folder.mkdir()
        super().__init__(folder, broker)
        self.camera, self.footage = camera, self.data / "recordings"
        (self.data / "cameras.toml").write_text(CAMERAS.format(id=camera, url=url))
        patient = "keepalive_s = 15\n"  # a broker that a busy machine holds up is not lost
        self.settings.write_text(f"{self.settings.read_text()}{patient}[video]\nworkers = 1\n{video}")
        assert stamp.ready(str(ROOT), ()), "else the launcher makes anew what the tests run in"
        command = [sys.executable, str(ROOT / "atalaya"), "video", "--config", str(self.settings)]
        self.process = subprocess.Popen([*command, "--data", str(self.data)], stderr=subprocess.PIPE)

    @property
    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def recordings(self) -> list[dict[str, Any]]:
        """As `inspect` finds them in their folder, newest first."""
        if not (self.footage / self.camera).exists():
            return []
        return self.inspect("recordings", "--folder", str(self.footage), "--config", str(self.settings))

    def ends_ms(self) -> int:
        """The newest moment that can be read out of the newest file, epoch ms; 0 for none."""
        for row in self.recordings():
            began = round(dt.datetime.fromisoformat(row["began"]).timestamp() * 1000)
            with contextlib.suppress(FileDamaged):
                return began + length_ms(RecordedFile(self.footage / row["file"], began))
        return 0

    def close(self) -> None:
        if self.process.poll() is None:
            for one in [*self.workers, self.process]:
                one.kill()
            self.process.wait(PATIENCE_S)
        assert self.process.stderr is not None
        self.process.stderr.close()
        super().close()


@pytest.fixture
def cameras() -> Iterator[tuple[StreetCamera, StreetCamera]]:
    made = StreetCamera(), StreetCamera()
    yield made
    for one in made:
        one.close()


def test_cameras_are_counted_watched_and_recorded_without_an_engine(
    tmp_path: Path, mosquitto: Mosquitto, cameras: tuple[StreetCamera, StreetCamera]
) -> None:
    """While the one machine counts, another one comes and is killed: they take nothing from each other."""
    with contextlib.ExitStack() as stack:
        ear = Ear(tmp_path, mosquitto)
        stack.callback(ear.close)
        north = Machine(tmp_path / "north", mosquitto, "CAM-1", cameras[0].url)
        stack.callback(north.close)
        it_tells_what_it_sees(ear)
        south = Machine(tmp_path / "south", mosquitto, "CAM-2", cameras[1].url, 'server_id = "VID-02"\n')
        stack.callback(south.close)
        wait_until(lambda: True in told(ear, "camera/CAM-2/telemetry", "signal_present"), what="its picture")
        it_is_killed_and_keeps_all_but_the_last_second(south, cameras[1])
        wait_until(lambda: told(ear, status("VID-02"), "state")[-1] == "offline", what="its will")
        assert set(told(ear, status(SERVER), "state")) == {"online"}, "the other one goes on"
        it_counts(ear)
        it_ends_in_good_order(north, ear)
        assert read(north.data) is None, "there was no engine"


def it_tells_what_it_sees(ear: Ear) -> None:
    wait_until(lambda: True in told(ear, "camera/CAM-1/telemetry", "signal_present"), what="its picture")
    wait_until(lambda: True in told(ear, "camera/CAM-1/event", "active"), what="an event")
    assert "motion" in told(ear, "camera/CAM-1/event", "type")
    assert set(told(ear, status(SERVER), "state")) == {"online"}


def it_counts(ear: Ear) -> None:
    (line,) = ear.bodies("traffic_counter/CAM-1-L1/config")
    assert line["parent"] == "CAM-1"
    counted = "traffic_counter/CAM-1-L1/telemetry"
    wait_until(lambda: any(flow > 0 for flow in told(ear, counted, "vehicle_flow")), what="a car counted")
    telemetry = f"video_server/{SERVER}/telemetry"
    wait_until(lambda: 1 in told(ear, telemetry, "cameras_live"), what="its telemetry with a picture")


def it_ends_in_good_order(north: Machine, ear: Ear) -> None:
    workers = north.workers
    assert workers
    north.process.terminate()
    assert north.process.wait(PATIENCE_S) == 0
    assert north.process.stderr is not None
    assert north.process.stderr.read() == b""
    assert not psutil.wait_procs(workers, timeout=PATIENCE_S)[1]
    rows = north.recordings()
    assert rows
    assert all(row["complete"] and row["camera"] == "CAM-1" for row in rows)
    wait_until(lambda: told(ear, status(SERVER), "state")[-1] == "offline", what="its end")


def it_is_killed_and_keeps_all_but_the_last_second(south: Machine, camera: StreetCamera) -> None:
    """Given that all it was sent has come: a busy machine may take its time."""
    camera.held.set()
    wait_until(lambda: camera.sent_ms - south.ends_ms() <= 1000, what="what came to be on the disk")
    victims = [*south.workers, psutil.Process(south.process.pid)]
    for one in victims:
        one.kill()
    south.process.wait(PATIENCE_S)
    assert not psutil.wait_procs(victims, timeout=PATIENCE_S)[1]
    assert camera.sent_ms - south.ends_ms() <= 1000


def status(server: str) -> str:
    return f"video_server/{server}/status"


def told(ear: Ear, end: str, name: str) -> list[Any]:
    """All that was said of this, oldest first."""
    return [body[name] for body in ear.bodies(end) if name in body]
