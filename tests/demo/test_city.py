"""The generated city is whole, consistent, and the same for the same seed."""

import numpy as np
import pytest
import shapely

from app.demo.city.census import SHARES, counts, ids
from app.demo.city.city import City, build_city
from app.demo.city.frame import to_plane, to_wgs84
from app.demo.city.frontage import along_curve, spread
from app.demo.city.watched import WATCHED
from app.demo.fleet.flaws import EXEMPLARY, FLAWS
from app.demo.fleet.fleet import UNITS
from app.domain.basemap import Ground, Shape
from app.domain.catalogue import Catalogue

KNOWN = {"TAB-17", "VAL-0338", "PRE-0231", "PRE-0198", "MED-0117", "CAM-142", "PAN-088", "RIO-03", "AIR-06"}


def plane_of(city: City, *kinds: str) -> np.ndarray:
    wanted = [(d.lon, d.lat) for d in city.devices if not kinds or d.kind in kinds]
    return to_plane(np.array(wanted, dtype=np.float64))


def test_the_same_seed_gives_the_same_city(village: City) -> None:
    again = build_city(seed=1, devices=300)
    assert again.devices == village.devices
    assert again.features() == village.features()
    assert again.zones() == village.zones()


def test_another_seed_gives_another_city(village: City) -> None:
    other = build_city(seed=2, devices=300)
    assert other.devices != village.devices
    assert other.features() != village.features()


@pytest.mark.parametrize("seed", range(3, 6))
def test_any_seed_gives_a_city_with_the_places_of_the_script(seed: int) -> None:
    city = build_city(seed=seed, devices=6000)
    found = {device.id: device for device in city.devices}
    assert set(found) >= KNOWN
    assert found["TAB-17"].zone == "El Malecón"
    assert found["PRE-0231"].zone == found["MED-0117"].zone == "San Telmo"
    assert found["PAN-088"].zone == "Puerto Viejo"
    assert found["VAL-0338"].model == found["VAL-0351"].model == "DN 400"
    assert set(found) >= {flaw.device for flaw in FLAWS} | set(EXEMPLARY)
    lamps = {flaw.device for flaw in FLAWS if flaw.device.startswith("LUM")}
    assert len({found[lamp].parent for lamp in lamps}) == 1, "the flawed lamps are of one circuit"


def test_the_cameras_of_the_wall_have_their_names_and_stand_where_something_happens(city: City) -> None:
    found = {device.id: device for device in city.devices}
    assert {each.id: each.name for each in WATCHED}.items() <= {
        name: device.name for name, device in found.items()
    }.items()
    for each in WATCHED:
        if each.beside:
            camera, device = found[each.id], found[each.beside]
            apart = np.hypot(*np.subtract(*to_plane(np.array([(d.lon, d.lat) for d in (camera, device)]))))
            assert apart < 10.0
        else:
            assert found[each.id].zone == each.district


def test_every_kind_of_the_catalogue_is_there(city: City, catalogue: Catalogue) -> None:
    introduced_by_the_program = {"video_server"}
    assert {device.kind for device in city.devices} == set(catalogue.kinds) - introduced_by_the_program
    assert len(city.devices) == pytest.approx(6000, rel=0.01)


def test_ids_are_unique_and_fit_a_topic(city: City) -> None:
    found = [device.id for device in city.devices]
    assert len(set(found)) == len(found)
    assert all(name.isascii() and not set(name) & set("/+# ") for name in found)


def test_every_lamp_hangs_on_a_cabinet_of_its_own_district(city: City) -> None:
    cabinets = {device.id: device for device in city.devices if device.kind == "cabinet"}
    lamps = [device for device in city.devices if device.kind == "luminaire"]
    assert all(lamp.zone == cabinets[lamp.parent].zone for lamp in lamps)
    sizes = np.unique([lamp.parent for lamp in lamps], return_counts=True)[1]
    assert len(sizes) == len(cabinets)
    assert 35 <= np.median(sizes) <= 60
    assert sizes.max() <= 60


def test_most_lamps_keep_programmes_and_the_rest_depend_on_a_pc(city: City) -> None:
    lamps = [device for device in city.devices if device.kind == "luminaire"]
    keeping = sum(device.capabilities == ("dim", "programme", "until") for device in lamps)
    assert 0.8 < keeping / len(lamps) < 0.9
    others = {device.capabilities for device in city.devices if device.kind not in ("luminaire", *UNITS)}
    assert others == {()}


def test_a_circuit_is_one_neighbourhood(city: City) -> None:
    lamps = plane_of(city, "luminaire")
    parents = np.array([d.parent for d in city.devices if d.kind == "luminaire"])
    reach = [np.ptp(lamps[parents == name], axis=0).max() for name in np.unique(parents)]
    assert np.median(reach) < 900.0


def test_every_device_stands_on_land_in_its_district(city: City) -> None:
    land = shapely.points(plane_of(city))
    assert shapely.contains(city.plan.ground.land, land).all()
    assert {device.zone for device in city.devices} <= set(city.plan.districts)
    dry = [device.kind not in ("luminaire", "cabinet") for device in city.devices]
    assert not shapely.contains(city.plan.ground.river, land[dry]).any(), "only lamps stand on bridges"
    for device, point in zip(city.devices, land, strict=True):
        assert city.plan.districts[device.zone].distance(point) < 80.0, device


def test_the_streets_hang_together(city: City) -> None:
    graph = city.streets
    seen = np.zeros(len(graph.nodes), dtype=bool)
    seen[graph.edges[0, 0]] = True
    while True:
        reached = graph.edges[seen[graph.edges].any(axis=1)]
        if seen[reached].all():
            break
        seen[reached] = True
    assert seen.all()
    assert graph.lengths.min() > 0.0
    assert len(graph.nodes) > 2000


def test_lamps_stand_about_thirty_metres_apart(city: City) -> None:
    lamps = plane_of(city, "luminaire")
    nearest = shapely.STRtree(shapely.points(lamps)).query_nearest(
        shapely.points(lamps), exclusive=True, return_distance=True, all_matches=False
    )[1]
    assert 15.0 < np.median(nearest) < 45.0


def test_the_base_map_has_all_grounds_and_named_streets(city: City) -> None:
    features = city.features()
    grounds = {feature.ground for feature in features}
    assert grounds >= {
        Ground.SEA, Ground.LAND, Ground.DISTRICT, Ground.PARK, Ground.BLOCK, Ground.RIVER, Ground.STREET,
        Ground.COLLECTOR, Ground.AVENUE, Ground.PIER, Ground.PLACE, Ground.HILL, Ground.BUILDING, Ground.RAIL,
        Ground.MAIN,
    }  # fmt: skip
    streets = [f for f in features if f.ground in (Ground.STREET, Ground.COLLECTOR, Ground.AVENUE)]
    assert all(street.name and street.shape is Shape.LINE for street in streets)
    assert {"Costanera", "Av. Los Pescadores", "Av. Libertad", "Av. Almirante Ruiz"} <= {
        s.name for s in streets
    }
    for feature in features:
        for part in feature.parts:
            for lon, lat in part:
                assert -78.0 < lon < -76.0
                assert -13.0 < lat < -11.0
            if feature.shape is Shape.POLYGON:
                assert part[0] == part[-1]
                assert len(part) >= 4


def test_zones_are_valid_polygons_named_like_the_districts(city: City) -> None:
    zones = city.zones()
    features = zones["features"]
    assert isinstance(features, list)
    assert {zone["properties"]["name"] for zone in features} == set(city.plan.districts)
    for zone in features:
        assert shapely.geometry.shape(zone["geometry"]).is_valid


def test_a_large_city_keeps_its_shares() -> None:
    found = counts(100_000)
    assert sum(found.values()) == pytest.approx(100_000, rel=0.001)
    assert found["luminaire"] > 45_000
    for share in SHARES:
        numbers = ids(share, found[share.kind])
        assert len(set(numbers)) == found[share.kind]


@pytest.mark.parametrize("count", [1, 2, 7, 60, 400])
def test_numbers_reach_those_that_are_spoken_of(count: int) -> None:
    for share in SHARES:
        numbers = [number for number, _ in share.known]
        if share.scattered:
            numbers = numbers if count >= len(numbers) else numbers[:1]
        for spoken_of in numbers if share.scattered else [max(numbers)] if numbers else []:
            assert f"{share.prefix}-{spoken_of:0{share.digits}d}" in ids(share, count)
        assert len(set(ids(share, count))) == count


def test_the_plane_and_the_globe_agree() -> None:
    points = np.random.default_rng(3).uniform(-9000.0, 9000.0, (200, 2))
    assert np.abs(to_plane(to_wgs84(points)) - points).max() < 0.2


def test_the_curve_keeps_neighbours_together() -> None:
    points = np.random.default_rng(4).uniform(0.0, 1000.0, (2000, 2))
    order = along_curve(points)
    assert sorted(order.tolist()) == list(range(2000))
    steps = np.hypot(*np.diff(points[order], axis=0).T)
    assert steps.mean() < 40.0
    picks = spread(np.random.default_rng(5), points, 50)
    assert len(set(picks.tolist())) == 50
