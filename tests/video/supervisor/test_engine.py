"""The supervisor and its engine: who is told what, what is kept while nobody hears, and when it ends."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import pytest

from app.domain.acts import Refusal
from app.domain.video.cameras import Camera, CameraState, CameraStream, Picture
from app.domain.video.recordings import FootageClass, Segment
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
from app.wire import video as wire
from app.wire.messages import Farewell
from app.wire.video_service import (
    CameraDays,
    CameraPlan,
    KeepFootage,
    ReleaseFootage,
    SegmentRows,
    VideoNews,
    VideoUp,
    WantedStreams,
)
from tests.support.waiting import wait_until
from tests.video.supervisor.scene import SupervisorScene
from tests.video.supervisor.soft_engine import DONE, PLAN, SoftEngine, live
from video.onvif.device import Profile
from video.supervisor.going_on import GoingOn
from video.worker.messages import StatesNow


def test_it_attaches_as_video_takes_the_plan_and_tells_how_it_is(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera's state")
    assert (first.hellos[0].role, isinstance(first.asked[0], VideoUp)) == ("video", True)
    wait_until(lambda: any(news.load for news in first.of_type(VideoNews)), what="the load")
    load = next(news.load for news in first.of_type(VideoNews) if news.load)
    assert (load.cores, load.disk_free, load.disk_used) == (2, 1_000, 500)


@pytest.mark.expects_errors
def test_what_is_due_again_and_again_may_fail_and_ends_nothing(
    scene: SupervisorScene, engine: Callable[..., SoftEngine], caplog: pytest.LogCaptureFixture
) -> None:
    scene.disk_fails = 2
    first = engine()
    scene.run(link=True)
    wait_until(lambda: any(news.load for news in first.of_type(VideoNews)), what="the load")
    assert [one.levelname for one in caplog.records].count("ERROR") == 1, "told once"


def test_what_is_looked_at_reaches_the_worker_of_its_camera(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera's state")
    first.tell(WantedStreams((wire.Watched("A~blurred", 640), wire.Watched("gone", 320)), ("A",)))
    wait_until(lambda: "shown A~blurred" in scene.supervisor.telling.state_of, what="what it shows")
    assert "shown gone" not in scene.supervisor.telling.state_of


def test_a_camera_that_is_switched_off_or_dropped_is_up_no_longer(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    supervisor = scene.run(("A", "live"), ("B", "live"), link=True)
    wait_until(lambda: live(first), what="the camera's state")
    first.tell(CameraPlan((Camera("A", enabled=False),), PLAN.streams))
    wait_until(lambda: supervisor.telling.state_of["A"].picture is Picture.OFF, what="A to be off")
    supervisor.worker_said(0, 1, StatesNow((CameraState("A", Picture.LIVE, 1),)))
    first.tell(PLAN)
    wait_until(lambda: supervisor.telling.state_of["A"].picture is Picture.LIVE, what="A again")
    assert scene.statuses("A") == ["online", "offline", "online"]
    assert scene.statuses("B")[-1:] in ([], ["offline"])
    first.tell(CameraPlan((), ()))
    wait_until(lambda: scene.statuses("A")[-1] == "offline", what="its end")
    assert supervisor.telling.state_of == {}


def test_an_engine_that_is_gone_and_back_finds_everything(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine(answering=False)
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera's state")
    first.tell(KeepFootage("A", 1, 2, FootageClass.EVENT))
    wait_until(lambda: first.of_type(SegmentRows), what="the rows")
    pids = {one.pid for one in scene.children}
    first.stop()
    second = engine()
    wait_until(lambda: live(second), what="the states to be told anew")
    wait_until(lambda: second.of_type(SegmentRows), what="rows that nobody has answered")
    assert second.of_type(SegmentRows)[0].rows == first.of_type(SegmentRows)[0].rows
    (kept,) = second.of_type(SegmentRows)[0].rows
    assert kept.ended - kept.began == 12_000, "before and after an event, as the plan has it"
    assert {one.pid for one in scene.children} == pids, "workers went on"


def test_what_is_to_be_locked_survives_its_worker_and_reaches_the_disk_of_one_that_is_off(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera's state")

    def locked() -> list[str]:
        rows = (row for told in first.of_type(SegmentRows) for row in told.rows)
        return [row.file for row in rows if row.footage is FootageClass.LOCKED]

    ahead = int(time.time() * 1000) + 60_000
    first.tell(KeepFootage("A", ahead, ahead + 1, FootageClass.LOCKED))
    wait_until(lambda: len(locked()) == 1, what="the worker to be asked")
    scene.children[0].kill()
    wait_until(lambda: len(locked()) == 2, what="the next one to be asked")
    assert "A/d/old.mkv" not in locked()
    first.tell(CameraPlan((Camera("A", enabled=False),), PLAN.streams))
    first.tell(KeepFootage("A", 1, 2, FootageClass.LOCKED))
    wait_until(lambda: "A/d/old.mkv" in locked(), what="what it has recorded")


def test_what_is_released_is_told_and_no_worker_is_asked_to_lock_it_again(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera's state")

    def files(footage: FootageClass) -> list[str]:
        rows = (row for told in first.of_type(SegmentRows) for row in told.rows)
        return [row.file for row in rows if row.footage is footage]

    since = int(time.time() * 1000) - 60_000
    first.tell(KeepFootage("A", since, since + 1, FootageClass.LOCKED))
    wait_until(lambda: files(FootageClass.LOCKED), what="the worker to be asked")
    first.tell(ReleaseFootage("A", since, since + 1))
    wait_until(lambda: "A/d/old.mkv" in files(FootageClass.EVENT), what="what is released")
    (worker,) = scene.children
    worker.kill()
    wait_until(lambda: [one.pid for one in scene.children] not in ([], [worker.pid]), what="the next worker")
    wait_until(lambda: live(first), what="its camera")
    first.tell(KeepFootage("A", since, since + 1, FootageClass.MOTION))
    wait_until(lambda: files(FootageClass.MOTION), what="the next worker to be asked")
    assert len(files(FootageClass.LOCKED)) == 1


def test_what_lies_on_the_disk_is_told_once_cameras_are_known(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    scene.forgotten = [Segment("A", 1, 9, "A/d/before.mkv", 5, FootageClass.EVENT)]
    first = engine()
    scene.run(link=True)
    wait_until(lambda: first.of_type(SegmentRows), what="what was recorded before")
    assert first.of_type(SegmentRows)[0].rows == tuple(scene.forgotten)


def test_what_no_engine_took_is_told_after_a_restart(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    scene.run(("A", "live"))
    wait_until(lambda: scene.supervisor.telling.state_of, what="the camera")
    scene.supervisor.stop("restart")
    wait_until(scene.ended, what="its end")
    first = engine()
    scene.run(link=True)
    wait_until(lambda: first.of_type(SegmentRows), what="the rows of before")
    assert {row.camera for row in first.of_type(SegmentRows)[0].rows} == {"last"}


def test_what_a_killed_supervisor_has_left_open_is_ended_everywhere(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    killed = GoingOn(scene.data / "run" / "going-on.msgpack")
    killed.note(0, (SceneEvent("A/T/5", "A", "T", StageKind.CROWD, 5),))
    killed.keep(9)
    first = engine()
    scene.run(link=True)
    wait_until(lambda: any(news.events for news in first.of_type(VideoNews)), what="its end")
    (ended,) = next(news.events for news in first.of_type(VideoNews) if news.events)
    assert (ended.id, ended.ended) == ("A/T/5", 9), "when it was last alive"
    (said,) = scene.outlet.bodies("/camera/A/event")
    assert (said["active"], said["ts"]) == (False, 9)


def test_the_engines_farewell_ends_what_it_has_started_and_nothing_else(
    scene: SupervisorScene, engine: Callable[..., SoftEngine], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera")
    first.stop(Farewell("stopped"))
    second = engine()
    wait_until(lambda: live(second), what="one that is its own to go on")
    scene.close()
    wait_until(lambda: second.of_type(CameraDays), what="the days as they stood")
    scene.run(link=True, ends_with_engine=True)
    wait_until(lambda: len(second.hellos) == 2, what="the next one")
    assert "recording and counting go on" in caplog.text
    caplog.clear()
    second.stop(Farewell("stopped"))
    wait_until(scene.ended, what="its end")
    assert "The video supervisor ends" in caplog.text
    assert "go on" not in caplog.text


def test_what_consoles_ask_is_done_and_answered(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera")
    assert first.relay(wire.MoveCamera("A", 0.5, 0.0, 0.0)) == DONE
    assert ("move", "A", 0.5, 0.0, 0.0) in scene.control.asked
    scene.control.problem = "unsupported"
    assert first.relay(wire.GoToPreset("A", "plaza")).verdict.refusal is Refusal.NOT_MOVABLE
    scene.control.problem = "no_answer"
    assert first.relay(wire.CentreCamera("A", 0.5, 0.5)).verdict.refusal is Refusal.FAILED
    assert first.relay(wire.FindCameras()).cameras[0].host == "10.0.0.9"
    assert first.relay(wire.TryCamera(CameraStream("", "usb:0"))).width == 640
    assert first.relay(wire.ClosePlayback("none")).verdict.refusal is Refusal.UNKNOWN_PLAYBACK


def test_a_camera_is_tried_by_its_onvif_address_alone(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera")
    bare = wire.TryCamera(CameraStream("", "", onvif="10.0.0.9"))
    urls = ("", "rtsp://10.0.0.9/1", "rtsp://10.0.0.9/1", "rtsp://10.0.0.9/2", "rtsp://10.0.0.9/3")
    scene.control.offered = tuple(
        Profile(str(number), "", url, presets=("plaza", "calle")[:number]) for number, url in enumerate(urls)
    )
    tried = first.relay(bare)
    assert (tried.problem, tried.width) == ("", 640)
    assert (tried.url, tried.sub_url) == ("rtsp://10.0.0.9/1", "rtsp://10.0.0.9/2")
    assert tried.presets == ("plaza", "calle")
    tried = first.relay(wire.TryCamera(CameraStream("", "usb:0", onvif="10.0.0.9")))
    assert (tried.url, tried.width, tried.presets) == ("", 640, ("plaza", "calle")), "its own address"
    scene.control.offered = ()
    assert first.relay(bare).problem == "no_video"
    scene.control.problem = "not_authorised"
    assert first.relay(bare).problem == "not_authorised"
    assert first.relay(wire.TryCamera(CameraStream("", "usb:0", onvif="10.0.0.9"))).width == 640


def test_a_camera_that_is_tried_keeps_its_privacy_zones(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    """Under its own name, and under another one by its address."""
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera")
    zone = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
    first.tell(CameraPlan((Camera("A", privacy=(zone,)),), (CameraStream("A", "usb:live", "usb:sub"),)))
    for stream, zones in ((("A", "usb:9"), 1), (("B", "usb:sub"), 1), (("B", "usb:9"), 0)):
        assert first.relay(wire.TryCamera(CameraStream(*stream))).picture == bytes([zones])
    first.tell(CameraPlan((Camera("A", privacy=(zone,)),), (CameraStream("A", "rtsp://h/main"),)))
    assert first.relay(wire.TryCamera(CameraStream("", "rtsp://h:554/main"))).picture == bytes([1])
    assert first.relay(wire.TryCamera(CameraStream("", "rtsp://h/third"))).withheld == "privacy"


def test_a_camera_that_is_tried_shows_no_faces_to_who_may_not_see_them(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera")
    scene.control.offered = (Profile("1", "", "usb:1"),)
    for stream in (CameraStream("", "usb:0"), CameraStream("", "", onvif="10.0.0.9")):
        assert first.relay(wire.TryCamera(stream), ("X",)).withheld == "faces"
        assert first.relay(wire.TryCamera(stream)).withheld == ""


def test_a_camera_with_zones_that_turns_is_black_until_it_is_home(
    scene: SupervisorScene, engine: Callable[..., SoftEngine]
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: live(first), what="the camera")
    zones = (((0.0, 0.0), (0.5, 0.0), (0.5, 0.5)), ((0.6, 0.6), (1.0, 0.6), (1.0, 1.0)))
    dome = Camera("A", ptz=True, presets=("plaza",), privacy=zones)
    first.tell(CameraPlan((dome,), (CameraStream("A", "usb:live"),)))
    wait_until(lambda: ("preset", "A", "plaza") in scene.control.asked, what="the way home")
    tried = first.relay(wire.TryCamera(CameraStream("A", "usb:live")))
    assert tried.picture == bytes([1]), "one zone, which is all of the picture"


def test_a_playback_is_a_process_of_its_own(
    scene: SupervisorScene, engine: Callable[..., SoftEngine], caplog: pytest.LogCaptureFixture
) -> None:
    first = engine()
    scene.run(link=True)
    wait_until(lambda: first.hellos, what="the supervisor")

    def told(session: str) -> list[wire.PlaybackState]:
        states = (one for news in first.of_type(VideoNews) for one in news.playbacks)
        return [one for one in states if one.session == session]

    zone = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
    first.tell(CameraPlan((Camera("A", privacy=(zone,)),), ()))
    for session in ("p1", "p2", "p3"):
        assert first.relay(wire.OpenPlayback(session, ("A",), 5_000, 2.0), ("A",)) == DONE
    tuned = wire.OpenPlayback("p4", ("A",), 5_000, tuned=Camera("A"))
    assert first.relay(tuned, ("A",)) == DONE
    sessions = ("p1", "p2", "p3", "p4")
    wait_until(lambda: all(map(told, sessions)), what="all to play")
    assert told("p4")[0].faults == (("A", "1"), ("tuned", "1")), "analysed without what is black"
    first.relay(wire.SteerPlayback("p3", 1.0, 777))
    assert told("p1")[0] == wire.PlaybackState("p1", 5_000, 2.0, ("A",), faults=(("A", "1"),))
    assert first.relay(wire.SteerPlayback("p1", 0.5, 7_000)) == DONE
    wait_until(lambda: told("p1")[-1].at == 7_000, what="the other time")
    assert first.relay(wire.ClosePlayback("p1")) == DONE
    wait_until(lambda: told("p1")[-1].ended, what="its end")
    first.relay(wire.SteerPlayback("p2", 1.0, 666))
    wait_until(lambda: told("p2")[-1].ended, what="the end of one that died")
    assert first.relay(wire.SteerPlayback("p2", 1.0)).verdict.refusal is Refusal.UNKNOWN_PLAYBACK
    wait_until(lambda: told("p3")[-1].ended, what="the end of one that goes slowly")
    scene.close()
    assert "is killed" not in caplog.text
