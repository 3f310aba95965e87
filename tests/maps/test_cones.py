"""Fields of view on the map: where they lie, and that they go."""

import pytest

from app.domain.video.around import StandingCamera, ground_seen
from app.domain.video.cameras import Camera
from maps.projection import world_point
from tests.maps.on_the_view import three
from tests.maps.small_city import SIDE, SOUTH, WEST

AT = (SOUTH + SIDE / 2, WEST + SIDE / 2)


@pytest.fixture
def view(make_view):
    return make_view(three())


def outline(facing: float | None, reach_m: float = 400.0):
    return ground_seen(StandingCamera(Camera("CAM-1", facing=facing, view_angle=80.0, reach_m=reach_m), *AT))


def changed(view, *outlines) -> list[tuple[int, int]]:
    """Pixels that look otherwise with these fields of view than without any."""
    view.picture.cones.show(())
    view.refresh()
    before = view.grab().toImage()
    view.picture.cones.show(outlines)
    view.refresh()
    after = view.grab().toImage()
    width, height = before.width(), before.height()
    return [
        (x, y)
        for x in range(0, width, 4)
        for y in range(0, height, 4)
        if before.pixel(x, y) != after.pixel(x, y)
    ]


def test_a_camera_that_looks_east_sees_the_ground_east_of_it(view):
    middle, _ = view.view.point_to_screen(*world_point(AT[1], AT[0]))
    seen = changed(view, outline(90.0))
    assert len(seen) > 20
    assert all(x >= middle - 4 for x, _ in seen)


def test_the_farther_it_sees_the_more_ground_is_shown(view):
    assert len(changed(view, outline(0.0, 600.0))) > 1.5 * len(changed(view, outline(0.0, 400.0)))


def test_without_a_direction_nothing_is_drawn(view):
    assert changed(view, outline(None)) == []
    assert view.picture.cones.count == 0
