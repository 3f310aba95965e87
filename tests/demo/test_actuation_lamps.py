"""What lamps do with commands: ramps, overrides, programmes, and flaws told apart by readings."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from app.demo.city.city import City
from tests.demo.street import NIGHT, Street, lamp

NOON = NIGHT + 13.0 * 3600.0


def test_a_lamp_dims_within_its_ramp_and_says_so(street: Street, city: City) -> None:
    name = lamp(city, keeps=True).id
    full = street.read(name, "active_power") / 0.6
    id_ = street.tell(name, "set_level", illuminance_level=20, ramp_s=10)
    street.go(6.0)
    assert 25.0 < street.read(name, "illuminance_level") < 55.0
    assert street.states(id_) == ["accepted"]
    street.go(8.0)
    assert street.states(id_) == ["accepted", "done"]
    assert street.read(name, "illuminance_level") == 20.0
    assert street.read(name, "active_power") == pytest.approx(0.2 * full, rel=0.05)
    assert street.read(name, "intensity") == pytest.approx(0.2 * full / 221.0 / 0.93, rel=0.06)


def test_a_lamp_reports_within_three_seconds_of_a_change(street: Street, city: City) -> None:
    name = lamp(city, keeps=True).id
    sent = street.now
    street.tell(name, "set_level", illuminance_level=100, ramp_s=0)
    street.go(5.0)
    assert any(0.5 < after < 3.5 for after in street.reported(name, sent))


def test_an_override_ends_by_itself_where_the_lamp_can(street: Street, city: City) -> None:
    keeps, depends = lamp(city, keeps=True).id, lamp(city, keeps=False).id
    until = int((street.now + 60.0) * 1000)
    for name in (keeps, depends):
        street.tell(name, "set_level", illuminance_level=100, ramp_s=0, until=until)
    street.go(50.0)
    assert street.read(keeps, "illuminance_level") == street.read(depends, "illuminance_level") == 100.0
    ended = NIGHT + 60.0
    street.go(15.0)
    assert street.read(keeps, "illuminance_level") == 60.0
    assert street.read(depends, "illuminance_level") == 100.0, "this one depends on a PC"
    assert any(0.0 < after < 3.0 for after in street.reported(keeps, ended))


def test_an_override_is_given_up(street: Street, city: City) -> None:
    name = lamp(city, keeps=False).id
    street.tell(name, "set_level", illuminance_level=0, ramp_s=0)
    street.go(3.0)
    assert street.read(name, "power_state") == False  # noqa: E712 - a numpy bool
    id_ = street.tell(name, "resume_programme")
    street.go(3.0)
    assert street.states(id_) == ["accepted", "done"]
    assert street.read(name, "illuminance_level") == 60.0


def test_a_programme_is_kept_and_followed_without_a_pc(street: Street, city: City) -> None:
    name = lamp(city, keeps=True).id
    levels = [
        {"at": int((NIGHT - 3600.0) * 1000), "level": 80, "ramp_s": 0},
        {"at": int((NIGHT + 600.0) * 1000), "level": 35, "ramp_s": 60},
    ]
    id_ = street.tell(name, "set_programme", programme="noche", levels=levels)
    street.go(3.0)
    assert street.states(id_) == ["accepted", "done"]
    assert street.read(name, "illuminance_level") == 80.0
    street.go(627.0, step=1.0)
    assert street.read(name, "illuminance_level") == pytest.approx(57.5, abs=1.0)
    street.go(60.0, step=1.0)
    assert street.read(name, "illuminance_level") == 35.0
    assert any(0.0 < after < 30.0 for after in street.reported(name, NIGHT + 660.0))
    street.tell(name, "set_level", illuminance_level=100, ramp_s=0)
    street.go(3.0)
    assert street.read(name, "illuminance_level") == 100.0, "an override goes before the programme"
    street.tell(name, "resume_programme")
    street.go(3.0)
    assert street.read(name, "illuminance_level") == 35.0
    street.now = NIGHT + 600.0 + 86_401.0
    assert street.read(name, "illuminance_level") == 60.0, (
        "a programme that ran out does not leave a city dark"
    )


def test_a_lamp_that_depends_on_a_pc_takes_no_programme(street: Street, city: City) -> None:
    name = lamp(city, keeps=False).id
    id_ = street.tell(name, "set_programme", programme="noche", levels=[])
    street.go(2.0)
    assert (street.states(id_), street.text(id_)) == (["rejected"], "unknown_action")


@pytest.fixture
def told(city: City) -> Callable[[float], Street]:
    """The circuit with the flawed lamps, at an hour."""
    return lambda start: Street(city, start)


def test_flawed_lamps_are_told_apart_by_their_readings(told: Callable[[float], Street]) -> None:
    day, night = told(NOON), told(NIGHT)
    assert day.read("LUM-0003", "active_power") > 40.0
    assert not day.read("LUM-0003", "power_state")
    assert day.read("LUM-0004", "active_power") == 0.0
    assert night.read("LUM-0006", "power_state")
    assert night.read("LUM-0006", "voltage") > 200.0
    assert night.read("LUM-0006", "intensity") == 0.0
    assert night.read("LUM-0011", "illuminance_level") == 60.0
    assert night.read("LUM-0011", "active_power") == pytest.approx(
        night.read("LUM-0012", "active_power") / 0.6 * nominal_ratio(night), rel=0.05
    )
    night.tell("LUM-0014", "set_level", illuminance_level=100, ramp_s=0)
    night.go(2.0)
    assert night.read("LUM-0014", "temperature") > 80.0
    assert night.read("LUM-0016", "power_factor") < 0.6
    for sound in ("LUM-0001", "LUM-0004", "LUM-0012"):
        assert night.read(sound, "power_factor") > 0.9
        assert night.read(sound, "temperature") < 60.0
        assert night.read(sound, "intensity") > 0.1


def nominal_ratio(street: Street) -> float:
    lamps = street.fleet.told.lamps.nominal
    return float(lamps[10] / lamps[11])


def test_a_lamp_at_its_end_goes_out_hot_and_comes_back_cool(told: Callable[[float], Street]) -> None:
    street = told(NIGHT)
    seen = []
    for _ in range(80):
        street.go(5.0, step=5.0)
        seen.append((street.read("LUM-0009", "active_power") > 10.0, street.read("LUM-0009", "temperature")))
    flips = [(before, after) for before, after in pairwise(seen) if before[0] != after[0]]
    assert 3 <= len(flips) <= 5
    hot = [before[1] for before, _ in flips if before[0]]
    cool = [after[1] for _, after in flips if after[0]]
    assert min(hot) > max(cool) + 15.0
    assert len(street.reported("LUM-0009", NIGHT)) >= 3, "it says so when it happens"
