"""The ring of an area counts what lies in it while it grows, and never has more corners than it may."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from maps.area_ring import MOST_CORNERS, AreaRing, thinned
from tests.maps.small_city import SIDE, SOUTH, WEST
from widgets.control.lighting.geometry import in_ring

PIXEL = SIDE / 1000
POINTS = np.random.default_rng(3).random((2, 400)) * SIDE + [[WEST], [SOUTH]]
LON, LAT = POINTS

corners = st.tuples(st.floats(WEST, WEST + SIDE), st.floats(SOUTH, SOUTH + SIDE))
deeds = st.lists(st.one_of(corners, st.just("back"), st.lists(corners, min_size=2, max_size=12)), max_size=25)


def square(side: float):
    return [(WEST, SOUTH), (WEST + side, SOUTH), (WEST + side, SOUTH + side), (WEST, SOUTH + side)]


def ring_of(corners, lon=LON, lat=LAT) -> AreaRing:
    ring = AreaRing(lon, lat)
    for corner in corners:
        ring.add(corner)
    return ring


def circle(count: int, wobble: float = 0.0):
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    reach = SIDE / 2 * (1 + wobble * np.sin(angles * 97))
    x, y = WEST + SIDE / 2 + reach * np.cos(angles), SOUTH + SIDE / 2 + reach * np.sin(angles)
    return list(zip(x.tolist(), y.tolist(), strict=True))


@given(deeds, st.none() | corners)
def test_it_counts_as_the_page_does_whatever_was_drawn_and_taken_back(done, pointer):
    ring = AreaRing(LON, LAT)
    for each in done:
        if each == "back":
            ring.take_back()
        elif isinstance(each, tuple):
            ring.add(each)
        else:
            ring.add(each[0])
            for corner in each[1:]:
                ring.extend(corner, PIXEL)
            ring.thin(PIXEL)
    if not ring.corners:
        assert ring.inside(pointer) == 0
        return
    whole = ring.corners if pointer is None else (*ring.corners, pointer)
    assert ring.inside(pointer) == int(in_ring(LON, LAT, whole).sum())


def test_points_without_a_place_are_never_inside():
    lon = np.array([WEST + SIDE / 2, np.nan])
    lat = np.array([SOUTH + SIDE / 2, np.nan])
    assert ring_of(square(SIDE), lon, lat).inside() == 1


def test_a_corner_on_the_last_one_is_none():
    ring = ring_of([(WEST, SOUTH), (WEST, SOUTH), (WEST + SIDE, SOUTH)])
    assert len(ring.corners) == 2
    assert not ring.can_close


def test_a_line_by_hand_is_taken_back_as_a_whole():
    ring = ring_of(square(SIDE)[:2])
    ring.add((WEST + SIDE, SOUTH + SIDE))
    for corner in circle(40):
        ring.extend(corner, PIXEL)
    ring.take_back()
    assert ring.corners == tuple(square(SIDE)[:2])


def test_a_long_line_keeps_its_shape_and_the_most_corners():
    ring, line = AreaRing(LON, LAT), circle(6000, 0.02)
    ring.add(line[0])
    for corner in line[1:]:
        ring.extend(corner, PIXEL)
        assert len(ring.corners) <= MOST_CORNERS
    ring.thin(PIXEL)
    wanted = int(in_ring(LON, LAT, line).sum())
    assert abs(ring.inside() - wanted) <= 0.02 * len(LON)
    assert 100 < len(ring.corners) <= MOST_CORNERS


def test_too_many_single_corners_are_refused():
    ring = ring_of(circle(MOST_CORNERS + 20))
    assert len(ring.corners) == MOST_CORNERS
    assert not ring.add((WEST, SOUTH))


def test_a_straight_line_keeps_its_ends():
    line = [(WEST + SIDE * n / 50, SOUTH) for n in range(51)]
    assert np.allclose(thinned(line, PIXEL), [line[0], line[-1]], atol=PIXEL / 100)
