"""The cameras' past, and the file with which the demo tells its engine of them."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap.camera_city import CAMERAS, TRUTH, ports_of, served_cameras, write_cameras
from app.demo.cameras.layouts import SceneKind
from app.demo.cameras.past import DAYS, camera_days, crossings_a_minute, line_counts
from app.demo.cameras.plan import STATIONS
from app.demo.cameras.scene import Scene
from app.demo.city.city import City
from app.demo.city.watched import WATCHED
from app.domain.catalogue import Catalogue
from app.domain.video.stages import StageKind, TrackClass
from app.settings.cameras import parsed, rendered
from tests.support.waiting import PATIENCE_S

LIMA = dt.timezone(dt.timedelta(hours=-5))
NOON = 1_773_421_200.0
NAMES = {
    TrackClass.PERSON: "persons",
    TrackClass.VEHICLE: "vehicles",
    TrackClass.TWO_WHEELER: "two_wheelers",
}


def test_the_disk_of_one_district_has_failed(city: City) -> None:
    days = list(camera_days(city.devices, NOON, 30 * 86_400.0, LIMA, seed=1))
    zones = {device.id: device.zone for device in city.devices}
    assert len({day.day for day in days}) == DAYS
    assert max(day.day for day in days) == "2026-03-12"
    assert len({(day.camera, day.day) for day in days}) == len(days)

    def there(zone: str) -> int:
        rows = [day for day in days if zones[day.camera] == zone]
        return len({day.day for day in rows if not day.recorded_s})

    assert {zone: there(zone) for zone in ("Zona Franca", "Las Dunas", "La Ribera", "San Telmo")} == {
        "Zona Franca": 18,
        "Las Dunas": 38,
        "La Ribera": 41,
        "San Telmo": DAYS,
    }


def test_days_add_up_and_the_dead_camera_was_down(city: City) -> None:
    days = list(camera_days(city.devices, NOON, 86_400.0, LIMA, seed=1))
    for day in days:
        assert day.up_s + day.down_s == pytest.approx(86_400.0, abs=0.2)
        assert 0.0 <= day.blind_s <= day.up_s
        assert 0.0 <= day.recorded_s <= day.up_s
    dead = [day for day in days if day.camera == "CAM-207" and day.day >= "2026-03-09"]
    assert [(day.up_s, day.reason) for day in dead] == [(0.0, "refused")] * 4


@pytest.mark.parametrize("kind", list(SceneKind))
def test_the_past_counts_as_the_live_street_does(kind: SceneKind) -> None:
    told = Scene(kind, 5).truth(NOON, NOON + 3600.0).counts()
    for (_, track, forward), count in told.items():
        rate = crossings_a_minute(kind)[f"{NAMES[track]}_{'forward' if forward else 'backward'}"]
        assert count == pytest.approx(60.0 * rate, abs=4.0)


def test_counts_come_each_quarter_in_the_words_of_the_catalogue(catalogue: Catalogue) -> None:
    told = list(line_counts(STATIONS, NOON, NOON + 3601.0, site="test", seed=1))
    lines = [each for each in STATIONS if not each.dead and lines_of(each.id)]
    assert len(told) == 4 * len(lines)
    assert [at for at, _, _ in told] == sorted(at for at, _, _ in told)
    for at, topic, payload in told:
        body = json.loads(payload)
        assert body["ts"] == at * 1000.0
        assert topic.startswith("city/test/traffic_counter/CAM-")
        assert topic.endswith("-L1/telemetry")
        assert set(body) - {"ts", "historical"} <= set(catalogue.kinds["traffic_counter"].quantities)


def lines_of(camera: str) -> list[str]:
    station = next(each for each in STATIONS if each.id == camera)
    return [stage.id for stage in station.camera.stages if stage.kind is StageKind.LINE]


def test_every_camera_of_the_wall_has_its_street() -> None:
    assert len(STATIONS) == 16
    assert {each.id for each in STATIONS} == {each.id for each in WATCHED}
    assert sum(each.dead for each in STATIONS) == 1


def test_the_cameras_file_keeps_what_somebody_drew(tmp_path: Path) -> None:
    file = tmp_path / CAMERAS
    write_cameras(file, STATIONS, port=8100, dead_port=8101)
    first = parsed(file.read_text("utf-8"), "cameras.toml")
    assert [each.url for each in first.streams if each.camera in ("CAM-118", "CAM-207")] == [
        "http://127.0.0.1:8100/cam/CAM-118",
        "http://127.0.0.1:8101/cam/CAM-207",
    ]
    assert first.cameras == tuple(each.camera for each in STATIONS)
    file.write_text(rendered(first).replace("Puerta 2", "Puerta norte"), "utf-8")
    write_cameras(file, STATIONS, port=9100, dead_port=9101)
    again = parsed(file.read_text("utf-8"), "cameras.toml")
    assert "Puerta norte" in file.read_text("utf-8")
    assert all("9100" in each.url or "9101" in each.url for each in again.streams)


def test_a_file_that_is_spoilt_is_set_aside_and_written_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number, spoilt in enumerate((b"[[camera]\n", b"\xff\xfe"), 1):
        (tmp_path / CAMERAS).write_bytes(spoilt)
        write_cameras(tmp_path / CAMERAS, STATIONS, port=8100, dead_port=8101)
        assert len(parsed((tmp_path / CAMERAS).read_text("utf-8"), "cameras.toml").cameras) == 16
        assert (tmp_path / f"{CAMERAS}.unread-{number}").read_bytes() == spoilt
    assert caplog.text.count("cannot be read") == 2


@pytest.mark.parametrize(
    ("program", "ports"),
    [
        ("print('ready 8100 8101', flush=True); input()", (8100, 8101)),
        ("print('Traceback')", None),
        ("input()", None),
    ],
)
def test_cameras_that_do_not_say_that_they_serve_are_waited_for_only_so_long(
    program: str, ports: tuple[int, int] | None
) -> None:
    seconds = 0.2 if program == "input()" else 60.0
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert ports_of(process, seconds) == ports
        if ports is None:
            assert process.wait(PATIENCE_S) is not None


def test_the_cameras_process_serves_and_ends_with_the_city(tmp_path: Path) -> None:
    with served_cameras(tmp_path, ["CAM-118", "CAM-207", "PRE-0001"], 1) as cameras:
        assert cameras.ids == {"CAM-118", "CAM-207"}
        cameras.begin(NOON)
        assert (tmp_path / CAMERAS).exists()
    assert (tmp_path / "logs" / TRUTH).exists()
    assert (tmp_path / "logs" / "cameras.err").read_text("utf-8") == ""
