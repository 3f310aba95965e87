"""Incidents on the map without a hub: their slots, what is single and what is grouped, labels, clicks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from maps.incidents.focus import Focus
from maps.incidents.scene import FIRST_SLOTS, IncidentScene, IncidentSign
from maps.incidents.signs import MOST_SINGLE, RAISED_PX, sort_out
from maps.projection import Bounds, Viewport, to_world
from tests.maps import small_city
from tests.maps.on_the_view import place, three
from tests.maps.small_city import SIDE, SOUTH, WEST
from tests.maps.test_view_picture import colors_near
from widgets.theme import LIGHT

EVERYWHERE = Bounds(0.0, 0.0, 1.0, 1.0)


def sign(number: int, *, lon: float = WEST + SIDE / 4, lat: float = SOUTH, **looks) -> IncidentSign:
    looks = {"priority": 3, "title": "Rotura de red matriz"} | looks
    return IncidentSign(f"INC-{number:04d}", lon=lon, lat=lat, **looks)


def show(view, *signs: IncidentSign, chosen: str = "", focus: Focus | None = None) -> None:
    layer = view.picture.layer
    layer.incidents.begin(signs)
    layer.chosen, layer.focus = chosen, focus
    view.show_incidents()
    view.grab()


def at(view, one: IncidentSign) -> QPoint:
    x, y = to_world(np.array([one.lon]), np.array([one.lat]))
    px, py = view.view.point_to_screen(float(x[0]), float(y[0]))
    return QPoint(round(px), round(py - (RAISED_PX if one.raised else 0)))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3 * FIRST_SLOTS), st.integers(1, 4)), max_size=200))
def test_the_scene_holds_what_was_put_and_not_dropped(steps):
    scene, expected = IncidentScene(), {}
    for stays, number, priority in steps:
        one = sign(number, priority=priority)
        if stays:
            assert scene.put(one) == (expected.get(one.id) != one)
            expected[one.id] = one
        else:
            assert scene.drop(one.id) == (expected.pop(one.id, None) is not None)
    found = {scene.sign_at(int(slot)) for slot in scene.between(EVERYWHERE)}
    assert found == set(expected.values())
    assert scene.count == len(expected)
    anew = IncidentScene()
    anew.begin(expected.values())
    assert {anew.sign_at(int(slot)) for slot in anew.between(EVERYWHERE)} == found
    assert all(anew.priority[anew.slot_of(one.id)] == one.priority for one in expected.values())


def test_many_at_one_place_are_a_group_of_the_worst_and_the_chosen_one_is_not_in_it():
    scene = IncidentScene()
    scene.begin(sign(number, priority=1 + number % 4) for number in range(MOST_SINGLE + 3))
    view = Viewport(0.5, 0.5, 14.0, 800, 600)
    shown = sort_out(scene, view, EVERYWHERE, "INC-0002")
    assert shown.groups.counts.tolist() == [MOST_SINGLE + 2]
    assert shown.groups.rings.tolist() == [4]
    assert [scene.sign_at(slot).id for slot in shown.slots.tolist()] == ["INC-0002"]


def test_few_are_single_with_the_worst_on_top():
    scene = IncidentScene()
    scene.begin([sign(1, priority=4), sign(2, priority=1, new=True), sign(3, priority=2)])
    shown = sort_out(scene, Viewport(0.5, 0.5, 14.0, 800, 600), EVERYWHERE, "INC-0003")
    assert not shown.groups.counts.size
    assert [scene.sign_at(slot).id for slot in shown.slots.tolist()] == ["INC-0001", "INC-0002", "INC-0003"]


@pytest.mark.parametrize("theme", [None, LIGHT])
@pytest.mark.parametrize("raised", [False, True])
def test_a_sign_has_the_color_of_its_priority_and_a_click_chooses_it(make_view, look, qtbot, theme, raised):
    if theme is not None:
        look.set_theme(theme)
    view = make_view(three())
    one = sign(417, raised=raised)
    before = colors_near(view, at(view, one), 8)
    show(view, one)
    fill = look.theme.high.fill.name()
    assert fill not in before
    assert fill in colors_near(view, at(view, one), 8)
    with qtbot.waitSignal(view.incident_chosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(view, one))
    assert chosen.args == ["INC-0417"]
    assert view.selected == ()


def test_a_new_one_is_framed_and_the_chosen_one_has_corners(make_view, look):
    view = make_view(three())
    one, other = sign(1), sign(2, lon=WEST + SIDE * 0.75)
    show(view, one, other)
    plain = view.grab().toImage()
    show(view, sign(1, new=True), other)
    assert view.grab().toImage() != plain
    assert look.theme.selection.name() not in colors_near(view, at(view, one), 20)
    show(view, one, other, chosen="INC-0001")
    assert look.theme.selection.name() in colors_near(view, at(view, one), 20)
    assert look.theme.selection.name() not in colors_near(view, at(view, other), 20)


def test_labels_of_incidents_and_devices_stand_clear_of_each_other(make_view):
    view = make_view(three())
    crowd = [sign(n, lon=WEST + SIDE / 2 + n * SIDE / 22, lat=SOUTH + SIDE / 2) for n in range(8)]
    show(view, *crowd, chosen="INC-0003")
    placed = view.picture._labels._placed
    assert any(label.style == "chosen" for label in placed)
    assert len([label for label in placed if label.text.startswith("INC-")]) >= 4
    boxes = [(label.x + 3, label.y + 3, label.x + label.width - 3, label.y + 15) for label in placed]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_what_belongs_to_the_chosen_one_is_ringed_and_a_line_leads_from_its_crew(make_view, look):
    city = small_city.columns([WEST, WEST + SIDE * 0.9, WEST + SIDE], [SOUTH] * 3, kind=[0, 1, 0])
    view = make_view(city, mobile=(1,))
    middle = sign(1, lon=WEST + SIDE / 2)
    ring = place(view, 0)
    way = QPoint(round((at(view, middle).x() + place(view, 1).x()) / 2), place(view, 1).y())
    show(view, middle)
    ground = colors_near(view, way, 4)
    assert look.theme.selection.name() not in colors_near(view, ring, 19)
    focus = Focus(
        middle.lon, middle.lat, 400.0, "Cordon INC-0001", ("D-0",), (("D-1", "Agua 3 · en camino"),)
    )
    show(view, middle, chosen="INC-0001", focus=focus)
    assert look.theme.selection.name() in colors_near(view, ring, 19)
    assert colors_near(view, way, 4) != ground
    labels = [label.text for label in view.picture._labels._placed]
    assert "Agua 3 · en camino" in labels
    assert "Cordon INC-0001" in labels
    assert "D-1" not in labels


def test_the_whole_picture_is_painted_again_when_a_crew_of_the_chosen_one_moves(make_view):
    here = small_city.columns([WEST, WEST + SIDE, WEST + SIDE], [SOUTH] * 3, kind=[0, 1, 0])
    there = small_city.columns([WEST, WEST + SIDE * 0.9, WEST + SIDE], [SOUTH] * 3, kind=[0, 1, 0])
    view = make_view(here, mobile=(1,))
    one = sign(1, lon=WEST + SIDE / 2)
    show(view, one, chosen="INC-0001", focus=Focus(one.lon, one.lat, 0.0, "", crews=(("D-1", "Agua 3"),)))
    old = view.frame
    view.scene.update(there)
    view.picture.forget()
    assert view.picture.changed(old, view.view) is None
    view.picture.layer.focus = None
    assert view.picture.changed(old, view.view) is not None
