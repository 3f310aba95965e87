"""Recorded footage that consoles look at: on record, theirs alone, and over when a right is."""

from __future__ import annotations

import json
from dataclasses import replace

from app.domain.acts import Outcome, Verdict
from app.domain.rights import Grant, Right
from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from app.wire import video as wire
from app.wire.access import LockSession, SignOut
from app.wire.administration import PutRole
from app.wire.messages import Done
from app.wire.video_service import Relayed, VideoNews
from tests.engine.video.scene import VideoScene

DONE = Done(Verdict(Outcome.APPLIED, 1))


def test_each_look_at_recorded_footage_is_on_record_and_blurred_where_it_must(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    scene.start(beto, wire.OpenPlayback("play-1", ("CAM-1",), 5_000))
    assert scene.reply(link, DONE) == wire.OpenPlayback("play-1", ("CAM-1",), 5_000)
    assert link.of_type(Relayed)[-1].blurred == ()
    (entry,) = scene.trail("view_recording")
    assert (entry.operator, entry.subject, '"at": 5000' in entry.details) == ("beto", "CAM-1", True)
    assert scene.refusal(scene.seat("carla"), wire.OpenPlayback("play-2", ("CAM-1",), 5)) == "not_permitted"


def test_a_playback_belongs_to_its_console(scene: VideoScene) -> None:
    link, beto, other = scene.attach(), scene.seat("beto"), scene.seat("beto", "sala/2")
    scene.start(beto, wire.OpenPlayback("play-1", ("CAM-1",), 5_000))
    scene.reply(link, DONE)
    steer = wire.SteerPlayback("play-1", 4.0)
    assert scene.refusal(other, steer) == "unknown_playback"
    assert scene.refusal(beto, wire.SteerPlayback("play-1", 99.0)) == "value_invalid"
    scene.start(beto, steer)
    assert scene.reply(link, DONE) == steer
    scene.leave(beto)
    assert scene.reply(link, DONE) == wire.ClosePlayback("play-1")


def test_a_playback_ends_with_the_session_and_with_the_supervisor(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    scene.start(beto, wire.OpenPlayback("play-1", ("CAM-1",), 5_000))
    scene.reply(link, DONE)
    scene.start(beto, wire.OpenPlayback("play-2", ("CAM-2",), 5_000))
    scene.reply(link, DONE)
    scene.access.ask(beto, LockSession())
    scene.pass_time(1)
    assert not isinstance(scene.reply(link, DONE), wire.ClosePlayback)
    scene.access.ask(beto, SignOut())
    scene.pass_time(1)
    assert scene.reply(link, DONE) == wire.ClosePlayback("play-2")


def test_a_playback_that_shows_faces_ends_when_they_may_be_seen_no_more(scene: VideoScene) -> None:
    link, beto, ana = scene.attach(), scene.seat("beto"), scene.seat("ana")
    scene.start(beto, wire.OpenPlayback("play-1", ("CAM-1",), 5_000))
    scene.reply(link, DONE)
    scene.pass_time(1)
    assert not isinstance(scene.reply(link, DONE), wire.ClosePlayback)
    (role,) = [one for one in scene.access.accounts.roles() if one.id == "supervisor"]
    grants = tuple(one for one in role.grants if one.right is not Right.VIDEO_FACES)
    scene.access.ask(ana, PutRole(replace(role, grants=grants)))
    scene.pass_time(1)
    assert scene.reply(link, DONE) == wire.ClosePlayback("play-1")
    scene.start(beto, wire.OpenPlayback("play-2", ("CAM-1",), 5_000))
    assert link.of_type(Relayed)[-1].blurred == ("CAM-1",)
    scene.reply(link, DONE)
    scene.pass_time(1)
    assert not isinstance(scene.reply(link, DONE), wire.ClosePlayback)


def test_who_may_watch_live_may_see_the_last_moments_again_and_no_more(scene: VideoScene) -> None:
    link, ana = scene.attach(), scene.seat("ana")
    now = scene.access.parts.now().wall
    assert scene.refusal(ana, wire.OpenPlayback("old", ("CAM-1",), now - 60_000)) == "not_permitted"
    assert scene.refusal(ana, wire.OpenPlayback("fast", ("CAM-1",), now - 10_000, 4.0)) == "not_permitted"
    before = wire.OpenPlayback("before", ("CAM-1",), now - 10_000)
    scene.start(ana, before)
    assert scene.reply(link, DONE) == before
    assert link.of_type(Relayed)[-1].blurred == ("CAM-1",)
    scene.pass_time(1)
    assert scene.reply(link, DONE) == before, "it goes on"
    for further in (
        wire.SteerPlayback("before", 1.0, at=5_000),
        wire.SteerPlayback("before", 0.0, step=-100),
    ):
        assert scene.refusal(ana, further) == "not_permitted"


def test_what_else_is_looked_at_is_on_record_by_spans(scene: VideoScene) -> None:
    link, beto = scene.attach(), scene.seat("beto")
    scene.start(beto, wire.OpenPlayback("play-1", ("CAM-1",), 5_000))
    scene.reply(link, DONE)
    for at in (6_000, 7_200_000, 7_260_000, 0):
        scene.start(beto, wire.SteerPlayback("play-1", 1.0, at=at))
        scene.reply(link, DONE)
    scene.say(link, VideoNews(playbacks=(wire.PlaybackState("play-1", 9_000_000, 16.0, ()),)))
    scene.pass_time(2)
    assert [json.loads(entry.details)["at"] for entry in scene.trail("view_recording")] == [
        5_000,
        7_200_000,
        9_000_000,
    ]


LINE = Stage("L1", StageKind.LINE, points=((0.5, 0.0), (0.5, 1.0)))
TUNED = Camera("CAM-1", stages=(LINE,))


def _tuning(scene: VideoScene, *rights: Right) -> None:
    """What an engineer, who changes settings, may do besides."""
    (role,) = [one for one in scene.access.accounts.roles() if one.id == "engineer"]
    kept = tuple(one for one in role.grants if one.right not in (Right.EDIT_SETTINGS, Right.VIDEO_PLAYBACK))
    changed = replace(role, grants=(*kept, *map(Grant, rights)))
    scene.access.ask(scene.seat("ana", "sala/roles"), PutRole(changed))


def test_analysis_is_tried_on_footage_by_who_plays_it(scene: VideoScene) -> None:
    link, play = scene.attach(), wire.OpenPlayback("tune-1", ("CAM-1",), 5_000, tuned=TUNED)
    carla = scene.seat("carla")
    assert scene.refusal(carla, play) == "not_permitted", "changes settings and plays no footage"
    now = scene.access.parts.now().wall
    assert scene.refusal(carla, replace(play, at=now - 5_000)) == "not_permitted", "of moments ago neither"
    _tuning(scene, Right.VIDEO_PLAYBACK)
    scene.start(carla, play)
    assert scene.reply(link, DONE) == play
    assert link.of_type(Relayed)[-1].blurred == ("CAM-1",), "as in any playback"
    assert scene.trail("view_recording")[-1].operator == "carla"
    scene.start(carla, wire.SteerPlayback("tune-1", 0.0, step=1))
    assert scene.reply(link, DONE) == wire.SteerPlayback("tune-1", 0.0, step=1)
    assert scene.refusal(carla, wire.PutCamera(TUNED)) == "not_permitted", "it is not to be put in force"
    _tuning(scene, Right.EDIT_SETTINGS)
    scene.pass_time(1)
    assert scene.reply(link, DONE) == wire.ClosePlayback("tune-1")


def test_what_is_tried_is_the_one_camera_that_is_shown_and_sound(scene: VideoScene) -> None:
    scene.attach()
    _tuning(scene, Right.VIDEO_PLAYBACK)
    carla = scene.seat("carla")
    play = wire.OpenPlayback("tune-1", ("CAM-1",), 5_000, tuned=TUNED)
    assert scene.refusal(carla, replace(play, cameras=("CAM-2",))) == "value_invalid"
    assert scene.refusal(carla, replace(play, cameras=("CAM-1", "CAM-2"))) == "value_invalid"
    unsound = replace(TUNED, stages=(replace(LINE, points=()),))
    assert scene.refusal(carla, replace(play, tuned=unsound)) == "camera_invalid"
    long = replace(TUNED, stages=(replace(LINE, points=((0.5, 0.5),) * 1_000),))
    assert scene.refusal(carla, replace(play, tuned=long)) == "too_many"
