"""What the view shows of a city that arrives, grows, shrinks, is empty or crowded, and whom it follows."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.maps import small_city
from tests.maps.on_the_view import LEFT, NONE, place, three
from tests.maps.small_city import SOUTH, WEST


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
