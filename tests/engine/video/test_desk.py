"""Cameras at consoles, with the rights of real roles: what is shown, steered, kept, played and told."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Outcome, Verdict
from app.domain.alarms import Alarm, AlarmChanged, Priority, Transition
from app.domain.video.around import StandingCamera, cameras_around
from app.domain.video.cameras import Camera, CameraState, Picture
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.domain.video.scenes import SceneEvent, SceneReview
from app.domain.video.stages import StageKind
from app.engine.video.keeping import within_box
from app.wire import video as wire
from app.wire.frames import Answer
from app.wire.messages import Done
from app.wire.video_service import (
    CameraDays,
    CameraPlan,
    KeepFootage,
    ReleaseFootage,
    SegmentRows,
    SegmentsDropped,
    SegmentsMissed,
    VideoNews,
)
from tests.engine.video.scene import VideoScene

DONE = Done(Verdict(Outcome.APPLIED, 1))
SEEN = SceneEvent("CAM-1/T/1", "CAM-1", "T", StageKind.INTRUSION, 1_000)
MOVE = wire.MoveCamera("CAM-1", 0.5, 0.0, 0.0)


def tiles(*cameras: str) -> wire.WatchCameras:
    return wire.WatchCameras(tuple(wire.Watched(camera, 640) for camera in cameras))


# -- the supervisor ----------------------------------------------------------------------------------------


def test_the_supervisor_is_told_the_plan_and_consoles_that_it_is_there(scene: VideoScene) -> None:
    assert (scene.newcomer()[0].folder, len(scene.newcomer()[0].cameras)) == ("", 2)
    link = scene.attach()
    (plan,) = link.of_type(CameraPlan)
    assert [one.id for one in plan.cameras] == ["CAM-1", "CAM-2"]
    assert link.of_type(Answer) == [Answer(1, DONE)]
    (snapshot,) = scene.of_type(wire.VideoSnapshot)
    assert (snapshot.folder, snapshot.recordings, snapshot.asked_days) == (
        "/dev/shm/slots",
        "/recordings",
        45,
    )
    scene.desk.left(link)  # type: ignore[arg-type]
    assert scene.of_type(wire.VideoSnapshot)[-1].folder == ""


def test_a_supervisor_that_hangs_is_let_go(scene: VideoScene, caplog: pytest.LogCaptureFixture) -> None:
    """It is stopped, and its connection stands: then nothing but its silence tells of it."""
    link = scene.attach()
    for _ in range(3):
        scene.pass_time(20)
        scene.say(link, VideoNews())
    scene.pass_time(29)
    assert not link.closed.is_set()
    scene.pass_time(3)
    assert link.closed.is_set()
    assert "silent" in caplog.text


def test_without_a_cameras_file_that_can_be_read_it_goes_on_with_what_it_has(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sound: list[str] = []

    def spoil(path: Path) -> None:
        sound.append(path.read_text("utf-8"))
        path.write_text("[[camera]]\nid = 5 +", "utf-8")

    with contextlib.closing(VideoScene(tmp_path, spoil)) as scene:
        assert "was not taken" in caplog.text
        link = scene.attach()
        scene.pass_time(2)
        assert link.of_type(CameraPlan) == []
        scene.path.write_text(sound[0], "utf-8")
        scene.pass_time(2)
        (plan,) = link.of_type(CameraPlan)
        assert len(plan.cameras) == 2
        assert len(scene.attach().of_type(CameraPlan)) == 1


def test_what_it_asks_besides_lets_it_go(scene: VideoScene) -> None:
    link = scene.attach()
    scene.say(link, tiles("CAM-1"))
    assert link.closed.is_set()


def test_one_who_has_not_said_that_it_is_up_is_let_go(scene: VideoScene) -> None:
    first = scene.attach()
    other = scene.attach()
    assert first.closed.is_set()
    scene.say(first, VideoNews(events=(SEEN,)))
    assert not scene.of_type(wire.SceneEvents)
    scene.say(other, VideoNews(events=(SEEN,)))
    assert scene.of_type(wire.SceneEvents)


@pytest.mark.parametrize("body", [VideoNews(), SegmentRows(()), CameraDays(())])
def test_no_console_speaks_as_the_supervisor(scene: VideoScene, body: object) -> None:
    link = scene.seat("beto")
    assert scene.refusal(link, body) == "not_permitted"
    assert [one.outcome for one in scene.trail("")][-1] == "refused"


def test_news_goes_on_to_consoles_and_to_who_comes_later(scene: VideoScene) -> None:
    link = scene.attach()
    state = CameraState("CAM-1", Picture.LIVE, 5)
    load = wire.VideoLoad(1, 2, 0.5, 4, 0, 2, 1.0, 0.0, 10, 5)
    gone = CameraState("CAM-9", Picture.LIVE, 5)
    scene.say(link, VideoNews(states=(state, gone), events=(SEEN,), load=load))
    assert scene.of_type(wire.CameraStates) == [wire.CameraStates((state,))]
    assert scene.store.events == [SEEN]
    assert len(link.of_type(Answer)) == 2, "events are kept until they are answered"
    scene.say(link, VideoNews(load=load))
    assert len(link.of_type(Answer)) == 2
    (snapshot,) = (one for one in scene.newcomer() if isinstance(one, wire.VideoSnapshot))
    assert (snapshot.states, snapshot.events, snapshot.load) == ((state,), (SEEN,), load)


def test_rows_are_answered_once_they_are_on_the_disk(scene: VideoScene) -> None:
    link = scene.attach()
    row = Segment("CAM-1", 1, 2, "CAM-1/d/1.mkv", 3, FootageClass.EVENT)
    scene.say(link, SegmentRows((row,)), 7)
    assert (scene.store.segments, link.of_type(Answer)[1:]) == ([row], [])
    scene.store.waiting.pop()(True)
    assert link.of_type(Answer)[-1] == Answer(7, DONE)
    scene.say(link, SegmentRows((row,)), 8)
    scene.store.waiting.pop()(False)
    assert str(link.of_type(Answer)[-1].body.verdict.refusal) == "not_recorded"
    scene.say(link, SegmentsDropped((row.file,)))
    scene.say(link, CameraDays((CameraDay("CAM-1", "2026-03-13", 1, 2, 3, 4, 5, 6),)))
    assert (scene.store.gone, len(scene.store.days)) == ([row.file], 1)
    scene.say(link, SegmentsMissed((row.file,)), 9)
    assert (scene.store.missed, link.of_type(Answer)[-1].id != 9) == ([row.file], True)
    scene.store.waiting.pop()(True)
    assert link.of_type(Answer)[-1] == Answer(9, DONE)


def test_the_newest_events_come_back_after_a_restart(scene: VideoScene) -> None:
    scene.store.events = [replace(SEEN, id=f"e{n}", began=n) for n in range(300)]
    scene.desk.restore()
    events = scene.newcomer()[0].events
    assert (len(events), events[0].began, events[-1].began) == (200, 299, 100)


# -- steering ----------------------------------------------------------------------------------------------


def test_the_first_act_of_a_hold_is_on_record_and_the_others_go_through(scene: VideoScene) -> None:
    link, carla = scene.attach(), scene.seat("carla")
    for _ in range(3):
        scene.start(carla, MOVE)
        assert scene.reply(link, DONE) == MOVE
    assert len(scene.trail("move_camera")) == 1
    (hold,) = scene.of_type(wire.PtzHold)
    assert (hold.operator, hold.console) == ("carla", "sala/carla")
    assert hold in scene.newcomer()


def test_who_has_a_camera_keeps_it_but_from_somebody_higher(scene: VideoScene) -> None:
    scene.attach()
    carla, other, beto = scene.seat("carla"), scene.seat("carla", "sala/2"), scene.seat("beto")
    scene.start(carla, MOVE)
    answer = scene.ask(other, MOVE)
    assert (answer.verdict.refusal, answer.verdict.who) == ("reserved", ("carla",))
    scene.start(beto, wire.GoToPreset("CAM-1", "plaza"))
    assert scene.of_type(wire.PtzHold)[-1].operator == "beto"
    assert "carla" in scene.trail("go_to_preset")[-1].details
    assert scene.refusal(carla, MOVE) == "reserved"


def test_a_hold_ends_by_itself_and_with_its_console(scene: VideoScene) -> None:
    scene.attach()
    carla = scene.seat("carla")
    scene.start(carla, MOVE)
    scene.pass_time(119)
    assert scene.of_type(wire.PtzHold)[-1].console
    scene.pass_time(2)
    assert scene.of_type(wire.PtzHold)[-1] == wire.PtzHold("CAM-1", "", "", 0)
    scene.start(carla, MOVE)
    scene.leave(carla)
    assert scene.of_type(wire.PtzHold)[-1].console == ""


@pytest.mark.parametrize(
    ("who", "body", "refusal"),
    [
        ("ana", MOVE, "not_permitted"),
        ("carla", wire.MoveCamera("CAM-9", 0, 0, 0), "unknown_camera"),
        ("carla", wire.MoveCamera("CAM-2", 0, 0, 0), "not_movable"),
        ("carla", wire.GoToPreset("CAM-1", "luna"), "not_movable"),
        ("carla", wire.MoveCamera("CAM-1", 2.0, 0, 0), "value_invalid"),
        ("carla", wire.CentreCamera("CAM-1", 0.5, -1.0), "value_invalid"),
    ],
)
def test_what_cannot_be_steered(scene: VideoScene, who: str, body: object, refusal: str) -> None:
    scene.attach()
    assert scene.refusal(scene.seat(who), body) == refusal


def test_without_an_answer_somebody_is_told(scene: VideoScene) -> None:
    carla = scene.seat("carla")
    assert scene.refusal(carla, MOVE) == "video_away"
    link = scene.attach()
    first = scene.start(carla, MOVE)
    scene.pass_time(11)
    assert str(carla.answers[first].verdict.refusal) == "video_away"
    second = scene.start(carla, MOVE)
    scene.desk.left(link)  # type: ignore[arg-type]
    assert str(carla.answers[second].verdict.refusal) == "video_away"


# -- footage -----------------------------------------------------------------------------------------------


def test_a_clip_is_kept_with_its_reason(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    now = scene.now.wall
    assert scene.ask(beto, wire.KeepClip("CAM-1", now - 60_000, now + 60_000, " choque ")) == DONE
    assert link.of_type(KeepFootage) == [
        KeepFootage("CAM-1", now - 60_000, now + 60_000, FootageClass.LOCKED)
    ]
    assert scene.trail("keep_clip")[-1].reason == "choque"
    assert scene.refusal(beto, wire.KeepClip("CAM-1", now, now, "x")) == "time_invalid"
    assert scene.refusal(scene.seat("ana"), wire.KeepClip("CAM-1", now - 9, now, "x")) == "not_permitted"


def test_a_locked_clip_is_released_with_a_reason_by_who_may_export(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    now = scene.now.wall
    given = wire.ReleaseClip("CAM-1", now - 60_000, now, " caso cerrado ")
    assert scene.ask(beto, given) == DONE
    assert link.of_type(ReleaseFootage) == [ReleaseFootage("CAM-1", now - 60_000, now)]
    assert scene.trail("release_clip")[-1].reason == "caso cerrado"
    assert scene.refusal(beto, replace(given, reason=" ")) == "reason_missing"
    assert scene.refusal(beto, replace(given, until=now + 1)) == "time_invalid"
    assert scene.refusal(beto, replace(given, camera="CAM-9")) == "unknown_camera"
    assert scene.refusal(scene.seat("carla"), given) == "not_permitted"
    scene.desk.left(link)  # type: ignore[arg-type]
    assert scene.refusal(beto, given) == "video_away"


def test_who_may_not_export_locks_two_hours_a_day_and_no_more(scene: VideoScene) -> None:
    scene.attach()
    carla, beto = scene.seat("carla"), scene.seat("beto")
    hour, now = 3_600_000, scene.now.wall
    clip = wire.KeepClip("CAM-1", now - 2 * hour, now - hour, "choque")
    assert [scene.ask(carla, clip) for _ in range(2)] == [DONE, DONE]
    assert scene.refusal(carla, clip) == "locked_enough"
    assert scene.ask(carla, replace(clip, lock=False)) == DONE, "what is not locked goes by itself"
    assert [scene.ask(beto, clip) for _ in range(4)] == [DONE] * 4, "who may export may"


def test_a_judged_event_stays_judged_when_it_ends(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    scene.say(link, VideoNews(events=(SEEN,)))
    assert scene.ask(beto, wire.ReviewScene(SEEN.id, SceneReview.FALSE)) == DONE
    scene.say(link, VideoNews(events=(replace(SEEN, ended=9_000),)))
    (last,) = scene.of_type(wire.SceneEvents)[-1].events
    assert (last.ended, last.review, last.reviewed_by) == (9_000, SceneReview.FALSE, "beto")
    assert scene.store.events[1].review is SceneReview.FALSE
    assert scene.refusal(beto, wire.ReviewScene("gone", SceneReview.RIGHT)) == "unknown_scene"


@pytest.mark.parametrize(
    ("device", "cameras"), [("CAM-2", ["CAM-2"]), ("PAN-1", ["CAM-1", "CAM-2"]), ("FAR-1", [])]
)
def test_the_cameras_of_an_alarm_record_it(scene: VideoScene, device: str, cameras: list[str]) -> None:
    link = scene.attach()
    alarm = Alarm(
        id=f"{device}:panic",
        device=device,
        rule="panic",
        priority=Priority.CRITICAL,
        version=1,
        active=True,
        unacknowledged=True,
    )
    changes = [AlarmChanged(alarm, Transition.ACKNOWLEDGED, 1), AlarmChanged(alarm, Transition.RAISED, 1)]
    scene.desk.follow(changes[:1])
    assert not link.of_type(KeepFootage)
    scene.desk.follow(changes)
    kept = link.of_type(KeepFootage)
    assert sorted(one.camera for one in kept) == cameras
    now = scene.now.wall
    assert all((one.since, one.until) == (now - 30_000, now + 60_000) for one in kept)


@given(
    lat=st.floats(-89.5, 89.5),
    lon=st.floats(-180.0, 180.0),
    off=st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)),
    radius=st.floats(1.0, 3_000.0),
)
def test_the_box_around_an_alarm_holds_every_camera_near_it(
    lat: float, lon: float, off: tuple[float, float], radius: float
) -> None:
    placed = StandingCamera(Camera("A"), lat + off[0], (lon + off[1] + 180.0) % 360.0 - 180.0)
    far = StandingCamera(Camera("B"), lat + 1.0, lon)
    boxed = list(within_box(lat, lon, (placed, far), radius))
    near = cameras_around(lat, lon, (placed, far), radius_m=radius, most=2)
    assert {one.camera.id for one in near} <= {one.camera.id for one in boxed} <= {"A"}
