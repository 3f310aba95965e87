import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.projection import (
    MAX_ZOOM,
    MIN_ZOOM,
    Bounds,
    Viewport,
    geo_point,
    to_geo,
    to_world,
    world_point,
)

lons = st.floats(-180, 180)
lats = st.floats(-85, 85)
views = st.builds(
    Viewport,
    x=st.floats(0.1, 0.9),
    y=st.floats(0.1, 0.9),
    zoom=st.floats(3, 19),
    width=st.integers(64, 4000),
    height=st.integers(64, 3000),
)


@given(lons, lats)
def test_there_and_back(lon, lat):
    back_lon, back_lat = geo_point(*world_point(lon, lat))
    assert back_lon == pytest.approx(lon, abs=1e-9)
    assert back_lat == pytest.approx(lat, abs=1e-9)


def test_known_places():
    assert world_point(0, 0) == pytest.approx((0.5, 0.5))
    assert world_point(180, 85.0511287798066) == pytest.approx((1.0, 0.0), abs=1e-12)
    lat = math.radians(-12.0914)
    expected = (1 - math.log(math.tan(lat) + 1 / math.cos(lat)) / math.pi) / 2
    assert world_point(-77.0811, -12.0914) == pytest.approx((0.5 - 77.0811 / 360, expected), abs=1e-12)


def test_poles_are_clamped_and_nan_stays():
    x, y = to_world(np.array([0.0, np.nan]), np.array([90.0, 1.0]))
    assert y[0] == pytest.approx(0.0, abs=1e-9)
    assert math.isnan(x[1])
    assert np.isfinite(to_geo(np.array([0.5]), np.array([0.5]))).all()


@given(views, st.floats(0, 1), st.floats(0, 1))
def test_a_pixel_leads_to_the_world_and_back(view, across, down):
    px, py = across * view.width, down * view.height
    back = view.point_to_screen(*view.to_world(px, py))
    assert back == pytest.approx((px, py), abs=1e-2)


@given(views, st.floats(-3, 3), st.floats(0, 1), st.floats(0, 1))
def test_zooming_keeps_the_place_under_the_pointer(view, levels, across, down):
    px, py = across * view.width, down * view.height
    place = view.to_world(px, py)
    zoomed = view.zoomed(view.zoom + levels, px, py)
    if 0 < zoomed.x < 1 and 0 < zoomed.y < 1:
        assert zoomed.point_to_screen(*place) == pytest.approx((px, py), abs=1e-2)
    assert MIN_ZOOM <= zoomed.zoom <= MAX_ZOOM


@given(views, st.floats(-500, 500), st.floats(-500, 500))
def test_panning_moves_the_ground_by_the_hand(view, dx, dy):
    place = view.to_world(10, 20)
    panned = view.panned(dx, dy)
    if 0 < panned.x < 1 and 0 < panned.y < 1:
        assert panned.point_to_screen(*place) == pytest.approx((10 + dx, 20 + dy), abs=1e-2)


@given(views, lons, lats, st.floats(1e-4, 1), st.floats(1e-4, 1))
def test_fitting_shows_the_whole_rectangle(view, lon, lat, wide, high):
    x, y = world_point(lon * 0.5, lat * 0.5)
    bounds = Bounds(x, y, min(1.0, x + wide * 0.1), min(1.0, y + high * 0.1))
    fitted = view.fitted(bounds, margin_px=0)
    if fitted.zoom > MIN_ZOOM:
        seen = fitted.bounds
        slack = 2 / fitted.scale
        assert seen.left <= bounds.left + slack
        assert seen.right >= bounds.right - slack
        assert seen.top <= bounds.top + slack
        assert seen.bottom >= bounds.bottom - slack


def test_metres_of_a_pixel_at_the_equator():
    view = Viewport(0.5, 0.5, 0.0, 256, 256)
    assert view.metres_per_pixel == pytest.approx(156_543.03, rel=1e-6)


def test_bounds_leave_out_what_has_no_place():
    assert Bounds.around(np.array([np.nan]), np.array([0.1])) is None
    assert Bounds.around(np.array([0.2, np.nan, 0.4]), np.array([0.1, 0.0, 0.3])) == Bounds(
        0.2, 0.1, 0.4, 0.3
    )
