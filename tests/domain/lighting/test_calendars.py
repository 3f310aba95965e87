"""Which rule of a calendar holds in a night."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lighting.calendars import Day, Holidays, Pick, fits, is_whole, is_yearly, pick
from app.domain.lighting.overlaps import overlaps, reached
from app.domain.lighting.plan import Calendar, CalendarRule
from tests.domain.lighting.plans import DATES, RULES

NONE = Holidays(())


def rule(name: str = "r", **fields) -> CalendarRule:
    return CalendarRule(name, name, f"by {name}", **fields)


def day(text: str, holidays: Holidays = NONE) -> Day:
    return holidays.day(dt.date.fromisoformat(text))


def fits_on(one: CalendarRule, *dates: str) -> list[bool]:
    return [fits(one, day(date)) for date in dates]


def test_the_first_rule_that_fits_goes_first():
    calendar = Calendar(
        "c", "c", "else", (rule("weekend", weekdays=(4, 5)), rule("march", first="03-01", last="03-31"))
    )
    assert pick(calendar, day("2026-03-14")) == Pick("by weekend", "weekend")
    assert pick(calendar, day("2026-03-16")) == Pick("by march", "march")
    assert pick(calendar, day("2026-04-01")) == Pick("else")


def test_a_season_may_run_over_the_new_year():
    winter = rule(first="12-20", last="01-06")
    inside = ("2026-12-20", "2026-12-31", "2027-01-01", "2027-01-06")
    assert fits_on(winter, *inside) == [True] * 4
    assert fits_on(winter, "2026-12-19", "2027-01-07") == [False] * 2


def test_a_range_of_dates_holds_once_and_may_be_open():
    works = rule(first="2026-05-01", last="2026-05-03")
    assert fits_on(works, "2026-04-30", "2026-05-01", "2026-05-03", "2026-05-04", "2027-05-02") == [
        False, True, True, False, False,
    ]  # fmt: skip
    assert fits_on(rule(first="2026-05-01"), "2026-04-30", "2040-01-01") == [False, True]
    assert fits_on(rule(last="2026-05-01"), "2026-05-01", "2026-05-02") == [True, False]


def test_29_february_is_met_in_leap_years_alone():
    leap = rule(first="02-29", last="02-29")
    assert fits_on(leap, "2028-02-29", "2026-02-28", "2026-03-01") == [True, False, False]
    assert fits_on(rule(first="02-29", last="03-02"), "2026-02-28", "2026-03-01") == [False, True]


def test_holidays_by_date_and_of_every_year():
    days = Holidays(("07-28", "2026-10-08"))
    feast, plain = rule(holidays=True), rule(holidays=False)
    for date, is_one in [
        ("2026-07-28", True),
        ("2031-07-28", True),
        ("2026-10-08", True),
        ("2027-10-08", False),
    ]:
        found = day(date, days)
        assert (fits(feast, found), fits(plain, found)) == (is_one, not is_one)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-02-30", ""), ("13-01", "01-01"), ("03-01", ""), ("03-01", "2026-04-01"), ("x", "y")],
)
def test_a_date_that_is_none_fits_no_night(first, last):
    assert fits_on(rule(first=first, last=last), "2026-03-01", "2026-03-15", "2027-01-01") == [False] * 3


@pytest.mark.parametrize(
    ("text", "whole", "yearly"),
    [
        ("2026-02-28", True, False),
        ("2026-02-29", False, False),
        ("2028-02-29", True, False),
        ("0000-01-01", False, False),
        ("02-29", False, True),
        ("02-30", False, False),
        ("00-10", False, False),
        ("2-3", False, False),
        ("٠٢-٠٣", False, False),
        ("02-03\n", False, False),
    ],
)
def test_dates_that_exist(text, whole, yearly):
    assert (is_whole(text), is_yearly(text)) == (whole, yearly)


WELL_FORMED = RULES.filter(
    lambda one: "never" not in (one.first, one.last) and (is_yearly(one.first) == is_yearly(one.last))
)


@given(WELL_FORMED, WELL_FORMED, st.lists(DATES, min_size=1, max_size=400), st.sets(DATES))
def test_rules_said_not_to_overlap_never_fit_the_same_night(one, other, dates, holidays):
    feasts = Holidays(date.isoformat() for date in holidays)
    days = [feasts.day(date) for date in dates]
    if not overlaps(one, other):
        assert not any(fits(one, each) and fits(other, each) for each in days)
    if not reached(one, other):
        assert all(fits(other, each) for each in days if fits(one, each))
