"""Nights from noon to noon, and clock times on days that have 23 or 25 hours, or none at all."""

import datetime as dt
import itertools
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lighting.nights import moment, night, night_at, nights_from, on_clock
from tests.domain.lighting.plans import DATES, LIMA, MADRID, ZONES, at, clock

HOUR = 3_600_000
APIA = zoneinfo.ZoneInfo("Pacific/Apia")


def test_a_night_is_named_by_the_date_it_begins():
    assert night_at(at("2026-03-14T03:00", LIMA), LIMA).date == dt.date(2026, 3, 13)
    assert night_at(at("2026-03-13T12:00", LIMA), LIMA).date == dt.date(2026, 3, 13)
    assert night_at(at("2026-03-13T11:59", LIMA), LIMA).date == dt.date(2026, 3, 12)


@pytest.mark.parametrize(("date", "hours"), [("2026-03-28", 23), ("2026-10-24", 25), ("2026-06-01", 24)])
def test_a_night_with_a_change_of_clocks_has_an_hour_less_or_more(date, hours):
    whole = night(dt.date.fromisoformat(date), MADRID)
    assert whole.end - whole.start == hours * HOUR


def test_a_time_that_does_not_exist_is_the_first_moment_after_the_gap():
    last = dt.date(2026, 3, 28)
    gap = at("2026-03-29T03:00", MADRID)
    assert [on_clock(night(last, MADRID), clock(text), MADRID) for text in ("02:00", "02:30")] == [gap, gap]
    assert on_clock(night(last, MADRID), clock("01:59"), MADRID) == gap - 60_000
    assert on_clock(night(last, MADRID), clock("03:01"), MADRID) == gap + 60_000


def test_a_time_that_comes_twice_is_meant_the_first_time():
    first = on_clock(night(dt.date(2026, 10, 24), MADRID), clock("02:30"), MADRID)
    assert first == round(dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC).timestamp() * 1000)


def test_a_day_that_was_left_out_makes_a_short_night():
    """Samoa had no 30 December 2011."""
    before, missing = night(dt.date(2011, 12, 29), APIA), night(dt.date(2011, 12, 30), APIA)
    assert (before.end - before.start) / HOUR == 12
    assert (missing.end - missing.start) / HOUR == 12
    assert before.end == missing.start


@given(ZONES, st.integers(2003, 2043))
def test_nights_tile_the_year_without_gap_or_overlap(zone, year):
    nights = nights_from(dt.date(year, 1, 1), 366, zone)
    assert all(one.start < one.end for one in nights)
    assert all(one.end == following.start for one, following in itertools.pairwise(nights))


@given(ZONES, DATES, st.integers(0, 86_399_999))
def test_every_moment_lies_in_the_night_it_is_given(zone, date, past):
    wall = moment(date, 0, zone) + past
    found = night_at(wall, zone)
    assert found.start <= wall < found.end


@given(ZONES, DATES, st.integers(0, 1439))
def test_a_clock_time_shows_on_the_clock_or_is_skipped_by_it(zone, date, minute):
    local = dt.datetime.fromtimestamp(moment(date, minute, zone) // 1000, zone)
    wanted = dt.datetime.combine(date, dt.time(minute // 60, minute % 60))
    shown = local.replace(tzinfo=None, fold=0)
    assert local.fold == 0
    if shown != wanted:
        assert shown > wanted
        before = dt.datetime.fromtimestamp(moment(date, minute, zone) // 1000 - 1, zone)
        assert before.replace(tzinfo=None) < wanted, "the gap lies between them"


@given(ZONES, DATES)
def test_clock_times_of_a_night_stand_in_their_order(zone, date):
    whole = night(date, zone)
    times = [on_clock(whole, (12 * 60 + minute) % 1440, zone) for minute in range(0, 1440, 30)]
    assert all(whole.start <= time <= whole.end for time in times)
    assert times[:24] == sorted(times[:24])
    assert times[24:] == sorted(times[24:])
