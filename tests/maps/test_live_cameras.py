"""Fields of view of the hub's cameras on the map: of the chosen one, and of those around an incident."""

import pytest

from app.domain.devices import Device
from app.domain.video.cameras import Camera
from app.wire.video import CamerasChanged, VideoSnapshot
from maps.live import LiveMap
from tests.widgets.soft_hub import SoftHub
from widgets.selection import Selection


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    return SoftHub(devices=400, alarms=8, incidents=4)


@pytest.fixture
def live(qtbot, look, hub):
    made = LiveMap(hub, look, Selection())
    qtbot.addWidget(made.panel)
    made.panel.resize(1100, 700)
    made.panel.show()
    qtbot.waitExposed(made.panel)
    made.refresh()
    yield made
    made.close()


def snapshot(*cameras: Camera) -> VideoSnapshot:
    return VideoSnapshot("", 0, cameras, (), (), "", 45)


def fields(live) -> int:
    return live.panel.view.picture.cones.count


def first_of(hub, kind: str) -> str:
    return next(device.id for device in hub.devices if device.kind == kind)


def test_the_chosen_camera_shows_what_it_sees_and_another_device_shows_nothing(live, hub):
    camera = first_of(hub, "camera")
    hub.cameras.say(snapshot(Camera(camera, facing=90.0)))
    live._selection.choose_device(camera)
    assert fields(live) == 1
    hub.cameras.say(CamerasChanged((Camera(camera),)))
    assert fields(live) == 0, "nobody knows where it looks"
    hub.cameras.say(CamerasChanged((Camera(camera, facing=90.0),)))
    live._selection.choose_device(first_of(hub, "luminaire"))
    assert fields(live) == 0


def test_the_cameras_around_the_chosen_incident_show_what_they_see(live, hub):
    incident = hub.incidents.get("INC-0401")
    kind = hub.incidents.kinds[incident.kind]
    names = [f"CAM-9{nth:02}" for nth in range(kind.cameras + 2)]
    for name in names:
        hub.introduce(Device(name, "camera", "Near", incident.lat, incident.lon))
    hub.cameras.say(snapshot(*(Camera(name, facing=0.0) for name in names)))
    live._selection.choose_incident(incident.id)
    assert fields(live) == kind.cameras > 0
    live._selection.choose_incident("")
    assert fields(live) == 0
