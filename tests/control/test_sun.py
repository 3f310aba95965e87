"""When the sun sets and rises, against astral's own tables and where there is nothing to find."""

import datetime as dt
import zoneinfo

import pytest
from astral import Observer
from astral.sun import sunrise, sunset
from hypothesis import given
from hypothesis import strategies as st

from app.control.sun import SunTable
from app.domain.lighting.nights import night
from app.domain.lighting.sunlight import dark_ms
from tests.domain.lighting.plans import DATES, ZONES

HOUR = 3_600_000
PLACES = [
    ("America/Lima", -12.09, -77.08),
    ("America/Mexico_City", 19.43, -99.13),
    ("Europe/Madrid", 40.42, -3.70),
    ("Australia/Sydney", -33.87, 151.21),
    ("Europe/Stockholm", 59.33, 18.06),
]


def nights_of(zone: str, lat: float, lon: float, year: int = 2026):
    table = SunTable(lat, lon, zoneinfo.ZoneInfo(zone))
    return [table(dt.date(year, 1, 1) + dt.timedelta(days=day)) for day in range(365)]


@pytest.mark.parametrize(("zone", "lat", "lon"), PLACES)
def test_every_night_of_the_year_has_its_sunset_and_sunrise(zone, lat, lon):
    """astral alone would lose one a year in Mexico, where the sun sets about midnight UTC."""
    nights = nights_of(zone, lat, lon)
    assert all(sun.sunset and sun.sunrise and sun.sunset < sun.sunrise for sun in nights)


@pytest.mark.parametrize(("zone", "lat", "lon"), PLACES)
@pytest.mark.parametrize("date", [dt.date(2026, 3, 13), dt.date(2026, 6, 21), dt.date(2026, 12, 21)])
def test_it_agrees_with_astral_within_a_minute(zone, lat, lon, date):
    clock = zoneinfo.ZoneInfo(zone)
    found = SunTable(lat, lon, clock)(date)
    place = Observer(lat, lon)
    sets = sunset(place, date, tzinfo=clock).timestamp()
    rises = sunrise(place, date + dt.timedelta(days=1), tzinfo=clock).timestamp()
    assert abs(found.sunset / 1000 - sets) < 60
    assert abs(found.sunrise / 1000 - rises) < 60


def test_svalbard_has_a_summer_without_sunset_and_a_winter_without_sunrise():
    nights = nights_of("Arctic/Longyearbyen", 78.22, 15.65)
    summer, winter = nights[171], nights[354]
    assert summer.never_sets
    assert (winter.sunset, winter.sunrise, winter.up_at_noon) == (None, None, False)
    assert 110 < sum(sun.never_sets for sun in nights) < 140
    assert 100 < sum(sun.sunset is None and not sun.up_at_noon for sun in nights) < 130


@given(ZONES, DATES, st.floats(-90, 90), st.floats(-180, 180))
def test_anywhere_what_is_found_lies_in_the_night(zone, date, lat, lon):
    whole = night(date, zone)
    sun = SunTable(lat, lon, zone)(date)
    assert all(at is None or whole.start < at <= whole.end for at in (sun.sunset, sun.sunrise))
    assert 0 <= dark_ms(whole, sun) <= whole.end - whole.start


@given(ZONES, DATES, st.floats(-60, 60), st.floats(-180, 180))
def test_below_the_polar_circles_the_dark_has_at_least_four_hours_and_at_most_twenty(zone, date, lat, lon):
    whole = night(date, zone)
    share = dark_ms(whole, SunTable(lat, lon, zone)(date)) / (whole.end - whole.start)
    if whole.end - whole.start > 20 * HOUR:
        assert 0.16 < share < 0.84
