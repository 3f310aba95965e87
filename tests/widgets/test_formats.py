"""How numbers, ages and times are written."""

import math

from hypothesis import given
from hypothesis import strategies as st

from widgets import formats


def test_numbers_have_thin_thousands_a_decimal_point_and_a_true_minus():
    assert formats.number(12406) == "12\u202f406"
    assert formats.number(3.84, 1) == "3.8"
    assert formats.number(-1234.5, 1) == "−1\u202f234.5"
    assert formats.number(math.nan) == formats.NONE


def test_spans_take_two_steps_at_most():
    assert formats.span(0.4) == "0 s"
    assert formats.span(48) == "48 s"
    assert formats.span(95) == "1 min 35 s"
    assert formats.span(3600) == "1 h"
    assert formats.span(90000) == "1 d 1 h"


def test_an_age_always_says_that_it_is_one(qapp):
    assert formats.age(840) == "14 min ago"


@given(st.floats(min_value=0, max_value=1e9))
def test_coarse_ages_are_one_number_and_one_unit(seconds: float):
    number, unit = formats.coarse(seconds).split(" ")
    assert number.isdigit()
    assert unit in {"s", "min", "h", "d"}


def test_the_day_is_written_in_the_language_of_the_console():
    at = 1_773_430_927_000
    assert formats.day(at, "es") == "vie 13 mar 2026"
    assert formats.day(at, "en") == "Fri 13 Mar 2026"
