"""One cause is one alarm: a video server that is down, a covered lens, a camera with its lines."""

import functools
from collections.abc import Iterable

import pytest

from app.demo.city.watched import WATCHED, settled
from app.domain.alarms import Priority
from app.domain.center import Center
from app.domain.devices import Device, Event, Liveness, Reading
from app.domain.instant import Instant
from app.domain.rulebook import RuleBook
from app.domain.shelving import ShelvingLimits
from app.settings.catalogue import load_catalogue
from app.settings.rules import load_rules
from app.settings.video import VideoSettings

START = 1_773_421_200.0


@functools.cache
def shipped() -> RuleBook:
    return load_rules(load_catalogue())


def at(seconds: float) -> Instant:
    return Instant(seconds, round((START + seconds) * 1000))


class Room:
    """The alarms of some devices under the shipped rules."""

    def __init__(self, devices: Iterable[Device]) -> None:
        self._center = Center(shipped(), ShelvingLimits())
        for device in devices:
            self._center.introduce(device, at(0.0))

    def lost(self, device: str, seconds: float) -> None:
        self._center.silence(device, Liveness.LOST, at(seconds))

    def told(self, device: str, seconds: float, *types: str, **values: float | bool | str) -> None:
        now = at(seconds)
        readings = [Reading(device, name, value, now.wall, seconds) for name, value in values.items()]
        events = [Event(device, each, True, now.wall, seconds, "", "") for each in types]
        self._center.apply(readings, events, now)

    def loud(self, seconds: float) -> set[str]:
        """Rules of the alarms that stand and that nothing else explains, with their devices."""
        while (due := self._center.next_due) is not None and due <= seconds:
            self._center.tick(at(due))
        alarms = self._center.alarms.values()
        return {f"{each.device} {each.rule}" for each in alarms if each.active and not each.suppressed_by}


def test_a_video_server_that_is_down_is_one_alarm() -> None:
    server = Device("VID-01", "video_server", "")
    cameras = [Device(f"CAM-{number:03d}", "camera", "", parent="VID-01") for number in range(1, 101)]
    room = Room([server, *cameras])
    room.lost("VID-01", 10.0)
    for camera in cameras:
        room.lost(camera.id, 200.0)
    assert room.loud(400.0) == {"VID-01 video_server.lost"}


def test_the_demos_cameras_depend_on_the_video_server() -> None:
    """A dead supervisor is one alarm there too, also where its cameras were first to fall silent."""
    cameras = [Device(each.id, "camera", each.name) for each in WATCHED]
    cameras = [*settled([*cameras, Device("CAM-999", "camera", "")])]
    server = VideoSettings().server_id
    assert {one.parent for one in cameras[:-1]} == {server}
    assert cameras[-1].parent == "", "of those that it does not serve it knows nothing"
    room = Room([Device(server, "video_server", ""), *cameras[:-1]])
    for camera in cameras[:-1]:
        room.lost(camera.id, 10.0)
    room.lost(server, 30.0)
    assert room.loud(400.0) == {f"{server} video_server.lost"}


def test_a_camera_that_is_lost_is_one_alarm_with_its_lines() -> None:
    line = Device("CAM-001-L1", "traffic_counter", "", parent="CAM-001")
    room = Room([Device("CAM-001", "camera", ""), line])
    room.lost("CAM-001", 10.0)
    room.lost("CAM-001-L1", 10.0)
    assert room.loud(100.0) == {"CAM-001 camera.lost"}
    room.told("CAM-001", 101.0, signal_present=False)
    assert room.loud(200.0) == {"CAM-001 camera.no_signal"}


def test_a_camera_that_is_away_for_a_moment_alarms_nobody() -> None:
    room = Room([Device("CAM-001", "camera", "")])
    room.lost("CAM-001", 10.0)
    assert room.loud(35.0) == set()


@pytest.mark.parametrize("fps", [0.2, 1.0, 5.0, 25.0])
def test_few_frames_alarm_only_where_there_are_usually_more(fps: float) -> None:
    room = Room([Device("CAM-001", "camera", "")])
    room.told("CAM-001", 1.0, frame_rate=fps, frame_rate_share=97.0)
    assert room.loud(600.0) == set()
    room.told("CAM-001", 601.0, frame_rate=fps / 4, frame_rate_share=25.0)
    assert room.loud(1200.0) == {"CAM-001 camera.frame_rate_share_lo"}


def test_a_covered_lens_is_one_alarm() -> None:
    room = Room([Device("CAM-001", "camera", "")])
    room.told("CAM-001", 1.0, "camera_covered", "camera_dark", sharpness=6.0)
    assert room.loud(60.0) == {"CAM-001 camera.camera_covered"}


@pytest.mark.parametrize(
    ("type_", "priority"),
    [
        ("camera_moved", Priority.MEDIUM), ("camera_blurred", Priority.LOW),
        ("camera_frozen", Priority.MEDIUM), ("camera_tampered", Priority.LOW),
        ("clock_drift", Priority.LOW), ("intrusion", Priority.MEDIUM), ("loitering", Priority.LOW),
        ("object_left", Priority.MEDIUM), ("object_taken", Priority.LOW), ("stopped_vehicle", Priority.LOW),
        ("wrong_way", Priority.HIGH), ("queue", Priority.MEDIUM), ("crowd", Priority.MEDIUM),
        ("smoke_flame", Priority.LOW),
    ],
)  # fmt: skip
def test_what_a_camera_sees_is_an_alarm(type_: str, priority: Priority) -> None:
    room = Room([Device("CAM-001", "camera", "")])
    room.told("CAM-001", 1.0, type_)
    assert room.loud(60.0) == {f"CAM-001 camera.{type_}"}
    rules = {rule.id: rule.priority for rule in shipped().rules}
    assert rules[f"camera.{type_}"] is priority
