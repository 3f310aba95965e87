"""Cameras that were taken off the list: their footage is seen as before, by who may, with their zones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.acts import Outcome, Verdict
from app.domain.video.cameras import Camera
from app.domain.video.recordings import FootageClass, Segment
from app.engine.video.past_cameras import PastCameras
from app.wire import video as wire
from app.wire.administration import ChangeOperator
from app.wire.messages import Done
from app.wire.video_service import CameraPlan
from tests.engine.video.scene import CALLE, VideoScene

DONE = Done(Verdict(Outcome.APPLIED, 1))
ZONED = replace(CALLE, privacy=(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)),))


def drop(scene: VideoScene) -> None:
    """CAM-2, after it was given a privacy zone."""
    ana = scene.seat("ana")
    assert scene.ask(ana, wire.PutCamera(ZONED, seen=CALLE)).verdict == DONE.verdict
    assert scene.ask(ana, wire.DropCamera("CAM-2")).verdict == DONE.verdict


def test_footage_of_a_camera_that_is_gone_is_played_and_its_zones_hold(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    drop(scene)
    assert link.of_type(CameraPlan)[-1].past == (ZONED,)
    assert scene.newcomer()[0].past == (ZONED,)
    play = wire.OpenPlayback("play-1", ("CAM-2",), 5_000)
    scene.start(beto, play)
    assert scene.reply(link, DONE) == play
    now = scene.now.wall
    assert scene.ask(beto, wire.ReleaseClip("CAM-2", now - 9, now, "caso cerrado")) == DONE
    assert scene.refusal(beto, wire.OpenPlayback("play-2", ("CAM-9",), 5_000)) == "unknown_camera"
    assert "CAM-2" in scene.desk.recorded
    assert "CAM-2" not in {one.id for one in scene.newcomer()[0].cameras}


def test_what_was_recorded_of_a_camera_is_known_after_a_restart(scene: VideoScene) -> None:
    drop(scene)
    row = Segment("CAM-2", 1, 2, "CAM-2/d/1.mkv", 3, FootageClass.LOCKED)
    scene.store.segments = [row, replace(row, camera="CAM-7", file="CAM-7/d/1.mkv")]
    scene.desk.restore()
    assert scene.newcomer()[0].past == (ZONED, Camera("CAM-7", enabled=False))


def test_where_a_camera_stood_that_nobody_knows_only_who_may_everywhere_looks(scene: VideoScene) -> None:
    link, ana = scene.attach(), scene.seat("ana")
    scene.store.segments = [Segment("CAM-7", 1, 2, "CAM-7/d/1.mkv", 3, FootageClass.EVENT)]
    scene.desk.restore()
    play = wire.OpenPlayback("play-1", ("CAM-7",), 5_000)
    scene.start(scene.seat("beto"), play)
    assert scene.reply(link, DONE) == play
    operator = scene.access.accounts.operator("beto")
    assert operator is not None
    scene.access.ask(ana, ChangeOperator(replace(operator, zones=("Centro",))))
    again = scene.seat("beto", "sala/2")
    assert scene.refusal(again, replace(play, session="play-2")) == "not_permitted"


def test_a_camera_that_comes_back_is_of_the_past_no_more(tmp_path: Path) -> None:
    past = PastCameras(tmp_path / "run" / "past.json")
    assert past.told([ZONED, Camera("A")]) == ()
    assert past.told([Camera("A")]) == (ZONED,)
    again = PastCameras(tmp_path / "run" / "past.json")
    assert again.told([Camera("A")]) == (ZONED,), "over a restart"
    assert again.told([Camera("A"), CALLE]) == ()
    assert set(again.told([])) == {CALLE, Camera("A")}, "as it was last"
