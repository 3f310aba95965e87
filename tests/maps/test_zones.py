import json

import pytest

from maps.zones import ZonesUnusable, read_zones, zones_of
from tests.maps.small_city import SIDE, SOUTH, WEST, square


def feature(name, geometry, **more):
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry, **more}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [list(map(list, ring)) for ring in rings]}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def test_areas_become_zones_in_the_unit_square(tmp_path):
    path = tmp_path / "zones.geojson"
    path.write_text(json.dumps(collection(feature("Puerto", polygon(square(WEST, SOUTH, SIDE))))))
    read = read_zones(path)
    (zone,) = read.zones
    assert zone.name == "Puerto"
    assert zone.bounds.left < zone.label_at[0] < zone.bounds.right
    assert zone.bounds.top < zone.label_at[1] < zone.bounds.bottom
    assert not read.refused


def test_a_zone_with_a_hole_keeps_it():
    hole = square(WEST + SIDE / 4, SOUTH + SIDE / 4, SIDE / 2)
    (zone,) = zones_of(collection(feature("Ring", polygon(square(WEST, SOUTH, SIDE), hole)))).zones
    assert len(zone.rings) == 2


def test_a_bow_tie_is_mended():
    bow = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
    (zone,) = zones_of(collection(feature("Bow", polygon(bow)))).zones
    assert len(zone.rings) == 2


def test_what_is_no_area_is_left_out_with_its_reason():
    read = zones_of(
        collection(
            feature("Point", {"type": "Point", "coordinates": [0, 0]}),
            feature("Flat", polygon(((0, 0), (1, 0), (2, 0), (0, 0)))),
            feature("Far", polygon(square(500.0, 0.0, 1.0))),
            feature("Nothing", None),
            "no feature",
            {"type": "Feature", "properties": None, "geometry": {"type": "Polygon", "coordinates": "x"}},
            feature("Good", polygon(square(WEST, SOUTH, SIDE))),
        )
    )
    assert [zone.name for zone in read.zones] == ["Good"]
    assert len(read.refused) == 6
    assert read.refused[0] == "Zone 1 was left out: Point is a Point, not an area."
    assert all(reason.startswith("Zone ") and reason.endswith(".") for reason in read.refused)


@pytest.mark.parametrize("data", [b"", b"{", b"[1,2]", b'{"type":"Feature"}', b"[" * 100_000])
def test_a_file_without_zones_is_refused_in_one_sentence(tmp_path, data):
    path = tmp_path / "zones.geojson"
    path.write_bytes(data)
    with pytest.raises(ZonesUnusable, match=r"zones\.geojson is not .+\."):
        read_zones(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ZonesUnusable, match="cannot be read"):
        read_zones(tmp_path / "none.geojson")
