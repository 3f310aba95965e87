"""Recorded footage that consoles look at: on record, theirs alone, and over when a right is."""

from __future__ import annotations

import json
from dataclasses import replace

from app.domain.acts import Outcome, Verdict
from app.domain.rights import Right
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
