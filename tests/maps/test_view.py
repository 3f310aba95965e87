from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maps.projection import Viewport
from maps.zones import zones_of
from tests.maps import small_city
from tests.maps.small_city import SIDE, SOUTH, WEST
from widgets.theme import LIGHT

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
LEFT = Qt.MouseButton.LeftButton


def three():
    """A normal device in the west, an unacknowledged critical alarm in the middle, a lost one in the east."""
    return small_city.columns(
        [WEST, WEST + SIDE / 2, WEST + SIDE],
        [SOUTH, SOUTH + SIDE / 2, SOUTH],
        priority=[0, 4, 0],
        unacknowledged=[False, True, False],
        liveness=[0, 0, 2],
    )


def place(view, row) -> QPoint:
    x, y = view.view.point_to_screen(float(view.scene.x[row]), float(view.scene.y[row]))
    return QPoint(round(x), round(y))


def wheel(view, at: QPointF, notches: float) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_whole_city_is_shown_at_first(make_view):
    view = make_view(three())
    for row in range(3):
        assert view.rect().contains(place(view, row))


def test_a_city_that_is_still_arriving_is_shown_whole_until_the_hand_moves_it(make_view, basemap):
    view = make_view(small_city.columns([WEST], [SOUTH]), basemap=basemap)
    view.show_devices(three())
    assert all(view.rect().contains(place(view, row)) for row in range(3))
    view.pan(10, 10)
    held = view.view
    view.show_devices(small_city.scattered(50))
    assert view.view == held


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
    qtbot.waitUntil(lambda: (view.view.zoom * 4) % 1 == 0, timeout=3000)


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


def drag(view, at: QPoint, modifiers=NONE) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        view.mapToGlobal(QPointF(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        modifiers,
    )
    QApplication.sendEvent(view, event)


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
    qtbot.waitUntil(lambda: 1 in heard, timeout=3000)
    hover(view, place(view, 1) + QPoint(200, 100))
    assert heard[-1] == -1


def hover(view, at: QPoint) -> None:
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), view.mapToGlobal(QPointF(at)), none, none, NONE)
    QApplication.sendEvent(view, event)


def test_going_to_a_device_centres_and_selects_it(make_view):
    view = make_view(three())
    assert view.go_to_device("D-2")
    assert view.selected == ("D-2",)
    assert place(view, 2) == QPoint(400, 300)
    assert not view.go_to_device("D-99")


def test_a_followed_device_stays_in_the_middle_until_the_view_is_panned(make_view, qtbot):
    view = make_view(small_city.columns([WEST], [SOUTH], kind=1), mobile=[1])
    view.zoom_by(3, 400, 300)
    view.follow("D-0")
    view._advanced_at = 0.0
    view.show_devices(small_city.columns([WEST + 0.001], [SOUTH + 0.001], kind=1))
    assert place(view, 0) == QPoint(400, 300)
    assert view.picture.trails.headings(np.array([0]))[0] == pytest.approx(45, abs=2)
    with qtbot.waitSignal(view.followed):
        view.pan(10, 0)
    view._advanced_at = 0.0
    view.show_devices(small_city.columns([WEST + 0.002], [SOUTH + 0.001], kind=1))
    assert place(view, 0) != QPoint(400, 300)


def colors_near(view, at: QPoint, reach: int) -> set[str]:
    image = view.grab().toImage()
    ratio = image.devicePixelRatio()
    return {
        image.pixelColor(round((at.x() + dx) * ratio), round((at.y() + dy) * ratio)).name()
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
        if view.rect().contains(at + QPoint(dx, dy))
    }


def test_each_state_is_drawn_in_its_own_way(make_view, look):
    view = make_view(three())
    theme = look.theme
    normal, alarm, lost = (colors_near(view, place(view, row), 20) for row in range(3))
    assert theme.critical.fill.name() in alarm
    assert theme.panel.name() in alarm
    assert theme.critical.fill.name() not in normal | lost
    assert theme.stale.name() in lost
    assert theme.stale.name() not in normal
    assert len(normal) > 1


def test_the_selection_has_its_corners(make_view, look):
    view = make_view(three())
    assert look.theme.selection.name() not in colors_near(view, place(view, 0), 22)
    view.select(["D-0"])
    assert look.theme.selection.name() in colors_near(view, place(view, 0), 22)


def test_a_group_shows_its_worst_alarm(make_view, look):
    columns = small_city.columns([WEST] * 60, [SOUTH] * 60)
    view = make_view(columns)
    assert view.frame.clusters.counts.tolist() == [60]
    assert look.theme.raised.name() in colors_near(view, QPoint(400, 300), 20)


def test_the_other_theme_is_painted_at_once(make_view, look, basemap, settle):
    view = make_view(three(), basemap=basemap)
    settle(view)
    dark = look.theme
    sea = place(view, 0) + QPoint(30, -60)
    assert dark.water.name() in colors_near(view, sea, 2)
    look.set_theme(LIGHT)
    settle(view)
    assert LIGHT.water.name() in colors_near(view, sea, 2)


def test_what_changed_is_seen_without_a_pan(make_view, look, qtbot):
    calm = small_city.columns([WEST, WEST + SIDE], [SOUTH, SOUTH])
    view = make_view(calm)
    view.grab()
    view.show_devices(replace(calm, priority=np.array([0, 3], np.uint8)))
    QApplication.processEvents()
    assert look.theme.high.fill.name() in colors_near(view, place(view, 1), 20)


def test_only_the_frame_of_an_unacknowledged_alarm_blinks(make_view, look, qtbot):
    view = make_view(three())
    at = place(view, 1) + QPoint(12, -11)
    look.set_still(False)
    qtbot.waitUntil(lambda: look.lit, timeout=3000)
    lit = view.grab().toImage()
    qtbot.waitUntil(lambda: not look.lit, timeout=3000)
    unlit = view.grab().toImage()
    look.set_still(True)
    differs = [
        QPoint(x, y)
        for x in range(0, 800, 1)
        for y in range(at.y() - 40, at.y() + 40)
        if lit.pixel(x, y) != unlit.pixel(x, y)
    ]
    assert differs
    assert all((point - at).manhattanLength() <= 26 for point in differs)


def test_the_still_frame_of_reduced_motion_is_wider(make_view, look):
    view = make_view(three())
    fill = look.theme.critical.fill
    at = place(view, 1) + QPoint(12, -11)
    image = view.grab().toImage()
    edge = [QColor(image.pixel(at.x() + dx, at.y())) == fill for dx in range(8, 13)]
    assert sum(edge) >= 2


def test_nothing_at_all_can_be_shown(make_view):
    view = make_view(small_city.columns([], []))
    QTest.mouseClick(view, LEFT, NONE, QPoint(100, 100))
    QTest.keyClick(view, Qt.Key.Key_Home)
    view.zoom_in()
    assert view.grab().width()


def test_a_hundred_thousand_devices_at_one_point_can_be_shown(make_view):
    view = make_view(small_city.columns([WEST] * 100_000, [SOUTH] * 100_000, priority=2, unacknowledged=True))
    assert view.grab().width()
    QTest.mouseClick(view, LEFT, NONE, QPoint(400, 300))
    assert len(view.selected) == 1


def test_fewer_devices_than_before_can_be_shown(make_view):
    view = make_view(small_city.scattered(500))
    view.select(["D-400"])
    view.show_devices(small_city.scattered(3))
    assert view.grab().width()
    assert view.selected_rows().size == 0


def test_zones_are_outlined(make_view, look, settle):
    view = make_view(three())
    before = view.grab().toImage()
    ring = [list(point) for point in small_city.square(WEST + SIDE / 8, SOUTH + SIDE / 8, SIDE / 4)]
    feature = {
        "type": "Feature",
        "properties": {"name": "Puerto"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    view.set_zones(zones_of({"type": "FeatureCollection", "features": [feature]}).zones)
    settle(view)
    assert view.grab().toImage() != before
    view.picture.show_zones(False)
    settle(view)
    assert view.grab().toImage() == before


def test_street_names_are_written(make_view, look, basemap, settle):
    view = make_view(three(), basemap=basemap)
    view.set_view(Viewport(view.view.x, view.view.y, 15.0, 800, 600))
    settle(view)
    named = view.grab().toImage()
    assert view.picture.settled
    colors = {QColor(named.pixel(x, y)).name() for x in range(0, 800, 2) for y in range(250, 350)}
    assert look.theme.label.name() in colors


def test_names_do_not_change_while_a_new_level_is_placed(make_view, basemap, settle):
    view = make_view(three(), basemap=basemap)
    for _ in range(3):
        view.zoom_in()
        settle(view)
    first = view.grab().toImage()
    settle(view)
    assert view.grab().toImage() == first
