"""A stream that is opened once: what came of it is told as soon as it is known."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from app.domain.video.cameras import CameraStream
from tests.video.streams.http_camera import HttpCamera
from video.media.faults import MediaFault
from video.media.inputs import Patience, Received
from video.media.pictures import PicturesInput
from video.media.sources import Source, SourceKind
from video.worker.trial import looked_at, tried

HOURLY_S = 3_600.0


@pytest.fixture
def camera() -> Iterator[HttpCamera]:
    made = HttpCamera()
    yield made
    made.close()


def test_of_a_camera_that_gives_single_pictures_the_first_one_tells_all(camera: HttpCamera) -> None:
    """One an hour: whoever waits for the second one waits for an hour."""
    found = tried(CameraStream("A", camera.url("/shot.jpg"), picture_every_s=HOURLY_S))
    assert (found.problem, found.width, found.height, found.codec) == ("", 320, 180, "mjpeg")
    shown = cv2.imdecode(np.frombuffer(found.picture, np.uint8), cv2.IMREAD_COLOR)
    assert shown is not None
    assert shown.std() > 10, "a street"
    assert camera.asked == ["/shot.jpg"]
    every_other_second = tried(CameraStream("A", camera.url("/shot.jpg"), picture_every_s=2.0))
    assert every_other_second.fps == 0.5, "as often as it is to be fetched"


class BreaksOff(PicturesInput):
    """Its first picture is its last."""

    def packets(self) -> Iterator[Received]:
        yield next(super().packets())
        raise MediaFault("ConnectionResetError")


def test_what_came_before_a_stream_broke_off_is_told(camera: HttpCamera) -> None:
    source = Source(SourceKind.PICTURES, camera.url("/shot.jpg"))
    media = BreaksOff(source, Patience(), lambda _seconds: False)
    found = looked_at(media, (), every_s=0.0)
    assert (found.problem, found.width) == ("", 320)
    media.close()


@pytest.mark.parametrize(
    ("path", "problem"), [("/404", "not_found"), ("/garbage", "garbage"), ("/locked", "no_password")]
)
def test_what_keeps_a_camera_from_showing_anything_is_told_in_a_word(
    camera: HttpCamera, path: str, problem: str
) -> None:
    every_s = 0.0 if path == "/garbage" else HOURLY_S
    found = tried(CameraStream("A", camera.url(path), picture_every_s=every_s))
    assert (found.problem, found.picture) == (problem, b"")
