"""A flood begins above ten alarms in ten minutes for an operator, and ends below five."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Alarm, Priority, Transition
from app.domain.changes import AlarmChanged
from app.domain.incidents.flood import FloodState, FloodWatch
from app.domain.instant import Instant

WALL = 1_700_000_000_000


def at(seconds: float) -> Instant:
    return Instant(1000.0 + seconds, WALL + round(seconds * 1000))


def alarms(
    count: int, transition: Transition = Transition.RAISED, *, active: bool = True, cause: str = ""
) -> list[AlarmChanged]:
    alarm = Alarm("A:r", "A", "r", Priority.LOW, 1, active, True, suppressed_by=cause)
    return [AlarmChanged(alarm, transition, WALL)] * count


def test_it_begins_with_the_eleventh_and_ends_below_five():
    watch = FloodWatch()
    assert watch.take(alarms(10), 1, at(0)) == FloodState(False, 0, 10, 1)
    assert watch.take(alarms(1), 1, at(60)) == FloodState(True, WALL + 60_000, 11, 1)
    assert watch.take(alarms(4), 1, at(120)) == FloodState(True, WALL + 60_000, 15, 1)
    assert watch.tick(1, at(600)) == FloodState(True, WALL + 60_000, 5, 1)
    assert watch.tick(1, at(660)) == FloodState(False, 0, 4, 1)


def test_what_has_not_changed_is_not_told_again():
    watch = FloodWatch()
    assert watch.tick(1, at(0)) is None
    watch.take(alarms(3), 1, at(1))
    assert watch.tick(1, at(2)) is None
    assert watch.take([], 1, at(3)) is None


def test_two_operators_can_take_twice_as_many():
    watch = FloodWatch()
    watch.take(alarms(20), 2, at(0))
    assert watch.tick(2, at(1)) is None
    assert watch.tick(1, at(2)) == FloodState(True, WALL + 2000, 20, 1)
    assert watch.tick(0, at(3)) is None
    state = watch.tick(5, at(4))
    assert state is not None
    assert not state.on


@pytest.mark.parametrize(
    "quiet",
    [
        alarms(20, Transition.RETURNED),
        alarms(20, Transition.ACKNOWLEDGED),
        alarms(20, cause="TAB:x"),
        alarms(20, Transition.UNSHELVED, active=False),
    ],
)
def test_only_what_is_announced_counts(quiet: list[AlarmChanged]):
    assert FloodWatch().take(quiet, 1, at(0)) is None


@pytest.mark.parametrize("transition", [Transition.REALARMED, Transition.UNSHELVED])
def test_what_asks_again_counts(transition: Transition):
    state = FloodWatch().take(alarms(11, transition), 1, at(0))
    assert state is not None
    assert state.on


_steps = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 15)), max_size=30)


@given(_steps, st.integers(0, 3))
def test_the_window_holds_what_came_in_the_last_ten_minutes(steps: list[tuple[int, int]], operators: int):
    watch, now, told = FloodWatch(), 0, FloodState()
    came: list[tuple[int, int]] = []
    for wait, count in steps:
        now += wait
        came.append((now, count))
        before, told = told, watch.take(alarms(count), operators, at(now)) or told
        recent, desks = sum(n for moment, n in came if moment > now - 600), max(1, operators)
        assert (told.recent, told.operators) == (recent, desks if told != FloodState() else told.operators)
        assert told.on == (recent >= 5 * desks if before.on else recent > 10 * desks)
        assert bool(told.since) == told.on
