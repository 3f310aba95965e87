"""Counts against what is known: a filmed street with strong exposure dips, and a simulated one."""

import datetime as dt
import os
from pathlib import Path

import cv2
import pytest

from app.demo.cameras.layouts import SceneKind
from app.demo.cameras.scene import Light, Scene, Weather
from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind, TrackClass
from tests.support.streets import street
from video.analytics.pipeline import Pipeline

BESIDE = Path(__file__).parents[4] / "shared" / "data" / "video" / "car-detection.mp4"
CAR_DETECTION = Path(os.environ.get("ATALAYA_CAR_DETECTION", BESIDE))


def luma(picture):
    small = cv2.resize(picture, (320, 180), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)


@pytest.mark.skipif(not CAR_DETECTION.is_file(), reason=f"{CAR_DETECTION} is not here")
@pytest.mark.parametrize("height", [0.4, 0.6])
def test_four_cars_two_up_and_two_down_through_exposure_dips(height):
    line = Stage("L1", StageKind.LINE, points=((0.0, height), (1.0, height)))
    pipeline = Pipeline(Camera("CAM", stages=(line,)), dt.UTC)
    film, number, due, faults = cv2.VideoCapture(str(CAR_DETECTION)), 0, 0.0, set()
    while True:
        more, picture = film.read()
        if not more:
            break
        if number >= due:
            faults |= set(pipeline.see(luma(picture), None, 1_000_000 + number * 80).faults)
            due += 2.5
        number += 1
    film.release()
    (cars,) = pipeline.counts()[0].today
    assert (cars.kind, cars.forward, cars.backward) == (TrackClass.VEHICLE, 2, 2)
    assert faults == set()


@pytest.mark.parametrize("light", [Light.DAY, Light.NIGHT])
def test_a_simulated_avenue_is_counted_as_it_was(light):
    scene = Scene(SceneKind.AVENUE, 7, Weather.DRY, light)
    sizes = Stage("tamper", StageKind.TAMPER, options=(("person_height", 19.8), ("horizon", 36.0)))
    line = Stage("L1", StageKind.LINE, points=(scene.lines[0].first, scene.lines[0].last))
    pipeline = Pipeline(Camera("CAM", stages=(sizes, line)), dt.UTC)
    for number in range(150):
        pipeline.see(luma(scene.frame(100 + number / 5)), None, 1_000_000 + 200 * number)
    known = scene.truth(104, 130).crossings
    counted = sum(each.forward + each.backward for each in pipeline.counts()[0].today)
    assert abs(counted - len(known)) <= 1 < len(known)


def test_what_passes_again_and_again_is_seen_to_move_each_time():
    """Given a car that crosses every four seconds, then it does not become a part of the street."""
    empty, pipeline = street(0, still=True), Pipeline(Camera("CAM"), dt.UTC)
    for number in range(200):
        picture, left = empty.copy(), number * 32 % 640
        picture[180:240, left : left + 106] = (20, 20, 40)
        seen = pipeline.see(luma(picture), None, 1_000_000 + 200 * number)
        if number > 50 and 200 < left < 540:
            assert seen.moving, f"the car at {left} in frame {number}"
