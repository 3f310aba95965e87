"""A camera from its stream to console, broker, database and alarm; and what a kill leaves whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.wire.frame_slots import FrameSlotReader, SlotFrame
from app.wire.video import VideoSnapshot, WatchCameras, Watched
from tests.endtoend.installation import Installation, now_ms
from tests.endtoend.street_camera import StreetCamera
from tests.support.desk import Desk
from tests.support.people import PASSWORD, make_people
from tests.support.waiting import PATIENCE_S, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.expects_leftovers(
        "engine, supervisor and workers are processes of their own; the test ends them"
    ),
]

CAMERAS = """\
[[camera]]
id = "CAM-1"
url = "{url}"
recording = "continuous"
[[camera.stage]]
id = "L1"
kind = "line"
points = [[0.5, 0.3], [0.5, 0.95]]
[[camera.stage]]
id = "tamper"
kind = "tamper"
options = {{ seconds = 1.0 }}
"""


@pytest.fixture
def camera() -> Iterator[StreetCamera]:
    made = StreetCamera()
    yield made
    made.close()


@pytest.fixture
def city(installation: Installation, camera: StreetCamera) -> Installation:
    (installation.data / "cameras.toml").write_text(CAMERAS.format(url=camera.url))
    installation.settings.write_text(installation.settings.read_text() + "[video]\nworkers = 1\n")
    place = {"name": "Calle", "lat": -12.1, "lon": -77.1}
    installation.publish("camera/CAM-1/config", place, retain=True)
    return installation


def processes(city: Installation, command: str) -> list[psutil.Process]:
    """Those of this installation's video."""
    found = []
    for one in psutil.process_iter(["cmdline"]):
        words = one.info["cmdline"] or []
        if command in words and str(city.data) in " ".join(words):
            found.append(one)
    return found


class Watcher:
    """A console that looks at the camera."""

    def __init__(self, city: Installation, not_in: str = "") -> None:
        self.desk = Desk(city.data, "sala-1/1")
        self.desk.sign_in("r.quispe", PASSWORD)
        self.desk.ask(WatchCameras((Watched("CAM-1", 640),)))
        snapshot = self.desk.newest(VideoSnapshot)
        while snapshot.folder in ("", not_in):
            snapshot = self.desk.wait_for(VideoSnapshot)
        self.folder = snapshot.folder
        self._reader = FrameSlotReader(Path(snapshot.folder), "CAM-1")

    def frame(self, since: int) -> SlotFrame:
        """The first one captured after `since`."""
        found: list[SlotFrame] = []

        def came() -> bool:
            self._reader.reopen()
            frame = self._reader.newer()
            if frame is not None and frame.captured > since:
                found.append(frame)
            return bool(found)

        wait_until(came, what="a picture")
        return found[0]

    def close(self) -> None:
        self._reader.close()
        self.desk.close()


def test_a_camera_is_shown_counted_recorded_and_missed_by_nobody_who_is_killed(
    city: Installation, camera: StreetCamera
) -> None:
    make_people(city.data, "r.quispe")
    engine = city.start_engine()
    watcher = Watcher(city)
    shown = watcher.frame(now_ms())
    assert shown.pixels.shape == (360, 640, 4)
    assert shown.pixels[..., :3].std() > 10, "a street, no flat picture"

    (worker,) = processes(city, "video-worker")
    worker.kill()
    killed = now_ms()
    assert watcher.frame(killed).captured > killed, "the worker came back"

    engine.kill()
    engine.wait(PATIENCE_S)
    assert watcher.frame(now_ms()), "pictures go on without an engine"
    watcher.close()
    city.start_engine()
    watcher = Watcher(city)
    assert watcher.frame(now_ms()), "and a new engine finds the supervisor of before"
    watcher.close()
    (supervisor,) = processes(city, "video")
    supervisor.kill()
    watcher = Watcher(city, not_in=watcher.folder)
    assert watcher.frame(now_ms()), "a supervisor is started again with its workers"
    watcher.close()
    assert len(processes(city, "video")) == 1
    assert len(processes(city, "video-worker")) == 1, "those of the killed one have ended"

    def counter() -> dict[str, object] | None:
        return next((one for one in city.inspect("devices") if one["id"] == "CAM-1-L1"), None)

    wait_until(counter, what="the line as a traffic counter")
    assert counter()["kind"] == "traffic_counter"
    wait_until(lambda: city.inspect("recordings"), what="a row of the index")
    camera.covered.set()
    wait_until(lambda: blind(city), what="the alarm of the covered lens")
    assert all((city.data / "recordings" / one["file"]).exists() for one in city.inspect("recordings"))

    city.close()
    wait_until(
        lambda: not processes(city, "video") + processes(city, "video-worker"), what="the end of video"
    )


def blind(city: Installation) -> bool:
    return any(one["device"] == "CAM-1" and one["active"] for one in city.inspect("alarms"))
