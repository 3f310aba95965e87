"""What is ordered becomes a package: cut, copied or made unrecognisable, with what is missing named."""

import dataclasses
import datetime as dt
import json
import os
import shutil
import tomllib
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import av
import cv2
import numpy as np
import pytest

from app.domain.video.cameras import Point
from app.domain.video.evidence import (
    EvidenceAlarm,
    EvidenceCamera,
    EvidenceProgress,
    EvidenceStill,
)
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
from tests.store.conftest import small_disk as small_disk
from tests.video.evidence.scenes import ALARMS, AT, STORY, order_of, ports, record, segment
from video.evidence.checking import check
from video.evidence.footage import scan
from video.evidence.manifest import VERSION
from video.evidence.packing import PackingRefused, make_package
from video.recording.naming import camera_folder, day_and_stem

LEFT_HALF: tuple[Point, ...] = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))


def made(order, said=None):
    """What the package's manifest says, and where it is."""
    done = make_package(order, ports(said))
    checked = check(Path(done.file))
    assert checked.whole
    return checked.about, Path(done.file)


def pictures(package, name):
    """(count, h, w, 3) BGR, and their times in the clip in seconds."""
    with ZipFile(package) as opened, opened.open(name) as file, av.open(file) as clip:
        found = [(frame.to_ndarray(format="bgr24"), frame.time) for frame in clip.decode(video=0)]
    return np.stack([picture for picture, _ in found]), [time for _, time in found]


def sharpness(picture):
    return cv2.Laplacian(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.CV_64F).var()


def where_the_figure_is(at_ms):
    left = round((at_ms - AT) / 1000 * 40) % 320
    return slice(105, 175), slice(min(left + 4, 300), min(left + 56, 320))


def refused(order, **changes):
    with pytest.raises(PackingRefused) as caught:
        make_package(order, dataclasses.replace(ports(), **changes))
    return caught.value.fault


def test_with_faces_the_packets_are_copied_from_the_key_frame_before(recordings, tmp_path):
    about, package = made(order_of(recordings, tmp_path / "work", faces=True))
    (clip,) = about["clips"]
    assert package.name == "INC-0417_CAM-118_20260313-1900.evidence.zip"
    assert (clip["copied"], clip["codec"], clip["earlier_ms"]) == (True, "h264", 500)
    assert clip["began"]["utc"] == "2026-03-14T00:00:03.000Z"
    frames, times = pictures(package, clip["file"])
    assert len(frames) == 25
    assert times[-1] - times[0] == pytest.approx(2.4, abs=0.02)
    (source,) = about["sources"]
    assert source["file"] == "CAM-118/2026-03-13/190000000.mkv"
    assert about["gaps"] == []
    assert about["faces"] == "shown"


def test_without_faces_what_moves_cannot_be_recognised_and_the_street_can(recordings, tmp_path):
    about, package = made(order_of(recordings, tmp_path / "work"))
    _, open_package = made(order_of(recordings, tmp_path / "open" / "work", faces=True, since=AT + 4000))
    (clip,) = about["clips"]
    assert (clip["copied"], clip["blurred"], clip["earlier_ms"]) == (False, "moving", 0)
    hidden, _ = pictures(package, clip["file"])
    plain, _ = pictures(open_package, "clips/CAM-118_20260313-190004.mp4")
    for number in range(0, 14, 3):
        part = where_the_figure_is(AT + 4000 + number * 100)
        assert sharpness(hidden[number + 5][part]) < sharpness(plain[number][part]) / 4
    corner = (slice(0, 60), slice(0, 100))
    assert sharpness(hidden[7][corner]) > sharpness(plain[2][corner]) / 10
    assert np.abs(hidden[7][corner].mean(axis=(0, 1)) - plain[2][corner].mean(axis=(0, 1))).max() < 1.5


def test_where_all_is_blurred_nothing_of_a_clip_can_be_recognised(recordings, tmp_path):
    about, package = made(order_of(recordings, tmp_path / "work", blur_all=True))
    _, open_package = made(order_of(recordings, tmp_path / "open" / "work", faces=True, since=AT + 4000))
    (clip,) = about["clips"]
    assert (about["faces"], clip["blurred"]) == ("whole", "whole")
    hidden, _ = pictures(package, clip["file"])
    plain, _ = pictures(open_package, "clips/CAM-118_20260313-190004.mp4")
    assert sharpness(hidden[7]) < sharpness(plain[2]) / 2
    shown, _ = made(order_of(recordings, tmp_path / "faces" / "work", blur_all=True, faces=True))
    assert shown["faces"] == "shown", "who may see faces and asks for it exports them"


def test_too_little_footage_to_tell_who_moves_is_blurred_whole(recordings, tmp_path):
    root = tmp_path / "recordings"
    record(root / "CAM-118/2026-03-13/190000000.mkv", seconds=2)
    about, _ = made(
        order_of(
            root, tmp_path / "work", since=AT, until=AT + 2000, segments=(segment(root, "CAM-118", AT, 2),)
        )
    )
    assert about["faces"] == "whole"


@pytest.mark.parametrize("faces", [True, False])
def test_privacy_zones_are_black_whoever_exports(recordings, tmp_path, faces):
    camera = EvidenceCamera("CAM-118", privacy=(LEFT_HALF,))
    about, package = made(order_of(recordings, tmp_path / "work", cameras=(camera,), faces=faces))
    (clip,) = about["clips"]
    assert not clip["copied"]
    frames, _ = pictures(package, clip["file"])
    assert frames[:, :, :150].max() < 30
    assert frames[:, :, 180:].max() > 100


def test_the_time_is_burned_in_when_it_is_asked_for(recordings, tmp_path):
    about, burned = made(order_of(recordings, tmp_path / "b" / "work", faces=True, burned_time=True))
    assert about["burned_time"]
    (clip,) = about["clips"]
    assert not clip["copied"]
    frames, _ = pictures(burned, clip["file"])
    strip = frames[:, 232:, :60]
    assert strip.min() < 40
    assert strip.max() > 200


def test_a_camera_without_h264_is_encoded_for_browsers(recordings, tmp_path):
    order = order_of(
        recordings,
        tmp_path / "work",
        cameras=(EvidenceCamera("CAM-061"),),
        since=AT + 1000,
        until=AT + 2000,
        faces=True,
        segments=(segment(recordings, "CAM-061", AT, 4),),
    )
    about, package = made(order)
    (clip,) = about["clips"]
    assert (clip["copied"], clip["codec"]) == (False, "h264")
    assert len(pictures(package, clip["file"])[0]) == 10


def test_without_the_index_the_recordings_folder_is_searched(recordings, tmp_path):
    about, _ = made(order_of(recordings, tmp_path / "work", segments=(), faces=True))
    assert [source["file"] for source in about["sources"]] == ["CAM-118/2026-03-13/190000000.mkv"]


def test_folders_are_searched_by_the_names_that_recording_gives_them(tmp_path):
    """A camera's id need not be a folder's name, and the hour that comes twice has its own."""
    zone, camera = ZoneInfo("America/New_York"), "CAM/é.1"
    again = round(dt.datetime(2026, 11, 1, 1, 30, tzinfo=zone, fold=1).timestamp() * 1000)
    day, stem = day_and_stem(again, zone)
    file = f"{camera_folder(camera)}/{day}/{stem}.mkv"
    record(tmp_path / file, seconds=1)
    rows = list(scan(tmp_path, camera, again, again + 1000, zone))
    assert [(row.began, row.file) for row in rows] == [(again, file)]
    hour = 3_600_000
    assert not list(scan(tmp_path, camera, again - hour, again - hour + 1000, zone))


def test_a_file_of_the_folder_that_cannot_be_read_is_a_gap_until_it_was_written_last(recordings, tmp_path):
    root, junk = tmp_path / "recordings", "CAM-118/2026-03-13/190008000.mkv"
    shutil.copytree(recordings / "CAM-118", root / "CAM-118")
    (root / junk).write_bytes(b"no recording" * 99)
    os.utime(root / junk, ns=(0, (AT + 12_000) * 1_000_000))
    about, _ = made(order_of(root, tmp_path / "work", until=AT + 20_000, segments=(), faces=True))
    told = [(gap["since"]["ms"] - AT, gap["until"]["ms"] - AT, gap["why"]) for gap in about["gaps"]]
    assert told == [(8_000, 12_000, "damaged"), (12_000, 20_000, "no_footage")]


def test_files_that_follow_each_other_become_one_clip_and_holes_are_named(tmp_path):
    root = tmp_path / "recordings"
    began = (AT, AT + 2000, AT + 10_000)
    names = [f"CAM-118/2026-03-13/19000{number}000.mkv" for number in (0, 2, 9)]
    for name in names:
        record(root / name, seconds=2)
    rows = tuple(segment(root, "CAM-118", at, 2, name) for at, name in zip(began, names, strict=True))
    order = order_of(root, tmp_path / "work", since=AT, until=AT + 20_000, segments=rows, faces=True)
    about, package = made(order)
    first, second = about["clips"]
    assert first["ended"]["ms"] - AT == pytest.approx(3900, abs=20)
    assert second["began"]["ms"] == AT + 10_000
    assert len(pictures(package, first["file"])[0]) == 40
    assert [gap["why"] for gap in about["gaps"]] == ["no_footage", "no_footage"]
    assert about["gaps"][0]["until"]["ms"] == AT + 10_000


def test_events_alarms_and_stills_of_them_are_in_it(recordings, tmp_path):
    event = SceneEvent("CAM-118/Z1/1", "CAM-118", "Z1", StageKind.INTRUSION, AT + 4200)
    alarm = EvidenceAlarm("CAM-118:intrusion", "CAM-118", "</script><script>alert(1)", AT + 4300)
    about, package = made(order_of(recordings, tmp_path / "work", events=(event,), alarms=(alarm,)))
    (still,) = about["stills"]
    assert still["at"]["ms"] == pytest.approx(AT + 4200, abs=100)
    with ZipFile(package) as opened:
        seen = json.loads(opened.read("events.json"))
        page = opened.read("index.html").decode()
        assert cv2.imdecode(np.frombuffer(opened.read(still["file"]), np.uint8), 1).shape == (240, 320, 3)
    assert seen["incident"] == "INC-0417"
    assert seen["events"][0]["began"]["site"] == "2026-03-13T19:00:04.200-05:00"
    assert seen["alarms"][0]["text"] == alarm.text
    assert page.count("</script>") == 2


def test_what_was_done_in_the_incident_is_in_it_and_is_signed(recordings, tmp_path):
    about, package = made(order_of(recordings, tmp_path / "work", alarms=ALARMS, story=STORY, faces=True))
    assert "incident.json" in {row["name"] for row in about["files"]}
    with ZipFile(package) as opened:
        told = json.loads(opened.read("incident.json"))
        alarms = json.loads(opened.read("events.json"))["alarms"]
    assert told["incident"] == "INC-0417"
    assert [(deed["kind"], deed["by"]) for deed in told["story"]] == [
        ("Opened", ""),
        ("Noted", "ana"),
        ("DeviceLinked", "luis"),
    ]
    assert told["story"][1]["at"]["site"] == "2026-03-13T19:00:01.000-05:00"
    assert told["story"][1]["said"] == STORY[0].said
    assert (alarms[0]["incident"], alarms[0]["acknowledged_by"]) == ("INC-0417", "ana")
    alone, _ = made(order_of(recordings, tmp_path / "alone" / "work", faces=True))
    assert "incident.json" not in {row["name"] for row in alone["files"]}


def test_a_photo_alone_is_a_package_too_and_is_masked_unless_faces_are_shown(recordings, tmp_path):
    picture = np.random.default_rng(3).integers(0, 255, (240, 320, 3), np.uint8)
    png = cv2.imencode(".png", picture)[1].tobytes()
    cases = {"plain": ({}, False), "blurred": ({}, True), "faces": ({"faces": True}, False)}
    shown = {}
    for name, (changes, blurred) in cases.items():
        still = EvidenceStill("CAM-118", AT, png, blurred)
        order = order_of(recordings, tmp_path / name / "w", since=AT, until=AT, stills=(still,), **changes)
        about, package = made(order)
        assert about["clips"] == about["gaps"] == []
        with ZipFile(package) as opened:
            data = np.frombuffer(opened.read(about["stills"][0]["file"]), np.uint8)
        shown[name] = cv2.imdecode(data, 1)
    assert np.array_equal(shown["faces"], picture)
    assert np.array_equal(shown["blurred"], picture)
    assert sharpness(shown["plain"]) < sharpness(picture) / 10


def test_it_says_how_far_it_is_and_never_backwards(recordings, tmp_path):
    said = []
    made(order_of(recordings, tmp_path / "work"), said)
    shares = [one.share for one in said if isinstance(one, EvidenceProgress)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 5


def test_the_version_is_that_of_the_program():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
