"""How cameras do, from the days that are on record: uptime, days of footage, gaps, districts."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from app.domain.alarms import Priority
from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture, RecordingMode
from app.domain.video.health import (
    Condition,
    Gap,
    condition_of,
    condition_since,
    is_unusual,
    kept_days,
    local_day,
    scheduled_s,
    today_of,
    uptime,
    usual,
    whole_days,
)
from app.domain.video.health_rows import (
    Asked,
    days_by_camera,
    districts,
    first_day,
    health_rows,
    pasts,
    shortage,
    tally,
)
from app.domain.video.recordings import CameraDay, FootageClass

LIMA, MADRID = ZoneInfo("America/Lima"), ZoneInfo("Europe/Madrid")
TODAY = dt.date(2026, 3, 13)
CALENDAR = whole_days(TODAY, LIMA, 90)
CONTINUOUS = Camera("CAM-1", recording=RecordingMode.CONTINUOUS)
EVENTS = Camera("CAM-1", recording=RecordingMode.EVENTS)


def day(
    back,
    up=86_400.0,
    recorded=86_400.0,
    *,
    camera="CAM-1",
    down=None,
    blind=0.0,
    frames=None,
    size=0,
    armed=None,
    gone=0.0,
):
    name = CALENDAR[back - 1].name
    down = 86_400.0 - up if down is None else down
    frames = int(15 * up) if frames is None else frames
    return name, CameraDay(
        camera,
        name,
        up,
        down,
        blind,
        recorded,
        frames,
        size,
        armed_s=up if armed is None else armed,
        gone_s=gone,
    )


def kept(camera, rows, oldest=0, asked=45, calendar=CALENDAR, zone=LIMA):
    return kept_days(camera, dict(rows), oldest, asked=asked, calendar=calendar, zone=zone)


# -- what is wrong now


@pytest.mark.parametrize(
    ("camera", "picture", "faults", "condition"),
    [
        (CONTINUOUS, Picture.LIVE, (), Condition.GOOD),
        (CONTINUOUS, Picture.STILL, (), Condition.GOOD),
        (CONTINUOUS, Picture.KEY_FRAMES, (), Condition.GOOD),
        (CONTINUOUS, Picture.CONNECTING, (), Condition.UNKNOWN),
        (CONTINUOUS, Picture.NO_SIGNAL, (CameraFault.COVERED,), Condition.NO_SIGNAL),
        (CONTINUOUS, Picture.LIVE, (CameraFault.CLOCK_DRIFT, CameraFault.COVERED), Condition.BLIND),
        (CONTINUOUS, Picture.LIVE, (CameraFault.CLOCK_DRIFT, CameraFault.FROZEN), Condition.FROZEN),
        (CONTINUOUS, Picture.LIVE, (CameraFault.CLOCK_DRIFT,), Condition.CLOCK_DRIFT),
        (Camera("CAM-1", enabled=False), Picture.NO_SIGNAL, (), Condition.OFF),
        (None, Picture.CONNECTING, (), Condition.TELEMETRY),
    ],
)
def test_the_worst_that_holds_is_told(camera, picture, faults, condition):
    assert condition_of(camera, CameraState("CAM-1", picture, 5, faults=faults)) is condition


def test_a_blind_camera_is_blind_since_its_fault_and_a_dead_one_since_it_was_lost():
    state = CameraState("CAM-1", Picture.LIVE, 1000, faults=(CameraFault.COVERED,), fault_since=7000)
    assert condition_since(Condition.BLIND, state) == 7000
    assert condition_since(Condition.NO_SIGNAL, state) == 1000


# -- days


def test_days_have_the_hours_that_the_clock_gives_them():
    assert local_day(dt.date(2026, 3, 29), MADRID).seconds == 23 * 3600
    assert local_day(dt.date(2026, 10, 25), MADRID).seconds == 25 * 3600
    assert local_day(TODAY, LIMA).seconds == 24 * 3600


def test_today_is_the_day_of_the_site_not_of_the_machine():
    late = int(dt.datetime(2026, 3, 14, 3, 0, tzinfo=dt.UTC).timestamp() * 1000)
    assert today_of(late, LIMA) == TODAY
    assert whole_days(TODAY, LIMA, 2)[0].name == "2026-03-12", "today is not over"


@pytest.mark.parametrize(
    ("schedule", "date", "hours"),
    [
        ("", dt.date(2026, 3, 13), 24),
        ("nonsense", dt.date(2026, 3, 13), 24),
        ("22:00-06:00", dt.date(2026, 3, 13), 8),
        ("22:00-06:00, 12:00-13:00", dt.date(2026, 3, 13), 9),
        ("22:00-06:00", dt.date(2026, 3, 29), 7),
        ("22:00-06:00", dt.date(2026, 10, 25), 9),
        ("08:00-10:00", dt.date(2026, 3, 29), 2),
    ],
)
def test_a_schedule_asks_for_the_hours_it_has_on_that_day(schedule, date, hours):
    assert scheduled_s(schedule, date, MADRID) == hours * 3600


# -- uptime


def test_uptime_is_of_the_time_that_somebody_watched():
    found = uptime(dict([day(1, up=43_200), day(2)]), CALENDAR)
    assert found.up == pytest.approx(0.75)
    assert found.days == 2
    assert found.watched == 1.0
    unwatched = uptime(dict([day(1), day(4)]), CALENDAR)
    assert unwatched.up == 1.0
    assert unwatched.watched == pytest.approx(0.5), "two of the four days since it was there"


def test_days_before_the_window_do_not_count_and_no_days_say_nothing():
    assert uptime(dict([day(31, up=0)]), CALENDAR).up is None
    assert uptime({}, CALENDAR).up is None
    assert uptime(dict([day(30, up=0)]), CALENDAR).up == 0.0


def test_what_is_usual_is_the_median_of_days_with_a_picture():
    rows = [day(1, frames=15 * 86_400), day(2, frames=5 * 86_400), day(3, frames=14 * 86_400)]
    assert usual(dict([*rows, day(4, up=60, frames=1)]), CALENDAR).fps == 14
    assert usual(dict([day(1, size=10_800_000_000)]), CALENDAR).kbit_s == 1000
    assert usual({}, CALENDAR).fps == 0
    assert is_unusual(4, 14)
    assert not is_unusual(8, 14)
    assert not is_unusual(0, 0), "nothing is known to compare with"


# -- days of footage


def test_every_day_is_there_and_more_than_asked():
    found = kept(CONTINUOUS, [day(back) for back in range(1, 49)])
    assert (found.days, found.missing, found.gaps, found.young) == (48, 0, (), False)


def test_days_thrown_away_for_the_disk_are_not_there():
    """Recorded on all days, and only eighteen of them still on the disk."""
    found = kept(CONTINUOUS, [day(back) for back in range(1, 61)], oldest=CALENDAR[17].began)
    assert (found.days, found.missing) == (18, 27)
    assert not found.young
    assert found.gaps == (Gap(CALENDAR[44].name, CALENDAR[18].name, 27),)


def test_a_day_that_is_thrown_away_in_part_does_not_count():
    noon = CALENDAR[9].began + 43_200_000
    found = kept(CONTINUOUS, [day(back) for back in range(1, 61)], oldest=noon)
    assert found.days == 9
    assert found.shares[9] == pytest.approx(0.5)


def test_a_day_counts_from_ninety_five_hundredths():
    rows = [day(1, recorded=0.95 * 86_400), day(2, recorded=0.949 * 86_400), day(3)]
    found = kept(CONTINUOUS, rows, asked=3)
    assert (found.days, found.missing) == (2, 1)
    assert found.gaps == (Gap(CALENDAR[1].name, CALENDAR[1].name, 1),)


def test_one_gap_in_the_asked_days_lets_no_older_day_make_up_for_it():
    rows = [day(back) for back in range(1, 61) if back != 10]
    assert kept(CONTINUOUS, rows).days == 44


def test_a_new_camera_is_short_of_days_and_has_no_gaps():
    found = kept(CONTINUOUS, [day(back) for back in range(1, 11)])
    assert (found.days, found.missing, found.young, found.gaps) == (10, 35, True, ())
    assert kept(CONTINUOUS, []).young, "nothing was ever heard of it"
    assert not kept(CONTINUOUS, [day(1), day(3)]).young, "a day in between is lost"


def test_a_camera_that_records_events_has_done_it_while_its_ring_was_fed():
    rows = [day(1, recorded=0), day(2, recorded=900), day(3, up=40_000, recorded=0)]
    found = kept(EVENTS, rows, asked=3)
    assert (found.days, found.missing) == (2, 1)
    thrown = kept(EVENTS, rows, oldest=CALENDAR[0].began, asked=3)
    assert thrown.days == 1, "the events of the second day are no longer there"


def test_a_picture_all_day_is_no_footage_where_nothing_could_be_recorded():
    rows = [day(1, recorded=0, armed=0), day(2, recorded=0, armed=86_000), day(3, recorded=0, armed=40_000)]
    found = kept(EVENTS, rows, asked=3)
    assert (found.days, found.lost, found.gone) == (1, 2, 0)


@pytest.mark.parametrize("camera", [CONTINUOUS, EVENTS])
def test_what_has_gone_from_the_disk_is_kept_no_more_and_told_apart(camera):
    rows = [day(1), day(2, gone=86_400), day(3, gone=900), day(4, up=0, recorded=0), day(5, gone=40_000)]
    found = kept(camera, rows, asked=5)
    assert (found.days, found.lost, found.gone) == (2, 3, 2), "one was never recorded"
    assert [round(share, 2) for share in found.shares] == [1.0, 0.0, 0.99, 0.0, 0.54]


def test_the_schedule_asks_for_less_and_a_day_of_the_change_of_the_clock_for_its_own_hours():
    night = Camera("CAM-1", recording=RecordingMode.CONTINUOUS, recording_schedule="22:00-06:00")
    calendar = whole_days(dt.date(2026, 3, 30), MADRID, 60)
    row = CameraDay("CAM-1", "2026-03-29", 82_800, 0, 0, 7 * 3600, 1, 1)
    assert kept(night, [(row.day, row)], asked=1, calendar=calendar, zone=MADRID).days == 1
    assert kept(CONTINUOUS, [(row.day, row)], asked=1, calendar=calendar, zone=MADRID).days == 0


def test_what_records_nothing_is_asked_for_nothing():
    rows = [day(1)]
    assert kept(Camera("CAM-1", recording=RecordingMode.NEVER), rows).asked == 0
    assert kept(Camera("CAM-1", enabled=False), rows).asked == 0


# -- together


def city(cameras, footage, states=(), devices=()):
    asked = Asked(45, CALENDAR[0].ended + 40_000_000, LIMA)
    days = [replace(row, camera=name) for name, rows in footage.items() for _, row in rows]
    oldest = {name: {FootageClass.CONTINUOUS: 1, FootageClass.EVENT: 0} for name in footage}
    return health_rows(
        {camera.id: camera for camera in cameras},
        {state.camera: state for state in states},
        {device.id: device for device in devices},
        {},
        pasts(cameras, days_by_camera(days), oldest, asked),
    )


def test_footage_of_events_that_outlives_the_rest_does_not_stand_for_it():
    oldest = {"CAM-1": {FootageClass.EVENT: 0, FootageClass.CONTINUOUS: CALENDAR[9].began}}
    days = [row for _, row in (day(back) for back in range(1, 61))]
    asked = Asked(45, CALENDAR[0].ended + 40_000_000, LIMA)
    assert pasts([CONTINUOUS], days_by_camera(days), oldest, asked)["CAM-1"].kept.days == 10
    assert pasts([EVENTS], days_by_camera(days), oldest, asked)["CAM-1"].kept.days == 60
    assert first_day(asked) == CALENDAR[-1].name


def test_one_dead_camera_of_ten_does_not_make_a_district_short_and_two_do():
    cameras = [Camera(f"C{n}", recording=RecordingMode.CONTINUOUS) for n in range(10)]
    devices = [Device(camera.id, "camera", camera.id, zone="Puerto") for camera in cameras]
    whole = [day(back) for back in range(1, 51)]
    footage = {camera.id: whole for camera in cameras} | {
        "C0": [day(back, recorded=0) for back in range(1, 51)]
    }
    (puerto,) = districts(city(cameras, footage, devices=devices))
    assert (puerto.days, puerto.worst, puerto.short, puerto.priority) == (50, 0, 1, None)
    footage["C1"] = [day(back, recorded=86_400 if back <= 18 else 0) for back in range(1, 51)]
    (puerto,) = districts(city(cameras, footage, devices=devices))
    assert (puerto.days, puerto.missing, puerto.priority) == (18, 27, Priority.CRITICAL)


def test_what_is_switched_off_or_only_tells_of_itself_is_not_dead():
    rows = city(
        [Camera("A"), Camera("B", enabled=False), Camera("C")],
        {},
        states=[
            CameraState("A", Picture.LIVE, 1),
            CameraState("B", Picture.OFF, 1),
            CameraState("C", Picture.NO_SIGNAL, 1),
        ],
        devices=[Device("D", "camera", "Plaza", zone="Centro")],
    )
    found = tally(rows)
    assert [row.condition for row in rows] == ["good", "off", "no_signal", "telemetry"]
    assert (found.known, found.serving, found.share) == (2, 1, 0.5)
    assert [each.zone for each in districts(rows)] == [""]


def test_no_cameras_come_to_nothing():
    assert city([], {}) == ()
    assert tally(()).share is None
    assert districts(()) == ()


@pytest.mark.parametrize(
    ("missing", "priority"),
    [(0, None), (1, Priority.MEDIUM), (4, Priority.MEDIUM), (7, Priority.HIGH), (23, Priority.CRITICAL)],
)
def test_how_bad_a_shortage_is(missing, priority):
    assert shortage(missing, 45) is priority
