"""What a camera's desk tells of events when the camera is changed, switched off or taken away."""

import datetime as dt
import io
from dataclasses import replace

import pytest

from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture
from app.domain.video.stages import Stage, StageKind
from tests.video.analytics.drawn import FLAT, START, STEP_MS, Drawn
from video.analytics.pipeline import KNOWN_AFTER_MS
from video.worker.desk import CameraDesk
from video.worker.link import messages_of
from video.worker.messages import ScenesSeen, StatesNow
from video.worker.outgoing import Outgoing

SIZES = Stage("tamper", StageKind.TAMPER, options=(*FLAT, ("seconds", 1.0)))
CAMERA = Camera("CAM/1", stages=(SIZES,))
MOTION = Stage("M1", StageKind.MOTION)
LINE = Stage("L1", StageKind.LINE, points=((0.1, 0.5), (0.9, 0.5)))
STREET = Drawn()
HOUR = START // 3_600_000 * 3_600_000


class Street:
    """A desk and what it has told once it is closed. The street goes black after two seconds."""

    def __init__(self, camera=CAMERA, recordings=None, **more):
        self._told = io.BytesIO()
        self._out = Outgoing(self._told)
        self._numbers = iter(range(10_000))
        self.desk = CameraDesk(
            camera,
            zone=dt.UTC,
            recordings=recordings,
            models=None,
            out=self._out,
            recorder=None,
            took=id,
            **more,
        )

    def play(self, seconds, *, covered=False):
        for _ in range(round(seconds * 1000 / STEP_MS)):
            number = next(self._numbers)
            frame = STREET.frame(number)
            if covered:
                frame[:] = 0
            self.at = START + number * STEP_MS
            self.newest = self.desk.on_analysis("CAM/1", frame, None, self.at)

    def told(self):
        """All events in the order of their telling: id and end."""
        return [(one.id, one.ended) for one in self.scenes()]

    def scenes(self):
        return [one for told in self._said(ScenesSeen) for one in told.events]

    def states(self):
        return [one for told in self._said(StatesNow) for one in told.states]

    def _said(self, kind):
        self.desk.close(0.0)
        self._out.close()
        return [told for told in messages_of(io.BytesIO(self._told.getvalue())) if isinstance(told, kind)]


@pytest.fixture
def street():
    made = Street()
    made.play(2)
    made.play(4, covered=True)
    assert made.newest.faults == (CameraFault.DARK,)
    return made


def test_events_end_when_the_camera_looks_for_other_things(street):
    street.desk.change(replace(CAMERA, stages=(SIZES, MOTION)))
    changed = street.at + STEP_MS
    street.play(0.4)
    (began, ended) = street.told()
    assert began[1] == 0
    assert ended == (began[0], changed)


@pytest.mark.parametrize("may_write", [False, True])
def test_an_event_has_a_picture_where_one_may_be_written(tmp_path, may_write):
    made = Street(recordings=tmp_path, may_write=lambda: may_write)
    made.play(2)
    made.play(4, covered=True)
    assert {bool(one.picture) for one in made.scenes()} == {may_write}


def test_events_end_with_the_desk_and_nothing_is_told_after(street):
    street.desk.close(0.0)
    street.play(2, covered=True)
    assert street.newest.faults == ()
    assert [end for _, end in street.told()] == [0, START + 29 * STEP_MS]


def test_events_end_once_when_analysis_is_switched_off(street):
    street.desk.change(replace(CAMERA, analysis_fps=0.0))
    street.desk.change(CAMERA)
    street.play(8)
    assert [end for _, end in street.told()] == [0, START + 29 * STEP_MS]


def test_what_analysis_does_not_look_at_may_change_without_its_forgetting(street):
    street.desk.change(replace(CAMERA, keep_days=3, analysis_fps=4.0, recording_schedule="22:00-06:00"))
    street.play(0.4, covered=True)
    assert street.newest.faults == (CameraFault.DARK,)
    assert len(street.told()) == 2


def test_nothing_is_told_of_a_line_for_as_long_as_key_frames_were_all_that_was_seen():
    """A frame a minute, for an hour from full hour on; from the 20th to the 24th minute it is slowed down."""
    street = Street(replace(CAMERA, stages=(LINE,)))
    desk = street.desk
    live = CameraState("CAM/1", Picture.LIVE, 1)
    told = {}
    for minute in range(61):
        slowed = 20 <= minute < 25
        desk.on_state(replace(live, picture=Picture.KEY_FRAMES if slowed else Picture.LIVE))
        desk.on_analysis("CAM/1", STREET.frame(0), None, HOUR + minute * 60_000)
        told[minute] = [(one.quarter - HOUR) // 60_000 if one.quarter else 0 for one in desk.lines]
    assert not street.told()
    assert [told[minute] for minute in (14, 15, 19)] == [[0], [15], [15]]
    assert all(told[minute] == [] for minute in range(20, 39)), "its flow is of the last quarter of an hour"
    assert [told[minute] for minute in (39, 44)] == [[0], [0]], "the quarter of its pause is not told"
    assert [told[minute] for minute in (45, 60)] == [[45], [60]]


def test_a_detector_that_cannot_be_used_is_told_with_the_state_and_logged_once(street, caplog):
    street.desk.change(replace(CAMERA, stages=(SIZES, Stage("D1", StageKind.DETECTOR, model="absent.onnx"))))
    street.play(1)
    street.desk.on_state(CameraState("CAM/1", Picture.LIVE, START))
    assert street.states()[-1].detector_faults == (("D1", "no_file"),)
    assert [one.getMessage() for one in caplog.records if "detector" in one.getMessage()] == [
        "camera CAM/1: the detector of stage D1 is not used: no_file"
    ]


def test_the_street_stays_known_while_the_camera_looks_for_other_things_in_the_same_picture():
    """Or who may see no faces would see nothing for a minute after each edit."""
    street = Street()
    street.play(KNOWN_AFTER_MS / 1000)
    assert not street.newest.settled
    street.play(5)
    assert street.newest.settled
    street.desk.change(replace(CAMERA, stages=(SIZES, MOTION)))
    street.play(0.2)
    assert street.newest.settled
    street.desk.change(replace(CAMERA, privacy=(((0.0, 0.0), (0.5, 0.0), (0.5, 0.5)),)))
    street.play(0.2)
    assert not street.newest.settled, "what is black now was not before"
    street.told()
