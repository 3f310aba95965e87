"""A camera that was tampered with: each kind is told as itself, once, and over when all is well again."""

import datetime as dt

import cv2
import numpy as np
import pytest

from app.domain.video.cameras import Camera, CameraFault
from app.domain.video.stages import Stage, StageKind
from tests.video.analytics.drawn import CAR, START, STEP_MS, Drawn, at, ground, pipeline_of, played
from tests.video.analytics.test_stages import crossing
from video.analytics.pipeline import Pipeline

QUICK = (("seconds", 3.0), ("quiet_s", 2.0), ("frozen_s", 8.0))


def covered(frame):
    cloth = cv2.GaussianBlur(frame, (0, 0), 12) // 5 + 14
    cv2.circle(cloth, (0, 180), 200, 22, -1)
    return cloth


def turned(frame):
    move = cv2.getRotationMatrix2D((160, 90), 8.0, 1.2)
    move[0, 2] += 70
    return cv2.warpAffine(frame, move, (320, 180), borderMode=cv2.BORDER_REFLECT)


SPOILERS = {
    CameraFault.COVERED: covered,
    CameraFault.MOVED: turned,
    CameraFault.BLURRED: lambda frame: cv2.GaussianBlur(frame, (0, 0), 4),
    CameraFault.DARK: lambda frame: frame // 24,
    CameraFault.FROZEN: None,
}


def frames(drawn, spoil, since, until, seconds):
    for number in range(round(seconds * 1000 / STEP_MS)):
        spoiled = since <= number * STEP_MS / 1000 < until
        if spoiled and spoil is None:
            yield drawn.frame(round(since * 1000 / STEP_MS))
        else:
            yield spoil(drawn.frame(number)) if spoiled else drawn.frame(number)


def watched(options=QUICK, **camera):
    stage = Stage("state", StageKind.TAMPER, options=options)

    return Pipeline(Camera("CAM", stages=(stage,), **camera), dt.UTC)


@pytest.mark.parametrize("fault", list(SPOILERS))
def test_each_fault_is_told_as_itself_and_ends(fault):
    # A frozen picture takes 8 s to be seen as one.
    pictures = frames(Drawn(crossing(1, 30, 120, CAR)), SPOILERS[fault], 10, 24, 30)
    seen = played(watched(), pictures)
    began, ended = [e for s in seen for e in s.began], [e for s in seen for e in s.ended]
    assert [event.detail for event in began] == [fault.value]
    assert [event.id for event in ended] == [began[0].id]
    since, until = at(ended[0])
    assert 10 <= since <= (19 if fault is CameraFault.FROZEN else 13)
    assert 23 <= until <= 26
    assert seen[round(22 * 1000 / STEP_MS)].faults == (fault,)
    assert seen[-1].faults == ()


def test_a_picture_that_moves_is_not_frozen_although_all_share_one_memory():
    """As workers have it: each frame is drawn over the one before."""
    drawn, memory = Drawn(), np.empty((180, 320), np.uint8)
    pipeline, faults = watched(), set()
    for number in range(150):
        memory[:] = drawn.frame(number)
        faults.update(pipeline.see(memory, None, START + number * STEP_MS).faults)
    assert faults == set()


@pytest.mark.parametrize(("last_s", "frozen"), [(14, False), (19, True)])
def test_time_without_frames_is_no_frozen_picture(last_s, frozen):
    """Nothing comes for ten seconds, and then the same frame, each time twice."""
    frame, pipeline, seen = Drawn().frame(0), watched(), None
    for second in (0, *range(10, last_s + 1)):
        for _ in range(2):
            seen = pipeline.see(frame, None, START + second * 1000)
    assert seen.faults == ((CameraFault.FROZEN,) if frozen else ())


def test_traffic_noise_and_slow_dusk_are_no_fault():
    drawn = Drawn(crossing(2, 25, 120, (120, 60)))
    dusk = (
        (frame * (1 - 0.5 * number / 200)).astype(np.uint8)
        for number, frame in enumerate(frames(drawn, None, 99, 99, 40))
    )
    seen = played(watched(), dusk)
    assert not any(each.began or each.faults for each in seen)


def test_a_camera_that_is_steered_has_not_been_moved():
    pictures = frames(Drawn(), turned, 10, 24, 30)
    assert not any(each.began for each in played(watched(ptz=True), pictures))


def test_a_new_view_becomes_the_usual_one_after_its_time():
    pictures = frames(Drawn(), turned, 10, 60, 30)
    seen = played(watched((*QUICK, ("accept_s", 10.0))), pictures)
    assert [e.detail for s in seen for e in s.began] == ["moved"]
    assert len([e for s in seen for e in s.ended]) == 1
    assert seen[-1].faults == ()


@pytest.mark.parametrize(
    ("offset_s", "faults"), [(0.4, ()), (-40, (CameraFault.CLOCK_DRIFT,)), (40, (CameraFault.CLOCK_DRIFT,))]
)
def test_a_clock_that_is_off_is_told_with_its_offset(offset_s, faults):
    pipeline, drawn = watched(), Drawn()
    for number in range(40):
        moment = START + number * STEP_MS
        seen = pipeline.see(drawn.frame(number), None, moment, stream_ms=moment - round(offset_s * 1000))
    assert seen.faults == faults
    assert seen.figures["clock_offset"] == pytest.approx(offset_s)


def test_a_stream_without_a_clock_has_no_offset():
    seen = played(watched(), frames(Drawn(), None, 99, 99, 3))
    assert "clock_offset" not in seen[-1].figures
    assert 0 < seen[-1].figures["sharpness"] <= 100
    assert seen[-1].figures["brightness"] == pytest.approx(ground().mean() / 2.55, abs=2)


def test_every_camera_is_looked_after_unless_that_is_switched_off():
    assert [n.stage for n in played(Pipeline(Camera("C"), None), [ground()])[0].overlay.notes] == ["tamper"]
    off = Camera("C", stages=(Stage("tamper", StageKind.TAMPER, enabled=False),))
    assert played(Pipeline(off, None), [ground()])[0].overlay.notes == ()


def test_while_it_is_blind_nothing_else_is_seen():
    stages = [Stage(kind.value, kind) for kind in (StageKind.MOTION, StageKind.CROWD, StageKind.INTRUSION)]
    pipeline = pipeline_of(*stages)
    seen = played(pipeline, frames(Drawn(), turned, 10, 30, 30))
    assert [e.kind for s in seen for e in s.began if e.kind is not StageKind.MOTION] == [StageKind.TAMPER]
