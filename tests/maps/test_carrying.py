"""A camera is dragged with the mouse from its mark on the map onto a tile of the wall."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.domain.devices import Device
from maps.live import LiveMap
from tests.maps.on_the_view import LEFT, NONE, SHIFT, drag, place
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_video import soft_wall
from video.wall.layouts import BY_ID
from video.wall.wall import CameraWall
from widgets.device_mime import devices_in
from widgets.selection import Selection

LAMP = Device("LUM-900", "luminaire", "Poste", -12.0801, -77.0805)


@pytest.fixture
def desk(qtbot, look, gui_loop, tmp_path):
    """The map beside the wall in one window, all of its cameras in sight."""
    hub = SoftHub(devices=0, alarms=0, incidents=0, slots=tmp_path)
    soft_wall(hub.cameras, hub.introduce, 4)
    hub.introduce(LAMP)
    live, wall, window = LiveMap(hub, look, Selection()), CameraWall(hub, look), QWidget()
    wall.show_cameras([], BY_ID["2×2"])
    row = QHBoxLayout(window)
    row.addWidget(live.panel, 1)
    row.addWidget(wall, 1)
    qtbot.addWidget(window)
    window.resize(1500, 700)
    with qtbot.waitExposed(window):
        window.show()
    live.refresh()
    live.panel.view.set_grouped(False)
    live.panel.view.go_to(-77.0801, -12.0803, 18.0)
    live.panel.view.grab()
    yield hub, live, wall
    live.close()
    wall.hide()
    hub.cameras.close()


def mark_of(live, hub, device: str) -> QPoint:
    return place(live.panel.view, hub.devices.row(device))


def taken(live, hub, device: str) -> tuple[QMimeData, ...]:
    """What a drag from its mark takes up. This platform lets go of every drag at once."""
    view, start = live.panel.view, mark_of(live, hub, device)
    QTest.mousePress(view, LEFT, NONE, start)
    for step in range(1, 5):
        drag(view, start + QPoint(step * QApplication.startDragDistance() // 2, 0))
    return tuple(each.mimeData() for each in view.findChildren(QDrag))


def drop(wall, data: QMimeData, tile: int) -> None:
    at = wall.places()[tile].body.center()
    QApplication.sendEvent(wall, QDragEnterEvent(at, Qt.DropAction.CopyAction, data, LEFT, NONE))
    QApplication.sendEvent(wall, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, LEFT, NONE))


def test_a_camera_goes_from_its_mark_onto_the_tile(desk):
    hub, live, wall = desk
    view, before = live.panel.view, live.panel.view.view
    (data,) = taken(live, hub, "CAM-002")
    assert devices_in(data) == ("CAM-002",)
    drop(wall, data, 3)
    assert [wall.arrangement.at(each) for each in range(4)] == ["", "", "", "CAM-002"]
    assert (view.view, view.selected) == (before, ()), "the ground stays"
    drag(view, QPoint(300, 300))
    assert view.view == before, "and the hand is empty after it"


def test_all_chosen_cameras_go_where_one_of_them_is_taken(desk):
    hub, live, wall = desk
    live.panel.view.select(["CAM-003", LAMP.id, "CAM-001"])
    (data,) = taken(live, hub, "CAM-001")
    drop(wall, data, 0)
    assert (wall.arrangement.at(0), wall.arrangement.at(1)) == ("CAM-003", "CAM-001")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (alone,) = taken(live, hub, "CAM-002")
    assert devices_in(alone) == ("CAM-002",), "it is none of them"


def test_a_press_on_a_camera_without_a_drag_chooses_it(desk):
    hub, live, _ = desk
    view, start = live.panel.view, mark_of(live, hub, "CAM-004")
    before = view.view
    QTest.mousePress(view, LEFT, NONE, start)
    drag(view, start + QPoint(QApplication.startDragDistance() - 1, 0))
    QTest.mouseRelease(view, LEFT, NONE, start)
    assert (view.selected, view.view) == (("CAM-004",), before)


@pytest.mark.parametrize("held", [NONE, SHIFT])
def test_from_another_device_the_ground_moves_and_shift_draws_a_box(desk, held):
    hub, live, wall = desk
    view = live.panel.view
    start = mark_of(live, hub, LAMP.id if held is NONE else "CAM-001") - QPoint(2, 2)
    before = view.view
    QTest.mousePress(view, LEFT, held, start)
    for step in range(1, 5):
        drag(view, start + QPoint(10 * step, 10 * step), held)
    QTest.mouseRelease(view, LEFT, held, start + QPoint(40, 40))
    assert (view.view != before) is (held is NONE)
    assert ("CAM-001" in view.selected) is (held is SHIFT)
    assert wall.cameras() == []
