"""What valves do with commands: they travel, hold, stick, refuse and restart on the way."""

import pytest

from app.demo.city.city import City
from tests.demo.street import Street


def test_a_valve_travels_in_its_time_and_the_flow_falls(street: Street) -> None:
    before = street.read("VAL-0338", "flow")
    assert 100.0 < before < 480.0
    sent = street.now
    id_ = street.tell("VAL-0338", "set_position", open_percentage=0, travel_s=60)
    street.go(31.0)
    assert street.read("VAL-0338", "open_percentage") == pytest.approx(50.0, abs=2.0)
    assert 0.4 * before < street.read("VAL-0338", "flow") < before
    street.go(32.0)
    assert street.states(id_) == ["accepted", "executing", "done"]
    assert street.read("VAL-0338", "open_percentage") == 0.0
    assert street.read("VAL-0338", "flow") == 0.0
    travelling = [after for after in street.reported("VAL-0338", sent) if after < 60.0]
    assert len(travelling) >= 25, "readings every few seconds while it moves"


def test_meters_near_a_closed_valve_feel_it(street: Street, city: City) -> None:
    zone = street.devices["VAL-0338"][1].zone
    points = [d.id for d in city.devices if d.kind == "pressure" and d.zone == zone]
    elsewhere = [d.id for d in city.devices if d.kind == "pressure" and d.zone == "Mirador"]
    street.tell("VAL-0338", "set_position", open_percentage=0, travel_s=10)
    before = {name: street.read(name, "pressure") for name in points + elsewhere}
    street.go(12.0)
    lost = {name: before[name] - street.read(name, "pressure") for name in points + elsewhere}
    assert max(lost[name] for name in points) > 0.05
    assert max(lost[name] for name in elsewhere) < 0.02


def test_one_valve_sticks_at_43_and_never_says_done(street: Street) -> None:
    before = street.read("VAL-0351", "flow")
    id_ = street.tell("VAL-0351", "set_position", open_percentage=0, travel_s=20)
    street.go(60.0)
    assert street.states(id_) == ["accepted", "executing"]
    assert street.read("VAL-0351", "open_percentage") == 43.0
    assert street.read("VAL-0351", "flow") > 0.4 * before
    hold = street.tell("VAL-0351", "hold")
    street.go(3.0)
    assert street.states(hold) == ["accepted", "done"]
    assert (street.states(id_)[-1], street.text(id_)) == ("rejected", "interrupted")
    street.tell("VAL-0351", "set_position", open_percentage=100, travel_s=10)
    street.go(12.0)
    assert street.read("VAL-0351", "open_percentage") == 100.0, "it opens"


def test_one_valve_says_closed_while_its_flow_goes_on(street: Street) -> None:
    before = street.read("VAL-0345", "flow")
    id_ = street.tell("VAL-0345", "set_position", open_percentage=0, travel_s=5)
    street.go(8.0)
    assert street.states(id_)[-1] == "done"
    assert street.read("VAL-0345", "open_percentage") == 0.0
    assert street.read("VAL-0345", "flow") > 0.9 * before


def test_one_valve_is_on_local(street: Street) -> None:
    assert street.read("VAL-0347", "operating_mode") == "local"
    for action in ("set_position", "hold"):
        id_ = street.tell("VAL-0347", action, open_percentage=0)
        street.go(2.0)
        assert (street.states(id_), street.text(id_)) == (["rejected"], "local")
    assert street.read("VAL-0347", "open_percentage") == 100.0


def test_a_valve_that_moves_takes_no_other_position_but_holds(street: Street) -> None:
    first = street.tell("VAL-0342", "set_position", open_percentage=0, travel_s=40)
    street.go(10.0)
    second = street.tell("VAL-0342", "set_position", open_percentage=80, travel_s=40)
    street.go(2.0)
    assert (street.states(second), street.text(second)) == (["rejected"], "busy")
    street.tell("VAL-0342", "hold")
    street.go(3.0)
    held = street.read("VAL-0342", "open_percentage")
    assert 50.0 < held < 80.0
    street.go(40.0)
    assert street.read("VAL-0342", "open_percentage") == held
    assert street.states(first) == ["accepted", "executing", "rejected"]


def test_one_valve_restarts_in_the_middle_and_forgets(street: Street) -> None:
    before = street.tell("VAL-0349", "set_position", open_percentage=100)
    street.go(20.0)
    id_ = street.tell("VAL-0349", "set_position", open_percentage=0, travel_s=20)
    street.go(11.5)
    deaf = street.tell("VAL-0349", "hold")
    street.go(30.0)
    assert street.states(id_) == ["accepted", "executing"]
    assert street.states(deaf) == [], "lost while it starts"
    assert 40.0 < street.read("VAL-0349", "open_percentage") < 60.0
    street.tell("VAL-0349", "set_position", id_=before, open_percentage=100)
    street.go(5.0)
    assert street.states(before)[-1] == "done"
    assert 40.0 < street.read("VAL-0349", "open_percentage") < 60.0, "what was done is not done again"
