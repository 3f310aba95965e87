"""Fire is told and what has its colour is not; smoke is told and what is as grey is not."""

import cv2
import numpy as np
import pytest

from app.domain.video.stages import Stage, StageKind
from tests.video.analytics.drawn import HEIGHT, WIDTH, ground, pipeline_of, played

GROUND = cv2.cvtColor(ground(), cv2.COLOR_GRAY2BGR)
LAMP = (60, 160, 240)
WINDOW = (slice(80, 100), slice(100, 116))


def flames(picture, t, chance):
    """A core that stays and tongues of another length in each frame."""
    if t >= 8:
        for middle in (152, 158, 164, 170):
            tip = 120 - int(chance.integers(8, 26))
            corners = np.array([(middle - 5, 120), (middle + 5, 120), (middle, tip)])
            cv2.fillPoly(picture, [corners], (20, 60 + middle, 250))


def smoke(picture, t, chance):
    """Grey puffs that rise and swell over the middle of the picture."""
    for number in range(12 if t >= 8 else 0):
        age = (t - 8) * 0.25 - number * 0.2
        if age > 0:
            rise = age % 1.6
            spot = 160 + int(9 * np.sin(5 * t + number)), 140 - int(50 * rise)
            grey = int(150 + chance.integers(-12, 12))
            cv2.circle(picture, spot, 8 + int(14 * rise), (grey, grey, grey), -1)
    picture[:] = (
        picture if t < 8 else cv2.addWeighted(picture, 0.9, cv2.GaussianBlur(picture, (9, 9), 0), 0.1, 0)
    )


def passers_before_a_window(picture, t, _):
    picture[WINDOW] = LAMP
    left = 90 + int(t * 18) % 40
    cv2.rectangle(picture, (left, 84), (left + 7, 110), (40, 40, 40), -1)


def window_lit_later(picture, t, _):
    if t >= 10:
        passers_before_a_window(picture, t, _)


def indicator(picture, t, _):
    cv2.rectangle(picture, (140, 90), (200, 120), (60, 60, 60), -1)
    if t % 0.8 < 0.4:
        picture[108:116, 186:198] = (20, 150, 250)


def red_cars(picture, t, _):
    left = int(t * 50) % 420 - 60
    cv2.rectangle(picture, (left, 100), (left + 46, 124), (30, 30, 230), -1)


def red_car_stops(picture, t, _):
    left = min(140, int((t - 6) * 50) - 60)
    cv2.rectangle(picture, (left, 100), (left + 46, 124), (30, 30, 230), -1)


def grey_lorry_stops(picture, t, _):
    left = min(100, int((t - 6) * 50) - 120)
    cv2.rectangle(picture, (left, 60), (left + 120, 130), (150, 150, 150), -1)


def told(scene, seconds=20, step_s=0.2):
    """Beginnings of what the stage tells, in seconds of the scene."""
    chance = np.random.default_rng(11)
    noises = [chance.integers(0, 6, (HEIGHT, WIDTH, 1)).astype(np.uint8).repeat(3, axis=2) for _ in range(7)]
    pictures = []
    for number in range(round(seconds / step_s)):
        picture = GROUND.copy()
        scene(picture, number * step_s, chance)
        pictures.append(cv2.add(picture, noises[number % 7]))
    pipeline = pipeline_of(Stage("fire", StageKind.SMOKE_FLAME))
    seen = played(
        pipeline, [cv2.cvtColor(each, cv2.COLOR_BGR2GRAY) for each in pictures], colours=pictures.__getitem__
    )
    return [number * step_s for number, each in enumerate(seen) if each.began]


@pytest.mark.parametrize("scene", [flames, smoke])
def test_what_burns_is_told_once_within_ten_seconds(scene):
    began = told(scene)
    assert len(began) == 1
    assert 8 < began[0] < 18


@pytest.mark.parametrize(
    "scene",
    [passers_before_a_window, window_lit_later, indicator, red_cars, red_car_stops, grey_lorry_stops],
)
def test_what_only_looks_like_it_is_not(scene):
    assert told(scene) == []
