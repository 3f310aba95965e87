"""Crews, vehicles and drones that are sent to an incident."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from app.demo.city.city import City
from app.demo.city.frame import to_plane
from app.demo.fleet.roads import Roads
from tests.demo.street import Street

SITE = "PAN-088"
"""The place that all are sent to."""


def where(street: Street, device: str) -> np.ndarray:
    lonlat = [(street.read(device, "longitude"), street.read(device, "latitude"))]
    return to_plane(np.array(lonlat, dtype=np.float64))[0]


def site(street: Street) -> dict[str, float]:
    device = street.devices[SITE][1]
    assert device.lat is not None
    assert device.lon is not None
    return {"lat": device.lat, "lon": device.lon}


def away(street: Street, device: str) -> float:
    at = site(street)
    return math.dist(where(street, device), to_plane(np.array([(at["lon"], at["lat"])]))[0])


def attend(street: Street, device: str) -> str:
    return street.tell(device, "attend", incident="INC-0001", title="Botón de pánico", **site(street))


def test_crews_say_what_they_can_do(city: City) -> None:
    can = {device.name: device.capabilities for device in city.devices if device.kind in ("crew", "vehicle")}
    assert can["Agua 1"] == can["Agua 2"] == ("water",)
    assert can["Eléctrica 1"] == ("electrical",)
    assert can["Patrulla 1"] == ("patrol",)


@pytest.mark.parametrize(("device", "kmh"), [("CUA-01", 40.0), ("VEH-01", 40.0), ("DRO-01", 54.0)])
def test_a_unit_answers_sets_out_and_stays_where_it_was_sent(street: Street, device: str, kmh: float) -> None:
    before = where(street, device)
    id_ = attend(street, device)
    street.go(2.0)
    assert street.states(id_) == [], "a person reads it first"
    street.go(6.0)
    assert street.states(id_) == ["accepted"]
    assert street.read(device, "crew_state") == "assigned"
    assert math.dist(before, where(street, device)) < 60.0
    street.go(6.0)
    assert street.states(id_) == ["accepted", "executing"]
    assert street.read(device, "crew_state") == "en_route"
    assert street.read(device, "speed") == pytest.approx(kmh)
    places = [where(street, device)]
    while street.read(device, "crew_state") == "en_route":
        street.go(2.0, step=1.0)
        places.append(where(street, device))
        assert len(places) < 600
    assert all(math.dist(one, other) <= kmh / 3.6 * 2.0 + 0.3 for one, other in pairwise(places))
    street.go(2.0)
    assert street.states(id_) == ["accepted", "executing", "done"]
    assert street.read(device, "crew_state") == "on_site"
    street.go(600.0, step=10.0)
    assert away(street, device) < 1.0
    assert street.read(device, "speed") == 0.0


def test_it_reports_its_way_often(street: Street) -> None:
    attend(street, "CUA-01")
    street.go(14.0)
    since = street.now
    street.go(20.0)
    assert len(street.reported("CUA-01", since)) >= 8


def test_what_is_called_off_goes_back_to_its_rounds_without_a_jump(street: Street) -> None:
    id_ = attend(street, "CUA-01")
    street.go(60.0)
    over = street.tell("CUA-01", "stand_down")
    street.go(10.0)
    assert street.states(id_) == ["accepted", "executing", "rejected"]
    assert street.states(over) == ["accepted", "done"]
    assert street.read("CUA-01", "crew_state") in ("available", "break")
    places = []
    for _ in range(200):
        places.append(where(street, "CUA-01"))
        street.go(2.0, step=2.0)
    assert max(math.dist(one, other) for one, other in pairwise(places)) < 60.0
    assert street.read("CUA-01", "latitude") == pytest.approx(undisturbed(street), abs=1e-6)
    street.go(5.0)
    street.tell("CUA-01", "attend", **site(street))
    street.go(10.0)
    assert street.read("CUA-01", "crew_state") in ("assigned", "en_route")


def undisturbed(street: Street) -> float:
    fresh = Street(street.city, street.now)
    return fresh.read("CUA-01", "latitude")


def test_a_crew_has_one_task_at_a_time_and_one_always_has_another(street: Street) -> None:
    attend(street, "CUA-02")
    street.go(10.0)
    second, engaged = attend(street, "CUA-02"), attend(street, "CUA-08")
    street.go(10.0)
    for id_ in (second, engaged):
        assert street.states(id_) == ["rejected"]
        assert street.text(id_) == "en otra tarea"


def test_one_crew_never_answers(street: Street) -> None:
    id_ = attend(street, "CUA-09")
    street.go(120.0, step=1.0)
    assert street.states(id_) == []
    assert street.read("CUA-09", "crew_state") in ("available", "break")


def test_without_a_position_it_goes_by_the_words_and_says_that_it_is_there(street: Street) -> None:
    id_ = street.tell("CUA-01", "attend", incident="INC-0001", place="Calle Olmos 120")
    street.go(20.0)
    assert street.states(id_) == ["accepted", "executing", "done"]


@pytest.mark.parametrize("args", [{"lat": "x", "lon": 0}, {"lat": 91.0, "lon": 0.0}])
def test_a_place_that_is_none_is_refused(street: Street, args: dict[str, object]) -> None:
    id_ = street.tell("CUA-01", "attend", **args)
    street.go(10.0)
    assert street.states(id_) == ["rejected"]


def test_the_way_follows_the_streets(city: City) -> None:
    graph = city.streets
    start, end = graph.nodes[0] + 5.0, graph.nodes[-1] + 5.0
    way = Roads(graph).way(start, end)
    np.testing.assert_array_equal(way[0], start)
    np.testing.assert_array_equal(way[-1], end)
    known = {tuple(node) for node in graph.nodes.tolist()}
    assert all(tuple(corner) in known for corner in way[1:-1].tolist())
    ends = {tuple(sorted(pair)) for pair in graph.edges.tolist()}
    number = {tuple(node): place for place, node in enumerate(graph.nodes.tolist())}
    inner = [number[tuple(corner)] for corner in way[1:-1].tolist()]
    assert all(tuple(sorted(pair)) in ends for pair in pairwise(inner))
    length = np.hypot(*np.diff(way, axis=0).T).sum()
    assert math.dist(start, end) <= length < 2.0 * math.dist(start, end)
