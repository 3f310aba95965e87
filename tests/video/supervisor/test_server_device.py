"""That nothing is recorded is told over MQTT and is an alarm: no console need be open to learn of it."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from app.domain.alarms import Priority
from app.domain.devices import Device
from app.domain.video.recordings import FootageClass
from app.feed.codec import Codec
from app.feed.messages import Arrival, Telemetry
from app.settings.catalogue import load_catalogue
from app.settings.sections import LimitSettings
from app.wire.video import VideoLoad
from tests.demo.test_cameras_alarms import Room, shipped
from tests.store.conftest import small_disk as small_disk
from tests.store.disk import fill
from tests.support.waiting import wait_until
from tests.video.supervisor.scene import SoftOutlet, SupervisorScene
from video.recording.faults import RecordingFault
from video.recording.retention import Keeper, Limits
from video.supervisor.server_device import GIB, ServerDevice

NOW = 1_773_400_000_000


def load(fault: str = "", free: int = 0) -> VideoLoad:
    return VideoLoad(NOW, 1, 0.1, 2, 0, 0, 0.0, 0.0, free, 0, fault)


def faults(outlet: SoftOutlet) -> list[object]:
    return [body.get("recording_fault") for body in outlet.bodies("video_server/VID-01/telemetry")]


def heard(outlet: SoftOutlet) -> dict[str, float | bool | str]:
    """The newest telemetry of the server, as the engine takes it."""
    codec = Codec("city", "prueba", load_catalogue(), (), LimitSettings())
    topic, payload, qos, retain = next(
        one for one in reversed(outlet.said) if one[0].endswith("video_server/VID-01/telemetry")
    )
    (told,) = codec.decode(Arrival(topic, payload, qos, retain, 1, 1, 0.0), round(time.time() * 1000))
    assert isinstance(told, Telemetry)
    return dict(told.values)


def test_a_full_disk_is_an_alarm(scene: SupervisorScene, small_disk: Path) -> None:
    (small_disk / "recordings").mkdir()
    scene.keeper = Keeper(
        small_disk / "recordings",
        zone=dt.UTC,
        limits=Limits(dict.fromkeys(FootageClass, 45.0), 1 << 40, least_free_bytes=1 << 20),
        on_dropped=lambda _: None,
    )
    scene.run(("A", "live"))
    wait_until(lambda: "none" in faults(scene.outlet), what="that all is well")
    fill(small_disk)
    wait_until(lambda: faults(scene.outlet)[-1] == "disk_full", what="that the disk is full")
    room = Room([Device("VID-01", "video_server", "")])
    room.told("VID-01", 1.0, **heard(scene.outlet))
    assert room.loud(60.0) == {"VID-01 video_server.disk_full"}


def test_a_fault_is_told_at_once_and_none_is_missed() -> None:
    outlet = SoftOutlet()
    server = ServerDevice(outlet, "city/prueba", "VID-01")
    server.tell(NOW, 3)
    assert outlet.bodies("telemetry") == [{"ts": NOW, "cameras_live": 3}], "nobody has looked yet"
    server.see(NOW, load(free=5 * GIB))
    server.tell(NOW, 3)
    server.see(NOW, load("disk_slow"))
    server.see(NOW, load("disk_slow"))
    server.see(NOW, load())
    assert faults(outlet) == [None, "none", "disk_slow"]
    server.tell(NOW, 3)
    server.tell(NOW, 3)
    assert faults(outlet)[3:] == ["disk_slow", "none"]
    assert outlet.bodies("telemetry")[1] == {
        "ts": NOW,
        "cameras_live": 3,
        "recording_fault": "none",
        "disk_free": 5.0,
    }


@pytest.mark.parametrize("fault", RecordingFault)
def test_each_fault_is_one_alarm_until_it_is_over(fault: RecordingFault) -> None:
    room = Room([Device("VID-01", "video_server", "")])
    room.told("VID-01", 1.0, recording_fault=str(fault), disk_free=0.0)
    (alarm,) = room.loud(60.0)
    priority = {rule.id: rule.priority for rule in shipped().rules}[alarm.partition(" ")[2]]
    assert priority is (Priority.MEDIUM if fault is RecordingFault.DISK_SLOW else Priority.HIGH)
    room.told("VID-01", 61.0, recording_fault="none", disk_free=9.0)
    assert room.loud(200.0) == set()
