"""Cameras made, changed and removed by an administrator: checked, on record, written, told to all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.acts import Outcome, Verdict
from app.domain.rights import Grant, Right
from app.domain.video.cameras import Camera, CameraStream, CertificateCheck, Importance
from app.settings.cameras import Cameras, parsed, rendered
from app.wire import video as wire
from app.wire.administration import ChangeOperator, PutRole
from app.wire.video_service import CameraPlan, Relayed
from tests.engine.video.scene import CALLE, PLAZA, VideoScene

DONE = Verdict(Outcome.APPLIED, 1)
NEW = Camera("CAM-3", importance=Importance.HIGH)
STREAM = CameraStream("CAM-3", "rtsp://10.0.0.3/1", user="mirador", password="gato:n@gro/7")


def on_disk(scene: VideoScene) -> Cameras:
    return parsed(scene.path.read_text("utf-8"), "c.toml")


def test_a_new_camera_is_written_and_told_and_its_password_kept_apart(scene: VideoScene) -> None:
    link, ana = scene.attach(), scene.seat("ana")
    assert scene.ask(ana, wire.PutCamera(NEW, STREAM)).verdict == DONE
    assert on_disk(scene).cameras[-1] == NEW
    assert on_disk(scene).streams[-1] == replace(STREAM, password="")
    assert "gato" not in scene.path.read_text("utf-8")
    assert scene.secrets.get("camera.CAM-3.password") == STREAM.password
    assert link.of_type(CameraPlan)[-1].streams[-1] == STREAM
    assert scene.of_type(wire.CamerasChanged)[-1].cameras[-1] == NEW
    entry = scene.trail("put_camera")[-1]
    assert (entry.subject, entry.outcome, entry.operator) == ("CAM-3", "applied", "ana")
    assert "gato" not in entry.details
    assert '"password": ["", "changed"]' in entry.details


def test_a_change_says_what_was_and_what_is(scene: VideoScene) -> None:
    ana = scene.seat("ana")
    changed = replace(PLAZA, importance=Importance.HIGH)
    assert scene.ask(ana, wire.PutCamera(changed, seen=PLAZA)).verdict == DONE
    assert on_disk(scene).cameras[0] == changed
    assert '{"importance": [null, "high"]}' in scene.trail("put_camera")[-1].details


def test_who_saw_another_camera_is_too_late(scene: VideoScene) -> None:
    ana = scene.seat("ana")
    before = scene.path.read_bytes()
    for seen in (None, replace(PLAZA, reach_m=9.0)):
        answer = scene.ask(ana, wire.PutCamera(replace(PLAZA, ptz=False), seen=seen))
        assert answer.verdict.outcome is Outcome.SUPERSEDED
    assert scene.path.read_bytes() == before
    assert scene.trail("put_camera")[-1].outcome == "superseded"


@pytest.mark.parametrize(
    ("camera", "stream", "said"),
    [
        (NEW, None, "'url' is missing"),
        (NEW, replace(STREAM, url="rtsp://a:gato@10.0.0.3/"), "neither user nor password"),
        (replace(NEW, facing=400.0), STREAM, "'facing' must be"),
        (replace(NEW, id="../x"), STREAM, "'id' must be"),
    ],
)
def test_a_camera_that_cannot_be_is_refused_in_words(
    scene: VideoScene, camera: Camera, stream: CameraStream | None, said: str
) -> None:
    answer = scene.ask(scene.seat("ana"), wire.PutCamera(camera, stream))
    assert answer.verdict.refusal == "camera_invalid"
    assert said in " ".join(answer.verdict.who)
    assert "gato" not in " ".join(answer.verdict.who)
    assert len(on_disk(scene).cameras) == 2


def test_a_password_goes_to_no_host_for_which_it_was_not_given(scene: VideoScene) -> None:
    link, ana = scene.attach(), scene.seat("ana")
    scene.ask(ana, wire.PutCamera(NEW, STREAM))
    elsewhere = replace(STREAM, url="rtsp://evil.example/1", password="")
    answer = scene.ask(ana, wire.PutCamera(NEW, elsewhere, seen=NEW))
    assert "give the password again" in answer.verdict.who[0]
    scene.start(ana, wire.TryCamera(elsewhere))
    tried = wire.CameraTried(DONE, problem="unauthorised")
    assert scene.reply(link, tried).stream.password == ""
    scene.start(ana, wire.TryCamera(replace(STREAM, password="")))
    assert scene.reply(link, tried).stream.password == STREAM.password
    assert ana.heard[-1] == tried
    assert scene.ask(ana, wire.PutCamera(NEW, replace(elsewhere, password="otro"), seen=NEW)).verdict == DONE


def test_how_a_camera_proves_who_it_is_stays_where_a_console_does_not_know_it(scene: VideoScene) -> None:
    link, ana = scene.attach(), scene.seat("ana")
    pinned = replace(STREAM, tls=CertificateCheck.PINNED, fingerprint="0a" * 32)
    scene.ask(ana, wire.PutCamera(NEW, pinned))
    again = replace(STREAM, transport="udp")
    assert scene.ask(ana, wire.PutCamera(NEW, again, seen=NEW)).verdict == DONE
    assert on_disk(scene).streams[-1] == replace(pinned, transport="udp", password="")
    scene.start(ana, wire.TryCamera(again))
    assert scene.reply(link, UNANSWERED).stream.fingerprint == pinned.fingerprint
    elsewhere = replace(STREAM, url="rtsps://10.0.0.4/1")
    assert scene.ask(ana, wire.PutCamera(NEW, elsewhere, seen=NEW)).verdict == DONE
    assert on_disk(scene).streams[-1] == replace(elsewhere, password="")


PICTURED = wire.CameraTried(DONE, width=640, picture=b"jpeg")
UNANSWERED = wire.CameraTried(DONE, "timeout")


@pytest.mark.parametrize(
    ("stream", "in_centro"),
    [
        (CameraStream("CAM-1", "rtsp://10.0.0.1/1"), True),
        (CameraStream("", "rtsp://10.0.0.1/1", password="known"), True),
        (CameraStream("", "rtsp://10.0.0.1/another/profile"), True),
        (CameraStream("CAM-1", "rtsp://10.0.0.2/2"), False),
        (CameraStream("CAM-9", "rtsp://10.0.0.2/another/profile?of=it"), False),
        (CameraStream("", "rtsps://10.0.0.8/1", sub_url="rtsps://10.0.0.2/1/"), False),
        (CameraStream("", "", onvif="10.0.0.2:8080"), False),
        (CameraStream("", "rtsp://10.0.0.9/1"), False),
    ],
)
def test_a_trial_shows_faces_only_to_who_sees_them_on_every_camera_of_the_host(
    scene: VideoScene, stream: CameraStream, in_centro: bool
) -> None:
    """`in_centro`: of no camera but those of Centro, where CAM-1 stands."""
    link, ana = scene.attach(), scene.seat("ana")
    (role,) = [one for one in scene.access.accounts.roles() if one.id == "administrator"]
    for grants, sees in (
        ((), False),
        ((Grant(Right.VIDEO_FACES, (), ("Centro",)),), in_centro),
        ((Grant(Right.VIDEO_FACES),), True),
    ):
        (kept,) = [one for one in scene.access.accounts.roles() if one.id == role.id]
        scene.access.ask(ana, PutRole(replace(kept, grants=(*role.grants, *grants))))
        scene.start(ana, wire.TryCamera(stream))
        scene.reply(link, PICTURED)
        assert (link.of_type(Relayed)[-1].blurred == ()) is sees
        assert ana.heard[-1] == PICTURED, "who tries it is told the rest, and is shown what may be shown"


def test_who_may_not_watch_a_camera_does_not_try_it(scene: VideoScene) -> None:
    ana, carla = scene.seat("ana"), scene.access.accounts.operator("carla")
    assert carla is not None
    scene.access.ask(ana, ChangeOperator(replace(carla, zones=("Puerto",))))
    link, watcher = scene.attach(), scene.seat("carla")
    assert scene.refusal(watcher, wire.TryCamera(CameraStream("CAM-1", "usb:0"))) == "not_permitted"
    assert scene.trail("try_camera")[-1].outcome == "refused"
    scene.start(watcher, wire.TryCamera(CameraStream("CAM-2", "usb:0")))
    assert scene.reply(link, PICTURED).stream.camera == "CAM-2"


def test_a_camera_may_be_tried_by_its_onvif_address_alone(scene: VideoScene) -> None:
    link, ana = scene.attach(), scene.seat("ana")
    bare = CameraStream("", "", onvif="10.0.0.9:8080", user="admin")
    scene.start(ana, wire.TryCamera(bare))
    tried = wire.CameraTried(DONE, url="rtsp://10.0.0.9/1")
    assert scene.reply(link, tried).stream == bare
    assert ana.heard[-1] == tried
    assert scene.refusal(ana, wire.TryCamera(replace(bare, onvif=""))) == "camera_invalid"
    assert scene.refusal(ana, wire.TryCamera(replace(bare, onvif="a b"))) == "camera_invalid"
    unmade = scene.ask(ana, wire.PutCamera(NEW, replace(bare, camera=NEW.id)))
    assert unmade.verdict.refusal == "camera_invalid", "it is kept with its address only"


def test_a_camera_that_is_removed_takes_its_password_along(scene: VideoScene) -> None:
    link, ana = scene.attach(), scene.seat("ana")
    scene.ask(ana, wire.PutCamera(NEW, STREAM))
    assert scene.ask(ana, wire.DropCamera("CAM-3")).verdict == DONE
    assert len(on_disk(scene).cameras) == len(link.of_type(CameraPlan)[-1].cameras) == 2
    assert scene.secrets.get("camera.CAM-3.password") is None
    assert scene.refusal(ana, wire.DropCamera("CAM-3")) == "unknown_camera"
    assert scene.refusal(scene.seat("beto"), wire.DropCamera("CAM-1")) == "not_permitted"


def test_a_file_that_somebody_else_wrote_is_taken_up(scene: VideoScene) -> None:
    link = scene.attach()
    stream = CameraStream("CAM-7", "usb:0")
    scene.path.write_text(rendered(Cameras((Camera("CAM-7"),), (stream,))), "utf-8")
    scene.pass_time(2)
    assert link.of_type(CameraPlan)[-1] == CameraPlan((Camera("CAM-7"),), (stream,), (PLAZA, CALLE))
    scene.path.write_text("[[camera]]\n")
    scene.pass_time(2)
    assert [one.id for one in scene.newcomer()[0].cameras] == ["CAM-7"], "a bad file leaves all as it was"


def test_finding_cameras_is_on_record_and_passed_on(scene: VideoScene) -> None:
    ana = scene.seat("ana")
    assert scene.refusal(ana, wire.FindCameras()) == "video_away"
    link = scene.attach()
    found = wire.FoundCameras(DONE, (wire.FoundCamera("10.0.0.9", "Norte", "X1"),))
    scene.start(ana, wire.FindCameras())
    assert scene.reply(link, found) == wire.FindCameras()
    assert ana.heard[-1] == found
    assert scene.trail("find_cameras")[-1].operator == "ana"


@pytest.mark.parametrize("body", [wire.FindCameras(), wire.TryCamera(replace(STREAM, camera=""))])
def test_what_takes_its_time_is_waited_for_nearly_as_long_as_consoles_do(
    scene: VideoScene, body: object
) -> None:
    ana = scene.seat("ana")
    scene.attach()
    asked = scene.start(ana, body)
    scene.pass_time(27)
    assert asked not in ana.answers
    scene.pass_time(2)
    assert ana.answers[asked].verdict.refusal == "video_away"


def test_the_process_of_the_supervisor_is_looked_after_each_second(scene: VideoScene) -> None:
    scene.pass_time(1)
    assert scene.attended[-1] == (True, False)
    scene.attach()
    scene.pass_time(1)
    assert scene.attended[-1] == (True, True)
