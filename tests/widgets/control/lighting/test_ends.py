"""When an override ends: the clock of the city, not of this PC, and never in the past."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.control.lighting.ends import End, city_zone, next_clock, offered, until

LIMA, MADRID = ZoneInfo("America/Lima"), ZoneInfo("Europe/Madrid")


def ms(text: str, zone: ZoneInfo) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-03-13T19:44", "2026-03-13T23:00"),
        ("2026-03-13T23:00", "2026-03-14T23:00"),
        ("2026-03-13T23:30", "2026-03-14T23:00"),
        ("2026-12-31T23:59", "2027-01-01T23:00"),
    ],
)
def test_late_is_the_next_time_the_clock_shows_it(now, then):
    assert until(End.LATE, ms(now, LIMA), 0, LIMA) == ms(then, LIMA)


@given(st.integers(1_704_067_200, 1_893_456_000), st.sampled_from((LIMA, MADRID, None)))
def test_every_end_lies_ahead_within_a_day(when, zone):
    now = when * 1000
    found = next_clock(now, 23, zone)
    assert 0 < found - now <= 25 * 3_600_000
    assert datetime.fromtimestamp(found / 1000, zone).hour == 23


def test_dawn_is_offered_only_while_it_is_ahead_and_an_end_comes_first():
    now = ms("2026-03-13T19:44", LIMA)
    assert End.DAWN in offered(now, now + 1)
    assert End.DAWN not in offered(now, now)
    assert End.DAWN not in offered(now, 0)
    assert offered(now, 0)[-1] is End.GIVEN_UP
    assert until(End.GIVEN_UP, now, 0, LIMA) is None


def test_a_time_zone_that_nobody_knows_is_that_of_this_pc():
    assert city_zone("America/Lima") == LIMA
    assert city_zone("Nowhere/None") is None
    assert city_zone("") is None
