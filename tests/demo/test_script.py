"""What the visitor sees happen, and that it ends."""

import numpy as np
import pytest

from app.demo.city.city import City
from app.demo.fleet.fleet import Fleet
from app.demo.script import BENDS, NOTES, Script
from app.domain.catalogue import Catalogue

NIGHT = 1_773_374_400.0


@pytest.fixture(scope="module")
def fleet(city: City) -> Fleet:
    return Fleet(city)


@pytest.fixture(scope="module")
def script(city: City) -> Script:
    return Script(city.devices)


class Stage:
    """Readings of one moment of the script, by device and quantity."""

    def __init__(self, fleet: Fleet, script: Script) -> None:
        self._fleet, self._script = fleet, script
        self._place = {device.id: place for place, device in enumerate(fleet.devices)}

    def read(self, device: str, quantity: str, elapsed: float) -> float:
        (batch,) = self._fleet.read(np.array([self._place[device]]), NIGHT)
        self._script.bend(batch, elapsed)
        return float(batch.columns[quantity][0])

    def all_of(self, kind: str, zone: str, quantity: str, elapsed: float) -> np.ndarray:
        places = [p for p, d in enumerate(self._fleet.devices) if d.kind == kind and d.zone == zone]
        (batch,) = self._fleet.read(np.array(places), NIGHT)
        self._script.bend(batch, elapsed)
        return batch.columns[quantity]


@pytest.fixture
def stage(fleet: Fleet, script: Script) -> Stage:
    return Stage(fleet, script)


def test_every_act_names_a_device_and_a_quantity_that_exist(city: City, catalogue: Catalogue) -> None:
    kinds = {device.id: device.kind for device in city.devices}
    for bend in BENDS:
        acted_on = "luminaire" if bend.circuit else kinds[bend.device]
        assert bend.quantity in catalogue.kinds[acted_on].quantities, bend
    assert all(note.device in kinds for note in NOTES)


def test_a_cabinet_trips_and_takes_its_lamps_with_it(city: City, stage: Stage, script: Script) -> None:
    lamps = [place for place, device in enumerate(city.devices) if device.parent == "TAB-17"]
    assert 35 <= len(lamps) <= 60
    assert stage.read("TAB-17", "voltage", 11.0) > 200.0
    assert stage.read("TAB-17", "voltage", 13.0) == 0.0
    lamp = city.devices[lamps[0]].id
    assert stage.read(lamp, "power_state", 11.0) == 1.0
    assert stage.read(lamp, "power_state", 12.1) == 0.0
    assert stage.read(lamp, "voltage", 12.1) == 0.0
    assert set(lamps) <= set(script.urgent(11.9, 12.5).tolist())
    assert not set(script.dark(np.array(lamps), 60.0).tolist())
    assert set(lamps) <= set(script.urgent(479.0, 481.0).tolist())
    assert stage.read("TAB-17", "voltage", 500.0) > 200.0


def test_a_burst_main_takes_the_pressure_of_one_district(stage: Stage) -> None:
    assert stage.read("PRE-0231", "pressure", 29.0) > 3.0
    assert stage.read("PRE-0231", "pressure", 35.0) < 3.0
    assert stage.read("PRE-0231", "pressure", 60.0) == pytest.approx(0.6, abs=0.05)
    assert stage.read("MED-0117", "flow", 60.0) == pytest.approx(412.0, abs=1.0)
    before = stage.all_of("pressure", "San Telmo", "pressure", 20.0)
    after = stage.all_of("pressure", "San Telmo", "pressure", 60.0)
    assert (after < before).sum() >= len(after) / 2
    valves = stage.all_of("valve", "San Telmo", "pressure", 60.0)
    assert valves.min() > 1.2, "valves fall with the burst, but raise no alarm of their own"
    elsewhere = stage.all_of("pressure", "Puerto Viejo", "pressure", 60.0)
    np.testing.assert_array_equal(elsewhere, stage.all_of("pressure", "Puerto Viejo", "pressure", 20.0))
    assert stage.read("PRE-0231", "pressure", 700.0) > 3.0


def test_a_container_burns_and_is_put_out(stage: Stage) -> None:
    assert stage.read("CON-0064", "temperature", 49.0) < 45.0
    assert stage.read("CON-0064", "temperature", 80.0) > 70.0
    assert stage.read("CON-0064", "temperature", 400.0) < 45.0


def test_the_river_passes_its_warning_within_two_minutes(stage: Stage) -> None:
    levels = [stage.read("RIO-03", "level", at) for at in (0.0, 30.0, 60.0, 110.0)]
    assert levels == sorted(levels)
    assert levels[0] < 2.4
    assert levels[-1] == pytest.approx(2.8)


def test_some_things_return_to_normal_while_nobody_acknowledged(stage: Stage) -> None:
    assert stage.read("PRE-0198", "pressure", 55.0) < 1.5
    assert stage.read("PRE-0198", "pressure", 75.0) > 2.0
    assert stage.read("CAM-142", "sharpness", 100.0) < 25.0
    assert stage.read("CAM-142", "sharpness", 400.0) > 30.0, "the limit of the alarm and its deadband"


def test_events_begin_and_end(city: City, script: Script) -> None:
    told = [(city.devices[place].id, note) for place, note in script.notes(0.0, 1000.0)]
    assert len(told) == len(NOTES)
    for device in {device for device, _ in told}:
        own = [note.active for name, note in told if name == device]
        assert own == [True, False]
    assert [name for name, note in told if note.type == "panic"] == ["PAN-088", "PAN-088"]


def test_ticks_of_any_length_tell_each_event_once(script: Script) -> None:
    told = []
    elapsed = 0.0
    for step in np.random.default_rng(1).uniform(0.05, 7.0, 900):
        told += [note.start for _, note in script.notes(elapsed, elapsed + step)]
        elapsed += step
        if elapsed > 1700.0:
            break
    assert sorted(told) == sorted(note.start for note in NOTES)


def test_the_script_comes_round(script: Script) -> None:
    assert len(list(script.notes(1790.0, 1815.0))) == 1
    assert len(script.urgent(1799.0, 1812.5)) > 35


def test_nothing_happens_in_a_city_without_the_known_devices(village: City) -> None:
    small = Script(village.devices[:40])
    assert len(small.urgent(0.0, 1000.0)) == 0
    assert list(small.notes(0.0, 1000.0)) == []
