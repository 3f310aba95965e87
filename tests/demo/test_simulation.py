"""The living city at a real broker: introductions, readings, events, good-byes."""

import threading
from collections.abc import Callable

import pytest

from app.demo.city.city import City
from app.demo.courier import Courier
from app.demo.fleet.payloads import Topics
from app.demo.simulation import Simulation, run_simulation
from app.domain.catalogue import Catalogue
from tests.demo.conftest import Clock, Listener
from tests.support.broker import Mosquitto
from tests.support.waiting import PATIENCE_S

Wait = Callable[..., None]


def test_a_city_introduces_itself_lives_and_takes_leave(
    port: int,
    village: City,
    catalogue: Catalogue,
    listen: Callable[[int], Listener],
    wait_until: Wait,
) -> None:
    listener = listen(port)
    city = Simulation(village, f"mqtt://127.0.0.1:{port}", catalogue=catalogue, site="test", rate=150.0)
    city.start()
    assert city.wait_until_introduced(PATIENCE_S)
    wait_until(lambda: len(listener.heard("config")) == len(village.devices))
    assert {message.device for message in listener.heard("config")} == {d.id for d in village.devices}
    assert all(message.topic.startswith("city/test/") for message in listener.heard("config"))
    wait_until(lambda: len(listener.heard("telemetry")) > len(village.devices) + 200)
    reporting = {message.device for message in listener.heard("telemetry")}
    assert len(reporting) >= len(village.devices) - 3
    cabinets = {device.id for device in village.devices if device.kind == "cabinet"}
    assert {m.device for m in listener.heard("status") if m.body["state"] == "online"} == cabinets
    city.stop()
    wait_until(
        lambda: any(m.body["state"] == "offline" for m in listener.heard("status")),
        what="a gateway's good-bye",
    )


def test_cameras_whose_pictures_others_watch_introduce_themselves_and_say_no_more(
    mosquitto: Mosquitto,
    village: City,
    catalogue: Catalogue,
    listen: Callable[[int], Listener],
    wait_until: Wait,
) -> None:
    listener, began, clock = listen(mosquitto.port), list[float](), Clock()
    silent = frozenset({"CAM-142"})
    simulation = Simulation(
        village, mosquitto.url, catalogue=catalogue, site="test", rate=300.0, introduce_qos=0, clock=clock,
        silent=silent, on_begin=began.append,
    )  # fmt: skip
    simulation.start()
    try:
        assert simulation.wait_until_introduced(PATIENCE_S)
        wait_until(lambda: bool(began), what="the beginning of the script")
        clock.forward(90.0)
        others = {device.id for device in village.devices if device.kind == "camera"} - silent
        wait_until(lambda: others <= {m.device for m in listener.heard("telemetry")}, what="other cameras")
        wait_until(
            lambda: (
                any(m.body["type"] == "panic" for m in listener.heard("event"))
                or len(listener.heard("telemetry")) > 2 * len(village.devices)
            ),
            what="the script's moment",
        )
    finally:
        simulation.stop()
    assert "CAM-142" in {message.device for message in listener.heard("config")}
    said = listener.heard("telemetry") + listener.heard("event")
    assert "CAM-142" not in {message.device for message in said}


def test_the_script_is_told_as_events(
    mosquitto: Mosquitto,
    city: City,
    catalogue: Catalogue,
    listen: Callable[[int], Listener],
    wait_until: Wait,
) -> None:
    clock = Clock()
    listener = listen(mosquitto.port)
    small = City(city.seed, tuple(d for d in city.devices if d.kind != "water_meter"), city.plan)
    simulation = Simulation(
        small, mosquitto.url, catalogue=catalogue, site="test", rate=100.0, introduce_qos=0, clock=clock
    )
    simulation.start()
    try:
        assert simulation.wait_until_introduced(PATIENCE_S)
        wait_until(lambda: len(listener.heard("telemetry")) > len(small.devices), what="the first rounds")
        clock.forward(70.0)
        wait_until(lambda: len(listener.heard("event")) >= 3, what="the events")
        found = {(m.device, m.body["type"], m.body["active"]) for m in listener.heard("event")}
        assert ("PAN-088", "panic", True) in found
        assert ("CON-0064", "fire", True) in found
        wait_until(
            lambda: any(m.device == "TAB-17" and m.body["voltage"] == 0 for m in listener.heard("telemetry")),
            what="the cabinet without voltage",
        )
        wait_until(
            lambda: any(
                m.device == "PRE-0231" and float(str(m.body["pressure"])) < 0.8
                for m in listener.heard("telemetry")
            ),
            what="the pressure of the burst",
        )
    finally:
        simulation.stop()


def test_it_waits_for_a_broker_that_is_not_there(village: City, free_port: int) -> None:
    stop = threading.Event()
    runner = threading.Thread(
        target=run_simulation,
        args=(village, f"mqtt://127.0.0.1:{free_port}"),
        kwargs={"site": "test", "stop": stop},
    )
    runner.start()
    stop.set()
    runner.join(PATIENCE_S)
    assert not runner.is_alive()


@pytest.mark.parametrize("url", ["127.0.0.1:1883", "http://127.0.0.1", "mqtt://"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not the address of a broker"):
        Courier(url, "x", Topics("test"), None)
