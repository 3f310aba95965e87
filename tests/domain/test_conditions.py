"""When a rule's condition is there, seen from the alarm it raises."""

from __future__ import annotations

import math

import pytest

from app.domain.devices import Liveness
from app.domain.rules import Trend
from tests.domain.scene import Scene, event, high, low, mismatch, rate, stale, state


def test_a_value_at_the_limit_raises_and_inside_the_deadband_it_stays() -> None:
    city = Scene(high(limit=10.0, deadband=1.0))
    assert city.read(9.9) == []
    assert city.read(10.0) == ["S1:sensor.hi raised"]
    assert city.read(9.0) == []
    assert city.read(8.9) == ["S1:sensor.hi returned"]
    assert city.read(9.5) == []


def test_a_low_limit_is_the_mirror_image() -> None:
    city = Scene(low(limit=2.0, deadband=0.5))
    assert city.read(2.0) == ["S1:sensor.lo raised"]
    assert city.read(2.5) == []
    assert city.read(2.6) == ["S1:sensor.lo returned"]


def test_the_alarm_keeps_the_value_and_the_limit_that_raised_it() -> None:
    city = Scene(high(limit=10.0))
    city.read(12.5)
    alarm = city.alarm("S1:sensor.hi")
    assert (alarm.quantity, alarm.value, alarm.limit) == ("pressure", 12.5, 10.0)
    assert (alarm.raised_at, alarm.activations, alarm.raised_version) == (city.now.wall, 1, alarm.version)


@pytest.mark.parametrize("value", [math.nan, "high", True])
def test_what_is_no_number_says_nothing_about_a_limit(value: float | str | bool) -> None:
    city = Scene(high(limit=1.0))
    assert city.read(value) == []
    city.read(5.0)
    assert city.read(value) == []
    assert city.memories("S1:sensor.hi") == "active unacknowledged"


def test_a_state_raises_and_its_opposite_returns_it() -> None:
    city = Scene(state("sensor.door", "door_open", True), state("sensor.mode", "mode", "auto", unless=True))
    assert city.read(False, quantity="door_open") == []
    assert city.read(True, quantity="door_open") == ["S1:sensor.door raised"]
    assert city.read(False, quantity="door_open") == ["S1:sensor.door returned"]
    assert city.read("auto", quantity="mode") == []
    assert city.read("manual", quantity="mode") == ["S1:sensor.mode raised"]
    assert city.read("local", quantity="mode") == []
    assert city.read("auto", quantity="mode") == ["S1:sensor.mode returned"]


def test_a_fast_fall_raises_and_a_slow_one_does_not() -> None:
    city = Scene(rate("sensor.drop", "level", 1.0, 60.0, trend=Trend.FALLING))
    for step in range(20):
        assert city.read(20.0 - 0.4 * step, quantity="level") == []
        city.wait(30.0)
    assert city.read(11.0, quantity="level") == ["S1:sensor.drop raised"]
    city.wait(61.0)
    assert city.read(11.0, quantity="level") == ["S1:sensor.drop returned"]


def test_a_rate_looks_the_way_it_is_told() -> None:
    city = Scene(
        rate("sensor.rise", "level", 1.0, 60.0, trend=Trend.RISING),
        rate("sensor.any", "level", 1.0, 60.0, trend=Trend.EITHER),
    )
    city.read(5.0, quantity="level")
    city.wait(10.0)
    assert city.read(3.0, quantity="level") == ["S1:sensor.any raised"]
    city.wait(10.0)
    assert city.read(4.5, quantity="level") == ["S1:sensor.rise raised"]


def test_a_silent_device_raises_and_its_voice_returns_it() -> None:
    city = Scene(stale("sensor.lost"), stale("sensor.late", when=Liveness.LATE))
    assert city.silence(Liveness.UNKNOWN) == []
    assert city.silence(Liveness.LATE) == ["S1:sensor.late raised"]
    assert city.silence(Liveness.LOST) == ["S1:sensor.lost raised"]
    assert city.silence(Liveness.LOST) == []
    assert city.silence(Liveness.FRESH) == ["S1:sensor.lost returned", "S1:sensor.late returned"]


def test_an_event_stands_until_the_device_says_that_it_is_over() -> None:
    city = Scene(event())
    assert city.hear(True) == ["S1:sensor.panic raised"]
    assert city.hear(True, type_="other") == []
    city.wait(5.0)
    assert city.hear(True) == []
    assert city.hear(False) == ["S1:sensor.panic returned"]


def test_an_event_of_a_device_that_never_ends_it_ends_by_itself() -> None:
    city = Scene(event(ends_after_s=60.0))
    city.hear(True)
    assert city.wait(59.0) == []
    city.hear(True)
    assert city.wait(59.0) == []
    assert city.wait(1.0) == ["S1:sensor.panic returned"]


def test_asked_and_measured_too_far_apart() -> None:
    city = Scene(mismatch("sensor.off", "asked", "measured", tolerance=5.0, on_delay_s=10.0))
    assert city.read(80.0, quantity="asked") == []
    assert city.read(20.0, quantity="measured") == []
    assert city.wait(10.0) == ["S1:sensor.off raised"]
    assert city.read(76.0, quantity="measured") == ["S1:sensor.off returned"]


def test_a_lamp_that_is_on_and_draws_nothing() -> None:
    city = Scene(mismatch("sensor.dark", "power_state", "active_power", state=True, other_low=2.0))
    assert city.read(0.0, quantity="active_power") == []
    assert city.read(False, quantity="power_state") == []
    assert city.read(True, quantity="power_state") == ["S1:sensor.dark raised"]
    assert city.read(120.0, quantity="active_power") == ["S1:sensor.dark returned"]


def test_what_is_late_historical_or_unknown_changes_nothing() -> None:
    city = Scene(high(), event())
    city.read(5.0)
    assert city.read(99.0, historical=True) == []
    assert city.read(99.0, ts=city.now.wall - 1) == []
    assert city.read(99.0, device="nobody") == []
    assert city.read(99.0, quantity="unwatched") == []
    assert city.read(99.0) == ["S1:sensor.hi raised"]
    city.wait(10.0)
    assert city.read(1.0, ts=city.now.wall - 20_000) == []
    city.hear(True)
    assert city.hear(False, ts=city.now.wall - 1) == []
    assert city.memories("S1:sensor.panic") == "active unacknowledged"
