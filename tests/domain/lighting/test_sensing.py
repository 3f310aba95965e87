"""How sensors bend the level of a programme."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lighting.plan import Adaptive, Beyond, Programme, SensorRule
from app.domain.lighting.sensing import CALM_S, Bent, Sensing, adaptive_level

RAIN = SensorRule("rain", "Lluvia", "rain_gauge", "rainfall_rate", Beyond.ABOVE, 2.0, 80.0)
BRIGHT = SensorRule("bright", "Claro", "luxmeter", "lux", Beyond.ABOVE, 50.0, 20.0, raise_only=False)
DARK = SensorRule("dark", "Oscuro", "luxmeter", "lux", Beyond.BELOW, 5.0, 90.0)
ADAPTIVE = Adaptive(low_flow=100.0, high_flow=500.0)
PLAIN = Programme("p", "p", ())


class Scene:
    """One assignment, its sensors and a clock."""

    def __init__(self, programme: Programme, *, floor: float | None = 40.0) -> None:
        self.programme, self.floor = programme, floor
        self.sensing = Sensing()
        self.clock = 1000.0
        self.says: dict[str, list[float]] = {}

    def at(self, level: float, *, after_s: float = 0.0, **says: float) -> Bent:
        """What the level is bent to when the quantities read so; those not named say nothing."""
        self.clock += after_s
        read = {name: [value] for name, value in says.items()}
        return self.sensing.bend(
            self.programme, level, self.floor, lambda _d, _k, quantity: read.get(quantity, []), self.clock
        )


def test_a_rule_raises_while_it_holds_and_for_a_while_after():
    scene = Scene(replace(PLAIN, sensors=(RAIN,)))
    assert scene.at(60.0, rainfall_rate=1.0) == Bent(60.0)
    assert scene.at(60.0, rainfall_rate=3.0) == Bent(80.0, "rain")
    assert scene.at(60.0, after_s=599.0, rainfall_rate=0.0) == Bent(80.0, "rain")
    assert scene.at(60.0, after_s=1.0, rainfall_rate=0.0) == Bent(60.0)


def test_a_sensor_that_falls_silent_holds_no_longer_than_that():
    scene = Scene(replace(PLAIN, sensors=(RAIN,)))
    scene.at(60.0, rainfall_rate=3.0)
    assert scene.at(60.0, after_s=300.0).level == 80.0
    assert scene.at(60.0, after_s=300.0).level == 60.0


def test_without_a_hold_a_rule_ends_with_its_cause():
    scene = Scene(replace(PLAIN, sensors=(replace(RAIN, hold_min=0.0),)))
    assert scene.at(60.0, rainfall_rate=3.0).level == 80.0
    assert scene.at(60.0, after_s=1.0, rainfall_rate=0.0).level == 60.0


def test_a_rule_that_raises_never_lowers_and_lights_no_lamp_that_is_off():
    scene = Scene(replace(PLAIN, sensors=(RAIN,)))
    assert scene.at(100.0, rainfall_rate=3.0) == Bent(100.0)
    assert scene.at(0.0, rainfall_rate=3.0) == Bent(0.0)
    assert scene.at(60.0).level == 80.0, "it went on raining while the lamps were off"


def test_the_first_rule_that_sets_holds_and_those_that_raise_come_after():
    late = replace(BRIGHT, id="late", level=50.0)
    scene = Scene(replace(PLAIN, sensors=(RAIN, BRIGHT, late, replace(RAIN, id="storm", level=95.0))))
    assert scene.at(60.0, lux=80.0) == Bent(20.0, "bright")
    assert scene.at(60.0, lux=80.0, rainfall_rate=3.0) == Bent(95.0, "storm")


def test_below_a_limit():
    scene = Scene(replace(PLAIN, sensors=(DARK,)))
    assert scene.at(60.0, lux=5.0).level == 60.0
    assert scene.at(60.0, lux=4.9).level == 90.0


@pytest.mark.parametrize(
    ("flow", "level"),
    [(0.0, 40.0), (100.0, 40.0), (101.0, 45.0), (300.0, 60.0), (499.0, 80.0), (500.0, 80.0), (9e9, 80.0)],
)
def test_the_level_follows_the_flow_in_steps(flow, level):
    assert adaptive_level(ADAPTIVE, 80.0, 40.0, flow) == level
    assert Scene(replace(PLAIN, adaptive=ADAPTIVE)).at(80.0, vehicle_flow=flow) == Bent(level, adaptive=level)


def test_lamps_brighten_at_once_and_dim_when_it_stays_calm():
    scene = Scene(replace(PLAIN, adaptive=ADAPTIVE))
    assert scene.at(80.0, vehicle_flow=0.0).level == 40.0
    assert scene.at(80.0, after_s=5.0, vehicle_flow=500.0).level == 80.0
    assert scene.at(80.0, after_s=5.0, vehicle_flow=0.0).level == 80.0
    assert scene.at(80.0, after_s=CALM_S - 1.0, vehicle_flow=0.0).level == 80.0
    assert scene.at(80.0, after_s=1.0, vehicle_flow=0.0).level == 40.0


def test_one_busy_moment_begins_the_calm_anew():
    scene = Scene(replace(PLAIN, adaptive=ADAPTIVE))
    scene.at(80.0, vehicle_flow=500.0)
    scene.at(80.0, after_s=200.0, vehicle_flow=0.0)
    scene.at(80.0, after_s=50.0, vehicle_flow=500.0)
    assert scene.at(80.0, after_s=100.0, vehicle_flow=0.0).level == 80.0


def test_without_a_floor_or_a_counter_nothing_is_dimmed():
    assert Scene(replace(PLAIN, adaptive=ADAPTIVE), floor=None).at(80.0, vehicle_flow=0.0) == Bent(80.0)
    assert Scene(replace(PLAIN, adaptive=ADAPTIVE)).at(80.0) == Bent(80.0)


def test_the_programmes_own_level_is_the_most_at_once_when_it_steps_down():
    scene = Scene(replace(PLAIN, adaptive=ADAPTIVE))
    scene.at(100.0, vehicle_flow=500.0)
    assert scene.at(60.0, after_s=1.0, vehicle_flow=500.0).level == 60.0


def test_rain_raises_what_traffic_dimmed():
    scene = Scene(replace(PLAIN, adaptive=ADAPTIVE, sensors=(RAIN,)))
    assert scene.at(100.0, vehicle_flow=0.0, rainfall_rate=9.0) == Bent(80.0, "rain", 40.0)


FLOWS = st.none() | st.floats(0.0, 2000.0)


@given(
    st.lists(st.tuples(st.floats(1.0, 100.0), st.floats(0.0, 900.0), FLOWS, FLOWS), min_size=1),
    st.floats(0, 100),
)
def test_lit_lamps_never_go_below_the_floor_nor_above_what_is_wanted(steps, floor):
    scene = Scene(replace(PLAIN, adaptive=ADAPTIVE, sensors=(RAIN,)), floor=floor)
    for level, after, flow, rain in steps:
        says = {"vehicle_flow": flow, "rainfall_rate": rain}
        bent = scene.at(level, after_s=after, **{k: v for k, v in says.items() if v is not None})
        assert min(floor, level) <= bent.level <= max(level, floor, RAIN.level)
        if bent.adaptive is not None:
            assert floor <= bent.adaptive <= max(level, floor)
        if flow is None:
            assert bent.level >= level
