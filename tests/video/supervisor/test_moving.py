"""Cameras that change their worker: first one lets go, then the other one begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.recordings import FootageClass
from app.wire.video_service import CameraPlan, KeepFootage
from tests.support.waiting import wait_until
from tests.video.supervisor.scene import SupervisorScene
from video.supervisor.moving import LET_GO_S, Moving

KEPT = KeepFootage("A", 1, 2, FootageClass.EVENT)


def begun(before: dict[str, int], after: dict[str, int], *, lives: bool = True) -> Moving:
    made = Moving()
    made.begin(before, after, lambda _worker: lives, 100.0)
    return made


def test_only_what_moves_from_one_that_lives_must_wait() -> None:
    made = begun({"A": 0, "B": 0, "C": 1}, {"A": 1, "B": 0, "D": 1})
    assert [one for one in "ABCD" if made.holds(one)] == ["A"]
    assert made.leaving == {0}
    assert begun({"A": 0}, {"A": 1}, lives=False).leaving == set()


def test_it_has_let_go_when_its_cameras_have_become_so_few() -> None:
    made = begun({"A": 0, "B": 0}, {"A": 1, "B": 0})
    made.expect(0, has=2, is_to_have=1)
    assert made.counted(0, 2) == []
    assert made.counted(1, 1) == []
    assert made.counted(0, 1) == ["A"]
    assert made.end("A") == []
    assert not made.holds("A")


def test_where_their_number_tells_nothing_it_is_waited_for() -> None:
    """Its last beat knew of none of its cameras yet, or another one was switched on."""
    made = begun({"A": 0}, {"A": 1})
    made.expect(0, has=0, is_to_have=0)
    assert made.counted(0, 0) == []
    assert made.overdue(100.0 + LET_GO_S - 0.1) == []
    assert made.overdue(100.0 + LET_GO_S) == ["A"]


def test_who_is_no_more_has_let_go() -> None:
    made = begun({"A": 0, "B": 1}, {"A": 1, "B": 0})
    assert made.free(0) == ["A"]
    assert made.free(1) == ["B"]


def test_what_moves_on_or_back_or_goes_is_waited_for_as_it_must() -> None:
    made = begun({"A": 0}, {"A": 1})
    made.begin({"A": 1}, {"A": 2}, lambda _worker: True, 101.0)
    assert made.leaving == {0}, "the second one has never had it"
    made.begin({"A": 2}, {"A": 0}, lambda _worker: True, 102.0)
    assert made.leaving == set()
    gone = begun({"A": 0}, {"A": 1})
    gone.begin({"A": 1}, {}, lambda _worker: True, 101.0)
    assert not gone.holds("A")


def test_what_is_to_be_kept_meanwhile_is_for_the_next_one() -> None:
    made = begun({"A": 0}, {"A": 1})
    made.keep(KEPT)
    assert made.end("A") == [KEPT]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[SupervisorScene]:
    made = SupervisorScene(tmp_path, workers=2)
    yield made
    made.close()


def test_a_worker_gets_a_camera_after_the_other_one_has_let_it_go(scene: SupervisorScene) -> None:
    """Given a worker that leaves cameras slowly, when they become so heavy that one moves."""
    notes = scene.data / "notes"
    names = [f"C{number}" for number in range(8)]
    streams = tuple(CameraStream(name, f"usb:noted{notes}") for name in names)
    supervisor = scene.run(*((name, f"noted{notes}") for name in names))

    def workers() -> dict[str, int]:
        return {state.camera: state.worker for state in supervisor.telling.state_of.values()}

    wait_until(lambda: len(workers()) == 8 and notes.read_text().count("took") == 8, what="all cameras")
    first = workers()
    cameras = tuple(Camera(name, analysis_fps=0.2 if first[name] else 30.0) for name in names)
    supervisor.engine_said([CameraPlan(cameras, streams)])
    wait_until(lambda: workers() != first, what="one to be moved")
    lines = notes.read_text().splitlines()[8:]
    assert {line.split()[1] for line in lines} == {name for name in names if workers()[name] != first[name]}
    for what, name in (line.split() for line in lines):
        assert what == "left" or lines.index(f"left {name}") < lines.index(f"took {name}")
