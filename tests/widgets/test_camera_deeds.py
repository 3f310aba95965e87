"""Around what the cameras are shown that an action asks for."""

from dataclasses import replace

import pytest

from app.domain.devices import Device
from tests.widgets.soft_hub import SoftHub
from widgets.camera_deeds import CameraDeeds
from widgets.selection import Selection
from widgets.video_page import bare_video_page


@pytest.fixture
def hub(gui_loop):
    made = SoftHub(devices=0, alarms=0, incidents=0)
    made.introduce(Device("PAN-1", "panic_button", "Mercado", -12.1, -77.1))
    made.introduce(Device("BUS-1", "bus", "Without a place"))
    return made


@pytest.fixture
def desk(hub, qapp):
    """Deeds, the selection, and what the wall was asked, with `front` where it came before the operator."""
    asked: list[object] = []
    page = replace(
        bare_video_page(),
        around=asked.append,
        around_place=lambda lat, lon, name: asked.append((lat, lon, name)),
    )
    selection = Selection()
    return CameraDeeds(hub, selection, page, lambda: asked.append("front")), selection, asked


def test_around_the_chosen_device(desk, hub):
    deeds, selection, asked = desk
    selection.choose_incident(hub.desk.open_one("citizen.request", "Poste", lat=-12.05, lon=-77.05))
    selection.choose_device("PAN-1")
    deeds.around_selection()
    assert asked == ["front", "PAN-1"]


@pytest.mark.parametrize("device", ["", "BUS-1"])
def test_around_the_chosen_incident_where_no_device_has_a_place(desk, hub, device):
    deeds, selection, asked = desk
    incident = hub.desk.open_one("citizen.request", "Poste", lat=-12.05, lon=-77.05)
    selection.choose_incident(incident)
    selection.choose_device(device)
    deeds.around_selection()
    assert asked == ["front", (-12.05, -77.05, incident)]


def test_around_a_point_of_the_map(desk):
    deeds, _, asked = desk
    deeds.around_place(-12.0, -77.0)
    assert asked == ["front", (-12.0, -77.0, "")]
