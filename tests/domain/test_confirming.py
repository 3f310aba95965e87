"""What readings show of an order, check by check."""

from __future__ import annotations

import math

import pytest

from app.domain.actions import Check
from app.domain.actions import Test as Way
from app.domain.commands import Measured, Value
from app.domain.confirming import STEADY_APART_S, Evidence
from app.domain.orders import Action, Order


def evidence(*checks: Check, value: float | None = None, before: dict[str, Value] | None = None) -> Evidence:
    measured = [Measured(name, known, 1) for name, known in (before or {}).items()]
    return Evidence(checks, Order(Action.SET_LEVEL, value=value), measured)


@pytest.mark.parametrize(
    ("test", "wanted", "before", "reading", "shown"),
    [
        (Way.NEAR, 60.0, None, 65.0, True),
        (Way.NEAR, 60.0, None, 54.9, False),
        (Way.NEAR, 60.0, None, math.nan, False),
        (Way.NEAR, None, None, 0.0, False),
        (Way.NEAR, 60.0, None, True, False),
        (Way.ON, None, None, True, True),
        (Way.ON, None, None, 1.0, False),
        (Way.OFF, None, None, False, True),
        (Way.OFF, None, None, 0.0, False),
        (Way.SWITCHED, 60.0, None, True, True),
        (Way.SWITCHED, 60.0, None, False, False),
        (Way.SWITCHED, 0.0, None, False, True),
        (Way.FALLS, None, 120.0, 60.0, True),
        (Way.FALLS, None, 120.0, 61.0, False),
        (Way.FALLS, None, 120.0, -90.0, False),
        (Way.FALLS, None, 0.0, 5.0, True),
        (Way.FALLS, None, None, 5.0, True),
        (Way.FALLS, None, None, 5.1, False),
        (Way.RISES, None, 10.0, 15.1, True),
        (Way.RISES, None, 10.0, 15.0, False),
        (Way.RISES, None, None, 500.0, False),
        (Way.ABOVE, None, None, 5.1, True),
        (Way.ABOVE, None, None, 5.0, False),
        (Way.BELOW, None, None, 5.0, True),
        (Way.BELOW, None, None, "closed", False),
    ],
)
def test_each_test_of_a_reading(
    test: Way, wanted: float | None, before: float | None, reading: Value, shown: bool
) -> None:
    check = Check("flow", test, tolerance=5.0)
    found = evidence(check, value=wanted, before=None if before is None else {"flow": before})
    found.take(1, {"flow": reading}, 10.0)
    assert (found.shown, found.denied(9.0)) == (shown, not shown)


def test_nothing_is_shown_without_a_reading() -> None:
    assert not evidence().shown
    assert not evidence(Check("flow", Way.ABOVE, needed=False)).shown


def test_every_check_that_counts_must_be_met() -> None:
    closed, falls = Check("open_percentage", Way.BELOW, 2.0), Check("flow", Way.FALLS, 1.0, needed=False)
    found = evidence(closed, falls, before={"flow": 120.0})
    found.take(1, {"open_percentage": 1.0}, 10.0)
    assert not found.shown, "the flow was there before, so it has to fall"
    found.take(2, {"flow": 100.0}, 11.0)
    assert not found.shown
    found.take(3, {"flow": 4.0}, 12.0)
    assert found.shown
    found.take(4, {"open_percentage": 30.0}, 13.0)
    assert not found.shown, "the newest reading counts"


def test_what_is_not_needed_and_not_reported_does_not_count() -> None:
    found = evidence(Check("open_percentage", Way.BELOW, 2.0), Check("flow", Way.FALLS, 1.0, needed=False))
    found.take(1, {"open_percentage": 0.0}, 10.0)
    assert found.shown


def test_the_meter_s_flow_is_the_one_that_counts() -> None:
    checks = (Check("open_percentage", Way.BELOW, 2.0), Check("flow", Way.FALLS, 1.0, needed=False))
    found = Evidence(checks, Order(Action.SET_POSITION, value=0.0), (), meter=True)
    found.take(1, {"open_percentage": 0.0, "flow": 0.0}, 10.0)
    assert not found.shown
    found.take(2, {"flow": 0.5, "open_percentage": 80.0}, 11.0, of_meter=True)
    assert found.shown
    assert {each.quantity: each.value for each in found.measured.values()} == {
        "open_percentage": 0.0,
        "flow": 0.5,
    }


def test_a_reading_measured_earlier_than_the_newest_changes_nothing() -> None:
    found = evidence(Check("level", Way.NEAR, 5.0), value=60.0)
    found.take(2, {"level": 60.0}, 12.0)
    found.take(1, {"level": 100.0}, 11.0)
    assert found.shown
    assert found.measured["level"].value == 60.0


def test_rest_is_two_readings_that_agree_some_seconds_apart() -> None:
    found = evidence(Check("open_percentage", Way.STEADY, 1.0))
    found.take(1, {"open_percentage": 43.0}, 10.0)
    found.take(2, {"open_percentage": 43.0}, 10.5)
    assert not found.shown
    found.take(3, {"open_percentage": 46.0}, 11.0)
    assert found.denied(10.0)
    found.take(4, {"open_percentage": 46.5}, 11.0 + STEADY_APART_S)
    assert found.shown


def test_reported_counts_only_after_the_device_said_done() -> None:
    found = evidence(Check("level", Way.REPORTED))
    found.take(1, {"level": 80.0}, 10.0)
    found.done = 11.0
    assert not found.shown
    found.take(2, {"level": 80.0}, 11.5)
    assert found.shown
