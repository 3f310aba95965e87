"""What lamps use in a day, from readings at any moments."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lighting.daylight import CityDay
from app.domain.lighting.lamp_days import LampDay
from app.engine.lighting.meter import LampMeter

DAY_MS = 86_400_000
DAY = 20_000
MIDNIGHT = DAY * DAY_MS
IDS = [f"LUM-{number}" for number in range(3)]


def in_utc(ts: int) -> CityDay:
    """Light from six to eighteen."""
    day = ts // DAY_MS
    begins = day * DAY_MS
    return CityDay(day, begins + DAY_MS, begins + DAY_MS // 4, begins + 3 * DAY_MS // 4)


def read(meter: LampMeter, ts: int, *watts: float, gap_s: float = 900.0) -> None:
    slots = np.arange(len(watts))
    meter.add(slots, np.full(len(watts), ts), np.array(watts), np.full(len(watts), gap_s))


def test_an_hour_at_full_power_is_that_many_watt_hours() -> None:
    meter = LampMeter(in_utc)
    for minute in range(0, 61, 5):
        read(meter, MIDNIGHT + minute * 60_000, 92.0, 0.3)
    assert meter.take(IDS) == (
        LampDay("LUM-0", DAY, 3600.0, 3600.0, 3600.0, pytest.approx(92.0), 0),
        LampDay("LUM-1", DAY, 3600.0, 3600.0, 0.0, pytest.approx(0.3), 0),
    )
    assert meter.take(IDS) == ()


def test_a_night_is_shared_out_to_the_days_it_touches() -> None:
    meter = LampMeter(in_utc)
    read(meter, MIDNIGHT - 300_000, 60.0)
    read(meter, MIDNIGHT + 600_000, 60.0)
    assert meter.take(IDS) == (
        LampDay("LUM-0", DAY - 1, 300.0, 300.0, 300.0, pytest.approx(5.0), 0),
        LampDay("LUM-0", DAY, 600.0, 600.0, 600.0, pytest.approx(10.0), 0),
    )


def test_what_is_dark_counts_from_sunset_to_sunrise() -> None:
    meter = LampMeter(in_utc)
    for hour in range(25):
        read(meter, MIDNIGHT + hour * 3_600_000, 92.0 if not 6 <= hour % 24 < 18 else 0.0, gap_s=4000.0)
    first, *_ = meter.take(IDS)
    assert (first.seen_s, first.dark_s) == (86_400.0, 43_200.0)


def test_a_gap_is_not_metered() -> None:
    meter = LampMeter(in_utc)
    read(meter, MIDNIGHT, 92.0)
    read(meter, MIDNIGHT + 3_600_000, 92.0)
    read(meter, MIDNIGHT + 3_900_000, 92.0)
    (day,) = meter.take(IDS)
    assert (day.seen_s, day.wh) == (300.0, pytest.approx(92.0 / 12))


def test_it_goes_on_after_a_restart() -> None:
    meter = LampMeter(in_utc)
    meter.restore([LampDay("LUM-1", DAY, 100.0, 90.0, 50.0, 4.0, 2)], IDS.index)
    meter.add(np.array([1]), np.array([MIDNIGHT]), np.array([0.0]), np.array([900.0]))
    meter.add(np.array([1]), np.array([MIDNIGHT + 1000]), np.array([0.0]), np.array([900.0]))
    assert meter.take(IDS) == (LampDay("LUM-1", DAY, 101.0, 91.0, 50.0, 4.0, 2),)


@given(
    st.lists(
        st.tuples(st.integers(1, 40_000_000), st.floats(0.0, 150.0) | st.just(float("nan"))),
        min_size=2,
        max_size=40,
    )
)
def test_no_second_is_metered_twice_or_lost(steps: list[tuple[int, float]]) -> None:
    meter, ts, seen, last = LampMeter(in_utc), MIDNIGHT, 0.0, None
    for step, watts in steps:
        ts += step
        read(meter, ts, watts, gap_s=10_000.0)
        if not math.isnan(watts):
            if last is not None and ts - last <= 10_000_000:
                seen += (ts - last) / 1000.0
            last = ts
        read(meter, ts, watts, gap_s=10_000.0)
    days = meter.take(IDS)
    assert sum(day.seen_s for day in days) == pytest.approx(seen)
    assert all(0.0 <= day.dark_s <= day.seen_s for day in days)
    assert all(0.0 <= day.on_s <= day.seen_s + 1e-6 <= DAY_MS / 1000.0 + 1.0 for day in days)
