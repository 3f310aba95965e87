import numpy as np
import pytest

from maps.frame import MOST_ABNORMAL, cluster_at, count_inside, nearest, prepare
from maps.projection import Viewport
from maps.scene import DeviceScene
from tests.maps import small_city
from tests.maps.small_city import SIDE, SOUTH, WEST


def scene_of(columns, mobile=()) -> DeviceScene:
    scene = DeviceScene()
    scene.set_mobile_kinds(mobile)
    scene.update(columns)
    return scene


def view_of(scene: DeviceScene, zoom: float | None = None) -> Viewport:
    bounds = scene.bounds
    assert bounds is not None
    view = Viewport(0.5, 0.5, 3.0, 800, 600).fitted(bounds)
    return view if zoom is None else view.zoomed(zoom, 400, 300)


def test_no_devices_at_all():
    scene = scene_of(small_city.columns([], []))
    frame = prepare(scene, Viewport(0.5, 0.5, 10, 800, 600), grouped=True)
    assert not len(frame.normal)
    assert nearest(scene, frame, 100, 100) is None
    assert cluster_at(frame, 100, 100) is None
    assert scene.bounds is None


def test_every_device_is_drawn_or_counted():
    scene = scene_of(
        small_city.scattered(5000, liveness=[0] * 4900 + [2] * 100, priority=[0] * 4990 + [3] * 10)
    )
    frame = prepare(scene, view_of(scene), grouped=True)
    shown = len(frame.normal) + len(frame.stale) + len(frame.abnormal) + int(frame.clusters.counts.sum())
    assert shown == 5000
    assert count_inside(scene, frame.view.bounds) == 5000


def test_devices_without_a_place_are_left_out_and_counted():
    scene = scene_of(
        small_city.columns([WEST, np.nan, 500.0, WEST, np.inf], [SOUTH, SOUTH, SOUTH, 91.0, np.nan])
    )
    assert scene.unplaced == 4
    assert scene.order.tolist() == [0]


def test_a_hundred_thousand_devices_at_one_point_are_one_group():
    scene = scene_of(small_city.columns([WEST] * 100_000, [SOUTH] * 100_000))
    for zoom in (10.0, 20.0):
        view = Viewport(float(scene.x[0]), float(scene.y[0]), zoom, 800, 600)
        frame = prepare(scene, view, grouped=True)
        assert frame.clusters.counts.tolist() == [100_000]
        loose = prepare(scene, view, grouped=False)
        assert loose.dots


def test_alarms_and_movers_are_never_swallowed_by_a_group():
    priority = [0] * 500
    priority[17], priority[40] = 4, 1
    kind = [0] * 500
    kind[99] = 1
    scene = scene_of(
        small_city.columns([WEST] * 500, [SOUTH] * 500, priority=priority, unacknowledged=True, kind=kind),
        [1],
    )
    frame = prepare(scene, Viewport(float(scene.x[0]), float(scene.y[0]), 12, 800, 600), grouped=True)
    assert frame.abnormal.tolist() == [40, 17]
    assert frame.moving.tolist() == [99]
    assert frame.clusters.counts.tolist() == [497]
    assert frame.clusters.rings.tolist() == [0]


def test_beyond_the_budget_the_least_alarms_go_into_groups():
    count = MOST_ABNORMAL + 500
    priority = [4] * MOST_ABNORMAL + [1] * 500
    scene = scene_of(small_city.columns([WEST] * count, [SOUTH] * count, priority=priority))
    frame = prepare(scene, Viewport(float(scene.x[0]), float(scene.y[0]), 12, 800, 600), grouped=True)
    assert len(frame.abnormal) == MOST_ABNORMAL
    assert set(scene.priority[frame.abnormal].tolist()) == {4}
    assert frame.clusters.counts.tolist() == [500]
    assert frame.clusters.rings.tolist() == [1]


def test_the_nearest_device_in_reach_is_hit():
    scene = scene_of(small_city.columns([WEST, WEST + SIDE], [SOUTH, SOUTH]))
    frame = prepare(scene, view_of(scene), grouped=True)
    x, y = frame.view.point_to_screen(float(scene.x[1]), float(scene.y[1]))
    assert nearest(scene, frame, x + 5, y - 5) == 1
    assert nearest(scene, frame, x + 40, y) is None


def test_a_group_is_hit_on_its_pill():
    scene = scene_of(small_city.columns([WEST] * 50, [SOUTH] * 50))
    frame = prepare(scene, Viewport(float(scene.x[0]), float(scene.y[0]), 12, 800, 600), grouped=True)
    assert cluster_at(frame, 400, 300) == 0
    assert cluster_at(frame, 400, 330) is None


def test_a_frame_serves_a_small_pan_and_no_other_zoom():
    scene = scene_of(small_city.scattered(2000))
    view = view_of(scene, 16.0)
    frame = prepare(scene, view, grouped=True)
    assert frame.serves(view.panned(100, -50))
    assert not frame.serves(view.panned(700, 0))
    assert not frame.serves(view.zoomed(16.5, 400, 300))


def test_hidden_kinds_and_states_are_not_drawn():
    scene = scene_of(
        small_city.columns(
            [WEST] * 4, [SOUTH] * 4, kind=[0, 1, 0, 0], priority=[0, 0, 2, 0], liveness=[0, 0, 0, 2]
        )
    )
    view = Viewport(float(scene.x[0]), float(scene.y[0]), 15, 800, 600)
    scene.hide_kinds([1])
    frame = prepare(scene, view, grouped=False)
    assert (frame.normal.tolist(), frame.abnormal.tolist(), frame.stale.tolist()) == ([0], [2], [3])
    scene.hide_states(normal=True, abnormal=False, stale=True)
    frame = prepare(scene, view, grouped=False)
    assert (frame.normal.tolist(), frame.abnormal.tolist(), frame.stale.tolist()) == ([], [2], [])


def test_without_an_engine_nothing_looks_fresh():
    scene = scene_of(small_city.columns([WEST] * 3, [SOUTH] * 3))
    scene.set_engine_lost(True)
    frame = prepare(scene, Viewport(float(scene.x[0]), float(scene.y[0]), 15, 800, 600), grouped=False)
    assert not len(frame.normal)
    assert len(frame.stale) == 3


@pytest.mark.parametrize("everything", [True, False])
def test_alarms_are_taken_at_every_update(everything):
    scene = scene_of(small_city.columns([WEST] * 3, [SOUTH] * 3))
    later = small_city.columns([WEST + 1] * 3, [SOUTH] * 3, priority=[0, 3, 0], liveness=[2, 0, 0])
    assert scene.update(later, everything=everything)
    assert scene.priority.tolist() == [0, 3, 0]
    assert scene.liveness[0] == (2 if everything else 0)
    assert scene.lon[0] == (WEST + 1 if everything else WEST)


def test_an_update_that_changes_nothing_says_so():
    scene = scene_of(small_city.columns([WEST, np.nan], [SOUTH, np.nan]))
    revision = scene.revision
    assert not scene.update(small_city.columns([WEST, np.nan], [SOUTH, np.nan]))
    assert scene.revision == revision
