"""A device that is down silences what hangs from it, and is named as the first cause."""

from __future__ import annotations

from app.domain.acts import Shelve
from app.domain.devices import Device, Liveness
from tests.domain.scene import Scene, high, low, stale

DEAD = low("cabinet.no_voltage", "cabinet", 50.0, quantity="voltage", deadband=20.0, suppresses_children=True)
SLOW = low(
    "cabinet.no_voltage",
    "cabinet",
    50.0,
    quantity="voltage",
    deadband=20.0,
    suppresses_children=True,
    release_s=300.0,
)
LOST = stale("cabinet.lost", "cabinet", suppresses_children=True)
LAMP = low("lamp.dark", "lamp", 50.0, quantity="voltage", deadband=20.0)
CAUSE = "T1:cabinet.no_voltage"


def circuit(*rules: object, lamps: int = 3) -> Scene:
    cabinet = Device("T1", "cabinet", "Tablero 1")
    below = [Device(f"L{n}", "lamp", f"Lámpara {n}", parent="T1") for n in range(lamps)]
    return Scene(*rules, devices=[*below, cabinet])  # type: ignore[arg-type]


def voltage(city: Scene, device: str, value: float) -> list[str]:
    return city.read(value, device=device, quantity="voltage")


def test_a_cabinet_that_trips_takes_its_lamps_with_it() -> None:
    city = circuit(DEAD, LAMP, lamps=60)
    voltage(city, "T1", 0.0)
    dark = [city.reading(0.0, device=f"L{n}", quantity="voltage") for n in range(60)]
    told = city.apply(dark)
    assert told == [*(f"L{n}:lamp.dark raised" for n in range(60)), f"{CAUSE} consequences"]
    assert city.alarm(CAUSE).consequences == 60
    assert {city.alarm(f"L{n}:lamp.dark").suppressed_by for n in range(60)} == {CAUSE}
    assert not city.alarm(CAUSE).quiet


def test_lamps_that_were_first_are_suppressed_when_the_cause_is_known() -> None:
    city = circuit(DEAD, LAMP)
    voltage(city, "L0", 0.0)
    assert voltage(city, "T1", 0.0) == [
        f"{CAUSE} raised",
        "L0:lamp.dark suppressed",
        f"{CAUSE} consequences",
    ]


def test_when_the_cabinet_returns_what_is_still_dark_shows() -> None:
    city = circuit(DEAD, LAMP)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 0.0)
    voltage(city, "L1", 0.0)
    voltage(city, "L1", 220.0)
    assert city.memories("L1:lamp.dark") == "normal", "nobody was ever shown it"
    assert voltage(city, "T1", 220.0) == [
        f"{CAUSE} returned",
        "L0:lamp.dark unsuppressed",
        f"{CAUSE} consequences",
    ]
    assert city.memories("L0:lamp.dark") == "active unacknowledged"
    voltage(city, "L0", 220.0)
    assert city.memories("L0:lamp.dark") == "unacknowledged"


def test_release_gives_the_lamps_time_to_report_first() -> None:
    city = circuit(SLOW, LAMP)
    for device in ("T1", "L0", "L1"):
        voltage(city, device, 0.0)
    voltage(city, "T1", 220.0)
    city.wait(299.0)
    voltage(city, "L0", 220.0)
    assert city.wait(1.0) == ["L1:lamp.dark unsuppressed", f"{CAUSE} consequences"]
    assert city.memories("L0:lamp.dark") == "normal"


def test_a_cabinet_that_trips_again_while_releasing_goes_on_suppressing() -> None:
    city = circuit(SLOW, LAMP)
    for device in ("T1", "L0"):
        voltage(city, device, 0.0)
    voltage(city, "T1", 220.0)
    city.wait(200.0)
    voltage(city, "T1", 0.0)
    assert city.wait(200.0) == []
    assert city.alarm("L0:lamp.dark").suppressed_by == CAUSE


def test_what_was_shown_before_it_was_suppressed_stays_owed() -> None:
    city = circuit(DEAD, LAMP)
    voltage(city, "L0", 0.0)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 220.0)
    assert city.memories("L0:lamp.dark") == "unacknowledged"
    assert city.alarm("L0:lamp.dark").quiet
    voltage(city, "T1", 220.0)
    assert city.memories("L0:lamp.dark") == "unacknowledged"
    assert not city.alarm("L0:lamp.dark").quiet


def test_acknowledging_the_last_of_a_suppressed_alarm_lets_it_go() -> None:
    city = circuit(DEAD, LAMP)
    voltage(city, "L0", 0.0)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 220.0)
    city.acknowledge("L0:lamp.dark")
    assert not city.alarm("L0:lamp.dark").standing
    assert city.wait(1.0) == [f"{CAUSE} consequences"]
    assert city.alarm(CAUSE).consequences == 0


def test_the_first_of_two_causes_is_named_and_then_the_other() -> None:
    city = circuit(DEAD, LOST, LAMP)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 0.0)
    city.wait(60.0)
    city.silence(Liveness.LOST, "T1")
    assert city.alarm("L0:lamp.dark").suppressed_by == CAUSE
    voltage(city, "T1", 220.0)
    assert city.alarm("L0:lamp.dark").suppressed_by == "T1:cabinet.lost"
    assert (city.alarm(CAUSE).consequences, city.alarm("T1:cabinet.lost").consequences) == (0, 1)


def test_over_several_levels_the_uppermost_is_the_cause() -> None:
    devices = [
        Device("SE", "cabinet", "Subestación"),
        Device("T1", "cabinet", "Tablero", parent="SE"),
        Device("L0", "lamp", "Lámpara", parent="T1"),
    ]
    city = Scene(DEAD, LAMP, devices=devices)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 0.0)
    voltage(city, "SE", 0.0)
    top = "SE:cabinet.no_voltage"
    assert {city.alarm(a).suppressed_by for a in (CAUSE, "L0:lamp.dark")} == {top}
    assert (city.alarm(top).consequences, city.alarm(CAUSE).consequences) == (2, 0)
    voltage(city, "SE", 220.0)
    assert city.alarm("L0:lamp.dark").suppressed_by == CAUSE
    assert city.alarm(CAUSE).suppressed_by == ""


def test_parents_in_a_ring_do_not_hang_the_center() -> None:
    devices = [Device("A", "cabinet", "A", parent="B"), Device("B", "cabinet", "B", parent="A")]
    city = Scene(DEAD, devices=[*devices, Device("C", "cabinet", "C", parent="C")])
    for device in "ABC":
        voltage(city, device, 0.0)
    assert city.alarm("A:cabinet.no_voltage").suppressed_by == "B:cabinet.no_voltage"
    assert city.alarm("C:cabinet.no_voltage").suppressed_by == ""


def test_a_lamp_that_moves_to_another_circuit_is_judged_by_that_one() -> None:
    city = circuit(DEAD, LAMP)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 0.0)
    told = city.introduce(Device("L0", "lamp", "Lámpara 0", parent="T2"))
    assert told == ["L0:lamp.dark unsuppressed", f"{CAUSE} consequences"]
    city.introduce(Device("L0", "lamp", "Lámpara 0", parent="T1"))
    assert city.alarm("L0:lamp.dark").suppressed_by == CAUSE


def test_a_cabinet_that_is_retired_leaves_its_lamps_in_view() -> None:
    city = circuit(DEAD, LAMP)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 0.0)
    city.retire("T1")
    assert city.alarm("L0:lamp.dark").suppressed_by == ""
    assert city.memories(CAUSE) == "unacknowledged"
    city.acknowledge(CAUSE)
    assert not city.alarm(CAUSE).standing


def test_shelving_the_cause_does_not_loose_its_consequences() -> None:
    city = circuit(DEAD, LAMP)
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 0.0)
    city.act(Shelve(city.seen(CAUSE), 60, "Corte programado"))
    assert city.wait(1.0) == []
    assert city.alarm("L0:lamp.dark").quiet


def test_a_rule_may_refuse_to_be_suppressed() -> None:
    city = circuit(DEAD, low("lamp.dark", "lamp", 50.0, quantity="voltage", suppressed_by_parent=False))
    voltage(city, "T1", 0.0)
    voltage(city, "L0", 0.0)
    assert city.alarm("L0:lamp.dark").suppressed_by == ""


def test_the_graver_limit_of_a_device_makes_the_other_its_consequence() -> None:
    city = Scene(high("sensor.hihi", limit=20.0), high("sensor.hi", limit=10.0, outranked_by="sensor.hihi"))
    city.read(12.0)
    assert not city.alarm("S1:sensor.hi").quiet
    city.read(25.0)
    assert city.alarm("S1:sensor.hi").suppressed_by == "S1:sensor.hihi"
    assert city.alarm("S1:sensor.hihi").consequences == 1
    city.read(12.0)
    assert not city.alarm("S1:sensor.hi").quiet
