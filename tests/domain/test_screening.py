"""The screen: leaving out what cannot matter gives the same alarms as judging everything."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.devices import Device, Reading
from app.domain.rules import Level, Rule, Trend, quantities
from app.domain.screening import Band
from tests.domain.scene import Scene, high, low, mismatch, rate, state

LIMITS = (
    high("sensor.hihi", limit=20.0, deadband=2.0, level=Level.HIHI, latched=True),
    high("sensor.hi", limit=10.0, deadband=1.0, on_delay_s=5.0, off_delay_s=3.0, outranked_by="sensor.hihi"),
    low("sensor.lo", limit=2.0, deadband=0.5, count=2, window_s=20.0),
)
STATES = (
    state("sensor.door", "door_open", True),
    state("sensor.mode", "mode", "fault"),
    rate("sensor.fast", "level", 5.0, 30.0, trend=Trend.RISING),
)
PAIRS = (
    mismatch("sensor.dark", "power_state", "active_power", state=True, other_low=2.0, on_delay_s=4.0),
    mismatch("sensor.burns", "power_state", "active_power", state=False, other_high=15.0),
)
APART = (mismatch("sensor.apart", "asked", "measured", tolerance=5.0), high("sensor.much", quantity="asked"))
DEVICES = tuple(Device(f"S{n}", "sensor", f"S{n}") for n in range(2))
NUMBERS = st.sampled_from([0.0, 1.9, 2.0, 2.4, 2.6, 5.0, 8.9, 9.5, 10.0, 15.0, 15.1, 17.9, 18.5, 20.0, 30.0])
VALUES: dict[str, st.SearchStrategy[float | bool | str]] = {
    "door_open": st.booleans(),
    "power_state": st.booleans(),
    "mode": st.sampled_from(["auto", "fault"]),
}
Row = tuple[str, str, float | bool | str, int]
Batch = tuple[float, bool, list[Row]]


def batches(rules: Sequence[Rule]) -> st.SearchStrategy[list[Batch]]:
    """Batches of rows (device, quantity, value, and how many milliseconds old), with the seconds that pass
    before each and whether the ticks are heard meanwhile."""
    watched = sorted({quantity for rule in rules for quantity in quantities(rule)})
    rows = st.sampled_from(watched).flatmap(
        lambda quantity: st.tuples(
            st.sampled_from([device.id for device in DEVICES]),
            st.just(quantity),
            VALUES.get(quantity, NUMBERS),
            st.sampled_from([0, 0, 0, 9_000]),
        )
    )
    seconds = st.sampled_from([0.2, 1.0, 3.0, 6.0, 25.0])
    batch = st.tuples(seconds, st.booleans(), st.lists(rows, min_size=1, max_size=4))
    return st.lists(batch, min_size=1, max_size=12)


class Screen:
    """What the engine does in bulk: newest times, bands, and whole devices when one reading escapes."""

    def __init__(self, city: Scene) -> None:
        self._city = city
        self._newest: dict[tuple[str, str], int] = {}
        self._bands: dict[tuple[str, str], Band] = {}
        self.left_out = 0

    def refresh(self) -> None:
        for point in self._city.center.take_band_changes():
            self._bands[point] = self._city.center.band(*point)

    def passed(self, batch: Sequence[Reading]) -> list[Reading]:
        current = []
        for reading in batch:
            point = (reading.device, reading.quantity)
            if reading.ts >= self._newest.get(point, reading.ts):
                self._newest[point] = reading.ts
                current.append(reading)
        escaping = {r.device for r in current if not self._band(r).holds(r.value)}
        chosen = [reading for reading in current if reading.device in escaping]
        self.left_out += len(current) - len(chosen)
        return chosen

    def _band(self, reading: Reading) -> Band:
        return self._bands.get((reading.device, reading.quantity), Band.NEVER)


@pytest.mark.parametrize("rules", [LIMITS, STATES, PAIRS, APART], ids=["limits", "states", "pairs", "apart"])
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_screened_and_unscreened_streams_give_the_same_alarms(
    rules: tuple[Rule, ...], data: st.DataObject
) -> None:
    full, screened = Scene(*rules, devices=DEVICES), Scene(*rules, devices=DEVICES)
    screen = Screen(screened)
    screen.refresh()
    for seconds, ticked, rows in data.draw(batches(rules)):
        for city in (full, screened):
            if ticked:
                city.wait(seconds)
            else:
                city.pass_unnoticed(seconds)
        batch = [
            full.reading(value, device=device, quantity=quantity, ts=full.now.wall - age)
            for device, quantity, value, age in rows
        ]
        told = full.apply(batch)
        assert screened.apply(screen.passed(batch)) == told
        screen.refresh()
        assert full.folded == screened.folded


def test_a_normal_point_is_screened_and_so_is_one_that_stands_in_alarm() -> None:
    city = Scene(high(limit=10.0, deadband=1.0))
    assert city.center.band("S1", "pressure") == Band(-math.inf, 10.0)
    city.center.take_band_changes()
    city.read(12.0)
    assert city.center.take_band_changes() == [("S1", "pressure")]
    assert city.center.band("S1", "pressure") == Band(9.0, math.inf)
    city.read(50.0)
    assert city.center.take_band_changes() == []
    city.read(1.0)
    assert city.center.band("S1", "pressure") == Band(-math.inf, 10.0)


def test_several_rules_narrow_the_band_of_a_point() -> None:
    city = Scene(high(limit=10.0), low(limit=2.0), high("sensor.hihi", limit=20.0))
    assert city.center.band("S1", "pressure") == Band(2.0, 10.0)
    city.read(12.0)
    assert city.center.band("S1", "pressure") == Band(10.0, 20.0)


def test_what_no_rule_watches_is_never_of_interest() -> None:
    city = Scene(high())
    assert city.center.band("S1", "volume") == Band.NEVER
    assert city.center.band("nobody", "pressure") == Band.NEVER
    assert Band.NEVER.holds("any text")
    assert Band.NEVER.holds(1e300)


def test_rates_and_comparisons_of_two_numbers_need_every_reading() -> None:
    city = Scene(
        rate("sensor.fast", "level", 5.0, 30.0), mismatch("sensor.apart", "asked", "measured", tolerance=1.0)
    )
    for quantity in ("level", "asked", "measured"):
        assert city.center.band("S1", quantity) == Band.ALWAYS
    assert not Band.ALWAYS.holds(0.0)


def test_a_lamp_that_does_as_it_is_told_is_screened_by_day_and_by_night() -> None:
    city = Scene(mismatch("sensor.dark", "power_state", "active_power", state=True, other_low=2.0))
    for power_state, active_power in ((True, 120.0), (False, 0.0)):
        city.read(power_state, quantity="power_state")
        city.read(active_power, quantity="active_power")
        assert city.center.band("S1", "power_state").holds(power_state)
        assert not city.center.band("S1", "power_state").holds(not power_state)
        assert city.center.band("S1", "active_power").holds(active_power + 0.5)
        assert not city.center.band("S1", "active_power").holds(120.0 - active_power)
