"""The device table under real keys: filter as you type, kinds with their columns, a selection that stays."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.devices import Device
from tests.widgets.soft_hub import SoftHub
from widgets.devices.model import DeviceModel
from widgets.devices.table import DeviceTable


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    return SoftHub(devices=600, alarms=12)


@pytest.fixture(name="view")
def _view(hub, look, qtbot) -> DeviceTable:
    view = DeviceTable(hub, look)
    qtbot.addWidget(view)
    QCursor.setPos(5000, 5000)  # a pointer over the list would hold its order
    view.resize(1500, 260)
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: view.model.rowCount() == 600)
    return view


def ids(model: DeviceModel) -> list[str]:
    found = (model.device(place) for place in range(model.rowCount()))
    return [device.id for device in found if device is not None]


def test_typing_narrows_and_deleting_widens(view, hub, qtbot):
    qtbot.keyClicks(view.filter, "libertad")
    found = set(ids(view.model))
    assert found == {i for i in hub.devices.ids if "Libertad" in hub.devices.get(i).name}
    qtbot.keyClicks(view.filter, " ribera")
    assert set(ids(view.model)) == {i for i in found if hub.devices.get(i).zone == "La Ribera"}
    view.filter.clear()
    assert view.model.rowCount() == 600


def test_a_kind_brings_its_own_quantities(view, hub):
    view.kind.setCurrentIndex(view.kind.findData("tank"))
    assert view.model.columns[6:] == hub.catalogue.kinds["tank"].quantities
    assert {hub.devices.get(i).kind for i in ids(view.model)} == {"tank"}


def test_a_quantity_of_the_kind_sorts(view, hub):
    view.kind.setCurrentIndex(view.kind.findData("tank"))
    view.table.sortByColumn(7, Qt.SortOrder.DescendingOrder)
    rows = [hub.devices.row(i) for i in ids(view.model)]
    assert rows == sorted(rows, reverse=True)


def test_every_column_sorts(view):
    for column in range(view.model.columnCount()):
        view.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        assert len(set(ids(view.model))) == 600
    view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert ids(view.model) == sorted(ids(view.model), reverse=True)


def test_choosing_a_row_announces_its_device(view, qtbot):
    cell = view.table.visualRect(view.model.index(3, 2)).center()
    with qtbot.waitSignal(view.device_activated) as told:
        qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert told.args == [view.model.device(3).id]


def test_the_choice_stays_through_filter_and_sort_without_being_told_again(view, qtbot):
    view.select("LUM-0100" if view.model.place("LUM-0100") is not None else ids(view.model)[50])
    chosen = view.model.device(view.table.currentIndex().row()).id
    with qtbot.assertNotEmitted(view.device_activated):
        view.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
        view.filter.setText(chosen[:5])
    assert view.model.device(view.table.currentIndex().row()).id == chosen


def test_a_device_that_introduces_itself_appears_and_a_retired_one_goes(view, hub, qtbot):
    hub.introduce(Device(id="NEW-1", kind="tank", name="Tanque nuevo", zone="Mirador"))
    qtbot.waitUntil(lambda: "NEW-1" in ids(view.model))
    gone = ids(view.model)[10]
    hub.retire(gone)
    qtbot.waitUntil(lambda: view.model.rowCount() == 600)
    assert gone not in ids(view.model)


def test_a_renamed_device_is_found_by_its_new_name(view, hub, qtbot):
    first = ids(view.model)[0]
    hub.introduce(replace(hub.devices.get(first), name="Faro del muelle"))
    qtbot.keyClicks(view.filter, "faro muelle")
    qtbot.waitUntil(lambda: ids(view.model) == [first])


def test_nothing_found_is_said(view, qtbot):
    qtbot.keyClicks(view.filter, "zzzz")
    assert "No device fits" in view._empty.text()


def test_the_model_keeps_its_promises(hub, qtbot):
    model = DeviceModel(hub)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.waitUntil(lambda: model.rowCount() == 600)
    model.set_kind("tank")
    model.sort(6, Qt.SortOrder.DescendingOrder)
    model.set_text("a")
    model.refresh(0, model.rowCount() - 1)
    model.set_kind("")
    hub.introduce(Device(id="NEW-2", kind="valve", name="valva"))
    qtbot.waitUntil(lambda: model.place("NEW-2") is not None)
