"""Addresses: what is opened, and that nobody ever reads a password."""

import sys
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.cameras import CameraStream
from video.media.faults import MediaFault, scrubbed, told_as_faults
from video.media.sources import SourceKind, source_of

AWKWARD = "p@ss:w/rd?#%&+ ñ"


def stream(url, **more):
    return CameraStream("CAM-1", url, **more)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("rtsp://10.0.0.1/a", SourceKind.RTSP),
        ("RTSPS://10.0.0.1/a", SourceKind.RTSP),
        ("http://10.0.0.1/mjpeg", SourceKind.HTTP),
        ("https://10.0.0.1/live.m3u8?x=1", SourceKind.HLS),
        ("file:///tmp/a%20b.mp4", SourceKind.FILE),
    ],
)
def test_the_scheme_says_what_it_is(url, kind):
    assert source_of(stream(url)).kind is kind


def test_rtsp_is_opened_for_the_least_delay():
    options = dict(source_of(stream("rtsp://10.0.0.1/a", transport="udp")).options)
    assert options == {"rtsp_transport": "udp", "fflags": "nobuffer", "flags": "low_delay"}


def test_a_picture_now_and_then_is_another_source():
    source = source_of(stream("http://10.0.0.1/shot.jpg", picture_every_s=2.0))
    assert (source.kind, source.every_s) == (SourceKind.PICTURES, 2.0)


@pytest.mark.skipif(sys.platform != "linux", reason="devices are files")
@pytest.mark.parametrize("url", ["usb:0", "usb:/dev/video0", "usb:///dev/video0", "USB:%2Fdev/video0"])
def test_a_camera_at_the_machine_is_opened_by_its_device(url):
    source = source_of(stream(url))
    assert (source.kind, source.address(), source.format) == (SourceKind.USB, "/dev/video0", "v4l2")


@pytest.mark.skipif(sys.platform != "linux", reason="devices are files")
def test_a_device_that_is_no_camera_is_no_address():
    with pytest.raises(MediaFault):
        source_of(stream("usb:Integrated Camera"))


@pytest.mark.parametrize("url", ["gopher://x", "", "no address", "concat:/etc/passwd", "data:,x"])
def test_other_schemes_are_refused(url):
    with pytest.raises(MediaFault) as refused:
        source_of(stream(url))
    assert refused.value.kind == "ProtocolNotFoundError"


def test_an_awkward_password_is_written_so_that_it_works():
    source = source_of(stream("rtsp://10.0.0.1:554/a?b=c", user="us:er", password=AWKWARD))
    assert source.address() == ("rtsp://us%3Aer:p%40ss%3Aw%2Frd%3F%23%25%26%2B%20%C3%B1@10.0.0.1:554/a?b=c")


def test_what_is_given_apart_counts_more_than_what_stands_in_the_address():
    source = source_of(stream("rtsp://old:older@10.0.0.1/a", user="u", password="p"))
    assert source.address() == "rtsp://u:p@10.0.0.1/a"


def test_the_sub_stream_has_the_same_password():
    source = source_of(stream("rtsp://h/a", sub_url="rtsp://h/b", user="u", password="p"), sub=True)
    assert source.address() == "rtsp://u:p@h/b"


@given(st.text(st.characters(codec="utf-8"), max_size=20).map("¤{}¤".format))
def test_nothing_shows_a_password(password):
    camera = stream("rtsp://host-1/path", user="u", password=password)
    source = source_of(camera)
    said = scrubbed(f"cannot open {source.address()} with {password}", password)
    for text in (repr(source), repr(camera), said):
        assert "¤" not in text
        assert "%C2%A4" not in text
    assert "u:" not in said


def test_what_the_library_says_is_neither_repeated_nor_shown_in_a_trace():
    secret = "se-cret"
    with pytest.raises(MediaFault) as lost, told_as_faults(secret):
        raise OSError(f"no way to rtsp://user:{secret}@host/a")
    assert secret not in "".join(traceback.format_exception(lost.value))
