"""The readings of the simulated devices: pure, plausible, and normal unless the script says otherwise."""

import json

import numpy as np
import pytest

from app.demo.city.city import City, build_city
from app.demo.city.frame import to_plane
from app.demo.fleet.flaws import spoken_of
from app.demo.fleet.fleet import Fleet, Group
from app.demo.fleet.payloads import Telemetry, config
from app.demo.fleet.quirks import Quirks
from app.demo.fleet.rhythm import TRAFFIC, WATER_USE, hour, sun_elevation
from app.demo.fleet.timetable import Timetable, intervals
from app.domain.catalogue import Catalogue, ValueType

MARCH = 1_773_374_400.0
"""2026-03-13 04:00 UTC."""
DAY = 86_400.0


@pytest.fixture(scope="module")
def fleet(city: City) -> Fleet:
    return Fleet(city)


def group(fleet: Fleet, kind: str) -> Group:
    return next(group for group in fleet.groups if group.kind == kind)


def test_readings_depend_on_seed_and_time_alone(village: City) -> None:
    everything = np.arange(len(village.devices))
    first, again = Fleet(village), Fleet(build_city(seed=1, devices=300))
    for one, other in zip(first.read(everything, MARCH), again.read(everything, MARCH), strict=True):
        assert one.columns.keys() == other.columns.keys()
        for name, column in one.columns.items():
            np.testing.assert_array_equal(column, other.columns[name])


def test_a_device_reads_the_same_alone_and_among_others(fleet: Fleet) -> None:
    some = np.array([3, 700, 2990, 3050, 3400, 4000, 5900, 5990])
    alone = {
        (batch.group.kind, int(index)): {k: v[0] for k, v in batch.columns.items()}
        for place in some
        for batch in fleet.read(np.array([place]), MARCH)
        for index in batch.index
    }
    for batch in fleet.read(some, MARCH):
        for row, index in enumerate(batch.index):
            assert alone[batch.group.kind, int(index)] == {k: v[row] for k, v in batch.columns.items()}


def test_every_kind_reports_what_the_catalogue_says(fleet: Fleet, catalogue: Catalogue) -> None:
    for batch in fleet.read(np.arange(len(fleet.devices)), MARCH):
        assert set(batch.columns) == set(catalogue.kinds[batch.group.kind].quantities)


@pytest.mark.parametrize("day", [0, 100, 200, 300])
def test_a_normal_day_stays_in_the_normal_bands(fleet: Fleet, catalogue: Catalogue, day: int) -> None:
    for group in fleet.groups:
        kind = catalogue.kinds[group.kind]
        sound = np.flatnonzero(~spoken_of(group.devices))
        index = np.tile(sound, 12)
        t = MARCH + day * DAY + np.repeat(np.arange(12) * 7200.0, len(sound))
        columns = group.model.values(index, t)
        for name, column in columns.items():
            quantity = catalogue.quantities[name]
            if quantity.type is not ValueType.NUMBER:
                continue
            low, high = quantity.low, quantity.high
            if name in kind.normal:
                low, high = kind.normal[name].low, kind.normal[name].high
            assert np.isfinite(column).all(), (group.kind, name)
            assert low is None or column.min() >= low, (group.kind, name, column.min())
            assert high is None or column.max() <= high, (group.kind, name, column.max())


def test_lamps_burn_by_night_and_rest_by_day(fleet: Fleet) -> None:
    lamps = group(fleet, "luminaire")
    index = np.flatnonzero(~spoken_of(lamps.devices))
    for clock, lit in ((12.0, False), (20.0, True), (2.0, True)):
        t = np.full(len(index), MARCH - 4 * 3600.0 + (clock + 5.0) * 3600.0)
        assert hour(t)[0] == pytest.approx(clock)
        columns = lamps.model.values(index, t)
        assert (columns["power_state"] == lit).all()
        assert ((columns["active_power"] > 20.0) == lit).all()


def test_a_cabinet_draws_what_its_lamps_draw(fleet: Fleet) -> None:
    lamps, cabinets = group(fleet, "luminaire"), group(fleet, "cabinet")
    t = np.full(len(lamps.devices), MARCH + 22.0 * 3600.0)
    drawn = lamps.model.values(np.arange(len(lamps.devices)), t)["active_power"]
    parents = np.array([device.parent for device in lamps.devices])
    t = np.full(len(cabinets.devices), MARCH + 22.0 * 3600.0)
    power = cabinets.model.values(np.arange(len(cabinets.devices)), t)["active_power"]
    for place, cabinet in enumerate(cabinets.devices):
        own = drawn[parents == cabinet.id].sum()
        assert power[place] == pytest.approx(own + 65.0, rel=0.05, abs=5.0)


@pytest.mark.parametrize(
    ("kind", "name"), [("water_meter", "volume"), ("flow_meter", "volume"), ("cabinet", "energy_consumed")]
)
def test_totals_only_grow(fleet: Fleet, kind: str, name: str) -> None:
    model = group(fleet, kind).model
    index = np.zeros(400, dtype=np.int64)
    total = model.values(index, MARCH + np.arange(0.0, 400 * 900.0, 900.0))[name]
    assert (np.diff(total) >= -1e-6).all()
    assert total[-1] > total[0]


def test_units_drive_on_the_streets_without_leaps(city: City, fleet: Fleet) -> None:
    vehicles = group(fleet, "vehicle")
    count = len(vehicles.devices)
    places = []
    for second in range(0, 120, 2):
        columns = vehicles.model.values(np.arange(count), np.full(count, MARCH + second))
        places.append(to_plane(np.column_stack((columns["longitude"], columns["latitude"]))))
        assert ((columns["heading"] >= 0.0) & (columns["heading"] < 360.0)).all()
    steps = np.hypot(*np.diff(np.array(places), axis=0).transpose(2, 0, 1))
    assert steps.max() < 2.0 * 90.0 / 3.6
    assert steps.sum(axis=0).min() > 50.0
    ends = city.streets.nodes[city.streets.edges]
    for point in np.array(places)[::20].reshape(-1, 2):
        way = ends[:, 1] - ends[:, 0]
        share = (((point - ends[:, 0]) * way).sum(axis=1) / (way**2).sum(axis=1)).clip(0.0, 1.0)
        assert np.hypot(*(ends[:, 0] + way * share[:, None] - point).T).min() < 0.5


def test_the_sun_rises_and_sets_where_the_city_is() -> None:
    noon, midnight = sun_elevation(np.array([MARCH + 13.15 * 3600.0, MARCH + 1.15 * 3600.0]))
    assert noon > 80.0
    assert midnight < -60.0


def test_daily_curves_have_mean_one() -> None:
    t = MARCH + np.arange(0, DAY, 60.0)
    for curve in (WATER_USE, TRAFFIC):
        assert curve.at(t).mean() == pytest.approx(1.0, abs=0.01)
        passed = curve.days(t)
        assert (np.diff(passed) > 0.0).all()


def test_payloads_follow_the_contract(city: City, fleet: Fleet, catalogue: Catalogue) -> None:
    telemetry = Telemetry(catalogue)
    for batch in fleet.read(np.arange(0, len(fleet.devices), 25), MARCH):
        times = (batch.t * 1000.0).astype(np.int64)
        for payload in telemetry.encode(batch, times):
            body = json.loads(payload)
            assert body.pop("ts") == int(MARCH * 1000)
            assert set(body) == set(batch.columns)
        for payload in telemetry.encode(batch, times, historical=True):
            assert json.loads(payload)["historical"] is True
    for device in city.devices[::50]:
        body = json.loads(config(device))
        assert body["name"]
        assert body["zone"] == device.zone
        assert (body["lat"], body["lon"]) == (device.lat, device.lon)
        assert body.get("parent", "") == device.parent


@pytest.mark.parametrize("rate", [120.0, 400.0, 1500.0])
def test_the_fleet_sends_at_the_wished_rate(city: City, catalogue: Catalogue, rate: float) -> None:
    table = Timetable(1, intervals(city.devices, catalogue, rate))
    sent = sum(len(table.due(elapsed)) for elapsed in np.arange(0.0, 120.0, 0.1))
    assert sent / 120.0 == pytest.approx(rate, rel=0.1)


def test_devices_are_never_slower_than_the_console_expects(city: City, catalogue: Catalogue) -> None:
    found = intervals(city.devices, catalogue, rate=1.0)
    expected = np.array([catalogue.kinds[device.kind].expected_interval_s for device in city.devices])
    assert (found <= 1.5 * expected).all()


def test_few_devices_have_quirks_and_those_of_the_script_have_none() -> None:
    sound = np.zeros(20_000, dtype=bool)
    sound[:5000] = True
    quirks = Quirks(1, sound)
    index = np.arange(20_000)
    ever = np.zeros(20_000, dtype=bool)
    for elapsed in np.arange(0.0, 8 * 3600.0, 300.0):
        ever |= quirks.silent(index, elapsed) | quirks.holding(index, elapsed)
    assert not ever[:5000].any()
    assert 0.003 < ever.mean() < 0.02
    assert np.abs(quirks.clock_offset_ms).max() <= 25_000
