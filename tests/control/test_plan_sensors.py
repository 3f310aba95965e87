"""Rain raises the level of lamps for a while, traffic lowers it."""

from dataclasses import replace

from app.domain.devices import Device
from app.domain.lighting.plan import Adaptive
from tests.control.street import EVENING, RAIN, Street, keeper, lamp
from tests.domain.lighting.plans import plan_of

WET = plan_of(replace(EVENING, sensors=(RAIN,)))


def rainy(*devices) -> Street:
    here = Street(*devices, begins="2026-03-13T23:30")
    here.put(WET)
    here.pass_time(90)
    here.forget()
    here.sense("PLU-01", "rainfall_rate", 6.0)
    here.pass_time(20)
    return here


def test_rain_raises_and_lets_go():
    here = rainy(lamp("L1"), keeper("K1"), lamp("P1", "programme"))
    assert here.told_to("L1") == [("set_level", 90.0)]
    assert here.told_to("K1") == [("set_level", 90.0)]
    assert here.told_to("P1") == [], "it could not return by itself"
    assert here.entry().sensor == "rain"
    assert (here.control("K1").in_force, here.control("K1").manual) == (90.0, False)
    here.sense("PLU-01", "rainfall_rate", 0.0)
    here.pass_time(11 * 60)
    assert here.told_to("L1") == [("set_level", 90.0), ("set_level", 60.0)]
    assert here.told_to("K1") == [("set_level", 90.0), ("resume_programme", None)]
    assert [here.level(name) for name in here.devices] == [60.0] * 3
    assert (here.control("K1").asked, here.control("K1").in_force) == (60.0, 60.0)


def test_a_lamp_with_its_programme_returns_by_itself_when_this_pc_is_gone():
    here = rainy(keeper("K1"))
    here.clock += 61 * 60
    assert here.level("K1") == 60.0


def test_a_long_rain_keeps_it_raised():
    here = rainy(keeper("K1"))
    for _ in range(15):
        here.sense("PLU-01", "rainfall_rate", 6.0)
        here.pass_time(600, step=5.0)
        assert here.level("K1") == 90.0
    assert 3 <= len(here.told_to("K1")) <= 5


def test_a_lamp_that_was_raised_before_a_restart_is_let_go_after_it():
    here = rainy(keeper("K1"))
    here.readings.clear()
    here.restarted(away_s=20)
    here.put(WET)
    here.forget()
    here.pass_time(90)
    assert here.told_to("K1") == [("resume_programme", None)]
    assert here.level("K1") == 60.0


def test_lamps_dim_with_the_traffic_of_their_zone():
    quiet = replace(EVENING, adaptive=Adaptive(low_flow=100.0, high_flow=500.0))
    counter = Device("TRA-1", "traffic_counter", "Contador", zone="north")
    here = Street(lamp("L1", zone="north"), counter, begins="2026-03-13T20:00")
    here.put(plan_of(quiet, road_class="avenue", floors=(("avenue", 40.0),)))
    here.pass_time(10)
    assert here.level("L1") == 100.0
    here.sense(counter.id, "vehicle_flow", 300.0)
    here.pass_time(10)
    assert here.level("L1") == 70.0
    assert here.entry().adaptive == 70.0
