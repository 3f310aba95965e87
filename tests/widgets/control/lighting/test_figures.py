"""Groups of lamps in numbers: what numpy says of all of them is what counting one by one says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bridge.columns import EMPTY_DEVICES
from app.domain.lighting.faults import LampCause, LampFault
from app.wire.columns import CONTROL_FAILED, CONTROL_MANUAL, CONTROL_PENDING
from widgets.control.lighting.figures import (
    FaultCount,
    GroupFigures,
    LiveLamps,
    chosen_figures,
    fault_counts,
    figures_by_part,
    figures_of,
    live_lamps,
    spread,
)
from widgets.control.lighting.scene import Partition

LEVELS = st.one_of(st.just(math.nan), st.floats(0, 100))
LAMP = st.tuples(
    st.booleans(), st.integers(0, 10**13), LEVELS, LEVELS, LEVELS, st.sampled_from((0, 1, 2, 3, 4, 7)),
    st.integers(0, 7), st.integers(0, 14), st.integers(0, 4), st.integers(-1, 4),
)  # fmt: skip


def lit(lamps) -> tuple[LiveLamps, np.ndarray]:
    columns = [np.array(column) for column in zip(*lamps, strict=True)] if lamps else [np.zeros(0)] * 10
    types = (bool, np.int64, float, float, float, np.uint8, np.uint8, np.uint8, np.uint8, np.int32)
    columns = [column.astype(kind) for column, kind in zip(columns, types, strict=True)]
    return LiveLamps(*columns[:9]), columns[9]


def same(one: GroupFigures, other: GroupFigures) -> bool:
    levels = (one.measured, other.measured)
    alike = all(map(math.isnan, levels)) or math.isclose(*levels, abs_tol=1e-9)
    return alike and (one.lamps, one.answering, one.manual, one.priority, one.newest) == (
        other.lamps, other.answering, other.manual, other.priority, other.newest,
    )  # fmt: skip


@given(st.lists(LAMP, max_size=40), st.lists(st.integers(0, 4), min_size=5, max_size=5))
def test_a_partition_at_once_is_each_of_its_groups(lamps, worst):
    live, codes = lit(lamps)
    together = figures_by_part(live, Partition.of(codes, 5), np.array(worst))
    for code, found in enumerate(together):
        assert same(found, figures_of(live, np.flatnonzero(codes == code), worst[code]))


@given(st.lists(LAMP, min_size=1, max_size=30))
def test_a_lamp_that_does_not_answer_is_not_measured(lamps):
    live, _ = lit(lamps)
    levels = [lamp[4] for lamp in lamps if lamp[0] and not math.isnan(lamp[4])]
    found = chosen_figures(live, np.arange(len(lamps)))
    assert found.measured.known == len(levels)
    assert found.group.answering == sum(lamp[0] for lamp in lamps)
    if levels:
        assert found.group.measured == pytest.approx(sum(levels) / len(levels))
    else:
        assert math.isnan(found.group.measured)


def test_bits_are_counted_apart():
    bits = (CONTROL_MANUAL, CONTROL_MANUAL | CONTROL_PENDING, CONTROL_FAILED, 0)
    live, _ = lit([(True, 5, 60.0, 60.0, 57.0, bit, 0, 0, 0, 0) for bit in bits])
    found = chosen_figures(live, np.arange(4))
    assert (found.group.manual, found.pending, found.failed) == (2, 1, 1)


def test_a_fault_is_told_with_the_cause_that_most_have():
    stuck, told = (list(LampCause).index(one) for one in (LampCause.RELAY_STUCK, LampCause.COMMANDED_ON))
    by_day = tuple(
        (LampFault.DAY_BURNER, cause, level) for cause, level in ((stuck, 2), (told, 3), (told, 0))
    )
    rows = (*by_day, (LampFault.CYCLING, 0, 0), (LampFault.NONE, stuck, 4))
    live, _ = lit([(True, 5, 60.0, 60.0, 57.0, 0, fault, cause, level, 0) for fault, cause, level in rows])
    assert fault_counts(live, np.arange(5)) == [
        FaultCount(LampFault.DAY_BURNER, 3, LampCause.COMMANDED_ON, 3),
        FaultCount(LampFault.CYCLING, 1, LampCause.NONE, 0),
    ]


def test_rows_that_the_tables_do_not_have_yet_are_as_never_heard():
    live = live_lamps(EMPTY_DEVICES, np.array([0, 7]))
    assert not live.fresh.any()
    assert not live.heard.any()
    assert np.isnan(live.asked).all()
    assert figures_of(live, np.arange(2)).answering == 0


def test_a_spread_is_one_level_only_when_all_are_near():
    assert spread(np.array([60.0, 60.2, np.nan])).is_one
    wide = spread(np.array([40.0, 80.0]))
    assert not wide.is_one
    assert (wide.low, wide.high, wide.mean) == (40.0, 80.0, 60.0)
    assert spread(np.array([np.nan])).known == 0
