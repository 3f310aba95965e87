"""Workers that crash, hang and are left alone: only their own cameras notice, and nothing stays behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.domain.video.cameras import Picture
from app.feed.codec import Codec
from app.feed.messages import Arrival, Introduction, Presence, Telemetry
from app.settings.catalogue import load_catalogue
from app.settings.sections import LimitSettings
from tests.support.waiting import PATIENCE_S, wait_until
from tests.video.supervisor.scene import ROOT, SupervisorScene
from video.streams.endings import Ending
from video.supervisor.pausing import PAUSE_S, WITHIN_S, Pausing
from video.supervisor.server_device import will


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[SupervisorScene]:
    """With two workers."""
    made = SupervisorScene(tmp_path, workers=2)
    yield made
    made.close()


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def pictures(scene: SupervisorScene) -> dict[str, Picture]:
    return {camera: state.picture for camera, state in scene.supervisor.telling.state_of.items()}


def reason(scene: SupervisorScene, camera: str) -> str:
    state = scene.supervisor.telling.state_of.get(camera)
    return state.reason if state is not None else ""


def all_live(scene: SupervisorScene, *cameras: str) -> bool:
    return pictures(scene) == dict.fromkeys(cameras, Picture.LIVE)


def test_cameras_are_shared_out_and_live(scene: SupervisorScene) -> None:
    scene.run(("A", "live"), ("B", "live"), ("C", "live"))
    wait_until(lambda: all_live(scene, "A", "B", "C"), what="all cameras")
    assert len(scene.children) == 2
    assert {one.worker for one in scene.supervisor.telling.state_of.values()} == {0, 1}


def test_it_is_a_device_of_the_city_itself(scene: SupervisorScene) -> None:
    scene.run(("A", "live"), ("B", "live"))
    wait_until(lambda: scene.outlet.bodies("video_server/VID-01/telemetry"), what="its telemetry")
    assert scene.outlet.said[0][0] == "city/prueba/video_server/VID-01/config"
    scene.close()
    statuses = scene.outlet.bodies("video_server/VID-01/status")
    assert [body["state"] for body in statuses] == ["online", "offline"]
    codec = Codec("city", "prueba", load_catalogue(), (), LimitSettings())
    said = [one for one in scene.outlet.said if "video_server" in one[0]]
    now_ms = round(time.time() * 1000)
    last_will = (*will("city/prueba", "VID-01", now_ms), 1, True)
    heard = [
        message
        for topic, payload, qos, retain in (*said, last_will)
        for message in codec.decode(Arrival(topic, payload, qos, retain, 1, 1, 0.0), now_ms)
    ]
    assert {type(message) for message in heard} == {Introduction, Presence, Telemetry}
    assert [one.online for one in heard if isinstance(one, Presence)] == [True, False, False]


def test_a_worker_that_crashes_comes_back_and_disturbs_no_other(
    scene: SupervisorScene, tmp_path: Path
) -> None:
    scene.run(("A", "live"), ("B", f"crash-once/{tmp_path / 'crashed'}"))
    wait_until(lambda: all_live(scene, "A", "B"), what="both cameras")
    assert (tmp_path / "crashed").exists()
    victim = next(one for one in scene.children)
    victim.kill()
    wait_until(lambda: Picture.CONNECTING in pictures(scene).values(), what="its cameras to be without")
    wait_until(lambda: all_live(scene, "A", "B"), what="both cameras again")
    assert len(scene.children) == 2


def test_events_end_with_the_worker_that_saw_them(scene: SupervisorScene) -> None:
    """Given two cameras in each of which something goes on, when the worker of one is killed."""

    def told(camera: str) -> list[object]:
        return [body["active"] for body in scene.outlet.bodies(f"/camera/{camera}/event")]

    scene.run(("A", "event"), ("B", "event"))
    wait_until(lambda: told("A") == told("B") == [True], what="both events")
    scene.children[0].kill()
    wait_until(lambda: sorted([told("A"), told("B")]) == [[True], [True, False, True]], what="their ends")


def test_a_worker_that_hangs_is_ended_and_started_anew(scene: SupervisorScene, tmp_path: Path) -> None:
    scene.silent_s = 1.0
    scene.run(("A", "live"), ("B", f"hang-once/{tmp_path / 'hung'}"))
    wait_until(lambda: all_live(scene, "A", "B"), what="both cameras")
    assert (tmp_path / "hung").exists()


@pytest.mark.parametrize("how", ["stuck", "fault"])
def test_a_camera_that_hangs_or_crashes_its_worker_again_and_again_is_left_alone(
    scene: SupervisorScene, how: str
) -> None:
    scene.run(("A", "live"), ("B", how), ("C", "live"))
    wait_until(lambda: reason(scene, "B") == Ending.STUCK, what="its pause")
    paused = scene.supervisor.telling.state_of["B"]
    assert paused.picture is Picture.NO_SIGNAL
    assert paused.next_try - paused.since > (PAUSE_S - 60) * 1000
    wait_until(lambda: all(pictures(scene)[name] is Picture.LIVE for name in "AC"), what="the others")
    wait_until(lambda: len(scene.children) == 2, what="both workers")
    workers = scene.children
    beats = time.monotonic() + 1.0  # ten beats of each
    wait_until(lambda: time.monotonic() > beats, what="beats of both")
    assert scene.children == workers
    assert reason(scene, "B") == Ending.STUCK


def test_a_camera_is_paused_for_hanging_twice_in_ten_minutes_and_tried_again_after_ten() -> None:
    pausing = Pausing()
    assert pausing.stuck(["A"], 0.0) == []
    assert pausing.stuck(["A"], WITHIN_S + 1) == [], "the first was too long ago"
    assert pausing.stuck(["B", "A"], WITHIN_S + 2) == ["A"]
    began = WITHIN_S + 2
    assert pausing.left_s("A", began + PAUSE_S - 1) == 1.0
    assert pausing.left_s("B", began) == 0.0
    assert pausing.over(began + PAUSE_S - 1) == []
    assert pausing.over(began + PAUSE_S) == ["A"]
    assert pausing.over(began + PAUSE_S) == []


def test_a_machine_that_stands_still_pauses_no_camera() -> None:
    pausing = Pausing()
    cameras = ["A", "B", "C"]
    assert [pausing.stuck(cameras, at) for at in (0.0, 1.0, 2.0)] == [[], [], []]


def test_a_frozen_worker_is_ended(scene: SupervisorScene) -> None:
    scene.silent_s = 4.0  # the other one may have to wait for a busy machine, but not so long
    scene.run(("A", "live"), ("B", "live"))
    wait_until(lambda: all_live(scene, "A", "B"), what="both cameras")
    frozen, other = scene.children
    frozen.send_signal(signal.SIGSTOP)
    wait_until(lambda: not frozen.is_running(), what="its end")
    wait_until(lambda: all_live(scene, "A", "B"), what="both cameras again")
    assert other in scene.children


def test_workers_end_when_nobody_is_left_to_speak_with_them(tmp_path: Path) -> None:
    """The supervisor is killed: its pipes are closed, and no worker stays."""
    starter = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); from pathlib import Path;"
        "from tests.video.supervisor.scene import SupervisorScene;"
        "scene = SupervisorScene(Path(sys.argv[2]), workers=2); scene.run(('A', 'live'), ('B', 'live'));"
        "print('up', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", starter, str(ROOT), str(tmp_path)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    with process, process.stdout:
        assert process.stdout.readline() == b"up\n"
        parent = psutil.Process(process.pid)
        wait_until(lambda: len(parent.children()) == 2, what="its workers")
        workers = parent.children()
        process.kill()
        process.wait()
    _gone, alive = psutil.wait_procs(workers, timeout=PATIENCE_S)
    assert not alive
