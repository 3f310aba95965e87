"""The cameras file: what it takes, what it refuses in which words, and that nothing is lost on its way."""

from __future__ import annotations

import string
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.video.cameras import Camera, CameraStream, CertificateCheck, Importance, RecordingMode
from app.domain.video.stages import Stage, StageKind, TrackClass
from app.settings.cameras import Cameras, CamerasFile, camera_problems, parsed, password_of, rendered
from app.settings.problems import SettingsInvalid
from app.settings.settings_file import SettingsSuperseded, SettingsUnwritable

PLAZA = '[[camera]]\nid = "CAM-118"\nurl = "rtsp://10.0.0.8/stream1"\n'
CAMERA = Camera("CAM-118")
STREAM = CameraStream("CAM-118", "rtsp://10.0.0.8/stream1")


def told(source: str) -> list[str]:
    with pytest.raises(SettingsInvalid) as caught:
        parsed(source, "c.toml")
    return [f"{one.line}: {one.message} {one.suggestion}" for one in caught.value.problems]


def test_two_lines_make_a_camera() -> None:
    assert parsed(PLAZA, "c.toml") == Cameras((CAMERA,), (STREAM,))
    assert parsed("", "c.toml") == Cameras()


def test_all_that_a_camera_can_say() -> None:
    found = parsed(
        PLAZA
        + """
name = "Plaza Mayor, norte"
lat = -12
lon = -77.0428
zone = "Centro histórico"
sub_url = "rtsp://10.0.0.8/stream2"
transport = "udp"
onvif = "10.0.0.8:80"
user = "mirador"
importance = "high"
facing = 120
ptz = true
presets = ["plaza", "calle"]
privacy = [[[0, 0], [0.2, 0], [0.2, 1]]]
recording = "continuous"
recording_schedule = "22:00-06:00"
keep_days = 30
[[camera.stage]]
id = "L1"
kind = "line"
points = [[0.1, 0.5], [0.9, 0.5]]
classes = ["person"]
options = { least_s = 2 }
""",
        "c.toml",
    )
    (camera,), (stream,) = found.cameras, found.streams
    assert (camera.importance, camera.facing, camera.recording) == (
        Importance.HIGH,
        120.0,
        RecordingMode.CONTINUOUS,
    )
    assert (camera.name, camera.zone) == ("Plaza Mayor, norte", "Centro histórico")
    assert (camera.lat, camera.lon) == (-12.0, -77.0428)
    assert camera.privacy == (((0.0, 0.0), (0.2, 0.0), (0.2, 1.0)),)
    assert camera.stages == (
        Stage(
            "L1",
            StageKind.LINE,
            points=((0.1, 0.5), (0.9, 0.5)),
            classes=(TrackClass.PERSON,),
            options=(("least_s", 2.0),),
        ),
    )
    assert (stream.transport, stream.user, stream.password) == ("udp", "mirador", "")


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (PLAZA.replace("id =", "title ="), 2, "'camera.0.title' is not known"),
        (PLAZA + "lat = 90.1\nlon = 0", 4, "'camera.0.lat' must be less than or equal to 90."),
        (PLAZA + "lat = 1\nlon = -180.5", 5, "'camera.0.lon' must be greater than or equal to -180."),
        (PLAZA + "lat = nan\nlon = 0", 4, "'camera.0.lat' must be a finite number"),
        (PLAZA + "lat = '1'\nlon = 0", 4, "'camera.0.lat' must be a number"),
        (PLAZA + "lat = -12.0", 1, "needs both 'lat' and 'lon', or neither"),
        (PLAZA + "lon = -77.0", 1, "needs both 'lat' and 'lon', or neither"),
        (PLAZA + "lat = 0\nlon = 0.00001", 1, "cannot stand at 0, 0"),
        (PLAZA + f'name = "{"n" * 81}"', 4, "'camera.0.name' must have at most 80 signs"),
        (PLAZA + 'name = "a\\nb"', 4, "'camera.0.name' must not hold control characters"),
        (PLAZA + 'zone = " Centro"', 4, "'camera.0.zone' must have at most 80 signs, and no spaces"),
        ('[[camera]]\nid = "A"\nurll = "rtsp://x/"', 3, "Did you mean 'url'?"),
        (PLAZA.replace("10.0.0.8", "admin:gato@10.0.0.8"), 3, "neither user nor password"),
        (PLAZA.replace("10.0.0.8", "admin:g@t/o@10.0.0.8"), 3, "neither user nor password"),
        (PLAZA.replace("stream1", "cgi?user=a&pwd=gato"), 3, "neither user nor password"),
        *(
            (PLAZA.replace("stream1", f"cgi?a=1&{word}=gato"), 3, "neither user nor password")
            for word in ("loginpas", "P", "token", "auth", "key", "apikey")
        ),
        (PLAZA.replace("rtsp:", "ftp:"), 3, "must begin with one of rtsp:"),
        (PLAZA.replace("10.0.0.8", ""), 3, "names no host"),
        (PLAZA.replace("rtsp://10.0.0.8/stream1", "usb:"), 3, "names no camera of this machine"),
        (PLAZA.replace("rtsp://10.0.0.8/stream1", "usb:a:b"), 3, "names no camera of this machine"),
        (PLAZA.replace("CAM-118", "../x"), 2, "without any of"),
        (PLAZA + 'password = "gato"', 4, "'camera.0.password' is not known"),
        (PLAZA + 'importance = "urgent"', 4, "must be 'high', 'normal' or 'low'"),
        (PLAZA + 'tls = "no"', 4, "must be 'known', 'authority', 'pinned' or 'unchecked'"),
        (PLAZA + 'tls = "pinned"', 1, "needs both 'tls"),
        (PLAZA + f'fingerprint = "{"ab" * 32}"', 1, "needs both 'tls"),
        (PLAZA + 'tls = "pinned"\nfingerprint = "AB:CD"', 5, "64 hexadecimal digits"),
        (PLAZA + "facing = 400", 4, "less than 360"),
        (PLAZA + 'recording_schedule = "night"', 4, "22:00-06:00"),
        (PLAZA + 'recording_schedule = "22:00-06:00, 22:00-25:00"', 4, "'22:00-25:00' cannot be understood"),
        (PLAZA + 'recording_schedule = "22:00-06:00,"', 4, "'' cannot be understood"),
        (PLAZA + 'recording_schedule = "22:00-06:00; 9-10"', 4, "commas between"),
        (PLAZA + '[[camera.stage]]\nid = "D"\nkind = "motion"\nschedule = "8:75-9:00"', 7, "'8:75-9:00'"),
        (PLAZA + PLAZA, 5, "names two cameras or lines"),
        (PLAZA + PLAZA.replace("CAM", "Cam"), 5, "'Cam-118' names two cameras: large and small"),
        (PLAZA + '[[camera.stage]]\nid = "L1"\nkind = "line"', 4, "two points"),
        (PLAZA + '[[camera.stage]]\nid = "L1"\nkind = "crosing"', 6, "must be"),
        (PLAZA + '[[camera.stage]]\nid = "D"\nkind = "detector"\nmodel = "../x"', 7, "models folder"),
        (PLAZA + "[camera_x]", 4, "Did you mean 'camera'?"),
        ("camera = 3", 1, "[[camera]]"),
        (PLAZA + "# password = 'gato'", 4, "holds a password"),
    ],
)
def test_a_mistake_is_told_with_its_line(source: str, line: int, said: str) -> None:
    found = told(source)
    assert any(one.startswith(f"{line}: ") and said in one for one in found), found
    assert not any("gato" in one or "g@t" in one for one in found)


def test_a_fingerprint_is_written_as_any_program_says_it() -> None:
    said = ":".join(["0A", "fb"] * 16)
    found = parsed(PLAZA + f'tls = "pinned"\nfingerprint = "{said}"', "c.toml").streams[0]
    assert found == replace(STREAM, tls=CertificateCheck.PINNED, fingerprint="0afb" * 16)
    assert parsed(rendered(Cameras((CAMERA,), (found,))), "c.toml").streams == (found,)


def test_a_line_may_not_take_the_id_of_a_camera() -> None:
    line = '[[camera.stage]]\nid = "B"\nkind = "line"\npoints = [[0,0],[1,1]]\n'
    assert (
        "'A-B' names two" in told(PLAZA.replace("CAM-118", "A") + line + PLAZA.replace("CAM-118", "A-B"))[0]
    )


def test_one_camera_is_checked_in_the_words_of_a_person() -> None:
    assert camera_problems(CAMERA, STREAM) == ()
    (said,) = camera_problems(CAMERA, replace(STREAM, url="rtsp://a:gato@x/"))
    assert said.startswith("'url' must hold neither user nor password")
    assert "gato" not in said
    half = replace(CAMERA, lat=1.0)
    assert camera_problems(half, STREAM) == ("The camera needs both 'lat' and 'lon', or neither.",)


# -- the file ----------------------------------------------------------------------------------------------

names = st.text(string.ascii_letters + string.digits + "ñáéß", min_size=1, max_size=12)
texts = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=20)
share = st.floats(0, 1)
corner = st.tuples(share, share)
zones = st.lists(corner, min_size=3, max_size=6).map(tuple)
spans = st.sampled_from(["", "22:00-06:00", "08:30-12:00, 14:00-20:15"])
stages = st.builds(
    Stage,
    id=names,
    kind=st.sampled_from([StageKind.MOTION, StageKind.INTRUSION, StageKind.QUEUE, StageKind.TAMPER]),
    name=texts,
    points=st.just(()) | zones,
    schedule=spans,
    classes=st.lists(st.sampled_from(TrackClass), max_size=3).map(tuple),
    options=st.dictionaries(
        st.text(string.ascii_lowercase, min_size=1, max_size=8), st.floats(-1e9, 1e9), max_size=3
    ).map(lambda table: tuple(table.items())),
    enabled=st.booleans(),
)
places = st.just((None, None)) | st.tuples(st.floats(-90, 90), st.floats(-180, 180)).filter(
    lambda place: abs(place[0]) >= 1e-4 or abs(place[1]) >= 1e-4
)
cameras = st.builds(
    lambda place, **fields: Camera(lat=place[0], lon=place[1], **fields),
    place=places,
    id=names,
    name=st.text("aéß ·'\"\\#", max_size=12).map(str.strip),
    zone=names | st.just(""),
    enabled=st.booleans(),
    importance=st.sampled_from(Importance),
    facing=st.none() | st.floats(0, 359.9),
    view_angle=st.floats(1, 360),
    reach_m=st.floats(1, 10_000),
    ptz=st.booleans(),
    presets=st.lists(names, max_size=3).map(tuple),
    privacy=st.lists(zones, max_size=2).map(tuple),
    stages=st.lists(stages, max_size=3, unique_by=lambda one: one.id).map(tuple),
    analysis_fps=st.floats(0.2, 30),
    recording=st.sampled_from(RecordingMode),
    recording_schedule=spans,
    keep_days=st.none() | st.integers(1, 3650),
)
USB = "usb:0" if sys.platform == "linux" else "usb:Camera"
streams = st.builds(
    CameraStream,
    camera=st.just(""),
    url=st.sampled_from(["rtsp://h:554/a?x=1&y=2", "http://[::1]:8080/v.mjpg", USB, "file:///v/a b.mp4"]),
    sub_url=st.sampled_from(["", "rtsps://cámara.local/2"]),
    transport=st.sampled_from(["tcp", "udp"]),
    picture_every_s=st.floats(0, 86_400),
    onvif=st.sampled_from(["", "10.0.0.8:80", "cam.local"]),
    user=texts,
).map(lambda one: replace(one, url=one.url.replace(" ", "%20")))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(cameras, streams), max_size=4, unique_by=lambda pair: pair[0].id.casefold()))
def test_what_is_written_is_what_is_read(pairs: list[tuple[Camera, CameraStream]]) -> None:
    found = Cameras(
        tuple(camera for camera, _ in pairs),
        tuple(replace(stream, camera=camera.id) for camera, stream in pairs),
    )
    assert parsed(rendered(found), "c.toml") == found


@pytest.fixture
def file(tmp_path: Path) -> CamerasFile:
    return CamerasFile(tmp_path / "cameras.toml", tmp_path / "versions")


def test_the_first_camera_makes_the_file(file: CamerasFile, tmp_path: Path) -> None:
    assert file.read() == Cameras()
    file.write(Cameras((CAMERA,), (STREAM,)), 1_000)
    assert file.read() == Cameras((CAMERA,), (STREAM,))
    assert (tmp_path / "cameras.toml").stat().st_mode & 0o777 == 0o600


def test_what_it_was_is_kept(file: CamerasFile, tmp_path: Path) -> None:
    file.read()
    for count, url in enumerate(("rtsp://a/1", "rtsp://a/2"), 1):
        file.write(Cameras((CAMERA,), (replace(STREAM, url=url),)), count)
    (kept,) = (tmp_path / "versions").glob("*.toml")
    assert "rtsp://a/1" in kept.read_text("utf-8")


def test_somebody_who_changed_it_meanwhile_is_not_written_over(file: CamerasFile, tmp_path: Path) -> None:
    file.read()
    (tmp_path / "cameras.toml").write_text(PLAZA)
    with pytest.raises(SettingsSuperseded):
        file.write(Cameras(), 1)
    assert (tmp_path / "cameras.toml").read_text() == PLAZA


def test_what_is_not_put_on_record_is_not_written(file: CamerasFile, tmp_path: Path) -> None:
    file.read()
    with pytest.raises(LookupError):
        file.write(Cameras((CAMERA,), (STREAM,)), 1, _refuse)
    assert not (tmp_path / "cameras.toml").exists()


def _refuse() -> None:
    raise LookupError


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "versions").write_text("no folder")
    file = CamerasFile(tmp_path / "cameras.toml", tmp_path / "versions")
    file.read()
    with pytest.raises(SettingsUnwritable):
        file.write(Cameras((CAMERA,), (STREAM,)), 1)


def test_the_environment_wins_over_the_secrets_and_no_repr_shows_either() -> None:
    secrets = {"camera.CAM-118.password": "gato negro"}
    assert password_of("CAM-118", secrets.get, {}) == "gato negro"
    environ = {"ATALAYA_CAMERA_PASSWORD_CAM_118": "p@ss:w/rd"}
    assert password_of("CAM-118", secrets.get, environ) == "p@ss:w/rd"
    assert password_of("CAM-119", None, environ) == ""
    found = Cameras((CAMERA,), (STREAM,)).with_passwords(None, environ)
    assert found.streams[0].password == "p@ss:w/rd"
    assert "p@ss" not in repr(found)
    assert "p@ss" not in rendered(found)


def test_zones_of_a_camera_that_turns_need_a_preset_to_hold_at() -> None:
    zone = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
    stream = CameraStream("A", "rtsp://10.0.0.1/1")
    turning = Camera("A", ptz=True, privacy=(zone,))
    assert "needs a preset" in camera_problems(turning, stream)[0]
    assert camera_problems(replace(turning, presets=("plaza",)), stream) == ()
    assert camera_problems(replace(turning, ptz=False), stream) == ()
    elsewhere = replace(turning, presets=("plaza",), home_preset="calle")
    assert "none of its presets" in camera_problems(elsewhere, stream)[0]
    home = replace(elsewhere, home_preset="plaza")
    assert parsed(rendered(Cameras((home,), (stream,))), "").cameras == (home,)
