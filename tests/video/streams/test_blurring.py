"""The stream for who may see no faces: coarse wherever analysis cannot say yet, or any more, what moves."""

import contextlib
import datetime as dt
from dataclasses import replace

import av
import numpy as np
import pytest

from app.domain.video.cameras import Camera
from app.wire.frame_slots import BLURRED, FrameSlotReader
from tests.video.analytics.drawn import CAR, PERSON, Drawn
from video.analytics import masking, strict_masking
from video.analytics.pipeline import KNOWN_AFTER_MS, Pipeline
from video.media.inputs import Received
from video.media.pixels import Converter
from video.streams.policy import LIVE
from video.streams.ports import Analysed
from video.streams.showing import Showing
from video.streams.wish import Wish

WISH = Wish(320, blurred=True)
STEP_S = 0.2
STREET = Drawn(lambda t: [(20 + 30 * (t % 9), 150, PERSON, 250), (300 - 25 * t, 100, CAR, 10)])


class Analysis:
    """The pipeline of a worker as a stream's ports."""

    def __init__(self, camera, known_after_ms):
        self.pipeline = Pipeline(camera, dt.UTC, known_after_ms=known_after_ms)

    def on_analysis(self, camera, luma, colour, at_ms):
        seen = self.pipeline.see(luma, colour, at_ms)
        return Analysed(seen.overlay, mask=seen.mask, settled=seen.settled)


class Stream:
    def __init__(self, folder, hiding=masking, known_after_ms=0, **camera):
        self.camera = Camera("CAM-1", **camera)
        self.showing = Showing(self.camera, Analysis(self.camera, known_after_ms), hiding, folder)
        self.reader = FrameSlotReader(folder, "CAM-1" + BLURRED)

    def coarse(self, at, luma):
        """Whether nothing of the frame shown at this second is plain."""
        frame = av.VideoFrame.from_ndarray(np.dstack([luma] * 3), format="bgr24").reformat(format="yuv420p")
        packet = Received(av.Packet(b""), at, True, 0, round(1_789_000_000_000 + 1000 * at), 100.0 + at)
        self.showing.frame(frame, packet, WISH, LIVE, late=False)
        nothing_plain = Converter().bgra(frame, 320, 180)
        masking.pixelate_all(nothing_plain)
        return np.array_equal(self.reader.newer().pixels, nothing_plain)

    def close(self):
        self.reader.close()
        self.showing.nobody_looks()


@pytest.fixture
def stream(tmp_path):
    with contextlib.ExitStack() as stack:
        yield lambda **how: stack.enter_context(contextlib.closing(Stream(tmp_path, **how)))


def shown(stream, since, until, luma=STREET.frame):
    """Whether each frame was coarse, by its number; five of them are a second."""
    return {number: stream.coarse(number * STEP_S, luma(number)) for number in range(since, until)}


def test_nothing_is_plain_before_the_background_has_been_known_for_a_minute(stream):
    """Somebody who waits there would be taken for the street."""
    watched = stream(known_after_ms=KNOWN_AFTER_MS, analysis_fps=1.0)
    coarse = {at: watched.coarse(float(at), STREET.frame(at)) for at in range(75)}
    assert all(coarse[at] for at in range(KNOWN_AFTER_MS // 1000))
    assert not any(coarse[at] for at in range(70, 75)), "then what stands still is plain"


def test_where_all_is_blurred_nothing_is_ever_plain(stream):
    assert all(shown(stream(hiding=strict_masking), 0, 25).values())


def test_a_camera_that_is_analysed_seldom_is_coarse_between(stream):
    coarse = shown(stream(analysis_fps=0.5), 0, 50)
    plain = {number % 10 for number, each in coarse.items() if number >= 20 and not each}
    assert len(plain) == 3, "an analysed frame and the two within half a second after it, of ten"


def test_a_picture_that_changes_everywhere_is_coarse(stream):
    watched = stream()
    shown(watched, 0, 20)
    other = np.random.default_rng(5).integers(0, 255, (180, 320)).astype(np.uint8)
    assert all(shown(watched, 20, 32, lambda _: other).values())


def test_analysis_switched_off_leaves_nothing_plain(stream):
    watched = stream()
    shown(watched, 0, 20)
    watched.showing.camera = replace(watched.camera, analysis_fps=0.0)
    assert all(shown(watched, 23, 30).values())
