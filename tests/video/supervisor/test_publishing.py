"""What cameras say over MQTT, by the words of the contract."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import Stage, StageKind
from app.feed.codec import Codec
from app.feed.messages import Arrival, Event, Introduction, Presence, Reject, Retirement, Telemetry
from app.settings.catalogue import load_catalogue
from app.settings.sections import LimitSettings
from tests.engine.workshop import Workshop
from tests.video.supervisor.scene import SoftOutlet
from video.supervisor.going_on import LeftOpen
from video.supervisor.introducing import ECHOES
from video.supervisor.publishing import Publishing
from video.worker.messages import CameraFigures, LineFigures

LINE = Stage("L1", StageKind.LINE, "Avenida", ((0, 0.5), (1, 0.5)))
CAMERA = Camera("CAM-1", stages=(LINE, Stage("T", StageKind.TAMPER)))
LIVE = CameraState("CAM-1", Picture.LIVE, 1, fps=14.96, kbit_s=1234.5)
NOW = 1_773_400_000_000


@pytest.fixture
def outlet() -> SoftOutlet:
    return SoftOutlet()


@pytest.fixture
def publishing(outlet: SoftOutlet) -> Publishing:
    made = Publishing(outlet, "city/prueba")
    made.cameras([CAMERA])
    return made


def test_a_line_introduces_itself_in_the_place_of_its_camera(
    publishing: Publishing, outlet: SoftOutlet
) -> None:
    publishing.place("CAM-1", b'{"name":"Plaza","lat":-12.0,"lon":-77.0,"zone":"Centro"}')
    topic, _, qos, retain = outlet.said[-1]
    assert (topic, qos, retain) == ("city/prueba/traffic_counter/CAM-1-L1/config", 1, True)
    assert outlet.bodies("config")[-1] == {
        "name": "Plaza · Avenida",
        "parent": "CAM-1",
        "capabilities": [],
        "lat": -12.0,
        "lon": -77.0,
        "zone": "Centro",
    }
    publishing.cameras([CAMERA])
    assert len(outlet.said) == 2, "said once"
    publishing.cameras([replace(CAMERA, stages=())])
    assert [topic.split("/")[-1] for topic, payload, *_ in outlet.said if not payload] == ["config", "status"]
    assert outlet.said[-1][1] == b"", "retired"
    with pytest.raises(ValueError, match="truncated"):
        publishing.place("CAM-1", b"{")


def introduced(outlet: SoftOutlet, id_: str) -> list[Device | None]:
    """What an engine makes of all that was said to introduce a device; None where it was taken back."""
    codec = Codec("city", "prueba", load_catalogue(), (), LimitSettings())
    heard = [
        message
        for topic, payload, qos, retain in outlet.said
        if topic.endswith(f"/{id_}/config")
        for message in codec.decode(Arrival(topic, payload, qos, retain, 1, 1, 0.0), NOW)
    ]
    assert not [message for message in heard if isinstance(message, Reject)]
    return [message.device if isinstance(message, Introduction) else None for message in heard]


def settle(publishing: Publishing) -> None:
    for _ in range(ECHOES):
        publishing.echoed()


def test_a_camera_is_introduced_with_the_name_and_place_of_the_settings(outlet: SoftOutlet) -> None:
    publishing = Publishing(outlet, "city/prueba")
    placed = replace(CAMERA, name="Plaza", lat=0.0, lon=-77.0, zone="Centro")
    publishing.cameras([placed, Camera("CAM-2")])
    settle(publishing)
    plaza = Device("CAM-1", "camera", "Plaza", 0.0, -77.0, "Centro")
    assert introduced(outlet, "CAM-1") == [plaza]
    assert introduced(outlet, "CAM-2") == [Device("CAM-2", "camera", "CAM-2")]
    line = Device("CAM-1-L1", "traffic_counter", "Plaza · Avenida", 0.0, -77.0, "Centro", parent="CAM-1")
    assert introduced(outlet, "CAM-1-L1") == [line]
    publishing.cameras([replace(placed, name="Plaza Sur")])
    settle(publishing)
    assert introduced(outlet, "CAM-1")[1:] == [replace(plaza, name="Plaza Sur")]


def test_a_camera_that_loses_its_place_says_anew_whether_it_answers(outlet: SoftOutlet) -> None:
    publishing = Publishing(outlet, "city/prueba")
    publishing.cameras([replace(CAMERA, lat=-12.0, lon=-77.0)])
    settle(publishing)
    publishing.state(LIVE, NOW)
    publishing.cameras([CAMERA])
    settle(publishing)
    publishing.state(LIVE, NOW)
    bare = Device("CAM-1", "camera", "CAM-1")
    assert introduced(outlet, "CAM-1") == [replace(bare, lat=-12.0, lon=-77.0), None, bare]
    assert introduced(outlet, "CAM-1-L1")[1] is None
    assert len(outlet.bodies("CAM-1/status")) == len(outlet.bodies("CAM-1-L1/status")) == 2


def test_the_city_puts_a_camera_where_the_settings_say_and_takes_it_off_again(
    outlet: SoftOutlet, tmp_path: Path
) -> None:
    publishing, shop = Publishing(outlet, "city/prueba"), Workshop(tmp_path / "columns")
    placed = replace(CAMERA, lat=-12.0, lon=-77.0)
    for camera in (placed, replace(placed, name="Plaza", lat=-12.5), CAMERA):
        publishing.cameras([camera])
        settle(publishing)
        for payload in [said for topic, said, *_ in outlet.said if topic.endswith("camera/CAM-1/config")]:
            publishing.place("CAM-1", payload)  # as the broker says it to everybody, ourselves among them
            settle(publishing)
        for topic, payload, *_ in outlet.said:
            shop.city.take([shop.arrival(topic.removeprefix("city/prueba/"), payload)], shop.now)
        outlet.said.clear()
        for id_ in ("CAM-1", "CAM-1-L1"):
            device = shop.city.parts.devices.get(id_)
            assert device is not None
            assert (device.lat, device.lon) == (camera.lat, camera.lon)
            assert device.name.startswith(camera.name or "CAM-1")
    shop.close()


def test_the_place_that_the_city_says_wins(outlet: SoftOutlet) -> None:
    publishing = Publishing(outlet, "city/prueba")
    publishing.place("CAM-1", b'{"name":"Mercado","zone":"Norte"}')
    publishing.cameras([replace(CAMERA, name="Plaza", lat=-12.0, lon=-77.0, zone="Centro")])
    settle(publishing)
    assert introduced(outlet, "CAM-1") == []
    (line,) = introduced(outlet, "CAM-1-L1")
    assert line is not None
    assert (line.name, line.lat, line.zone) == ("Mercado · Avenida", None, "Norte")


def test_status_is_said_when_it_is_another(publishing: Publishing, outlet: SoftOutlet) -> None:
    for picture in (Picture.CONNECTING, Picture.LIVE, Picture.STILL, Picture.NO_SIGNAL):
        publishing.state(replace(LIVE, picture=picture), NOW)
    assert [body["state"] for body in outlet.bodies("camera/CAM-1/status")] == ["online", "offline"]
    assert [body["state"] for body in outlet.bodies("CAM-1-L1/status")] == ["online", "offline"]


def test_telemetry_of_a_camera_and_of_its_line(publishing: Publishing, outlet: SoftOutlet) -> None:
    publishing.state(replace(LIVE, faults=(CameraFault.COVERED,)), NOW)
    line = LineFigures("L1", NOW, 120.0, vehicles_forward=20, persons_backward=3)
    figures = {"sharpness": 41.23456, "person_count": 2.0, "two_wheeler_count": 1.0}
    publishing.figures(CameraFigures("CAM-1", NOW, figures, (line, replace(line, stage="gone"))), NOW)
    assert outlet.bodies("camera/CAM-1/telemetry") == [
        {
            "ts": NOW,
            "signal_present": True,
            "frame_rate": 15.0,
            "bitrate": 1.234,
            "blind": "covered",
            "sharpness": 41.235,
            "person_count": 2,
        }
    ]
    (counted,) = outlet.bodies("CAM-1-L1/telemetry")
    assert (counted["vehicle_flow"], counted["vehicles_forward"], counted["persons_backward"]) == (
        120.0,
        20,
        3,
    )


def test_nothing_is_said_of_a_signal_before_the_first_try_has_ended(
    publishing: Publishing, outlet: SoftOutlet
) -> None:
    """At a start under load many cameras connect for long: none of them is without a signal yet."""
    for picture in (None, Picture.CONNECTING, Picture.NO_SIGNAL):
        if picture is not None:
            publishing.state(CameraState("CAM-1", picture, NOW), NOW)
        publishing.figures(CameraFigures("CAM-1", NOW, {}, ()), NOW)
    assert [body["signal_present"] for body in outlet.bodies("camera/CAM-1/telemetry")] == [False]


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        (StageKind.INTRUSION, "", "intrusion"),
        (StageKind.TAMPER, "covered", "camera_covered"),
        (StageKind.TAMPER, "clock_drift", "clock_drift"),
    ],
)
def test_events_begin_and_end_in_the_words_of_the_contract(
    publishing: Publishing, outlet: SoftOutlet, kind: StageKind, detail: str, said: str
) -> None:
    event = SceneEvent("e", "CAM-1", "L1", kind, NOW, detail=detail, value=2.0)
    publishing.event(event)
    publishing.event(replace(event, ended=NOW + 5))
    assert [(one["type"], one["active"], one["ts"]) for one in outlet.bodies("event")] == [
        (said, True, NOW),
        (said, False, NOW + 5),
    ]
    assert outlet.bodies("event")[0]["data"] == {"stage": "L1", "name": "Avenida", "value": 2.0}
    assert outlet.said[-1][2] == 1


def test_an_event_ends_although_its_camera_is_gone(publishing: Publishing, outlet: SoftOutlet) -> None:
    event = SceneEvent("e", "CAM-1", "L1", StageKind.CROWD, NOW)
    publishing.event(event)
    publishing.cameras([])
    publishing.event(replace(event, id="f"))
    publishing.event(replace(event, ended=NOW + 5))
    assert [(one["active"], one["ts"]) for one in outlet.bodies("event")] == [(True, NOW), (False, NOW + 5)]


def test_what_a_camera_finds_itself_is_told_once_for_each_change(
    publishing: Publishing, outlet: SoftOutlet
) -> None:
    for kind, active in (
        ("motion", False), ("motion", True), ("motion", True), ("tamper", True), ("motion", False),
    ):  # fmt: skip
        for camera in ("CAM-1", "CAM-OTHER"):
            publishing.said_itself(camera, kind, active=active, now_ms=NOW)
    assert [(one["type"], one["active"]) for one in outlet.bodies("event")] == [
        ("motion", True),
        ("camera_tampered", True),
        ("motion", False),
    ]
    assert {topic for topic, *_ in outlet.said if topic.endswith("event")} == {
        "city/prueba/camera/CAM-1/event"
    }


def test_what_somebody_before_has_left_open_is_ended(publishing: Publishing, outlet: SoftOutlet) -> None:
    """Also of a camera that nobody knows any more."""
    events = tuple(
        SceneEvent(camera, camera, "L1", StageKind.CROWD, NOW, NOW + 5) for camera in ("CAM-1", "GONE")
    )
    publishing.left_open(LeftOpen(NOW + 5, events, (("CAM-1", "tamper"),)))
    ends = [(topic.split("/")[3], *msgspec.json.decode(body).items()) for topic, body, *_ in outlet.said[1:]]
    assert [one[:4] for one in ends] == [
        (camera, ("ts", NOW + 5), ("type", said), ("active", False))
        for camera, said in (("CAM-1", "crowd"), ("GONE", "crowd"), ("CAM-1", "camera_tampered"))
    ]
    publishing.event(replace(events[0], id="later", ended=0))
    assert outlet.bodies("event")[-1]["active"] is True


def test_no_line_is_gone_before_anybody_has_said_which_cameras_there_are(
    outlet: SoftOutlet, tmp_path: Path
) -> None:
    """The broker tells of cameras before the engine does."""
    file = tmp_path / "introduced.json"
    Publishing(outlet, "city/prueba", file).cameras([CAMERA])
    before = len(outlet.said)
    again = Publishing(outlet, "city/prueba", file)
    again.place("CAM-1", b'{"name":"Plaza"}')
    assert len(outlet.said) == before
    again.cameras([])
    assert [(topic.split("/")[3:], body) for topic, body, *_ in outlet.said[before:]] == [
        (["CAM-1-L1", "config"], b""),
        (["CAM-1-L1", "status"], b""),
    ]


def test_a_clock_that_is_off_is_telemetry(publishing: Publishing, outlet: SoftOutlet) -> None:
    publishing.state(LIVE, NOW)
    publishing.figures(CameraFigures("CAM-1", NOW, {}), NOW, offset=12.3456)
    publishing.figures(CameraFigures("CAM-1", NOW, {}), NOW)
    known, unknown = outlet.bodies("camera/CAM-1/telemetry")
    assert known["clock_offset"] == 12.346
    assert "clock_offset" not in unknown


def test_a_moment_is_told_as_beginning_and_end_and_a_crossing_not_at_all(
    publishing: Publishing, outlet: SoftOutlet
) -> None:
    moment = SceneEvent("e", "CAM-1", "X", StageKind.WRONG_WAY, NOW, NOW)
    publishing.event(moment)
    assert [one["active"] for one in outlet.bodies("event")] == [True, False]
    publishing.event(replace(moment, kind=StageKind.LINE))
    assert len(outlet.bodies("event")) == 2


def test_the_engine_understands_all_of_it(publishing: Publishing, outlet: SoftOutlet) -> None:
    publishing.place("CAM-1", b'{"name":"Plaza","lat":-12.0,"lon":-77.0}')
    publishing.state(LIVE, NOW)
    publishing.figures(CameraFigures("CAM-1", NOW, {"sharpness": 40.0}, (LineFigures("L1", NOW, 9.0),)), NOW)
    publishing.event(SceneEvent("e", "CAM-1", "L1", StageKind.CROWD, NOW))
    publishing.cameras([])
    codec = Codec("city", "prueba", load_catalogue(), (), LimitSettings())
    arrivals = [
        Arrival(topic, payload, qos, retain, 1, 1, 0.0) for topic, payload, qos, retain in outlet.said
    ]
    heard = [message for one in arrivals for message in codec.decode(one, NOW)]
    kinds = {type(message) for message in heard}
    assert Reject not in kinds, [message for message in heard if isinstance(message, Reject)]
    assert kinds == {Introduction, Presence, Telemetry, Event, Retirement}
