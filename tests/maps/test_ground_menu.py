"""What can be asked of any point of the map."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from maps.live import LiveMap
from tests.widgets.soft_hub import SoftHub
from video.desk.cameras_place import place_of
from widgets.selection import Selection


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=4, alarms=0, incidents=0)


@pytest.fixture
def live(qtbot, look, hub):
    made = LiveMap(hub, look, Selection())
    qtbot.addWidget(made.panel)
    made.panel.view.go_to(-77.05, -12.08, 16.0)
    yield made
    made.close()


def test_the_cameras_around_the_point_below_the_pointer_are_asked_for(live):
    asked: list[tuple[float, float]] = []
    live._selection.cameras_asked.connect(lambda lat, lon: asked.append((lat, lon)))
    middle = QPoint(live.panel.view.view.width // 2, live.panel.view.view.height // 2)
    live.ground.menu_at(middle).actions()[0].trigger()
    live.ground.menu_at(middle + QPoint(100, 0)).actions()[0].trigger()
    assert asked[0] == pytest.approx((-12.08, -77.05), abs=1e-6)
    assert asked[1][0] == pytest.approx(-12.08, abs=1e-6)
    assert asked[1][1] > asked[0][1]


def test_a_point_is_copied_as_a_camera_is_placed(live):
    """Where cameras are set up it is put in as it is."""
    middle = QPoint(live.panel.view.view.width // 2, live.panel.view.view.height // 2)
    live.ground.menu_at(middle).actions()[1].trigger()
    assert place_of(QGuiApplication.clipboard().text()) == pytest.approx((-12.08, -77.05), abs=2e-6)


def test_who_may_watch_no_camera_is_told_why(live, hub):
    hub.accounts.sign_out()
    around, _copy = live.ground.menu_at(QPoint(400, 300)).actions()
    assert not around.isEnabled()
    assert around.text() != "Cameras around this place"
