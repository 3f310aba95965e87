"""Which cameras see a place, and in which order they are offered."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.around import StandingCamera, cameras_around, ground_seen
from app.domain.video.cameras import Camera

LAT, LON = -12.05, -77.04
METRE = 1 / 111_195.0


def standing(name: str, *, north_m: float = 0.0, east_m: float = 0.0, **more) -> StandingCamera:
    """A camera so far from the place."""
    lat = LAT + north_m * METRE
    return StandingCamera(Camera(name, **more), lat, LON + east_m * METRE / math.cos(math.radians(lat)))


def names(*cameras: StandingCamera, radius_m: float = 500.0, most: int = 9) -> list[str]:
    return [one.camera.id for one in cameras_around(LAT, LON, cameras, radius_m=radius_m, most=most)]


def test_the_nearest_comes_first_when_all_look_here():
    far, near = standing("far", north_m=50, facing=180.0), standing("near", north_m=20, facing=180.0)
    assert names(far, near) == ["near", "far"]


def test_one_that_sees_the_place_goes_before_a_nearer_one_that_looks_away():
    away, here = standing("away", north_m=20, facing=0.0), standing("here", north_m=50, facing=180.0)
    assert names(away, here) == ["here", "away"]


def test_one_that_can_be_turned_sees_what_is_within_its_reach():
    dome = standing("dome", north_m=50, facing=0.0, ptz=True, reach_m=80.0)
    short = standing("short", north_m=50, facing=0.0, ptz=True, reach_m=40.0)
    found = {one.camera.id: one.sees for one in cameras_around(LAT, LON, [dome, short], radius_m=500, most=9)}
    assert found == {"dome": True, "short": False}


def test_one_on_the_same_post_sees_it_wherever_it_looks():
    post, farther = standing("post", north_m=1, facing=0.0), standing("farther", north_m=20, facing=180.0)
    assert names(farther, post) == ["post", "farther"]


def test_who_is_switched_off_or_too_far_is_not_offered():
    assert names(standing("off", north_m=5, enabled=False), standing("far", east_m=600)) == []


def test_no_more_than_asked_for():
    assert len(names(*(standing(f"c{n}", north_m=n) for n in range(20)), most=4)) == 4


@pytest.mark.parametrize(
    ("north", "east", "bearing"), [(-10, 0, 0), (0, -10, 90), (10, 0, 180), (0, 10, 270)]
)
def test_the_bearing_is_from_the_camera_to_the_place(north, east, bearing):
    (found,) = cameras_around(LAT, LON, [standing("c", north_m=north, east_m=east)], radius_m=50, most=1)
    assert found.bearing == pytest.approx(bearing, abs=0.5)
    assert found.distance_m == pytest.approx(10, abs=0.1)


@given(
    st.floats(0, 360, exclude_max=True),
    st.floats(10, 180),
    st.floats(5, 300),
    st.floats(0, 360),
    st.floats(5, 400),
)
def test_what_is_said_to_be_seen_lies_inside_the_ground_that_is_drawn(
    facing, angle, reach, bearing, distance
):
    turned = math.radians(bearing)
    camera = standing(
        "c",
        north_m=-distance * math.cos(turned),
        east_m=-distance * math.sin(turned),
        facing=facing,
        view_angle=angle,
        reach_m=reach,
    )
    (found,) = cameras_around(LAT, LON, [camera], radius_m=1000, most=1)
    off = abs((bearing - facing + 180) % 360 - 180)
    if abs(off - angle / 2) > 1 and abs(distance - reach) > 1:
        assert found.sees == (off < angle / 2 and distance < reach)
    outline = ground_seen(camera)
    assert outline[0] == outline[-1] == (camera.lat, camera.lon)


def test_of_one_that_nobody_described_no_ground_is_drawn():
    assert ground_seen(standing("c")) == ()
    assert len(ground_seen(standing("dome", ptz=True))) > 12
