"""`inspect cameras`, `inspect recordings` and the doctor's line, from a folder with some days of footage."""

import pytest

from app.bootstrap.doctor import read_settings
from app.bootstrap.doctor_cameras import CAMERA_SAYINGS, GB, check_cameras, judged, needed_bytes, unplaced
from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraState, Picture
from app.domain.video.health_rows import Asked
from app.domain.video.recordings import FootageClass
from app.wire.video import VideoSnapshot
from tests.bootstrap.camera_past import CAMERAS, LIMA, SETTINGS, days_ago, fill_cameras, midnight
from video.recording.shelf import Shelf

AT = 1_773_428_400_000
"""2026-03-13 14:00 in Lima."""


@pytest.fixture(name="filled")
def _filled(data):
    fill_cameras(data)
    return data


def test_every_camera_with_what_is_on_record_of_it(filled, command_line):
    assert command_line.run("inspect", "cameras", "--json") == 0, command_line.err
    told = {row["id"]: row for row in command_line.told}
    assert list(told) == ["CAM-1", "CAM-2", "CAM-3", "CAM-9"]
    one = told["CAM-1"]
    assert (one["days_kept"], one["days_asked"], one["days_lost"]) == (18, 45, 27)
    assert one["gaps"] == [{"first": days_ago(45).isoformat(), "last": days_ago(19).isoformat(), "days": 27}]
    assert (one["uptime_30d"], one["blind_30d"], one["usual_fps"]) == (1.0, 0.01, 15.0)
    assert (one["state"], one["zone"], one["url"]) == ("unknown", "Zona Franca", "rtsp://10.0.0.1/live")
    assert told["CAM-2"]["gaps"] == [
        {"first": days_ago(2).isoformat(), "last": days_ago(1).isoformat(), "days": 2}
    ]
    assert told["CAM-3"]["state"] == "off"
    places = {id_: (row["name"], row["zone"], row["lat"], row["lon"]) for id_, row in told.items()}
    assert places["CAM-2"] == ("Plaza", "Centro", None, None)
    assert places["CAM-3"] == ("Puente", "Norte", -12.1, -77.1), "by the settings"
    assert (told["CAM-3"]["days_kept"], told["CAM-9"]["state"]) == (None, "telemetry")


def test_one_camera_and_a_plain_table(filled, command_line):
    assert command_line.run("inspect", "cameras", "--device", "CAM-2") == 0
    lines = command_line.out.splitlines()
    assert lines[0].startswith("id")
    assert len(lines) == 2


def test_recordings_newest_first(filled, command_line):
    assert command_line.run("inspect", "recordings", "--json") == 0, command_line.err
    assert [(row["camera"], row["class"]) for row in command_line.told] == [
        ("CAM-1", "continuous"),
        ("CAM-2", "event"),
    ]
    assert command_line.told[0]["seconds"] == 60
    assert command_line.run("inspect", "recordings", "--json", "--device", "CAM-1", "--since", "40d") == 0
    assert len(command_line.told) == 2
    assert command_line.told[-1]["file"] == f"CAM-1/{midnight(18)}.mkv"


@pytest.fixture(name="alone")
def _alone(data, tmp_path):
    """A folder that a supervisor without an engine has recorded into, and the settings it had."""
    config, root = tmp_path / "camera-server.toml", tmp_path / "footage"
    config.write_text(SETTINGS)
    for camera, began, footage in (
        ("CAM/1", AT, FootageClass.EVENT),
        ("CAM-2", AT - 86_400_000, FootageClass.CONTINUOUS),
        ("CAM-2", AT + 60_000, FootageClass.LOCKED),
    ):
        shelf = Shelf(root, camera, LIMA)
        path, _ = shelf.new(began, footage)
        path.write_bytes(bytes(7))
        shelf.closed(path, began + 60_000)
    path, _ = Shelf(root, "CAM-2", LIMA).new(AT + 120_000, FootageClass.CONTINUOUS)
    (root / "CAM-2" / "notes.txt").write_text("of a person")
    return ["inspect", "recordings", "--json", "--folder", str(root), "--config", str(config)]


def test_a_folder_of_recordings_tells_itself_what_it_holds(alone, command_line):
    assert command_line.run(*alone) == 0, command_line.err
    told = [(row["camera"], row["began"], row["class"], row["complete"]) for row in command_line.told]
    assert told == [
        ("CAM-2", "2026-03-13T19:01:00.000Z", "locked", True),
        ("CAM/1", "2026-03-13T19:00:00.000Z", "event", True),
        ("CAM-2", "2026-03-12T19:00:00.000Z", "continuous", True),
    ]
    assert command_line.told[1]["file"] == "CAM%2F1/2026-03-13/140000000.mkv"
    assert (command_line.told[1]["seconds"], command_line.told[1]["size"]) == (60, 7)
    assert command_line.run(*alone, "--device", "CAM-2", "--limit", "1") == 0
    assert [row["class"] for row in command_line.told] == ["locked"]
    assert command_line.run(*alone, "--device", "CAM-2", "--since", "2026-03-13T00:00:00Z") == 0
    assert len(command_line.told) == 1


def test_a_folder_that_is_not_there_and_a_list_that_is_in_none_are_said(alone, command_line, tmp_path):
    assert command_line.run("inspect", "recordings", "--folder", str(tmp_path / "none")) == 1
    assert "There is no folder" in command_line.err
    assert command_line.run("inspect", "alarms", "--folder", str(tmp_path)) == 2
    assert "inspect recordings --folder DIR" in command_line.err


def test_nothing_is_there_yet(city, command_line):
    assert command_line.run("inspect", "cameras", "--json") == 0, command_line.err
    assert command_line.told == []
    assert command_line.run("inspect", "recordings") == 0
    assert command_line.out.strip() == "Nothing."


# -- the doctor


def finding(data):
    _, settings = read_settings(None, data)
    return check_cameras(data, settings)


def test_the_disk_is_measured_against_the_asked_days(filled):
    found = finding(filled)
    assert (found.name, found.says) == ("cameras", "cameras_unseen")
    assert found.values["cameras"] == 2
    assert found.values["recording"] == 2
    needed = needed_bytes(filled, list(CAMERAS.cameras[:2]), Asked(45, midnight(0) + 1000, LIMA))
    assert 0.97 * 45 * 21.6 < needed / GB < 0.97 * 45 * 21.6 + 110, "a day of CAM-1 is 21.6 GB"
    assert str(found.state) == "warn"
    assert "45 días hacen falta" in found.values["disk"].es


def test_cameras_of_which_nobody_has_said_where_they_stand_are_named(filled, command_line):
    """CAM-1 and CAM-2 are devices without a place."""
    nowhere = finding(filled).values["nowhere"]
    assert "En ningún mapa" in nowhere.es
    assert nowhere.en.endswith(": 2 (CAM-1, CAM-2).")
    command_line.run("doctor", "--language", "en")
    assert "On no map" in command_line.out


def test_the_place_that_the_city_knows_wins_over_the_settings():
    there, bare = Camera("A", lat=1.0, lon=2.0), Camera("B")
    assert unplaced([there, bare], {}) == ["B"]
    devices = {"A": Device("A", "camera", "A"), "B": Device("B", "camera", "B", 1.0, 2.0)}
    assert unplaced([there, bare], devices) == ["A"]


def test_enough_room_is_no_warning(filled):
    with filled.settings.open("a") as file:
        file.write("[video]\nasked_days = 1\ndisk_budget_gb = 100000\n")
    found = finding(filled)
    room = found.values["disk"].en
    assert str(found.state) in ("ok", "warn"), room
    assert room.startswith("1 days need about")


@pytest.mark.parametrize(
    ("content", "state", "says"),
    [
        (None, "ok", "cameras_none"),
        ("[[camera]]\nid = 'a b'\n", "fail", "cameras_invalid"),
        ("nonsense", "fail", "cameras_invalid"),
    ],
)
def test_no_cameras_and_a_file_that_cannot_be_used(data, content, state, says):
    if content is not None:
        (data.root / "cameras.toml").write_text(content)
    found = finding(data)
    assert (str(found.state), found.says) == (state, says)


def test_video_that_is_switched_off_is_said(filled):
    with filled.settings.open("a") as file:
        file.write("[video]\nenabled = false\n")
    assert finding(filled).says == "cameras_off"


@pytest.mark.parametrize(
    ("folder", "pictures", "short", "state", "says"),
    [
        ("slots", (Picture.LIVE, Picture.STILL), False, "ok", "cameras_ok"),
        ("slots", (Picture.LIVE, Picture.STILL), True, "warn", "cameras_short"),
        ("slots", (Picture.LIVE, Picture.NO_SIGNAL), True, "warn", "cameras_silent"),
        ("slots", (Picture.LIVE,), False, "warn", "cameras_silent"),
        ("", (), False, "ok", "cameras_unseen"),
        ("", (), True, "warn", "cameras_unseen"),
    ],
)
def test_what_the_running_engine_says_of_two_cameras(folder, pictures, short, state, says):
    states = tuple(CameraState(f"CAM-{n}", picture, 1) for n, picture in enumerate(pictures))
    now = VideoSnapshot(folder, 1, (), states, (), "recordings", 45)
    found = judged({}, 2, now, short=short)
    assert (str(found.state), found.says) == (state, says)


def test_every_sentence_can_be_filled_in_both_languages():
    values = dict.fromkeys(("cameras", "answer", "recording", "disk", "nowhere", "file", "problem"), "x")
    for saying in CAMERA_SAYINGS.values():
        for label in (saying.sentence, saying.what_to_do):
            assert "{" not in label.es.format(**values) + label.en.format(**values)
