"""Who sees which cameras and which pictures of events, and what of it is on record."""

from __future__ import annotations

from dataclasses import replace

from app.domain.rights import Grant, Right, Role
from app.wire import video as wire
from app.wire.access import LockSession, SignOut
from app.wire.administration import ChangeOperator, PutRole
from app.wire.video_service import (
    WantedStreams,
)
from tests.engine.video.scene import VideoScene
from tests.engine.video.test_desk import DONE, MOVE, tiles


def test_faces_are_for_who_may_see_them(scene: VideoScene) -> None:
    link = scene.attach()
    beto, carla = scene.seat("beto"), scene.seat("carla")
    assert scene.ask(beto, tiles("CAM-1", "CAM-2")).streams == (("CAM-1", "CAM-1"), ("CAM-2", "CAM-2"))
    assert scene.ask(carla, tiles("CAM-1")).streams == (("CAM-1", "CAM-1~blurred"),)
    wanted = link.of_type(WantedStreams)[-1]
    assert [one.camera for one in wanted.streams] == ["CAM-1", "CAM-1~blurred", "CAM-2"]
    assert wanted.blurred == ("CAM-1",)
    scene.leave(beto)
    wanted = link.of_type(WantedStreams)[-1]
    assert [one.camera for one in wanted.streams] == ["CAM-1~blurred"], "no other slot is written"
    scene.leave(carla)
    assert link.of_type(WantedStreams)[-1] == WantedStreams(())


def test_the_widest_tile_of_all_consoles_counts(scene: VideoScene) -> None:
    link = scene.attach()
    for console, width, tuning in (("sala/1", 320, False), ("sala/2", 960, True)):
        scene.ask(scene.seat("beto", console), wire.WatchCameras((wire.Watched("CAM-1", width, tuning),)))
    assert link.of_type(WantedStreams)[-1].streams == (wire.Watched("CAM-1", 960, True),)


def test_a_lock_lets_the_picture_go_on_and_who_signs_out_sees_nothing(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    scene.ask(beto, tiles("CAM-1"))
    scene.access.ask(beto, LockSession())
    scene.pass_time(1)
    assert link.of_type(WantedStreams)[-1].streams
    assert scene.refusal(beto, MOVE) == "locked"
    assert scene.ask(beto, tiles("CAM-2")).streams == (("CAM-2", "CAM-2"),), "also another one"
    scene.access.ask(beto, SignOut())
    scene.pass_time(1)
    assert link.of_type(WantedStreams)[-1] == WantedStreams(())


def test_cameras_of_another_zone_are_refused(scene: VideoScene) -> None:
    ana = scene.seat("ana")
    operator = scene.access.accounts.operator("carla")
    assert operator is not None
    scene.access.ask(ana, ChangeOperator(replace(operator, zones=("Puerto",))))
    watcher = scene.seat("carla")
    answer = scene.ask(watcher, tiles("CAM-1", "CAM-2"))
    assert (answer.streams, answer.refused) == ((("CAM-2", "CAM-2~blurred"),), ("CAM-1",))
    assert scene.ask(watcher, tiles("CAM-1")).verdict.refusal == "not_permitted"
    assert scene.refusal(watcher, MOVE) == "not_permitted"
    assert scene.trail("watch_cameras")[-1].operator == "carla"


def test_each_look_at_a_live_picture_is_on_record(scene: VideoScene) -> None:
    scene.attach()
    beto, carla = scene.seat("beto"), scene.seat("carla", "sala/2")
    scene.start(beto, tiles("CAM-1"))
    scene.start(beto, tiles("CAM-2", "CAM-1"))
    scene.start(beto, tiles("CAM-1"))
    scene.start(carla, tiles("CAM-1"))
    looks = [(one.operator, one.outcome, one.subject, one.details) for one in scene.trail("watch_cameras")]
    assert looks == [
        ("beto", "applied", "CAM-1", '{"faces": "CAM-1"}'),
        ("beto", "applied", "CAM-2", '{"faces": "CAM-2"}'),
        ("carla", "applied", "CAM-1", ""),
    ], "a round that comes by again is no new look"


def test_each_look_at_pictures_of_events_is_on_record(scene: VideoScene) -> None:
    scene.attach()
    ana, beto = scene.seat("ana"), scene.seat("beto", "sala/2")
    for cameras in (("CAM-1",), ("CAM-1", "CAM-2", "GONE"), ("CAM-1",)):
        assert scene.ask(beto, wire.ViewStills(cameras)) == DONE
    assert scene.refusal(ana, wire.ViewStills(("CAM-1",))) == "not_permitted", "ana may see no faces"
    looks = [(one.operator, one.outcome, one.subject) for one in scene.trail("view_stills")]
    assert looks[:2] == [("beto", "applied", "CAM-1"), ("beto", "applied", "CAM-2")]
    assert [(who, came) for who, came, _ in looks[2:]] == [("ana", "refused")]
    scene.leave(beto)
    scene.ask(scene.seat("beto", "sala/2"), wire.ViewStills(("CAM-1",)))
    assert scene.trail("view_stills")[-1].subject == "CAM-1", "who comes anew looks anew"


def test_pictures_of_events_need_both_faces_and_the_live_picture(scene: VideoScene) -> None:
    scene.attach()
    grants = (Grant(Right.VIDEO_FACES), Grant(Right.VIDEO_LIVE, zones=("Centro",)))
    faces = Role("faces", "Faces", grants, version=0)
    ana, carla = scene.seat("ana"), scene.access.accounts.operator("carla")
    scene.access.ask(ana, PutRole(faces))
    scene.access.ask(ana, ChangeOperator(replace(carla, roles=("faces",))))
    seat = scene.seat("carla")
    assert scene.ask(seat, wire.ViewStills(("CAM-1",))).verdict.outcome == "applied"
    assert scene.refusal(seat, wire.ViewStills(("CAM-1", "CAM-2"))) == "not_permitted"
    assert [(one.outcome, one.subject) for one in scene.trail("view_stills")] == [
        ("applied", "CAM-1"),
        ("refused", "CAM-2"),
    ]
