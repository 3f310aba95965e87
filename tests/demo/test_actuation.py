"""What every device does with a command, once, in time and understood, and what becomes of many."""

import pytest

from app.demo.city.city import City
from app.demo.manners import Manners
from tests.demo.street import NIGHT, Street, lamp


def test_what_has_expired_by_the_devices_clock_is_not_done(street: Street, city: City) -> None:
    name = lamp(city, keeps=True).id
    id_ = street.tell(name, "set_level", illuminance_level=10, ramp_s=0, expires_in=-1.0)
    street.go(3.0)
    assert (street.states(id_), street.text(id_)) == (["rejected"], "expired")
    assert street.read(name, "illuminance_level") == 60.0


def test_a_clock_ten_minutes_slow_takes_what_is_long_over(street: Street) -> None:
    """Why control of such a device is interlocked."""
    id_ = street.tell("LUM-0018", "set_level", illuminance_level=10, ramp_s=0, expires_in=-300.0)
    street.go(3.0)
    assert street.states(id_) == ["accepted", "done"]
    assert street.replies[-1][1]["ts"] == pytest.approx((street.now - 600.0) * 1000, abs=4000)


def test_the_same_id_is_done_once_and_answered_again(street: Street) -> None:
    id_ = street.tell("VAL-0338", "set_position", open_percentage=50, travel_s=4)
    street.go(8.0)
    assert street.states(id_) == ["accepted", "executing", "done"]
    other = street.tell("VAL-0338", "set_position", open_percentage=100, travel_s=4)
    street.go(8.0)
    street.tell("VAL-0338", "set_position", id_=id_, open_percentage=50, travel_s=4)
    street.go(8.0)
    assert street.states(id_) == ["accepted", "executing", "done", "done"]
    assert street.states(other)[-1] == "done"
    assert street.read("VAL-0338", "open_percentage") == 100.0


@pytest.mark.parametrize(
    ("device", "action", "args"),
    [
        ("VAL-0338", "set_level", {}),
        ("VAL-0338", "set_position", {}),
        ("VAL-0338", "set_position", {"open_percentage": 140}),
        ("VAL-0338", "set_position", {"open_percentage": True}),
        ("VAL-0338", "set_position", {"open_percentage": "0"}),
        ("LUM-0001", "set_level", {"illuminance_level": 50, "ramp_s": -1}),
        ("LUM-0001", "set_programme", {"levels": [1]}),
        ("LUM-0001", "set_programme", {"levels": [{"at": 1, "level": 101}]}),
        ("BOM-04", "start", {"speed": 0}),
    ],
)
def test_what_it_does_not_understand_is_refused(
    street: Street, device: str, action: str, args: dict[str, object]
) -> None:
    id_ = street.tell(device, action, **args)
    street.go(7.0)
    assert (street.states(id_), street.text(id_)) == (["rejected"], "unknown_action")


@pytest.mark.parametrize(
    "payload", [b"", b"\xff", b"{}", b"[]", b'{"id":1,"action":"hold","expires":1}', b'{"id":"a"}']
)
def test_what_nobody_can_answer_is_passed_over(street: Street, payload: bytes) -> None:
    street.deliver("VAL-0338", payload)
    street.actuation.deliver("city/test/valve/NOBODY/command", b'{"id":"a","action":"hold","expires":9e12}')
    street.actuation.deliver("command", b'{"id":"a","action":"hold","expires":9e12}')
    street.go(2.0)
    assert street.replies == []


def test_some_of_many_devices_lose_refuse_restart_and_repeat(city: City) -> None:
    street = Street(city, NIGHT, Manners(city.seed, city.devices))
    lamps = [device.id for device in city.devices if device.kind == "luminaire"]
    ids = [street.tell(name, "set_level", illuminance_level=30, ramp_s=0) for name in lamps]
    street.go(8.0)
    answers: dict[object, list[object]] = {}
    for _, body in street.replies:
        answers.setdefault(body["id"], []).append(body["state"])
    silent = sum(id_ not in answers for id_ in ids)
    refused = sum("rejected" in states for states in answers.values())
    twice = sum(len(states) > len(set(states)) for states in answers.values())
    assert 0.001 < silent / len(ids) < 0.03
    assert 0 < refused < 0.02 * len(ids)
    assert 0 < twice < 0.05 * len(ids)
    assert sum(states[-1] == "done" for states in answers.values()) > 0.95 * len(ids)


def test_ten_thousand_commands_in_five_seconds_are_obeyed(city: City) -> None:
    street = Street(city, NIGHT)
    lamps = [d.id for d in city.devices if d.kind == "luminaire" and d.id != "LUM-0018"][:2500]
    ids = []
    for level in (10, 20, 30, 40):
        ids += [street.tell(name, "set_level", illuminance_level=level, ramp_s=0) for name in lamps]
        street.go(1.25)
    street.go(4.0)
    last = {id_: [] for id_ in ids}
    for _, body in street.replies:
        last[str(body["id"])].append(body["state"])
    assert all(states[0] == "accepted" for states in last.values())
    assert all(street.read(name, "illuminance_level") == 40.0 for name in lamps[::100])
