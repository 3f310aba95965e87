"""Mouse and keys on the map: they move and zoom it, select, open and name devices."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.maps.on_the_view import CONTROL, LEFT, NONE, SHIFT, drag, hover, place, three, wheel


def test_the_wheel_zooms_about_the_pointer(make_view):
    view = make_view(three())
    at, before = QPointF(200, 150), view.view
    held = before.to_world(at.x(), at.y())
    wheel(view, at, 2)
    assert view.view.zoom == pytest.approx(before.zoom + 1.0)
    assert view.view.point_to_screen(*held) == pytest.approx((200, 150), abs=0.01)


def test_an_odd_zoom_settles_on_a_level_that_tiles_are_drawn_for(make_view, qtbot):
    view = make_view(three())
    view.zoom_by(0.37, 100, 100)
    qtbot.waitUntil(lambda: (view.view.zoom * 4) % 1 == 0)


def test_dragging_moves_the_ground(make_view):
    view = make_view(three())
    before = place(view, 0)
    QTest.mousePress(view, LEFT, NONE, QPoint(400, 300))
    for x in range(400, 461, 10):
        QTest.mouseMove(view, QPoint(x, 320))
        drag(view, QPoint(x, 320))
    QTest.mouseRelease(view, LEFT, NONE, QPoint(460, 320))
    assert place(view, 0) == before + QPoint(60, 20)
    assert view.selected == ()


@pytest.mark.parametrize(
    ("key", "dx", "dy"),
    [(Qt.Key.Key_Left, 96, 0), (Qt.Key.Key_Right, -96, 0), (Qt.Key.Key_Up, 0, 96), (Qt.Key.Key_Down, 0, -96)],
)
def test_arrow_keys_pan(make_view, key, dx, dy):
    view = make_view(three())
    before = place(view, 0)
    QTest.keyClick(view, key)
    assert place(view, 0) == before + QPoint(dx, dy)


def test_plus_minus_and_home(make_view):
    view = make_view(three())
    home = view.view
    QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.view.zoom == home.zoom + 1.0
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.view.zoom == home.zoom + 0.5
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.view == home


def test_a_click_selects_and_control_adds(make_view, qtbot):
    view = make_view(three())
    with qtbot.waitSignal(view.selection_changed) as said:
        QTest.mouseClick(view, LEFT, NONE, place(view, 1))
    assert said.args == [("D-1",)]
    QTest.mouseClick(view, LEFT, CONTROL, place(view, 2))
    assert view.selected == ("D-1", "D-2")
    QTest.mouseClick(view, LEFT, CONTROL, place(view, 1))
    assert view.selected == ("D-2",)
    QTest.mouseClick(view, LEFT, NONE, QPoint(5, 5))
    assert view.selected == ()


def test_escape_lets_the_selection_go(make_view):
    view = make_view(three())
    view.select(["D-1"])
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected == ()


def test_shift_and_drag_select_what_is_in_the_box(make_view):
    view = make_view(three())
    corner = place(view, 1)
    start = QPoint(corner.x() - 40, corner.y() - 40)
    QTest.mousePress(view, LEFT, SHIFT, start)
    for step in range(1, 5):
        drag(view, place(view, 2) + QPoint(5 * step, 5 * step), SHIFT)
    view.grab()
    QTest.mouseRelease(view, LEFT, SHIFT, place(view, 2) + QPoint(20, 20))
    assert set(view.selected) == {"D-1", "D-2"}


def test_a_double_click_opens_a_device_and_zooms_on_the_ground(make_view, qtbot):
    view = make_view(three())
    with qtbot.waitSignal(view.device_opened) as said:
        QTest.mouseDClick(view, LEFT, NONE, place(view, 1))
    assert said.args == ["D-1"]
    zoom = view.view.zoom
    QTest.mouseDClick(view, LEFT, NONE, QPoint(30, 30))
    assert view.view.zoom == zoom + 1.0


def test_resting_the_pointer_names_the_device(make_view, qtbot):
    view = make_view(three())
    heard = []
    view.hovered.connect(lambda row, at: heard.append(row))
    hover(view, place(view, 1))
    qtbot.waitUntil(lambda: 1 in heard)
    hover(view, place(view, 1) + QPoint(200, 100))
    assert heard[-1] == -1
