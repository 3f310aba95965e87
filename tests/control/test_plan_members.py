"""Which lamps follow which assignment."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.control.plan_members import Members
from app.control.targets import resolve
from app.domain.devices import Device
from app.domain.lighting.plan import Assignment, LightingPlan
from app.domain.orders import SavedGroup, Scope, Target

SAVED = {"G1": SavedGroup("G1", "Mercado", "luminaire", ("L1", "L4", "gone", "TAB-1"))}
TARGETS = [
    Target(Scope.ALL),
    Target(Scope.ZONE, zone="north"),
    Target(Scope.ZONE, zone="south"),
    Target(Scope.ZONE),
    Target(Scope.CIRCUIT, ids=("TAB-1",)),
    Target(Scope.CIRCUIT, ids=("TAB-2", "TAB-1", "TAB-1")),
    Target(Scope.DEVICE, ids=("L3",)),
    Target(Scope.DEVICES, ids=("L5", "L2", "L2", "gone")),
    Target(Scope.GROUP, ids=("G1", "G9")),
    Target(Scope.AREA, ring=((-77.1, -12.1), (-77.0, -12.1), (-77.0, -12.0), (-77.1, -12.0))),
    Target(Scope.PLACE, ring=((-77.05, -12.05),), radius_m=900.0),
    Target(Scope.ALL, kind="valve"),
]
DEVICES = [
    Device(
        f"L{number}",
        "luminaire",
        "",
        lat=-12.0 - number / 100.0 if number % 3 else None,
        lon=-77.05 if number % 3 else None,
        zone=("north", "south", "")[number % 3],
        parent=("TAB-1", "TAB-2")[number % 2],
        capabilities=("programme", "until")[: number % 3],
    )
    for number in range(12)
]
OTHERS = [
    Device("TAB-1", "cabinet", "", zone="north"),
    Device("TRA-1", "traffic_counter", "", zone="north"),
    Device("TRA-2", "traffic_counter", "", zone="south"),
]


@given(st.lists(st.sampled_from(TARGETS), max_size=6))
def test_every_lamp_follows_the_first_assignment_that_means_it(targets):
    plan = LightingPlan(assignments=tuple(Assignment(target, "c") for target in targets))
    members = Members(plan, [*DEVICES, *OTHERS], SAVED)
    for device in DEVICES:
        meant = [
            place
            for place, target in enumerate(targets)
            if target.kind == "luminaire" and resolve(target, [device], SAVED)
        ]
        lamp = members.lamps.get(device.id)
        assert (lamp.assignment if lamp else None) == (meant[0] if meant else None)
    assert sum(len(each) for each in members.by_assignment) == len(members.lamps)
    assert members.on_this_pc == [
        sum(not members.lamps[name].keeps for name in each) for each in members.by_assignment
    ]


def test_the_sensors_of_an_assignment_stand_in_the_zones_of_its_lamps():
    plan = LightingPlan(assignments=(Assignment(TARGETS[1], "c"), Assignment(TARGETS[0], "c")))
    members = Members(plan, [*DEVICES, *OTHERS], SAVED)
    assert members.sensors(0, "traffic_counter") == ("TRA-1",)
    assert members.sensors(1, "traffic_counter") == ("TRA-2",)
    assert members.sensors(1, "rain_gauge") == ()


@given(st.lists(st.sampled_from(TARGETS), max_size=6), st.lists(st.integers(0, 15), max_size=4))
def test_devices_sorted_in_parts_are_sorted_as_all_at_once(targets, cuts):
    plan = LightingPlan(assignments=tuple(Assignment(target, "c") for target in targets))
    devices = [*DEVICES, *OTHERS]
    whole, parts = Members(plan, devices, SAVED), Members(plan, (), SAVED)
    edges = [0, *sorted(cuts), len(devices)]
    told = [each for first, last in pairwise(edges) for each in parts.add(devices[first:last])]
    assert parts.lamps == whole.lamps == {each.device.id: each for each in told}
    assert [sorted(each) for each in parts.by_assignment] == [sorted(each) for each in whole.by_assignment]
    assert parts.on_this_pc == whole.on_this_pc
    for place in range(len(targets)):
        assert parts.sensors(place, "traffic_counter") == whole.sensors(place, "traffic_counter")
