"""Frames of any format become pixels of the right colours and size."""

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wire.frame_slots import LARGEST_H, LARGEST_W
from tests.support.streets import street
from video.media.pixels import Converter, fitted, jpeg_of

FORMATS = (
    "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv411p", "nv12", "yuv420p10le",
    "rgb24", "bgra", "gray",
)  # fmt: skip


def frame_of(picture, form):
    return av.VideoFrame.from_ndarray(picture, format="bgr24").reformat(format=form)


@given(st.integers(1, 9000), st.integers(1, 9000), st.integers(0, 4000))
def test_what_is_fitted_goes_into_a_slot(width, height, most):
    across, down = fitted(width, height, most)
    assert 2 <= across <= LARGEST_W
    assert 2 <= down <= LARGEST_H
    assert across % 2 == down % 2 == 0
    assert across <= max(2, width, 2)
    assert across <= max(2, most)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("size", [(640, 360), (320, 180), (230, 130)])
def test_colours_are_those_of_the_picture(form, size):
    picture = street(5)
    converter = Converter()
    shown = converter.bgra(frame_of(picture, form), *size)
    assert shown.shape == (size[1], size[0], 4)
    small = converter.bgr(frame_of(picture, "yuv420p"), *size)
    expected = small.mean(axis=2, keepdims=True).repeat(3, 2) if form == "gray" else small
    away = np.abs(shown[..., :3].astype(int) - expected.astype(int))
    assert np.median(away) <= (40 if form == "gray" else 3)
    assert away.mean() < (40 if form == "gray" else 4)


def test_the_full_range_stays_the_full_range():
    for value in (0, 255):
        grey = np.full((64, 64, 3), value, np.uint8)
        shown = Converter().bgra(frame_of(grey, "yuvj420p"), 64, 64)
        assert np.abs(shown[..., :3].astype(int) - value).max() <= 2


def test_luma_for_analysis_has_one_size():
    for width, height in ((1280, 720), (322, 182), (96, 64), (2592, 1944)):
        luma = Converter().luma(av.VideoFrame(width, height, "yuv420p"))
        assert luma.shape == (180, 320)


def test_luma_is_the_bright_and_the_dark():
    picture = np.zeros((360, 640, 3), np.uint8)
    picture[:, 320:] = 255
    luma = Converter().luma(frame_of(picture, "yuv420p"))
    assert luma[:, :150].max() < 40
    assert luma[:, 170:].min() > 200


@pytest.mark.parametrize("form", ["yuv420p", "nv12"])
def test_eight_thousand_pixels_become_what_fits(form):
    frame = av.VideoFrame(7680, 4320, form)
    assert Converter().bgra(frame, *fitted(7680, 4320)).shape == (1080, 1920, 4)


def test_odd_sizes_are_made_even():
    frame = frame_of(street(1, 333, 187), "yuv420p")
    size = fitted(frame.width, frame.height)
    assert Converter().bgra(frame, *size).shape == (size[1], size[0], 4)


def test_a_change_of_size_changes_what_comes():
    converter = Converter()
    assert converter.bgra(frame_of(street(1), "yuv420p"), 320, 180).shape == (180, 320, 4)
    assert converter.bgra(frame_of(street(1, 320, 240), "yuv420p"), 160, 120).shape == (120, 160, 4)


def test_a_still_is_a_jpeg():
    for picture in (street(1), Converter().bgra(frame_of(street(1), "yuv420p"), 640, 360)):
        assert jpeg_of(picture).startswith(b"\xff\xd8")


@pytest.mark.parametrize("form", ["yuv420p", "yuvj420p"])
@pytest.mark.parametrize("most_wide", [640, 318, 230])
def test_what_luma_has_shrunk_is_shrunk_no_second_time_and_shows_the_same(form, most_wide):
    frame = frame_of(street(3, 1280, 720), form)
    size = fitted(1280, 720, most_wide)
    converter = Converter()
    alone = converter.bgra(frame, *size).copy()
    converter.luma(frame)[:] = 0  # privacy zones are made black in it
    assert np.array_equal(converter.bgra(frame, *size, after_luma=True), alone)


@pytest.mark.parametrize("width", [2, 62, 64, 66, 318])
def test_every_column_has_its_own_colour(width):
    shades = np.linspace(40, 200, width // 2).astype(np.uint8).repeat(2)
    picture = np.repeat(np.repeat(shades[None], 180, 0)[..., None], 3, 2)
    shown = Converter().bgra(frame_of(picture, "yuv420p"), width, 180)
    assert np.abs(shown[..., :3].astype(int) - picture).max() <= 3
