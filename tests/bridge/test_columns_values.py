"""The last values of one quantity for the whole city, as tables sort by them."""

import numpy as np
import pytest

from app.bridge.books import DeviceBook
from app.bridge.columns import ColumnsView
from app.domain.devices import Device
from app.settings.catalogue import load_catalogue
from app.wire.columns import POINTS, QUALITY_LIVE, QUALITY_NONE, TableWriter
from app.wire.messages import PlacedDevice

QUANTITIES = ("voltage", "level")


@pytest.fixture(name="points")
def _points(tmp_path):
    table = TableWriter(POINTS, tmp_path, epoch=1)
    yield table
    table.close()


@pytest.fixture(name="view")
def _view(points):
    book = DeviceBook()
    book.put(PlacedDevice(row, Device(f"TAB-{row}", "cabinet", "")) for row in range(3))
    view = ColumnsView(load_catalogue(), book)
    view.attach(QUANTITIES)
    view.map_table("points", str(points.path))
    yield view
    view.close()


def put(points: TableWriter, device: int, quantity: str, value: float, quality: int = QUALITY_LIVE) -> None:
    row = points.add_row()
    for name, content in (
        ("device", device),
        ("quantity", QUANTITIES.index(quantity)),
        ("value", value),
        ("quality", quality),
    ):
        points.staging[name][row] = content
    points.touch(row)
    points.flush(1.0)


def test_values_stand_at_the_rows_of_their_devices(view, points):
    put(points, 2, "voltage", 220.0)
    put(points, 0, "voltage", 190.0)
    put(points, 1, "level", 3.0)
    assert np.array_equal(view.values("voltage"), [190.0, np.nan, 220.0], equal_nan=True)


def test_a_point_without_a_value_and_a_device_not_yet_announced_leave_no_trace(view, points):
    put(points, 1, "voltage", 5.0, QUALITY_NONE)
    put(points, 9, "voltage", 6.0)
    assert np.isnan(view.values("voltage")).all()
    assert np.isnan(view.values("unheard")).all()
