"""Which devices are meant: by name, circuit, zone, saved group, drawn area and place."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.control.targets import FINDERS, distance_m, resolve
from app.domain.devices import Device
from app.domain.orders import SavedGroup, Scope, Target
from tests.support.effort import effort

LON, LAT = -77.04, -12.06


def lamp(number: int, lon: float | None = LON, lat: float | None = LAT, **more: str) -> Device:
    return Device(f"LUM-{number}", "luminaire", f"Lamp {number}", lat, lon, **more)


def ids(target: Target, devices: list[Device], saved: dict[str, SavedGroup] | None = None) -> list[str]:
    return [device.id for device in resolve(target, devices, saved or {})]


CITY = [
    lamp(0, zone="Centro", parent="CAB-1"),
    Device("CAB-1", "cabinet", "Cabinet", LAT, LON, "Centro"),
    lamp(1, zone="Centro", parent="CAB-2"),
    lamp(2, lon=None, lat=None, zone="Puerto", parent="CAB-1"),
    Device("VAL-1", "valve", "Valve", LAT, LON, "Puerto"),
    lamp(3),
]


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        (Target(Scope.DEVICE, ids=("LUM-1",)), ["LUM-1"]),
        (Target(Scope.DEVICE, ids=("VAL-1",)), []),
        (Target(Scope.DEVICE, "valve", ids=("VAL-1",)), ["VAL-1"]),
        (Target(Scope.DEVICES, ids=("LUM-3", "LUM-0", "LUM-0", "gone")), ["LUM-0", "LUM-3"]),
        (Target(Scope.CIRCUIT, ids=("CAB-1",)), ["LUM-0", "LUM-2"]),
        (Target(Scope.CIRCUIT, ids=("",)), []),
        (Target(Scope.ZONE, zone="Centro"), ["LUM-0", "LUM-1"]),
        (Target(Scope.ZONE, "cabinet", zone="Centro"), ["CAB-1"]),
        (Target(Scope.ZONE), []),
        (Target(Scope.ALL), ["LUM-0", "LUM-1", "LUM-2", "LUM-3"]),
        (Target(Scope.GROUP, ids=("G",)), ["LUM-1", "LUM-3"]),
        (Target(Scope.GROUP, "valve", ids=("G",)), []),
        (Target(Scope.GROUP, ids=("unknown",)), []),
    ],
)
def test_by_name_circuit_zone_and_group(target: Target, wanted: list[str]) -> None:
    saved = {"G": SavedGroup("G", "Plaza", "luminaire", ("LUM-3", "LUM-1", "VAL-1", "gone"))}
    assert ids(target, CITY, saved) == wanted


def test_every_scope_has_its_finder() -> None:
    assert set(FINDERS) == set(Scope)


SQUARE = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))
BOW_TIE = ((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0))


@pytest.mark.parametrize(
    ("ring", "inside"),
    [
        (SQUARE, {"in", "edge", "left", "right"}),
        (tuple(reversed(SQUARE)), {"in", "edge", "left", "right"}),
        (BOW_TIE, {"left", "right", "edge"}),
        (SQUARE[:2], set()),
        (((1.0, 1.0),) * 3, set()),
        (((0.0, 0.0), (math.nan, 0.0), (2.0, 2.0)), set()),
        ((), set()),
    ],
)
def test_an_area(ring: tuple, inside: set[str]) -> None:
    spots = {"in": (1.0, 0.2), "edge": (2.0, 1.0), "left": (0.1, 1.0), "right": (1.9, 1.0), "out": (3.0, 1.0)}
    devices = [Device(name, "luminaire", name, lat, lon) for name, (lon, lat) in spots.items()]
    devices.append(Device("nowhere", "luminaire", "nowhere"))
    found = ids(Target(Scope.AREA, ring=ring), devices)
    assert set(found) == inside


def test_a_place() -> None:
    devices = [lamp(number, LON + number * 0.001) for number in range(10)]  # 108.7 m apart
    assert ids(Target(Scope.PLACE, ring=((LON, LAT),), radius_m=330.0), devices) == [
        "LUM-0",
        "LUM-1",
        "LUM-2",
        "LUM-3",
    ]
    assert ids(Target(Scope.PLACE, ring=((LON, LAT),), radius_m=0.0), devices) == ["LUM-0"]
    assert ids(Target(Scope.PLACE, ring=((LON, LAT),), radius_m=math.nan), devices) == []
    assert ids(Target(Scope.PLACE, ring=(), radius_m=100.0), devices) == []


@pytest.mark.parametrize(
    ("a", "b", "metres"),
    [
        ((-77.0428, -12.0464), (-77.1500, -12.0500), 11_665.0),  # by the law of cosines on the same sphere
        ((0.0, 0.0), (180.0, 0.0), math.pi * 6_371_008.8),
        ((179.999, 0.0), (-179.999, 0.0), 222.39),
    ],
)
def test_the_distance(a: tuple[float, float], b: tuple[float, float], metres: float) -> None:
    assert distance_m(*a, *b) == pytest.approx(metres, rel=1e-3)


@example(east=0.0, north=5e-305, radius=0.0, lat=0.0)
@given(st.floats(-0.05, 0.05), st.floats(-0.05, 0.05), st.floats(0, 8000), st.sampled_from([LAT, 0.0, 64.1]))
def test_the_quick_look_leaves_nobody_out(east: float, north: float, radius: float, lat: float) -> None:
    device = lamp(1, LON + east, lat + north)
    found = ids(Target(Scope.PLACE, ring=((LON, lat),), radius_m=radius), [device])
    assert bool(found) == (distance_m(LON, lat, LON + east, lat + north) <= radius)


def test_fifty_thousand_devices_take_the_engine_no_time_that_shows() -> None:
    devices = [
        lamp(number, LON + number % 250 * 1e-4, LAT + number // 250 * 1e-4) for number in range(50_000)
    ]
    ring = tuple(
        (LON + 0.01 + 0.008 * math.cos(turn / 40), LAT + 0.01 + 0.008 * math.sin(turn / 40))
        for turn in range(250)
    )
    for target in (Target(Scope.AREA, ring=ring), Target(Scope.PLACE, ring=((LON, LAT),), radius_m=300.0)):
        assert 100 < len(resolve(target, devices, {})) < 50_000
        assert effort(lambda target=target: resolve(target, devices, {})) < 1_200
