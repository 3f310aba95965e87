"""Cameras beside a real engine: started by it, recording on when it is killed, found again, ended with it."""

from __future__ import annotations

import signal

import psutil
import pytest

from app.domain.video.cameras import Camera, CameraStream
from app.settings.cameras import Cameras, rendered
from app.wire.video import VideoSnapshot
from tests.endtoend.installation import Installation
from tests.support.desk import Desk
from tests.support.waiting import wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.expects_leftovers("engines and supervisors are processes of their own; ended at the end"),
]


def supervisors(installation: Installation) -> list[psutil.Process]:
    """Those of this data folder, by their command line."""
    found = []
    for process in psutil.process_iter():
        try:
            command = process.cmdline()
        except psutil.Error:
            continue
        if "video" in command and str(installation.data) in command:
            found.append(process)
    return found


def attached(installation: Installation) -> bool:
    with Desk(installation.data, "desk") as desk:
        return bool(desk.newest(VideoSnapshot).folder)


def test_a_supervisor_outlives_a_killed_engine_and_ends_with_one_that_is_stopped(
    installation: Installation,
) -> None:
    camera, stream = Camera("CAM-1"), CameraStream("CAM-1", "http://127.0.0.1:9/none.mjpg")
    (installation.data / "cameras.toml").write_text(rendered(Cameras((camera,), (stream,))), "utf-8")
    engine = installation.start_engine()
    wait_until(lambda: attached(installation), 30, "the supervisor")
    (supervisor,) = supervisors(installation)
    wait_until(lambda: len(supervisor.children()) == 2, 30, "its workers")
    workers = supervisor.children()
    engine.send_signal(signal.SIGKILL)
    engine.wait()
    installation.start_engine()
    wait_until(lambda: attached(installation), 30, "the supervisor to come back")
    assert [one.pid for one in supervisors(installation)] == [supervisor.pid]
    assert supervisor.children() == workers
    supervisor.kill()
    wait_until(lambda: attached(installation) and supervisors(installation) != [supervisor], 30, "a new one")
    (again,) = supervisors(installation)
    family = [again, *again.children()]
    assert installation.run("engine", "--stop", "--data", str(installation.data)).returncode == 0
    _gone, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
