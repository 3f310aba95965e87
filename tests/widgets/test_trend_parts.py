"""The parts of a trend without a window: samples, extremes, ticks, and a CSV that runs nothing."""

import csv
import io
import math
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bridge.views import Series
from widgets.trend.axis import ticks_every, ticks_monthly
from widgets.trend.curves import CurveId, extremes, held, runs, sample_at, with_tail
from widgets.trend.export import ExportedCurve, csv_text
from widgets.trend.items import envelope, stairs

NAN = math.nan


def series(times: list[float], values: list[float]) -> Series:
    mean = np.array(values, float)
    return Series(np.array(times, float), mean, mean - 1, mean + 1, 10.0, raw=False)


def test_the_cursor_reads_the_nearest_bucket_and_nothing_in_a_gap():
    made = series([0, 10, 20, 30], [1, 2, NAN, 4])
    assert sample_at(made, 12, 900).mean == 2
    assert math.isnan(sample_at(made, 21, 900).mean)
    assert sample_at(made, 31, 900).mean == 4
    assert sample_at(made, 50, 900) is None
    assert sample_at(series([], []), 5, 900) is None


def test_the_cursor_reads_the_reading_that_held():
    made = replace(series([0, 100], [1, 2]), raw=True, resolution_s=0.0)
    assert sample_at(made, 99, 900).mean == 1
    assert sample_at(made, 101, 900).mean == 2
    assert sample_at(made, 1100, 900) is None
    assert sample_at(made, -1, 900) is None


def test_a_value_holds_until_shortly_before_the_next_reading():
    made = replace(series([0, 10, 600, 610], [5, 5, 0, 0]), raw=True)
    times, values = held(made, 10.0)
    assert list(times) == [0, 10, 590, 600, 610]
    assert list(values) == [5, 5, 5, 0, 0]


def test_extremes_are_those_in_sight():
    made = series([0, 10, 20, 30], [1, 9, NAN, 4])
    assert extremes(made, 5, 15) == (8, 10)
    assert extremes(made, 16, 24) == (3, 5) or extremes(made, 16, 24) is None
    assert extremes(series([0, 10], [NAN, NAN]), 0, 10) is None


def test_a_live_reading_lengthens_the_curve_only_forwards():
    made = series([0, 10], [1, 2])
    assert with_tail(made, 9, 5.0, 60) is made
    assert list(with_tail(made, 12, 5.0, 60).mean) == [1, 2, 5]


def test_a_live_reading_long_after_history_leaves_a_gap():
    longer = with_tail(series([0, 10], [1, 2]), 1000, 5.0, 60)
    assert math.isnan(longer.mean[2])
    assert longer.mean[3] == 5


def test_a_state_holds_until_the_next():
    times, values = stairs(np.array([0.0, 10.0, 20.0]), np.array([0.0, 1.0, 0.0]))
    assert list(times) == [0, 10, 10, 20, 20]
    assert list(values) == [0, 0, 1, 1, 0]


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=50), st.integers(1, 9))
def test_an_envelope_holds_everything_it_stands_for(values, group):
    low = np.array(values)
    times = np.arange(len(low), dtype=float)
    ends, lows, highs = envelope(times, low, low + 1, group)
    assert (ends[0], ends[-1]) == (times[0], times[-1])
    assert lows.min() == low.min()
    assert highs.max() == low.max() + 1
    assert list(ends) == sorted(ends)


@given(st.lists(st.booleans(), max_size=40))
def test_runs_cover_exactly_what_is_known(known):
    flags = np.array(known, bool)
    covered = np.zeros(len(flags), bool)
    for run in runs(flags):
        assert flags[run].all()
        covered[run] = True
    assert (covered == flags).all()


@given(
    st.floats(1.5e9, 1.9e9),
    st.sampled_from([1, 30, 60, 900, 3600, 21_600, 86_400, 7 * 86_400]),
    st.floats(2, 30),
)
def test_ticks_are_in_sight_in_order_and_not_too_many(start, step, many):
    end = start + many * step
    ticks = ticks_every(step, start, end)
    assert all(start <= tick <= end for tick in ticks)
    assert ticks == sorted(set(ticks))
    assert abs(len(ticks) - many) <= 2


def test_months_begin_on_their_first_day():
    start = datetime(2026, 1, 15, tzinfo=UTC).timestamp()
    ticks = ticks_monthly(3, start, start + 300 * 86_400)
    assert [datetime.fromtimestamp(tick, UTC).strftime("%d/%m") for tick in ticks] == [
        "01/04",
        "01/07",
        "01/10",
    ]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_name_never_becomes_a_formula(name):
    made = ExportedCurve(CurveId(name, "voltage"), name, name, series([0, 10], [-1.5, NAN]))
    rows = list(csv.reader(io.StringIO(csv_text([made], 0, 20), newline="")))
    assert len(rows) == 2
    assert rows[1][1:3] == [f"'{name}", f"'{name}"]
    assert rows[1][5] == "-1.5"
