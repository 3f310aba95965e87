"""Privacy zones are black and what moves is unrecognisable, in every kind of frame."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.scenes import Track
from app.domain.video.stages import TrackClass
from video.analytics.masking import blacken, pixelate, pixelate_all

SHAPES = [(180, 320), (360, 640, 3), (720, 1280, 4)]
TRIANGLE = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.6))


def noise(shape):
    return np.random.default_rng(4).integers(1, 255, shape).astype(np.uint8)


def track(left, top, width, height):
    return Track(1, TrackClass.PERSON, left, top, width, height)


def details(part):
    """How much neighbours differ, across and down, in grey levels."""
    part = part[..., :3].astype(int) if part.ndim == 3 else part.astype(int)
    return (np.abs(np.diff(part, axis=0)).mean() + np.abs(np.diff(part, axis=1)).mean()) / 2


@pytest.mark.parametrize("shape", SHAPES)
def test_a_zone_is_black_inside_and_as_it_was_outside(shape):
    frame = noise(shape)
    before = frame.copy()
    blacken(frame, [TRIANGLE])
    height, width = shape[:2]
    assert not frame[int(0.2 * height), int(0.4 * width)][..., None].ravel()[:3].any()
    assert (frame[int(0.7 * height) :] == before[int(0.7 * height) :]).all()


@given(st.lists(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), min_size=3, max_size=6))
def test_zones_that_overlap_stay_black(points):
    once, twice = np.full((90, 160), 200, np.uint8), np.full((90, 160), 200, np.uint8)
    blacken(once, [points])
    blacken(twice, [points, points, ((0.0, 0.0), (0.2, 0.0), (0.2, 0.2))])
    assert not twice[once == 0].any()


@pytest.mark.parametrize("polygon", [(), ((0.1, 0.1),), ((0.1, 0.1), (0.9, 0.9))])
def test_what_is_no_area_covers_nothing(polygon):
    frame = noise((180, 320))
    before = frame.copy()
    blacken(frame, [polygon])
    assert (frame == before).all()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_track_is_coarse_with_its_margin_and_the_rest_untouched(shape):
    frame = noise(shape)
    before = frame.copy()
    pixelate(frame, (track(0.4, 0.4, 0.2, 0.4),))
    height, width = shape[:2]
    inside = np.s_[int(0.36 * height) : int(0.84 * height), int(0.38 * width) : int(0.62 * width)]
    assert details(frame[inside]) < 0.15 * details(before[inside])
    assert (frame[:, : int(0.3 * width)] == before[:, : int(0.3 * width)]).all()


def test_a_face_that_fills_the_picture_is_a_few_squares():
    frame = noise((720, 1280, 4))
    pixelate(frame, (track(0.2, 0.0, 0.6, 1.0),))
    part = frame[:, 400:900, 0]
    assert len(np.unique(part)) < 40


def test_what_moves_without_a_track_is_coarse_too():
    frame, mask = noise((720, 1280, 4)), np.zeros((180, 320), np.uint8)
    before = frame.copy()
    mask[80:100, 200:215] = 255
    pixelate(frame, (), mask)
    assert details(frame[320:400, 800:860]) < 0.15 * details(before[320:400, 800:860])
    assert (frame[:, :600] == before[:, :600]).all()


@pytest.mark.parametrize("box", [(-0.3, -0.3, 0.1, 0.1), (1.2, 0.2, 0.3, 0.3), (0.5, 0.5, 0.0, 0.0)])
def test_boxes_outside_the_picture_do_no_harm(box):
    frame = noise((180, 320, 3))
    pixelate(frame, (track(*box),))


def test_a_picture_that_nobody_has_looked_at_is_coarse_all_over():
    frame = noise((360, 640, 3))
    before = details(frame)
    pixelate_all(frame)
    assert details(frame) < 0.15 * before
