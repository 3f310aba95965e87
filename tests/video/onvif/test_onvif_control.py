"""Steering, finding and hearing cameras over real SOAP: good ones, locked ones, silent ones and liars."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from queue import Queue

import pytest

from app.domain.video.cameras import CameraStream
from tests.support.onvif_camera import BOMB, FIELD_OF_VIEW, OnvifCamera, Responder, probe_match
from tests.support.waiting import PATIENCE_S, wait_until
from video.onvif.control import OnvifControl, Timing
from video.onvif.watching import OnvifEvent

PASSWORD = "p@ss:/wörd"
QUICK = Timing(answer_s=PATIENCE_S, stops_after_s=0.3, listens_s=0.2, first_pause_s=0.05)


@pytest.fixture
def camera() -> Iterator[OnvifCamera]:
    with OnvifCamera(user="operador", password=PASSWORD) as made:
        yield made


@pytest.fixture
def control() -> Iterator[OnvifControl]:
    made = OnvifControl(timing=QUICK)
    yield made
    made.close()
    wait_until(lambda: "onvif" not in {thread.name for thread in threading.enumerate()}, what="its end")


def stream(camera: OnvifCamera, password: str = PASSWORD, name: str = "CAM-1") -> CameraStream:
    return CameraStream(name, "rtsp://x/", onvif=camera.address, user="operador", password=password)


class Said:
    """What was told, one after another."""

    def __init__(self) -> None:
        self.words: Queue[object] = Queue()

    def __call__(self, *words: object) -> None:
        self.words.put(words[0] if len(words) == 1 else words)

    def next(self) -> object:
        return self.words.get(timeout=PATIENCE_S)


def test_a_camera_moves_and_stops_by_itself_when_nobody_goes_on(camera, control):
    said = Said()
    control.know([stream(camera)])
    control.move("CAM-1", 0.5, -0.25, 0, said)
    assert said.next() == ""
    moved = camera.last("ContinuousMove")
    speeds = moved.find(".//{*}PanTilt")
    assert (speeds.get("x"), speeds.get("y")) == ("0.5", "-0.25")
    assert moved.findtext("{*}Timeout") == "PT1S", "it stops by itself also when we are gone"
    wait_until(lambda: "Stop" in camera.operations(), what="the stop")
    assert said.words.empty(), "told once"


def test_all_zero_stops_at_once(camera, control):
    said = Said()
    control.know([stream(camera)])
    for speeds in ((1, 0, 0), (0, 0, 0)):
        control.move("CAM-1", *speeds, said)
        assert said.next() == ""
    assert "ContinuousMove" in camera.operations()
    assert camera.operations()[-1] == "Stop"
    told = len(camera.operations())
    time.sleep(2 * QUICK.stops_after_s)
    assert len(camera.operations()) == told, "it stands still already"


def test_the_newest_move_takes_the_place_of_those_that_wait(camera, control):
    said = Said()
    go_on = threading.Event()

    def hesitate(handler: BaseHTTPRequestHandler) -> None:
        go_on.wait(PATIENCE_S)
        camera.reply(handler, "<tptz:ContinuousMoveResponse/>")

    camera.answers["ContinuousMove"] = hesitate
    control.know([stream(camera)])
    for number in range(1, 41):
        control.move("CAM-1", number / 40, 0, 0, said)
    go_on.set()
    assert {said.next() for _ in range(40)} == {""}
    assert camera.last("ContinuousMove").find(".//{*}PanTilt").get("x") in ("1", "1.0")
    assert camera.operations().count("ContinuousMove") < 10


@pytest.mark.parametrize(("by_view", "x", "y"), [(True, 0.5, 0.5), (False, 0.5 / 6, 0.5 * 35 / 180)])
def test_a_point_of_the_picture_comes_to_the_middle(control, by_view, x, y):
    said = Said()
    with OnvifCamera(by_view=by_view) as camera:
        control.know([CameraStream("CAM-1", "", onvif=camera.address)])
        control.centre("CAM-1", 0.75, 0.25, said)
        assert said.next() == ""
        place = camera.last("RelativeMove").find(".//{*}PanTilt")
    assert float(place.get("x")) == pytest.approx(x)
    assert float(place.get("y")) == pytest.approx(y)
    assert place.get("space") == (FIELD_OF_VIEW if by_view else None)


def test_presets_are_listed_and_gone_to_by_name(camera, control):
    said = Said()
    control.profiles(stream(camera), said)
    profiles, problem = said.next()
    assert ([each.presets for each in profiles], problem) == ([("Calzada", "Grifo"), ()], "")
    control.know([stream(camera)])
    control.preset("CAM-1", "Grifo", said)
    assert said.next() == ""
    assert camera.last("GotoPreset").findtext("{*}PresetToken") == "2"
    control.preset("CAM-1", "Nirgends", said)
    assert said.next() == "unknown_preset"


def test_a_clock_that_is_wrong_does_not_lock_us_out(control):
    said = Said()
    with OnvifCamera(user="operador", password=PASSWORD, skew_s=-86_000) as camera:
        control.know([stream(camera)])
        control.profiles(stream(camera), said)
        assert said.next()[1] == ""


def test_a_wrong_password_is_said_so_and_nothing_secret_is_written_down(camera, control, caplog, capfd):
    said = Said()
    with caplog.at_level(0):
        control.know([stream(camera, "falsch-geheim")])
        control.move("CAM-1", 1, 0, 0, said)
        assert said.next() == "not_authorised"
        control.know([stream(camera)])
        control.move("CAM-1", 1, 0, 0, said)
        assert said.next() == "", "with the right one it goes on"
    out, err = capfd.readouterr()
    everything = caplog.text + out + err
    assert "falsch-geheim" not in everything
    assert PASSWORD not in everything
    assert "Nonce" not in everything


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (lambda camera: camera.hang, "no_answer"),
        (lambda camera: lambda handler: camera.send(handler, b"<html>Login</html>"), "not_onvif"),
        (lambda camera: lambda handler: camera.send(handler, b"\x00\xff garbage"), "not_onvif"),
        (lambda camera: lambda handler: camera.send(handler, BOMB), "not_onvif"),
        (lambda camera: lambda handler: camera.send(handler, b" " * 3_000_000), "not_onvif"),
        (lambda camera: lambda handler: camera.send(handler, b"", 401), "not_authorised"),
        (lambda camera: lambda handler: camera.send(handler, b"oops", 500), "not_onvif"),
        (lambda camera: lambda handler: handler.connection.close(), "unreachable"),
    ],
)
def test_a_camera_that_misbehaves_is_told_in_a_word_and_disturbs_no_other(camera, answer, word):
    said = Said()
    limit_s = 1.5 if word == "no_answer" else PATIENCE_S
    control = OnvifControl(timing=replace(QUICK, answer_s=limit_s))
    with OnvifCamera() as bad, contextlib.closing(control):
        bad.answers["GetProfiles"] = answer(bad)
        control.know([stream(camera), CameraStream("BAD", "", onvif=bad.address)])
        control.move("BAD", 1, 0, 0, said)
        other = Said()

        def moves() -> bool:  # at once, unless the machine is so busy that its answer takes longer too
            control.move("CAM-1", 1, 0, 0, other)
            return other.next() == ""

        wait_until(moves, what="the other one")
        assert said.next() == word


def test_nobody_at_the_address_and_cameras_that_nobody_knows(camera, control, free_port):
    said = Said()
    control.know(
        [CameraStream("GONE", "", onvif=f"127.0.0.1:{free_port}"), CameraStream("PLAIN", "rtsp://x/")]
    )
    for name, word in (("GONE", "unreachable"), ("PLAIN", "unknown_camera"), ("CAM-9", "unknown_camera")):
        control.preset(name, "1", said)
        assert said.next() == word
        control.move(name, 1, 0, 0, said)
        assert said.next() == word


def test_found_cameras_say_their_streams_when_their_password_is_known(camera, control):
    said = Said()
    with OnvifCamera(user="x", password="y") as locked:
        replies = [
            probe_match(f"http://127.0.0.1:{one.port}/onvif/device_service", name=name)
            for one, name in ((camera, "Plaza"), (locked, "Puente"))
        ]
        with Responder(*replies) as responder:
            finder = OnvifControl(timing=Timing(PATIENCE_S, 0.3, 0.3, 0.05, (responder.at,)))
            finder.know([stream(camera)])
            found = {}

            def both() -> bool:  # a reply that comes late on a busy machine is not waited for
                finder.find(said)
                found.update({one.name: one for one in said.next()})
                return len(found) == 2

            wait_until(both, what="both cameras")
            finder.close()
    assert found["Plaza"].host == camera.address
    assert found["Plaza"].streams == (
        "rtsp://127.0.0.1:554/main?channel=1",
        "rtsp://127.0.0.1:554/sub?channel=1",
    )
    assert (found["Puente"].streams, found["Puente"].problem) == ((), "not_authorised")


def test_the_streams_of_a_new_camera_are_told_with_the_password_just_typed(camera, control):
    said = Said()
    control.profiles(stream(camera), said)
    profiles, problem = said.next()
    assert problem == ""
    assert [(each.width, each.codec, each.fps, bool(each.ptz)) for each in profiles] == [
        (1920, "h264", 15.0, True),
        (640, "h264", 15.0, False),
    ]
    control.profiles(stream(camera, "falsch"), said)
    assert said.next() == ((), "not_authorised")
    control.profiles(CameraStream("x", "", onvif="not a host"), said)
    assert said.next() == ((), "unreachable")


def test_a_camera_tells_of_motion_and_tampering_and_is_left_in_good_order(camera):
    heard: Queue[OnvifEvent] = Queue()
    control = OnvifControl(heard.put, QUICK)
    try:
        control.know([stream(camera)])
        for topic, active in (
            ("tns1:RuleEngine/CellMotionDetector/Motion", True),
            ("tns1:Device/Trigger/Relay", True),
            ("tns1:VideoSource/GlobalSceneChange/ImagingService", True),
            ("tns1:RuleEngine/CellMotionDetector/Motion", False),
        ):
            camera.events.put((topic, active))
        told = [heard.get(timeout=PATIENCE_S) for _ in range(3)]
    finally:
        control.close()
    assert told == [
        OnvifEvent("CAM-1", "motion", True),
        OnvifEvent("CAM-1", "tamper", True),
        OnvifEvent("CAM-1", "motion", False),
    ]
    assert camera.unsubscribed.is_set()


def test_events_come_again_after_a_camera_was_silent(camera):
    heard: Queue[OnvifEvent] = Queue()
    camera.answers["CreatePullPointSubscription"] = lambda handler: camera.send(handler, b"busy", 503)
    control = OnvifControl(heard.put, QUICK)
    try:
        control.know([stream(camera)])
        wait_until(lambda: camera.operations().count("CreatePullPointSubscription") >= 2, what="another try")
        del camera.answers["CreatePullPointSubscription"]
        camera.events.put(("tns1:VideoSource/MotionAlarm", True))
        assert heard.get(timeout=PATIENCE_S).kind == "motion"
    finally:
        control.close()


def test_what_is_under_way_is_dropped_when_it_is_closed(camera):
    said = Said()
    control = OnvifControl(timing=replace(QUICK, answer_s=600.0))
    camera.answers["GetProfiles"] = camera.hang
    control.know([stream(camera)])
    control.move("CAM-1", 1, 0, 0, said)
    wait_until(lambda: "GetProfiles" in camera.operations(), what="the question")
    control.close()
    wait_until(lambda: "onvif" not in {thread.name for thread in threading.enumerate()}, what="its end")
    control.move("CAM-1", 1, 0, 0, said)
    assert said.next() == "closed"
    control.close()
