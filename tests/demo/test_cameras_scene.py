"""The simulated streets show what their truth says, and say the same every time."""

import numpy as np
import pytest

from app.demo.cameras.happenings import Amiss, Happening
from app.demo.cameras.layouts import LAYOUTS, SceneKind
from app.demo.cameras.movers import Mover, movers
from app.demo.cameras.plan import STATIONS
from app.demo.cameras.scene import Light, Scene, Truth, Weather
from app.domain.video.cameras import Point
from app.domain.video.stages import StageKind, TrackClass

START = 1_789_571_234.0
STEP_S = 0.05


def side(line: tuple[Point, Point], foot: Point) -> float:
    """Below 0 on the left of the line, over 0 on its right, as the picture is drawn (down is more)."""
    (ax, ay), (bx, by) = line
    return (bx - ax) * (foot[1] - ay) - (by - ay) * (foot[0] - ax)


def seen_crossings(scene: Scene, since: float, until: float) -> list[tuple[TrackClass, bool]]:
    """Feet that change sides between one moment and the next, found in the picture."""
    line = scene.lines[0]
    ends = (line.first, line.last)
    found, before = [], dict[int, tuple[float, float]]()
    for number in range(round((until - since) / STEP_S) + 1):
        t, now = since + number * STEP_S, dict[int, tuple[float, float]]()
        for mover in on_the_way(scene, t):
            across, down = eye_spot(scene, mover, t)
            now[id(mover)] = (side(ends, (across, down)), across)
            turned = id(mover) in before and before[id(mover)][0] * now[id(mover)][0] < 0.0
            if turned and ends[0][0] <= across <= ends[1][0]:
                found.append((mover.route.kind, now[id(mover)][0] > 0.0))
        before = now
    return found


def on_the_way(scene: Scene, t: float) -> list[Mover]:
    return [each for each in movers(scene.layout.routes, scene.seed, t, t) if each.place(t)[1] > 2.0]


def eye_spot(scene: Scene, mover: Mover, t: float) -> Point:
    u, v = scene.layout.eye.spot(*mover.place(t))
    return u / 640.0, v / 360.0


@pytest.mark.parametrize("kind", list(SceneKind))
def test_the_truth_counts_the_feet_that_cross_the_line_in_the_picture(kind: SceneKind) -> None:
    scene = Scene(kind, seed=3)
    seen = seen_crossings(scene, START, START + 40.0)
    truth = scene.truth(START, START + 40.0)
    assert sorted(seen) == sorted((each.kind, each.forward) for each in truth.crossings)


@pytest.mark.parametrize("kind", [SceneKind.STREET, SceneKind.SEAFRONT])
@pytest.mark.parametrize("light", list(Light))
def test_whoever_crosses_is_drawn_where_the_line_is(kind: SceneKind, light: Light) -> None:
    scene = Scene(kind, seed=4, light=light)
    empty = np.median([scene.frame(START + 7.0 * n) for n in range(25)], axis=0)
    crossings = scene.truth(START, START + 60.0).crossings
    assert len(crossings) >= 3
    for crossing in crossings:
        feet = [foot for who, foot in scene.feet(crossing.at) if who is crossing.kind]
        line = (scene.lines[0].first, scene.lines[0].last)
        across, down = min(feet, key=lambda foot: abs(side(line, foot)))
        x, y = round(across * 640), round(down * 360)
        body = slice(max(0, y - 40), y), slice(max(0, x - 6), x + 6)
        apart = np.abs(scene.frame(crossing.at)[body].astype(float) - empty[body]).max(axis=2)
        assert (apart > 16.0).mean() > 0.2


def test_the_same_seed_and_time_give_the_same_picture_and_truth() -> None:
    once = Scene(SceneKind.MARKET, seed=8, weather=Weather.RAIN, light=Light.NIGHT)
    again = Scene(SceneKind.MARKET, seed=8, weather=Weather.RAIN, light=Light.NIGHT)
    other = Scene(SceneKind.MARKET, seed=9, weather=Weather.RAIN, light=Light.NIGHT)
    once.frame(START + 500.0)
    assert np.array_equal(once.frame(START), again.frame(START))
    assert once.truth(START, START + 300.0) == again.truth(START, START + 300.0)
    assert once.truth(START, START + 300.0) != other.truth(START, START + 300.0)


def test_truth_of_a_time_is_that_of_its_parts() -> None:
    scene = Scene(SceneKind.AVENUE, seed=5)
    parts = [scene.truth(START + 10.0 * n, START + 10.0 * (n + 1)) for n in range(12)]
    whole = scene.truth(START, START + 120.0)
    assert whole.crossings == tuple(each for part in parts for each in part.crossings)
    assert {kind for _, kind, _ in whole.counts()} == {TrackClass.VEHICLE, TrackClass.TWO_WHEELER}


def difference(scene: Scene, plain: Scene, t: float) -> int:
    """Pixels that differ."""
    return int((scene.frame(t) != plain.frame(t)).any(axis=2).sum())


@pytest.mark.parametrize("amiss", [each for each in Amiss if each is not Amiss.WRONG_WAY])
def test_what_goes_amiss_is_seen_while_it_lasts_and_only_then(amiss: Amiss) -> None:
    plain = Scene(SceneKind.STREET, seed=6)
    scene = Scene(SceneKind.STREET, seed=6, happenings=(Happening(amiss, START + 10.0, START + 20.0),))
    assert difference(scene, plain, START + 9.0) == 0
    assert difference(scene, plain, START + 15.0) > 200
    assert difference(scene, plain, START + 21.0) == 0
    (told,) = scene.truth(START, START + 60.0).occurrences
    assert (told.amiss, told.began, told.ended) == (amiss, START + 10.0, START + 20.0)


def test_a_car_that_drives_the_wrong_way_is_counted_and_told() -> None:
    plain, scene = Scene(SceneKind.AVENUE, seed=6), with_wrong_way(every_s=0.0)
    extra = crossed(scene.truth(START, START + 60.0)) - crossed(plain.truth(START, START + 60.0))
    assert [(each.kind, each.forward) for each in extra] == [(TrackClass.VEHICLE, False)]


def test_what_comes_again_is_told_each_time() -> None:
    scene = with_wrong_way(every_s=300.0)
    began = [each.began for each in scene.truth(START + 100.0, START + 900.0).occurrences]
    assert began == [START + 310.0, START + 610.0]
    crossings = crossed(scene.truth(START, START + 900.0))
    plain = crossed(Scene(SceneKind.AVENUE, seed=6).truth(START, START + 900.0))
    assert len(crossings - plain) == 3


def with_wrong_way(every_s: float) -> Scene:
    odd = Happening(Amiss.WRONG_WAY, START + 10.0, START + 30.0, every_s)
    return Scene(SceneKind.AVENUE, seed=6, happenings=(odd,))


def crossed(truth: Truth) -> set[object]:
    return set(truth.crossings)


def test_a_frozen_camera_shows_what_it_showed_when_it_froze() -> None:
    frozen = Happening(Amiss.FROZEN, START, START + 600.0)
    scene = Scene(SceneKind.STREET, seed=2, happenings=(frozen,))
    assert np.array_equal(scene.frame(START + 5.0), scene.frame(START + 400.0))


def test_a_covered_lens_is_darker_and_flatter_than_the_street() -> None:
    covered = Happening(Amiss.COVERED, START, START + 60.0)
    scene, plain = Scene(SceneKind.STREET, 2, happenings=(covered,)), Scene(SceneKind.STREET, 2)
    assert scene.frame(START).std() < plain.frame(START).std() / 3.0
    assert scene.frame(START).mean() < plain.frame(START).mean() / 3.0


def test_daylight_goes_over_from_night_to_day() -> None:
    scene = Scene(SceneKind.PLAZA, seed=2)
    brightness = [scene.frame(START, daylight).mean() for daylight in (0.0, 0.3, 0.6, 1.0)]
    assert brightness == sorted(brightness)
    assert brightness[-1] > 2.0 * brightness[0]


def test_every_camera_knows_how_large_people_are_in_its_picture() -> None:
    person_m = 1.7
    for station in STATIONS:
        eye = LAYOUTS[station.kind].eye
        (state,) = (stage for stage in station.camera.stages if stage.kind is StageKind.TAMPER)
        at_lower_edge = 100.0 * person_m / eye.height_m * (1.0 - eye.horizon)
        assert state.option("person_height", 0.0) == pytest.approx(at_lower_edge, abs=0.05)
        assert state.option("horizon", 0.0) == pytest.approx(100.0 * eye.horizon)


@pytest.mark.parametrize("kind", [SceneKind.PLAZA, SceneKind.STADIUM])
def test_lines_over_an_open_place_begin_left_of_whoever_comes_in(kind: SceneKind) -> None:
    layout = LAYOUTS[kind]
    (line,) = layout.lines
    _, nearest = layout.eye.ground(0.5, 1.0)
    lanes = [route.start[0] - route.spread_m for route in layout.routes if route.start[1] < nearest]
    first_feet = [layout.eye.spot(x, nearest)[0] for x in lanes]
    assert line.first[0] * 640.0 <= min(first_feet)
