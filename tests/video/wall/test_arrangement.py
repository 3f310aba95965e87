"""Which camera stands where: layouts as data, moving between tiles, swapping, pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from video.wall.arrangement import Arrangement
from video.wall.layouts import BY_ID, LAYOUTS, smallest_for
from video.wall.zooming import MOST, WHOLE, Zoom


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_the_tiles_of_a_layout_fill_its_grid_without_overlap(layout):
    covered = [
        (column + i, row + j)
        for column, row, wide, high in layout.places
        for i in range(wide)
        for j in range(high)
    ]
    assert len(covered) == len(set(covered)) == layout.columns * layout.rows
    assert max(column for column, _ in covered) < layout.columns


def test_layouts_go_from_one_tile_to_twenty_five():
    sizes = [len(layout.places) for layout in LAYOUTS]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (1, 25)
    assert len(BY_ID["1+7"].places) == 8
    assert smallest_for(7).id == "3×3"
    assert smallest_for(90).id == "5×5"


def test_a_smaller_layout_keeps_the_others_on_further_pages():
    wall = Arrangement()
    names = [f"C{n}" for n in range(16)]
    wall.show(names)
    wall.marked = 9
    wall.lay_out(BY_ID["2×2"])
    assert (wall.pages, wall.page, wall.camera) == (4, 2, "C9")
    wall.lay_out(BY_ID["4×4"])
    assert wall.cameras == names
    assert wall.camera == "C9"


def test_arrows_find_the_nearest_tile_also_past_a_large_one():
    wall = Arrangement()
    wall.show([f"C{n}" for n in range(8)], BY_ID["1+7"])
    wall.move(1, 0)
    assert wall.layout.places[wall.marked][0] == 3
    wall.move(-1, 0)
    assert wall.marked == 0
    wall.move(-1, 0)
    assert wall.marked == 0
    wall.move(0, 1)
    assert wall.layout.places[wall.marked][1] == 3


def test_a_camera_stands_once_and_tiles_can_be_swapped_and_emptied():
    wall = Arrangement()
    wall.show(["A", "B", "C"], BY_ID["2×2"])
    wall.put(["C"], 0)
    assert wall.cameras == ["C", "B"]
    wall.swap(0, 3)
    assert wall.cameras == ["", "B", "", "C"]
    assert wall.add("B") == 1
    assert wall.add("D") == 0
    wall.empty(1)
    assert wall.cameras == ["D", "", "", "C"]
    wall.turn(1)
    assert wall.page == 0


def test_what_is_brought_up_leaves_the_wall_of_before_whole():
    wall = Arrangement()
    own = [*(f"C{n}" for n in range(6)), "", *(f"C{n}" for n in range(7, 16))]
    wall.layout, wall.cameras, wall.page, wall.marked = BY_ID["3×3"], list(own), 1, 2
    before = wall.copy()
    wall.bring(["X1", "C3"], smallest_for(2))
    wall.bring(["X2"], smallest_for(1))
    assert wall.cameras == ["X2"]
    wall.lay_out(BY_ID["4×4"])
    assert wall.cameras == ["X2", *(camera for camera in own if camera)]
    wall.empty(0)
    wall.go_back()
    assert wall == before
    wall.go_back()
    assert wall == before


def test_the_last_camera_of_the_last_page_takes_the_page_with_it():
    wall = Arrangement()
    wall.show(["A", "B"], BY_ID["1"])
    wall.turn(1)
    wall.empty(0)
    assert (wall.page, wall.pages, wall.camera) == (0, 1, "A")


@given(
    st.lists(st.tuples(st.sampled_from(["put", "swap", "empty", "lay", "turn", "add"]), st.integers(0, 30)))
)
def test_no_sequence_of_acts_shows_a_camera_twice(acts):
    wall = Arrangement()
    wall.show([f"C{n}" for n in range(20)])
    for act, number in acts:
        tile = number % wall.tiles
        match act:
            case "put":
                wall.put([f"C{number}"], tile)
            case "swap":
                wall.swap(tile, (tile + 3) % wall.tiles)
            case "empty":
                wall.empty(tile)
            case "lay":
                wall.lay_out(LAYOUTS[number % len(LAYOUTS)])
            case "turn":
                wall.turn(1)
            case "add":
                wall.add(f"C{number}")
        there = [camera for camera in wall.cameras if camera]
        assert len(there) == len(set(there))
        assert 0 <= wall.page < wall.pages
        assert 0 <= wall.marked < wall.tiles


@given(
    st.lists(
        st.tuples(st.floats(-4, 4), st.floats(0, 1), st.floats(0, 1), st.floats(-1, 1), st.floats(-1, 1))
    )
)
def test_a_zoomed_part_never_leaves_the_picture(steps):
    zoom = WHOLE
    for step, across, down, x, y in steps:
        zoom = zoom.stepped(step, (across, down)).dragged(x, y)
        left, top, wide, high = zoom.part
        assert 1 <= zoom.factor <= MOST
        assert left >= -1e-9
        assert top >= -1e-9
        assert left + wide <= 1 + 1e-9
        assert top + high <= 1 + 1e-9


def test_zooming_holds_the_point_under_the_pointer():
    zoom = WHOLE.stepped(2, (0.25, 0.75))
    assert zoom.point(0.25, 0.75) == pytest.approx((0.25, 0.75))
    assert Zoom(2.0).dragged(0.5, 0).across == pytest.approx(0.25)
