"""What of remote control is seen on the map: the hand plate, the marks, and the words beside the pointer."""

from dataclasses import replace

import numpy as np
import pytest

from app.wire.columns import (
    CONTROL_FAILED,
    CONTROL_MANUAL,
    CONTROL_OWN_PROGRAMME,
    CONTROL_PENDING,
    CONTROL_SELECTED,
    CONTROL_TAGGED,
)
from maps.composing import MOST_PLATES, compose
from maps.control_words import control_line
from maps.frame import prepare
from maps.projection import Viewport
from maps.scene import NO_ROWS, DeviceScene
from maps.sprites import SpriteAtlas
from tests.maps import small_city
from tests.maps.small_city import SIDE, SOUTH, WEST
from tests.widgets.soft_hub import SoftHub
from widgets.formats import NONE
from widgets.theme import DARK, LIGHT

NARROW = "\u202f"
"""Stands between a value and its unit."""


def controlled(columns, bits):
    return replace(columns, control=np.array(bits, np.uint8))


def row_of_lamps(bits, **looks):
    count = len(bits)
    lon = [WEST + SIDE * n / count for n in range(count)]
    return controlled(small_city.columns(lon, [SOUTH] * count, **looks), bits)


def sprites_of(columns, theme, selected=NO_ROWS, *, grouped=False):
    """The batches, the atlas and the frame of the whole city."""
    scene = DeviceScene()
    scene.update(columns)
    atlas = SpriteAtlas(theme, ("luminaire",), 1.0)
    frame = prepare(scene, Viewport(0.5, 0.5, 3.0, 800, 600).fitted(scene.bounds), grouped=grouped)
    made = compose(scene, frame, atlas, selected=selected, headings=np.zeros(0), still=True)
    return made, atlas, frame


def count(batch, atlas, sprite) -> int:
    """How often a sprite is drawn; its box in the atlas tells it."""
    return int((batch.array()[:, 2:6] == atlas.boxes[sprite]).all(axis=1).sum())


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_device_under_manual_control_wears_the_hand_plate(qapp, theme):
    made, atlas, _ = sprites_of(row_of_lamps([0, CONTROL_MANUAL, 0]), theme)
    assert count(made.low, atlas, atlas.numbers.hand) == 1
    assert count(made.low, atlas, atlas.numbers.plate + 5) == 1


def test_the_hand_stays_on_a_device_that_is_selected_abnormal_or_lost(qapp):
    lost = row_of_lamps([CONTROL_MANUAL] * 3, priority=[0, 3, 0], liveness=[0, 0, 2])
    made, atlas, _ = sprites_of(lost, DARK, np.array([0]))
    assert count(made.low, atlas, atlas.numbers.hand) == 3
    assert count(made.high, atlas, atlas.numbers.hand) == 1
    assert count(made.high, atlas, atlas.numbers.plate + 5) == 1


@pytest.mark.parametrize(
    ("bits", "mark"),
    [
        (CONTROL_TAGGED, 0),
        (CONTROL_FAILED, 1),
        (CONTROL_PENDING, 2),
        (CONTROL_PENDING | CONTROL_FAILED | CONTROL_TAGGED, 2),
        (CONTROL_FAILED | CONTROL_TAGGED, 1),
    ],
)
def test_an_order_out_or_failed_and_maintenance_have_a_mark_each(qapp, bits, mark):
    made, atlas, _ = sprites_of(row_of_lamps([0, bits, 0]), DARK)
    drawn = [count(made.low, atlas, atlas.numbers.mark + place) for place in range(3)]
    assert drawn == [int(place == mark) for place in range(3)]


def test_what_is_no_news_to_the_operator_is_not_drawn(qapp):
    plain, _, _ = sprites_of(row_of_lamps([0, 0]), DARK)
    made, _, _ = sprites_of(row_of_lamps([CONTROL_OWN_PROGRAMME, CONTROL_SELECTED]), DARK)
    assert np.array_equal(made.low.array(), plain.low.array())


def test_very_many_under_manual_control_are_dots_of_their_colour(qapp):
    crowd = small_city.scattered(8000)
    few, atlas, frame = sprites_of(controlled(crowd, [CONTROL_MANUAL] * 20 + [0] * 7980), DARK)
    assert frame.dots
    assert count(few.low, atlas, atlas.numbers.hand) == 20
    many, atlas, _ = sprites_of(controlled(crowd, [CONTROL_MANUAL] * 8000), DARK)
    assert MOST_PLATES < 8000
    assert count(many.low, atlas, atlas.numbers.hand) == 0
    assert [dots.count for dots in many.dots] == [0, 8000]


def test_a_scene_takes_what_changes_and_leaves_what_is_not_drawn():
    scene = DeviceScene()
    scene.update(small_city.columns([WEST] * 3, [SOUTH] * 3))
    assert scene.control.tolist() == [0, 0, 0]
    assert scene.update(row_of_lamps([0, CONTROL_MANUAL, CONTROL_PENDING]))
    assert scene.changed.tolist() == [1, 2]
    assert not scene.update(row_of_lamps([CONTROL_OWN_PROGRAMME, CONTROL_MANUAL, CONTROL_PENDING]))


def test_the_view_paints_a_hand_where_it_was_quiet(make_view):
    view = make_view(row_of_lamps([0, 0, 0]))
    before = view.grab().toImage()
    view._advanced_at = 0.0
    view.show_devices(row_of_lamps([0, CONTROL_MANUAL, 0]))
    assert view.grab().toImage() != before


@pytest.mark.parametrize(
    ("bits", "asked", "in_force", "line"),
    [
        (0, np.nan, np.nan, ""),
        (CONTROL_MANUAL, 60.0, 40.0, "Asked 60 %, in force 40 % · under manual control"),
        (CONTROL_PENDING | CONTROL_TAGGED, 100.0, np.nan, f"Asked 100 %, in force {NONE} · order under way"),
        (CONTROL_FAILED, np.nan, np.nan, "Last order did not end as asked"),
    ],
)
def test_the_card_says_what_is_asked_and_what_is_in_force(qapp, bits, asked, in_force, line):
    hub = SoftHub(devices=10, alarms=0)
    plain = hub.columns.devices()
    rows = len(plain.lon)
    hub.columns.devices = lambda: replace(
        plain,
        asked=np.full(rows, asked),
        in_force=np.full(rows, in_force),
        control=np.full(rows, bits, np.uint8),
    )
    said = control_line(hub, 3).replace(NARROW, " ")
    assert said.startswith(line)
    assert said.endswith("under maintenance") == bool(bits & CONTROL_TAGGED)
    assert control_line(hub, rows + 1) == ""
