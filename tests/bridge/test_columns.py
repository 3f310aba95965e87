"""The console's view of the mapped columns, against the engine's own writer."""

import time

import numpy as np
import pytest

from app.bridge.books import DeviceBook
from app.bridge.columns import ColumnsView
from app.bridge.views import Quality
from app.domain.devices import Device, Liveness
from app.settings.catalogue import load_catalogue
from app.wire.columns import (
    BLOCK_ROWS,
    DEVICES,
    POINTS,
    QUALITY_LIVE,
    QUALITY_NONE,
    QUALITY_RESTORED,
    TableWriter,
)
from app.wire.messages import PlacedDevice

QUANTITIES = ("voltage", "power_state", "crew_status")


class Tables:
    """Both tables of an engine, and the view of a console on them."""

    def __init__(self, folder):
        self.devices = TableWriter(DEVICES, folder, epoch=1)
        self.points = TableWriter(POINTS, folder, epoch=1)
        self.book = DeviceBook()
        catalogue = load_catalogue()
        self.text = next(q.id for q in catalogue.quantities.values() if q.type == "text")
        self.flag = next(q.id for q in catalogue.quantities.values() if q.type == "bool")
        self.number = next(q.id for q in catalogue.quantities.values() if q.type == "number")
        self.quantities = (self.number, self.flag, self.text)
        self.view = ColumnsView(catalogue, self.book)
        self.view.attach(self.quantities)

    def map(self):
        self.view.map_table("devices", str(self.devices.path))
        self.view.map_table("points", str(self.points.path))

    def add_device(self, **fields) -> int:
        row = self.devices.add_row()
        device = Device(f"D-{row}", "cabinet", "")
        self.book.put([PlacedDevice(row, device)])
        self.set_device(row, serial=row + 1, heard=np.nan, **fields)
        return row

    def set_device(self, row: int, **fields) -> None:
        for name, value in fields.items():
            self.devices.staging[name][row] = value
        self.devices.touch(row)

    def add_point(self, device: int, quantity: str, value: float, quality: int = QUALITY_LIVE) -> int:
        row = self.points.add_row()
        code = self.quantities.index(quantity)
        now = time.monotonic()
        for name, content in (
            ("device", device),
            ("quantity", code),
            ("value", value),
            ("quality", quality),
            ("received", now - 2.0),
            ("ts", int(time.time() * 1000) - 60_000),
        ):
            self.points.staging[name][row] = content
        self.points.touch(row)
        return row

    def flush(self) -> None:
        self.devices.flush(time.monotonic())
        self.points.flush(time.monotonic())

    def close(self) -> None:
        self.view.close()
        self.devices.close()
        self.points.close()


@pytest.fixture(name="tables")
def _tables(tmp_path):
    made = Tables(tmp_path)
    yield made
    made.close()


def test_before_the_tables_are_mapped_there_is_nothing_and_nothing_fails(tables):
    assert tables.view.devices().lon.size == 0
    assert tables.view.readings("D-0") == ()
    assert tables.view.heartbeat is None


def test_devices_by_row_with_nothing_where_one_was_retired(tables, wait_until):
    tables.add_device(lon=-77.0, lat=-12.0, kind=3, priority=4, unacknowledged=1, primary=np.nan)
    tables.add_device(lon=-77.1, lat=-12.1, priority=2)
    tables.flush()
    tables.map()
    shown = tables.view.devices()
    assert shown.lon.tolist() == [-77.0, -77.1]
    assert (shown.kind[0], shown.priority[0], shown.unacknowledged[0]) == (3, 4, True)
    tables.set_device(0, serial=0)
    tables.flush()
    wait_until(lambda: tables.view.devices() is not shown)
    gone = tables.view.devices()
    assert np.isnan([gone.lon[0], gone.lat[0]]).all()
    assert (gone.priority[0], gone.unacknowledged[0], gone.liveness[0]) == (0, False, Liveness.UNKNOWN)
    assert gone.priority[1] == 2


def test_the_same_object_until_something_changed(tables, wait_until):
    tables.add_device(lon=1.0)
    tables.flush()
    tables.map()
    first = tables.view.devices()
    assert tables.view.devices() is first
    tables.add_device(lon=2.0)
    tables.flush()
    wait_until(lambda: tables.view.devices().lon.size == 2)
    assert first.lon.size == 1, "what a view holds does not move under it"


def test_when_a_device_was_heard_is_told_in_this_consoles_time(tables):
    tables.add_device(heard_ts=0)
    tables.add_device(heard_ts=1_700_000_000_000)
    live = tables.add_device(heard_ts=5)
    since = (time.time() - 11.0) * 1000
    tables.set_device(live, heard=time.monotonic() - 10.0)
    tables.flush()
    tables.map()
    never, restored, heard = tables.view.devices().heard.tolist()
    assert (never, restored) == (0, 1_700_000_000_000)
    until = (time.time() - 9.0) * 1000
    assert since < heard < until, "by the engine's receipt, not the device's clock"


def test_readings_in_the_order_of_the_catalogue_in_their_own_types(tables):
    row = tables.add_device(liveness=Liveness.FRESH)
    tables.add_point(row, tables.text, 7.0)
    tables.add_point(row, tables.number, 221.5)
    tables.add_point(row, tables.flag, 1.0)
    tables.add_point(row, tables.number, 0.0, QUALITY_NONE)
    tables.flush()
    tables.map()
    tables.view.add_texts([(7, "en ruta")])
    readings = tables.view.readings("D-0")
    assert [one.quantity for one in readings] == list(tables.quantities)
    assert [one.value for one in readings] == [221.5, True, "en ruta"]
    assert {one.quality for one in readings} == {Quality.GOOD}
    assert all(1.5 < one.age_s < 30 for one in readings)


@pytest.mark.parametrize("liveness", [Liveness.LATE, Liveness.LOST, Liveness.UNKNOWN])
def test_nothing_of_a_silent_device_looks_fresh(tables, liveness):
    row = tables.add_device(liveness=liveness)
    tables.add_point(row, tables.number, 1.0)
    tables.flush()
    tables.map()
    assert tables.view.readings("D-0")[0].quality is Quality.STALE


def test_a_restored_value_is_stale_and_as_old_as_its_own_time(tables):
    row = tables.add_device(liveness=Liveness.FRESH)
    tables.add_point(row, tables.number, 1.0, QUALITY_RESTORED)
    tables.flush()
    tables.map()
    reading = tables.view.readings("D-0")[0]
    assert reading.quality is Quality.STALE
    assert 55 < reading.age_s < 90


def test_a_table_that_grew_is_mapped_anew(tables):
    for _ in range(BLOCK_ROWS + 5):
        tables.add_device(lon=1.0, liveness=Liveness.FRESH)
    tables.add_point(0, tables.number, 1.0)
    tables.flush()
    tables.map()
    assert tables.view.devices().lon.size == BLOCK_ROWS + 5
    for _ in range(BLOCK_ROWS):
        tables.add_point(BLOCK_ROWS, tables.number, 2.0)
    tables.add_point(3, tables.flag, 1.0)
    tables.flush()
    tables.map()
    assert tables.view.readings("D-0")[0].value == 1.0
    assert tables.view.readings("D-3")[0].value is True


def test_a_new_epoch_forgets_rows_and_texts(tables, tmp_path):
    row = tables.add_device(liveness=Liveness.FRESH)
    tables.add_point(row, tables.text, 1.0)
    tables.flush()
    tables.map()
    tables.view.add_texts([(1, "viejo")])
    assert tables.view.readings("D-0")[0].value == "viejo"
    later = tmp_path / "later"
    later.mkdir()
    again = Tables(later)
    try:
        again.flush()
        tables.view.attach(tables.quantities)
        tables.view.map_table("devices", str(again.devices.path))
        tables.view.map_table("points", str(again.points.path))
        assert tables.view.readings("D-0") == ()
    finally:
        again.close()


def test_a_file_that_is_no_table_leaves_the_old_one(tables, tmp_path, caplog):
    tables.add_device(lon=5.0)
    tables.flush()
    tables.map()
    wrong = tmp_path / "wrong.col"
    wrong.write_bytes(b"x" * 8192)
    tables.view.map_table("devices", str(wrong))
    tables.view.map_table("points", str(tmp_path / "none.col"))
    assert tables.view.devices().lon.tolist() == [5.0]
    assert caplog.text.count("cannot be read") == 2
