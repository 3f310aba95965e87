"""Which addresses show the picture of a camera whose privacy zones are known."""

from __future__ import annotations

import pytest

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.places import zones_over

ZONE = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
CAMERAS = {one.id: one for one in (Camera("A", privacy=(ZONE,)), Camera("B"), Camera("C"))}
STREAMS = (
    CameraStream("A", "rtsp://h/main", "rtsp://h/sub", onvif="h:8080"),
    CameraStream("B", "rtsp://recorder/1"),
    CameraStream("C", "rtsp://h/other"),
)


@pytest.mark.parametrize(
    ("camera", "url", "zones"),
    [
        ("", "rtsp://h/main", (ZONE,)),
        ("", "rtsp://h:554/main", (ZONE,)),
        ("", "rtsps://H/sub/", (ZONE,)),
        ("A", "rtsp://h/third", (ZONE,)),
        ("A", "rtsp://elsewhere/1", (ZONE,)),
        ("", "rtsp://h/third", None),
        ("B", "http://h:81/shot.jpg", None),
        ("A", "rtsp://h/other", (ZONE,)),
        ("", "rtsp://h/other", ()),
        ("", "rtsp://recorder/2", ()),
        ("", "rtsp://elsewhere/main", ()),
    ],
)
def test_a_stream_that_is_tried_is_black_where_the_camera_is_that_it_shows(
    camera: str, url: str, zones: object
) -> None:
    assert zones_over(CameraStream(camera, url), CAMERAS, STREAMS) == zones


def test_another_picture_of_a_host_is_shown_as_long_as_nothing_there_is_hidden() -> None:
    bare = {one: Camera(one) for one in CAMERAS}
    assert zones_over(CameraStream("", "rtsp://h/third"), bare, STREAMS) == ()
