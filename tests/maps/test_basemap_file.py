import contextlib

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.basemap import Feature, Ground, Shape
from app.domain.plain_text import plain
from maps.basemap.format import MAGIC, BasemapUnusable
from maps.basemap.reader import read_basemap
from maps.basemap.writer import write_basemap
from maps.projection import to_geo
from tests.maps import small_city

points = st.tuples(st.floats(-179, 179), st.floats(-84, 84))
lines = st.lists(points, min_size=2, max_size=12).map(tuple)
names = st.text(max_size=12)


@given(st.lists(st.tuples(st.sampled_from(list(Ground)), lines, names, st.integers(0, 9)), max_size=12))
def test_what_is_written_is_read(tmp_path_factory, found):
    path = tmp_path_factory.mktemp("maps") / "a.atbase"
    features = [Feature(ground, Shape.LINE, (line,), name, rank) for ground, line, name, rank in found]
    assert write_basemap(path, features, name="x").features == len(features)
    read = read_basemap(path)
    back = [
        (layer.ground, name, rank, layer.lines_of(number)[0])
        for layer in read.layers.values()
        for number, (name, rank) in enumerate(zip(layer.names, layer.ranks.tolist(), strict=True))
    ]
    assert len(back) == len(features)
    for feature in features:
        lonlat = np.array(feature.parts[0])
        assert any(
            (ground, name, rank) == (feature.ground, plain(feature.name), feature.rank)
            and line.shape == lonlat.shape
            and np.allclose(np.stack(to_geo(line[:, 0], line[:, 1]), axis=1), lonlat, atol=1e-6)
            for ground, name, rank, line in back
        )


def test_features_that_cannot_be_drawn_are_counted(tmp_path):
    bad = [
        Feature(Ground.STREET, Shape.LINE, (((0.0, 0.0),),)),
        Feature(Ground.STREET, Shape.LINE, (((0.0, 0.0), (500.0, 0.0)),)),
        Feature(Ground.PARK, Shape.POLYGON, ()),
        Feature(Ground.STREET, Shape.LINE, (((0.0, 0.0), (float("nan"), 0.0)),)),
    ]
    written = write_basemap(tmp_path / "a.atbase", [*small_city.features(), *bad])
    assert (written.features, written.refused) == (len(small_city.features()), 4)


def test_an_empty_map_can_be_read(tmp_path):
    write_basemap(tmp_path / "a.atbase", [])
    assert not read_basemap(tmp_path / "a.atbase").layers


@pytest.fixture
def good(tmp_path) -> bytes:
    write_basemap(tmp_path / "good.atbase", small_city.features(), name="x")
    return (tmp_path / "good.atbase").read_bytes()


def refusal(tmp_path, data: bytes) -> str:
    path = tmp_path / "city.atbase"
    path.write_bytes(data)
    with pytest.raises(BasemapUnusable) as refused:
        read_basemap(path)
    return str(refused.value)


def test_a_foreign_file_is_refused(tmp_path):
    assert refusal(tmp_path, b"PK\x03\x04 something else") == "city.atbase is not a base map of this program."
    assert "not a base map" in refusal(tmp_path, b"")
    assert "not a base map" in refusal(tmp_path, MAGIC)


def test_a_file_cut_short_is_refused(tmp_path, good):
    for length in (len(MAGIC) + 6, len(good) // 2, len(good) - 1):
        assert "damaged or incomplete" in refusal(tmp_path, good[:length])


def test_a_newer_file_says_so(tmp_path, good):
    start = len(MAGIC) + 4
    size = int.from_bytes(good[len(MAGIC) : start], "little")
    head = msgspec.msgpack.decode(good[start : start + size])
    head["version"] = 99
    raw = msgspec.msgpack.encode(head)
    data = MAGIC + len(raw).to_bytes(4, "little") + raw + good[start + size :]
    assert refusal(tmp_path, data) == "The base map city.atbase was made by a newer version of the program."


@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused_or_harmless(tmp_path, good, place, bit):
    data = bytearray(good)
    data[place % len(data)] ^= 1 << bit
    path = tmp_path / "city.atbase"
    path.write_bytes(bytes(data))
    with contextlib.suppress(BasemapUnusable):
        read_basemap(path)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(BasemapUnusable, match="cannot be read"):
        read_basemap(tmp_path / "no.atbase")
