"""What devices do with commands, message by message: time and messages are given, nothing is random."""

import json
from collections.abc import Callable
from itertools import count, pairwise

import numpy as np
import pytest

from app.demo.actuation import Actuation
from app.demo.city.city import City
from app.demo.fleet.flaws import Wrong, flaw_values
from app.demo.fleet.fleet import Fleet
from app.demo.manners import Manners
from app.domain.devices import Device

NIGHT = 1_773_374_400.0
"""23:00 in Puerto Sereno: lamps burn at 60 %."""
NOON = NIGHT + 13.0 * 3600.0


class Street:
    """A fleet that is told things, with the replies and reports that come of it."""

    def __init__(self, city: City, start: float, manners: Manners | None = None) -> None:
        self.now = start
        self.fleet = Fleet(city)
        self.devices = {device.id: (place, device) for place, device in enumerate(city.devices)}
        self.replies: list[tuple[str, dict[str, object]]] = []
        self.reports: list[tuple[float, str]] = []
        clocks = np.nan_to_num(flaw_values(city.devices, Wrong.CLOCK) * 1000.0).astype(np.int64)
        manners = manners or Manners(city.seed, city.devices, reliable=True)
        self.actuation = Actuation(self.fleet, manners, clocks, publish=self._publish)
        self._city = city
        self._ids = count(1)

    def tell(
        self, device: str, action: str, *, id_: str = "", expires_in: float = 30.0, **args: object
    ) -> str:
        id_ = id_ or f"id-{next(self._ids)}"
        body = {"id": id_, "action": action, "args": args, "expires": int((self.now + expires_in) * 1000)}
        self.deliver(device, json.dumps(body).encode())
        return id_

    def deliver(self, device: str, payload: bytes) -> None:
        self.actuation.deliver(f"city/test/{self.devices[device][1].kind}/{device}/command", payload)

    def go(self, seconds: float, step: float = 0.1) -> None:
        until = self.now + seconds
        while self.now < until:
            before, self.now = self.now, min(until, self.now + step)
            for place in self.actuation.attend(before, self.now, lambda places: np.zeros(len(places), bool)):
                self.reports.append((self.now, self._city.devices[int(place)].id))

    def read(self, device: str, quantity: str) -> float:
        (batch,) = self.fleet.read(np.array([self.devices[device][0]]), self.now)
        return batch.columns[quantity][0]

    def states(self, id_: str) -> list[str]:
        return [str(body["state"]) for _, body in self.replies if body["id"] == id_]

    def text(self, id_: str) -> object:
        return next(body.get("text") for _, body in reversed(self.replies) if body["id"] == id_)

    def reported(self, device: str, since: float) -> list[float]:
        return [at - since for at, name in self.reports if name == device and at > since]

    def _publish(self, place: int, payload: bytes) -> None:
        self.replies.append((self._city.devices[place].id, json.loads(payload)))


@pytest.fixture
def street(city: City) -> Street:
    return Street(city, NIGHT)


def lamp(city: City, *, keeps: bool) -> Device:
    """A sound lamp outside the circuit of the flawed ones."""
    return next(
        device
        for device in reversed(city.devices)
        if device.kind == "luminaire" and ("until" in device.capabilities) is keeps
    )


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


def test_a_pump_runs_up_and_rests(street: Street) -> None:
    street.tell("BOM-04", "stop")
    street.go(12.0)
    assert street.read("BOM-04", "flow") == street.read("BOM-04", "speed_percentage") == 0.0
    assert not street.read("BOM-04", "power_state")
    id_ = street.tell("BOM-04", "start", speed=80)
    street.go(3.0)
    assert 5.0 < street.read("BOM-04", "speed_percentage") < 40.0
    street.go(8.0)
    assert street.states(id_) == ["accepted", "executing", "done"]
    at_80 = street.read("BOM-04", "flow")
    street.tell("BOM-04", "set_speed", speed=40)
    street.go(8.0)
    assert street.read("BOM-04", "speed_percentage") == 40.0
    assert street.read("BOM-04", "flow") == pytest.approx(at_80 / 2.0, rel=0.1)


def test_one_pump_refuses_to_start(street: Street) -> None:
    street.tell("BOM-02", "stop")
    street.go(12.0)
    id_ = street.tell("BOM-02", "start")
    street.go(2.0)
    assert (street.states(id_), street.text(id_)) == (["rejected"], "fault")


def test_a_siren_falls_silent_by_itself_or_when_it_is_told(street: Street, city: City) -> None:
    name = next(device.id for device in city.devices if device.kind == "siren")
    street.tell(name, "sound", tone="evacuation", duration_s=20, test=False)
    street.go(10.0)
    assert street.read(name, "sounding")
    street.go(12.0)
    assert not street.read(name, "sounding")
    assert any(20.0 < after < 22.0 for after in street.reported(name, NIGHT))
    street.tell(name, "sound", tone="evacuation", duration_s=0)
    street.go(100.0, step=1.0)
    assert street.read(name, "sounding")
    street.tell(name, "silence")
    street.go(2.0)
    assert not street.read(name, "sounding")


def test_a_cut_circuit_is_dark_and_silent_until_it_is_fed(street: Street, city: City) -> None:
    cabinet = next(d for d in city.devices if d.kind == "cabinet" and d.id not in ("TAB-01", "TAB-17"))
    lamps = [d for d in city.devices if d.parent == cabinet.id]
    keeps = next(d.id for d in lamps if "until" in d.capabilities)
    depends = next(d.id for d in lamps if "until" not in d.capabilities)
    for name in (keeps, depends):
        street.tell(name, "set_level", illuminance_level=90, ramp_s=0)
    street.go(3.0)
    drawn = street.read(cabinet.id, "intensity")
    energy = street.read(cabinet.id, "energy_consumed")
    id_ = street.tell(cabinet.id, "stop")
    street.go(2.0)
    assert street.states(id_) == ["accepted", "done"]
    assert not street.read(cabinet.id, "power_state")
    assert street.read(cabinet.id, "voltage") > 200.0
    assert street.read(cabinet.id, "intensity") < 0.05 * drawn
    said = {name for _, name in street.reports}
    for one in lamps:
        assert one.id in said, "its last breath"
        assert street.read(one.id, "voltage") == street.read(one.id, "active_power") == 0.0
    silent = street.now
    lost = street.tell(keeps, "set_level", illuminance_level=50, ramp_s=0)
    street.go(30.0)
    assert not street.states(lost)
    assert not street.reported(keeps, silent)
    assert street.read(cabinet.id, "energy_consumed") >= energy
    street.tell(cabinet.id, "start")
    street.go(5.0)
    assert street.reported(keeps, silent)
    assert street.read(keeps, "voltage") > 200.0
    assert street.read(keeps, "illuminance_level") == 90.0
    assert street.read(depends, "illuminance_level") == 60.0, "it has no memory"


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
