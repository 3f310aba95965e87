"""What pumps, sirens and cabinets do with commands, and the lamps of a circuit that is cut."""

import pytest

from app.demo.city.city import City
from tests.demo.street import NIGHT, Street


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
