"""What the interlocks weigh, gathered from the city: fresh or not, with the neighbours as they stand."""

import pytest

from app.domain.commands import DeviceControl
from app.domain.device_facts import Current, Neighbour, Pump
from app.domain.devices import Liveness
from app.domain.orders import CLOSED_PER_CENT, Action, Order
from app.engine.control.closings import STILL_S
from app.engine.control.facts import Facts
from tests.engine.control.scene import ACTIONS, ControlScene


@pytest.fixture
def facts(scene: ControlScene) -> Facts:
    return Facts(scene.facts_parts(), ACTIONS, lambda _device: None, lambda _device: None)


def of(scene: ControlScene, facts: Facts, device: str, action: Action = Action.SET_POSITION):
    return facts.of(scene.device(device), action, scene.now)


def test_a_valve_is_known_by_its_last_readings_and_their_age(scene, facts):
    scene.pass_time(20.0, heard=False)
    known = of(scene, facts, "VLV-1")
    assert (known.liveness, known.heard_age_s, known.late_after_s) == (Liveness.FRESH, 20.0, 120.0)
    assert known.values["open_percentage"] == Current(100.0)
    assert known.values["operating_mode"] == Current("remote")
    assert (known.nominal_mm, known.clock_offset_s, known.starts) == (400.0, 0.2, None)
    scene.pass_time(101.0, heard=False)
    assert of(scene, facts, "VLV-1").values["open_percentage"] == Current(100.0, fresh=False)


def test_late_data_makes_nothing_fresh(scene, facts):
    scene.pass_time(200.0, heard=False)
    scene.report("VLV-1", '"open_percentage":0.0,"historical":true')
    assert of(scene, facts, "VLV-1").values["open_percentage"] == Current(100.0, fresh=False)


def test_a_device_that_was_retired_is_no_speaker_of_the_contract(scene, facts):
    valve = scene.device("VLV-1")
    scene.retire("VLV-1")
    gone = facts.of(valve, Action.SET_POSITION, scene.now)
    assert (gone.capable, gone.liveness, gone.heard_age_s, gone.values) == (False, Liveness.UNKNOWN, None, {})


def test_neighbours_stand_as_measured_and_as_they_are_told(scene, facts):
    scene.settings.needs_closed = {"VLV-1": ["VLV-2", "VLV-404"]}
    scene.settings.pump_outlets = {"PMP-1": ["VLV-1", "VLV-2"], "PMP-9": ["VLV-2"]}
    scene.report("VLV-2", '"open_percentage":43.0,"operating_mode":"remote","pressure":4.0')
    known = of(scene, facts, "VLV-1")
    assert known.needs_closed == (Neighbour("VLV-2", 43.0), Neighbour("VLV-404", None))
    assert known.pumps == (Pump("PMP-1", running=False, others=(Neighbour("VLV-2", 43.0),)),)
    pump = of(scene, facts, "PMP-1", Action.START)
    assert pump.outlets == (Neighbour("VLV-1", 100.0), Neighbour("VLV-2", 43.0))
    scene.pass_time(700.0, heard=False)
    assert of(scene, facts, "VLV-1").pumps[0].running is None
    assert of(scene, facts, "VLV-1").needs_closed[0].opening is None


def test_a_valve_that_was_told_to_close_before_a_restart_closes_until_it_stands_still(scene, facts):
    scene.settings.pump_outlets = {"PMP-1": ["VLV-1", "VLV-2"]}
    scene.dispatcher.set_control(DeviceControl("VLV-2", asked=CLOSED_PER_CENT, at=scene.now.wall - 3_600_000))
    for opening, closing in ((60.0, True), (30.0, True), (30.0, False), (1.0, False)):
        scene.pass_time(STILL_S, heard=False)
        scene.report("VLV-2", f'"open_percentage":{opening},"operating_mode":"remote"')
        facts.closings.each_tick()
        (known,) = of(scene, facts, "VLV-1").pumps[0].others
        assert (known.opening, known.closing) == (opening, closing)
    assert known.is_open is False, "it is closed all the same"


def test_a_pump_that_is_being_started_counts_as_running(scene, facts):
    _, engineer, _ = scene.staff()
    scene.settings.pump_outlets = {"PMP-1": ["VLV-1"]}
    scene.starts.scan(scene.now)
    scene.operate(engineer, scene.select(engineer, "PMP-1", Order(Action.START)))
    assert of(scene, facts, "VLV-1").pumps[0].running is True
    assert of(scene, facts, "PMP-1", Action.START).busy


def test_the_flow_is_measured_by_the_meter_that_the_settings_name(scene, facts):
    valve = scene.device("VLV-1")
    before = {one.quantity: one.value for one in facts.measured(valve)}
    assert before == {"open_percentage": 100.0, "flow": 186.0}
    scene.settings.meters = {"VLV-1": "FLW-1"}
    assert {one.quantity: one.value for one in facts.measured(valve)}["flow"] == 412.0
    scene.settings.meters = {"VLV-1": "FLW-404"}
    assert [one.quantity for one in facts.measured(valve)] == ["open_percentage"]


def run_pump(scene: ControlScene, *, running: bool) -> None:
    scene.report("PMP-1", f'"power_state":{str(running).lower()},"flow":0.0')
    scene.starts.scan(scene.now)


def test_starts_are_counted_for_an_hour(scene):
    assert scene.starts.count("PMP-1", scene.now) is None, "it was not looked at yet"
    for _ in range(3):
        run_pump(scene, running=False)
        run_pump(scene, running=True)
        run_pump(scene, running=True)
        scene.pass_time(600.0, heard=False)
    assert scene.starts.count("PMP-1", scene.now) == 3
    scene.pass_time(1900.0, heard=False)
    assert scene.starts.count("PMP-1", scene.now) == 2
    scene.pass_time(3600.0, heard=False)
    assert scene.starts.count("PMP-1", scene.now) == 0


def test_starts_before_a_restart_count_too(scene):
    scene.starts.restore([("PMP-1", 600.0), ("PMP-1", 3500.0)], scene.now)
    run_pump(scene, running=True)
    assert scene.starts.count("PMP-1", scene.now) == 2, "it ran when the engine began"
    scene.pass_time(200.0, heard=False)
    assert scene.starts.count("PMP-1", scene.now) == 1
