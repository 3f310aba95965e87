"""Clocks of cameras that are off: a fault, an event by the limit of the TAMPER stage, and a figure."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import Stage, StageKind
from tests.support.waiting import wait_until
from tests.video.supervisor.scene import SupervisorScene
from video.supervisor.drift import Drift

NOW = 1_773_400_000_000
STRICT = Stage("T", StageKind.TAMPER, options=(("clock_s", 2.0),))
LIVE = CameraState("A", Picture.LIVE, NOW)


def known(*stages: Stage) -> Drift:
    made = Drift()
    made.know([Camera("A", stages=stages)], NOW)
    return made


@pytest.mark.parametrize(
    ("stages", "offset_s", "drifts"),
    [
        ((), 9.0, False),
        ((), -11.0, True),
        ((STRICT,), 1.9, False),
        ((STRICT,), 2.1, True),
        ((replace(STRICT, enabled=False),), 500.0, False),
        ((), float("nan"), False),
    ],
)
def test_the_stage_that_looks_after_the_camera_says_how_much_is_too_much(
    stages: tuple[Stage, ...], offset_s: float, drifts: bool
) -> None:
    drift = known(*stages)
    assert not drift.marked(LIVE).clock_told
    assert bool(drift.measured("A", offset_s, NOW)) is drifts
    looked_after = not stages or stages[0].enabled
    assert drift.marked(LIVE).clock_told is (looked_after and math.isfinite(offset_s))
    assert (CameraFault.CLOCK_DRIFT in drift.marked(LIVE).faults) is drifts


def test_it_is_one_event_from_its_beginning_to_its_end() -> None:
    drift = known(STRICT)
    (began,) = drift.measured("A", 40.04, NOW)
    assert began == SceneEvent(
        f"A/T/clock/{NOW}", "A", "T", StageKind.TAMPER, NOW, detail="clock_drift", value=40.0
    )
    assert drift.measured("A", 41.0, NOW + 5) == ()
    assert [drift.figure("A"), drift.figure("A")] == [41.0, None], "as often as it was measured"
    assert drift.measured("A", 0.5, NOW + 9) == (replace(began, ended=NOW + 9),)
    assert drift.measured("A", 0.5, NOW + 10) == ()


def test_it_ends_with_the_camera_and_with_another_limit() -> None:
    drift = known(STRICT)
    drift.measured("A", 5.0, NOW)
    (ended,) = drift.know([Camera("A")], NOW + 1)
    assert ended.ended == NOW + 1
    (again,) = drift.know([Camera("A", stages=(STRICT,))], NOW + 2)
    assert (again.began, again.ended) == (NOW + 2, 0), "what was measured still holds"
    (ended,) = drift.know([Camera("A", stages=(STRICT,), enabled=False)], NOW + 3)
    assert ended.id == again.id
    assert drift.know([Camera("A", stages=(STRICT,))], NOW + 4) == (), "nothing is known of before"
    assert drift.measured("B", 500.0, NOW) == (), "nobody knows that camera"


def test_it_stands_beside_other_faults_and_only_with_a_picture() -> None:
    drift = known()
    drift.measured("A", 50.0, NOW)
    covered = replace(LIVE, faults=(CameraFault.COVERED,), fault_since=NOW - 7)
    assert drift.marked(LIVE).fault_since == NOW
    assert drift.marked(covered).faults == (CameraFault.COVERED, CameraFault.CLOCK_DRIFT)
    assert drift.marked(covered).fault_since == NOW - 7
    lost = replace(LIVE, picture=Picture.NO_SIGNAL)
    assert drift.marked(lost) == replace(lost, clock_told=True), "the clock is known all the same"
    assert drift.marked(replace(LIVE, camera="B")).faults == ()


def test_a_clock_that_is_off_is_an_event_of_its_camera_until_nobody_looks_any_more(
    scene: SupervisorScene,
) -> None:
    def told() -> list[object]:
        return [(body["type"], body["active"]) for body in scene.outlet.bodies("/camera/A/event")]

    supervisor = scene.run(("A", "live"))
    began, ended = ("clock_drift", True), ("clock_drift", False)
    for offset_s, said in ((50.0, [began]), (0.2, [began, ended]), (50.0, [began, ended, began])):
        supervisor.clock("A", offset_s)
        wait_until(lambda said=said: told() == said, what="the event")
    scene.close()
    assert told()[-1] == ended
