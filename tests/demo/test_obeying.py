"""Commands to the living city through real brokers, as a console or `mosquitto_pub` sends them."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from app.demo.city.city import City
from app.demo.simulation import Simulation
from app.domain.catalogue import Catalogue
from tests.demo.conftest import Clock, Heard, Listener
from tests.support.broker import Mosquitto
from tests.support.waiting import PATIENCE_S

Wait = Callable[..., None]


class Town:
    """A small city that lives at a broker, and somebody who commands it and listens."""

    def __init__(
        self, simulation: Simulation, city: City, listener: Listener, clock: Clock, wait: Wait
    ) -> None:
        self.simulation, self.city, self.clock = simulation, city, clock
        self._listener, self._wait = listener, wait
        self._kinds = {device.id: device.kind for device in city.devices}
        self._ids = count(1)

    def tell(
        self, device: str, action: str, *, id_: str = "", expires_in: float = 600.0, **args: object
    ) -> str:
        id_ = id_ or f"id-{next(self._ids)}"
        now = int(self.clock() * 1000)
        self._listener.command(
            f"city/test/{self._kinds[device]}/{device}/command",
            id=id_,
            action=action,
            args=args,
            issued=now,
            expires=now + int(expires_in * 1000),
            operator="r.quispe",
            reason="",
        )
        return id_

    def states(self, id_: str) -> list[object]:
        return [message.body["state"] for message in self.replies(id_)]

    def replies(self, id_: str) -> list[Heard]:
        return [message for message in self._listener.heard("reply") if message.body["id"] == id_]

    def answered(self, id_: str, *states: str, limit: float = 15.0) -> None:
        self._wait(
            lambda: self.states(id_) == list(states), timeout=limit, what=f"{states} of {self.states(id_)}"
        )

    def measured(self, device: str, since: float, condition: Callable[[dict[str, object]], bool]) -> None:
        """Wait for a live reading, measured after `since`, that shows it."""
        self._wait(
            lambda: any(
                message.device == device
                and float(str(message.body["ts"])) > since
                and condition(message.body)
                for message in self._listener.heard("telemetry")
            ),
            timeout=15.0,
            what=f"a reading of {device}",
        )

    def mark(self) -> float:
        """Now, as devices stamp it."""
        return self.clock() * 1000.0


@pytest.fixture
def town(
    port: int, village: City, catalogue: Catalogue, listen: Callable[[int], Listener], wait_until: Wait
) -> Iterator[Town]:
    clock = Clock()
    simulation = Simulation(
        village,
        f"mqtt://127.0.0.1:{port}",
        catalogue=catalogue,
        site="test",
        rate=40.0,
        script=False,
        introduce_qos=0,
        reliable=True,
        clock=clock,
    )
    listener = listen(port)
    simulation.start()
    assert simulation.wait_until_introduced(PATIENCE_S)
    yield Town(simulation, village, listener, clock, wait_until)
    simulation.stop()


def number(body: dict[str, object], quantity: str) -> float:
    return float(str(body[quantity]))


def test_a_valve_closes_and_its_flow_shows_it(town: Town) -> None:
    sent = town.mark()
    id_ = town.tell("VAL-0338", "set_position", open_percentage=0, travel_s=90)
    town.answered(id_, "accepted", "executing")
    town.clock.forward(91.0)
    town.answered(id_, "accepted", "executing", "done")
    assert {message.topic for message in town.replies(id_)} == {"city/test/valve/VAL-0338/reply"}
    assert all(message.qos == 1 and not message.retain for message in town.replies(id_))
    town.measured(
        "VAL-0338", sent, lambda body: number(body, "flow") == number(body, "open_percentage") == 0.0
    )


def test_a_valve_sticks_half_way_and_another_refuses(town: Town) -> None:
    sent = town.mark()
    stuck = town.tell("VAL-0351", "set_position", open_percentage=0, travel_s=60)
    local = town.tell("VAL-0347", "set_position", open_percentage=0, travel_s=60)
    town.answered(local, "rejected")
    assert town.replies(local)[0].body["text"] == "local"
    town.answered(stuck, "accepted", "executing")
    town.clock.forward(62.0)
    town.measured("VAL-0351", sent, lambda body: number(body, "open_percentage") == 43.0)
    hold = town.tell("VAL-0351", "hold")
    town.answered(hold, "accepted", "done")
    assert "done" not in town.states(stuck)


def test_what_is_too_late_or_was_done_is_not_done(town: Town) -> None:
    late = town.tell("LUM-0001", "set_level", illuminance_level=11, ramp_s=0, expires_in=-2.0)
    town.answered(late, "rejected")
    sent = town.mark()
    first = town.tell("LUM-0001", "set_level", illuminance_level=22, ramp_s=0)
    town.answered(first, "accepted", "done")
    second = town.tell("LUM-0001", "set_level", illuminance_level=33, ramp_s=0)
    town.answered(second, "accepted", "done")
    town.tell("LUM-0001", "set_level", id_=first, illuminance_level=22, ramp_s=0)
    town.answered(first, "accepted", "done", "done")
    town.tell("LUM-0001", "set_level", id_=late, illuminance_level=11, ramp_s=0)
    town.answered(late, "rejected", "rejected")
    town.measured("LUM-0001", sent, lambda body: body["illuminance_level"] == 33)
    again = town.mark()
    town.clock.forward(400.0)
    town.measured("LUM-0001", again, lambda body: body["illuminance_level"] == 33)


def test_an_override_ends_and_a_programme_goes_on_without_us(town: Town) -> None:
    lamp = next(device.id for device in town.city.devices if "programme" in device.capabilities)
    now = town.clock()
    levels = [
        {"at": int((now - 60.0) * 1000), "level": 80, "ramp_s": 0},
        {"at": int((now + 300.0) * 1000), "level": 40, "ramp_s": 0},
    ]
    kept = town.tell(lamp, "set_programme", programme="noche", levels=levels)
    town.answered(kept, "accepted", "done")
    sent = town.mark()
    until = int((now + 120.0) * 1000)
    by_hand = town.tell(lamp, "set_level", illuminance_level=100, ramp_s=0, until=until)
    town.answered(by_hand, "accepted", "done")
    town.measured(lamp, sent, lambda body: body["illuminance_level"] == 100)
    town.clock.forward(125.0)
    town.measured(lamp, until, lambda body: body["illuminance_level"] == 80)
    town.clock.forward(200.0)
    town.measured(lamp, (now + 300.0) * 1000.0, lambda body: body["illuminance_level"] == 40)


def test_a_cut_circuit_goes_dark(town: Town) -> None:
    lamp = next(device for device in town.city.devices if device.kind == "luminaire")
    sent = town.mark()
    id_ = town.tell(lamp.parent, "stop")
    town.answered(id_, "accepted", "done")
    town.measured(
        lamp.parent, sent, lambda body: body["power_state"] is False and number(body, "voltage") > 200.0
    )
    town.measured(lamp.id, sent, lambda body: body["voltage"] == 0 and body["active_power"] == 0)
    fed = town.mark()
    town.answered(town.tell(lamp.parent, "start"), "accepted", "done")
    town.measured(lamp.id, fed, lambda body: number(body, "voltage") > 200.0)


def test_a_device_that_restarts_in_the_middle_says_no_more_of_it(town: Town) -> None:
    sent = town.mark()
    id_ = town.tell("VAL-0349", "set_position", open_percentage=0, travel_s=60)
    town.answered(id_, "accepted", "executing")
    for _ in range(3):
        town.clock.forward(20.0)
        town.measured("VAL-0338", town.mark() - 60_000.0, lambda body: True)
    town.measured("VAL-0349", sent, lambda body: 30.0 < number(body, "open_percentage") < 70.0)
    town.clock.forward(120.0)
    after = town.mark()
    town.measured("VAL-0349", after, lambda body: 30.0 < number(body, "open_percentage") < 70.0)
    assert town.states(id_) == ["accepted", "executing"]


def test_a_command_made_without_a_connection_never_comes(
    mosquitto: Mosquitto,
    village: City,
    catalogue: Catalogue,
    listen: Callable[[int], Listener],
    wait_until: Wait,
) -> None:
    """The session is clean: what was sent to nobody is lost, not late."""
    clock = Clock()
    simulation = Simulation(
        village,
        mosquitto.url,
        catalogue=catalogue,
        site="test",
        rate=40.0,
        script=False,
        reliable=True,
        clock=clock,
    )
    listener = listen(mosquitto.port)
    town = Town(simulation, village, listener, clock, wait_until)
    before = town.tell("VAL-0338", "set_position", open_percentage=0, expires_in=3600.0)
    simulation.start()
    try:
        assert simulation.wait_until_introduced(PATIENCE_S)
        after = town.tell("VAL-0342", "set_position", open_percentage=100)
        town.answered(after, "accepted", "done")
        assert town.states(before) == []
    finally:
        simulation.stop()
