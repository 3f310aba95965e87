"""What the map paints: states, selection, alarms, themes, zones and the names of streets."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from maps.projection import Viewport
from maps.zones import zones_of
from tests.maps import small_city
from tests.maps.on_the_view import place, three
from tests.maps.small_city import SIDE, SOUTH, WEST
from widgets.theme import LIGHT


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
    qtbot.waitUntil(lambda: look.lit)
    lit = view.grab().toImage()
    qtbot.waitUntil(lambda: not look.lit)
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
