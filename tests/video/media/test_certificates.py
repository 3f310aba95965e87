"""Cameras that encrypt: who is let in by their certificate, proven with real TLS servers."""

import contextlib
import itertools
from concurrent.futures import ThreadPoolExecutor

import av
import pytest

from app.domain.video.cameras import CameraStream, CertificateCheck
from tests.support import streets
from tests.support.waiting import PATIENCE_S
from tests.video.media.tls_front import HOST, Certificate, TlsFront
from tests.video.streams.http_camera import JPEGS, PASSWORD, USER, HttpCamera
from video.media.certificates import AUTHORITY, Certificates
from video.media.faults import MediaFault
from video.media.inputs import Patience
from video.media.opening import open_input
from video.media.sources import source_of

PATIENCE = Patience(60.0, 60.0)
KNOWN, BY_AUTHORITY = CertificateCheck.KNOWN, CertificateCheck.AUTHORITY
PINNED, UNCHECKED = CertificateCheck.PINNED, CertificateCheck.UNCHECKED
NOBODYS = {
    "another's name": {"name": "IP Camera (1)"},
    "no name": {"name": ""},
    "out of date": {"address": HOST, "days": (-30, -1)},
    "not yet": {"address": HOST, "days": (1, 30)},
}
"""Certificates as cameras have them, which no authority and no library would take."""


@pytest.fixture
def http():
    with contextlib.closing(HttpCamera(fps=200)) as camera:
        yield camera


@pytest.fixture
def front(http):
    with contextlib.ExitStack() as stack:

        def begin(certificate, port=0, to_port=0):
            made = TlsFront(certificate, to_port or http.server_address[1], port)
            stack.callback(made.close)
            return made

        yield begin


def stream(front, path, scheme="https", **more):
    return CameraStream("CAM-1", f"{scheme}://{HOST}:{front.port}{path}", **more)


def packets(stream, certificates=None, count=3):
    """As many as there are, at most `count`; raises MediaFault."""
    media = open_input(source_of(stream), lambda _: False, PATIENCE, certificates)
    try:
        with contextlib.closing(media.packets()) as coming:
            return [bytes(one.packet) for one in itertools.islice(coming, count)]
    finally:
        media.close()


def fault(stream, certificates=None):
    with pytest.raises(MediaFault) as refused:
        packets(stream, certificates)
    return refused.value.kind


@pytest.mark.parametrize("certificate", NOBODYS.values(), ids=NOBODYS)
@pytest.mark.parametrize("path", ["/mjpeg", "/shot.jpg"])
def test_a_camera_is_known_again_by_the_certificate_that_it_showed_first(
    path, certificate, front, http, tmp_path
):
    every = 0.01 if path == "/shot.jpg" else 0.0
    first = Certificate(tmp_path, **certificate)
    camera = front(first)
    seen = Certificates(tmp_path / "seen")
    for _ in range(2):
        assert set(packets(stream(camera, path, picture_every_s=every), seen)) <= set(JPEGS)
    assert (tmp_path / "seen" / f"{HOST}_{camera.port}").read_text().strip() == first.fingerprint
    camera.close()
    another = front(Certificate(tmp_path, **certificate), camera.port)
    assert fault(stream(another, path, picture_every_s=every), Certificates(tmp_path / "seen")) == (
        "CertificateOther"
    )
    assert not another.heard, "who is not known hears nothing, no password above all"


def test_what_came_in_its_place_is_written_down_until_the_right_one_is_back(front, tmp_path):
    right, wrong, seen = Certificate(tmp_path), Certificate(tmp_path), Certificates(tmp_path / "seen")
    camera = front(right)
    refused = tmp_path / "seen" / f"{HOST}_{camera.port}.refused"
    packets(stream(camera, "/mjpeg"), seen)
    camera.close()
    other = front(wrong, camera.port)
    fault(stream(other, "/mjpeg"), seen)
    assert refused.read_text().strip() == wrong.fingerprint
    other.close()
    packets(stream(front(right, camera.port), "/mjpeg"), seen)
    assert not refused.exists()


def test_a_certificate_of_an_authority_is_never_taken_back_for_another(front, tmp_path):
    ours = Certificate(tmp_path, address=HOST)
    camera = front(ours)
    seen = Certificates(tmp_path / "seen", ours.files[0])
    packets(stream(camera, "/mjpeg"), seen)
    assert (tmp_path / "seen" / f"{HOST}_{camera.port}").read_text().strip() == AUTHORITY
    camera.close()
    other = front(Certificate(tmp_path, address=HOST), camera.port)
    assert fault(stream(other, "/mjpeg"), seen) == "CertificateOther"


def test_what_was_seen_first_and_cannot_be_read_lets_nobody_in(front, tmp_path):
    camera = front(Certificate(tmp_path))
    packets(stream(camera, "/mjpeg"), Certificates(tmp_path / "seen"))
    (tmp_path / "seen" / f"{HOST}_{camera.port}").write_text("")
    assert fault(stream(camera, "/mjpeg"), Certificates(tmp_path / "seen")) == "CertificateOther"


def test_without_a_folder_it_is_known_for_as_long_as_it_lasts(front, tmp_path):
    camera, seen = front(Certificate(tmp_path)), Certificates()
    packets(stream(camera, "/mjpeg"), seen)
    camera.close()
    other = front(Certificate(tmp_path), camera.port)
    assert fault(stream(other, "/mjpeg"), seen) == "CertificateOther"
    packets(stream(other, "/mjpeg"), Certificates())


def test_an_authority_is_asked_for_and_the_name_counts(front, tmp_path):
    ours = Certificate(tmp_path, address=HOST)
    theirs = Certificate(tmp_path, address="192.0.2.1")
    for certificate, known in ((ours, True), (theirs, False)):
        seen = Certificates(tmp_path / "seen", certificate.files[0])
        camera = stream(front(certificate), "/mjpeg", tls=BY_AUTHORITY)
        if known:
            assert packets(camera, seen)
        else:
            assert fault(camera, seen) == "CertificateUnknown"
        assert fault(camera, Certificates(tmp_path / "seen")) == "CertificateUnknown"
    assert not (tmp_path / "seen").exists()


@pytest.mark.parametrize("certificate", NOBODYS.values(), ids=NOBODYS)
def test_a_pinned_one_is_taken_whatever_else_stands_in_it(certificate, front, tmp_path):
    right, wrong = Certificate(tmp_path, **certificate), Certificate(tmp_path, **certificate)
    camera = front(right)
    assert packets(stream(camera, "/mjpeg", tls=PINNED, fingerprint=right.fingerprint))
    heard = len(camera.heard)
    assert fault(stream(camera, "/mjpeg", tls=PINNED, fingerprint=wrong.fingerprint)) == "CertificateOther"
    assert len(camera.heard) == heard


def test_one_that_is_not_checked_is_opened_whoever_it_is(front, tmp_path):
    for _ in range(2):
        assert packets(stream(front(Certificate(tmp_path)), "/mjpeg", tls=UNCHECKED))


def test_a_server_that_does_not_encrypt_is_none(http):
    plain = CameraStream("CAM-1", http.url("/mjpeg").replace("http:", "https:"))
    assert fault(plain) == "TlsFailed"


def test_user_and_password_go_to_the_camera_alone(front, tmp_path):
    camera = front(Certificate(tmp_path))
    locked = stream(camera, "/locked", user=USER, password=PASSWORD, picture_every_s=0.01)
    assert packets(locked)
    assert fault(stream(camera, "/401")) == "HTTPUnauthorizedError"


@pytest.fixture
def playlist(http, tmp_path):
    """A short HLS stream of the camera, whose second form names its pieces by their whole address."""
    http.folder = tmp_path / "hls"
    http.folder.mkdir()
    with av.open(str(http.folder / "a.m3u8"), "w", format="hls", options={"hls_time": "1"}) as out:
        video = out.add_stream("libx264", rate=10, options={"preset": "ultrafast"})
        video.width, video.height, video.pix_fmt, video.gop_size = 64, 64, "yuv420p", 10
        for number in range(20):
            picture = streets.street(number, 128, 64)[:, :64].copy()
            out.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        out.mux(video.encode())
    return (http.folder / "a.m3u8").read_text()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_each_piece_of_a_playlist_is_asked_of_who_is_known(elsewhere, playlist, front, http, tmp_path):
    camera, other = front(Certificate(tmp_path)), front(Certificate(tmp_path))
    pieces = other if elsewhere else camera
    named = playlist.replace("\na", f"\nhttps://{HOST}:{pieces.port}/a")
    (http.folder / "whole.m3u8").write_text(named)
    seen = Certificates(tmp_path / "seen")
    for path in ("/a.m3u8", "/whole.m3u8"):
        assert len(packets(stream(camera, path), seen, 20)) == 20
    pieces.close()
    front(Certificate(tmp_path), pieces.port)
    if elsewhere:
        assert packets(stream(camera, "/whole.m3u8"), Certificates(), 20)
        assert fault(stream(camera, "/whole.m3u8"), seen)
    else:
        assert fault(stream(camera, "/a.m3u8"), seen) == "CertificateOther"


# -- RTSP, which is spoken through a passage ---------------------------------------------------------


def test_rtsp_is_spoken_with_who_is_known_only(front, rtsp_server, tmp_path):
    right = Certificate(tmp_path, "IP Camera", days=(-30, -1))
    camera, seen = front(right, to_port=rtsp_server.port), Certificates(tmp_path / "seen")
    street = stream(camera, "/street", "rtsps", user="u", password="p")
    assert len(packets(street, seen, 10)) == 10
    assert b"rtsps" not in camera.heard
    camera.close()
    other = front(Certificate(tmp_path), camera.port, rtsp_server.port)
    assert fault(stream(other, "/street", "rtsps"), seen) == "CertificateOther"
    pinned = stream(other, "/street", "rtsps", tls=PINNED, fingerprint=right.fingerprint)
    assert fault(pinned) == "CertificateOther"
    assert not other.heard


def test_several_are_spoken_with_at_once_and_the_end_of_one_is_told(front, rtsp_server, tmp_path):
    camera = front(Certificate(tmp_path), to_port=rtsp_server.port)
    with ThreadPoolExecutor(2) as pool:
        ending = pool.submit(packets, stream(camera, "/ending", "rtsps"), None, 1_000)
        assert len(packets(stream(camera, "/street", "rtsps"), None, 10)) == 10
        assert len(ending.result(PATIENCE_S)) < 100
