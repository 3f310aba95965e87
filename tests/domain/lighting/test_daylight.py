"""Day and night over the city, as faults and the baseline of energy need them."""

import datetime as dt
import zoneinfo

import pytest

from app.domain.lighting.daylight import CityDay, city_day, is_day
from app.domain.lighting.nights import moment
from app.domain.lighting.sunlight import NightSun

ZONE = zoneinfo.ZoneInfo("America/Lima")
DATE = dt.date(2026, 3, 13)
NUMBER = DATE.toordinal() - dt.date(1970, 1, 1).toordinal()
DAY = dt.timedelta(days=1)


def at(minute: int, date: dt.date = DATE) -> int:
    return moment(date, minute, ZONE)


def tropics(date: dt.date) -> NightSun:
    """Up from six to eighteen."""
    return NightSun(at(18 * 60, date), at(6 * 60, date + DAY))


def never_sets(_date: dt.date) -> NightSun:
    return NightSun(None, None, up_at_noon=True)


def never_rises(_date: dt.date) -> NightSun:
    return NightSun(None, None, up_at_noon=False)


@pytest.mark.parametrize(
    ("minute", "expected"),
    [(12 * 60, True), (17 * 60 + 25, True), (17 * 60 + 45, None), (18 * 60 + 15, None),
     (18 * 60 + 35, False), (60, False), (5 * 60 + 25, False), (6 * 60 + 10, None), (6 * 60 + 40, True)],
)  # fmt: skip
def test_it_is_plainly_day_or_night_or_neither(minute: int, expected: bool | None) -> None:
    assert is_day(at(minute), tropics, ZONE) is expected


def test_far_north_it_is_day_or_night_for_weeks() -> None:
    assert is_day(at(0), never_sets, ZONE) is True
    assert is_day(at(720), never_rises, ZONE) is False


def test_a_day_is_light_from_sunrise_to_sunset() -> None:
    ends = at(0, DATE + DAY)
    assert city_day(at(700), tropics, ZONE) == CityDay(NUMBER, ends, at(6 * 60), at(18 * 60))
    assert city_day(at(0), None, ZONE) == CityDay(NUMBER, ends, at(0), ends)
    assert city_day(at(0), never_sets, ZONE) == CityDay(NUMBER, ends, at(0), ends)
    dark = city_day(at(0), never_rises, ZONE)
    assert dark.light_from == dark.light_until
