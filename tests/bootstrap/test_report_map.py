"""The still picture round an incident: the base map where there is one, a plain grid where there is none."""

import pytest
from PySide6.QtGui import QColor

from app.bootstrap.data_folder import BASEMAP
from app.bootstrap.report_map import GRID_PX, HEIGHT, WIDTH, Mark, draw_place
from app.domain.basemap import Feature, Ground, Shape
from maps.basemap.writer import write_basemap
from widgets.theme import LIGHT

PLACE = (-12.09, -77.08)


def water_round(lat, lon, reach=0.1):
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return Feature(
        Ground.SEA, Shape.POLYGON, (tuple((lon + reach * x, lat + reach * y) for x, y in corners),), "Mar", 0
    )


def color(image, x, y):
    return QColor(image.pixel(x, y))


def near(one, two):
    return max(abs(a - b) for a, b in zip(one.getRgb(), two.getRgb(), strict=True)) <= 3


def test_without_a_base_map_it_is_a_grid_with_the_place_in_the_middle(qapp, tmp_path):
    image = draw_place(tmp_path, PLACE, [])
    assert (image.width(), image.height()) == (WIDTH, HEIGHT)
    assert near(color(image, GRID_PX + 20, 20), LIGHT.land)
    assert not near(color(image, GRID_PX, 20), LIGHT.land), "a line of the grid"
    assert color(image, WIDTH // 2 + 26, HEIGHT // 2).lightness() < 60, "the ring round the place"


def test_the_ground_is_that_of_the_base_map(qapp, tmp_path):
    write_basemap(tmp_path / BASEMAP, [water_round(*PLACE)], name="x")
    image = draw_place(tmp_path, PLACE, [])
    assert near(color(image, GRID_PX, 20), LIGHT.water)


def test_a_damaged_base_map_is_told_in_the_log_and_the_grid_stands_for_it(qapp, tmp_path, caplog):
    (tmp_path / BASEMAP).write_bytes(b"no map")
    image = draw_place(tmp_path, PLACE, [])
    assert "not a base map" in caplog.text
    assert near(color(image, GRID_PX + 20, 20), LIGHT.land)


@pytest.mark.parametrize("off", [0.001, 0.05, 2.0])
def test_every_device_is_in_sight_however_far_away(qapp, tmp_path, off):
    bare = draw_place(tmp_path, PLACE, [])
    marks = [Mark(PLACE[0] + off, PLACE[1] - off, "valve", "VAL-1"), Mark(*PLACE, "pressure", "PRE-1")]
    image = draw_place(tmp_path, PLACE, marks)
    assert image != bare
    plates = {
        (x // 200, y // 200)
        for x in range(0, WIDTH, 4)
        for y in range(0, HEIGHT, 4)
        if color(image, x, y) == QColor("white")
    }
    assert len(plates) >= 2, "two plates, not one on the other"
