"""The table of lamps: thousands of rows, sorted and filtered by numpy, drawn where they are looked at."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.orders import Scope, Target
from widgets.control.level_slider import LevelSlider, Mark
from widgets.control.lighting.lamp_model import Column


@pytest.fixture(name="table")
def _table(page, choose):
    choose("all:")
    return page.body.table


def ids(table) -> list[str]:
    return [table.model.device(row).id for row in range(table.model.rowCount())]


def test_every_column_sorts_and_keeps_every_lamp(table, hub):
    columns = hub.columns.columns
    columns.asked[hub.lamps("Malecón")] = 20.0
    hub.columns.touch()
    QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for column in Column:
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            table.rows.sortByColumn(column, order)
            assert len(set(ids(table))) == 1_688
    table.rows.sortByColumn(Column.ID, Qt.SortOrder.DescendingOrder)
    assert ids(table) == sorted(ids(table), reverse=True)


def test_the_lowest_measured_come_first(table, hub, page):
    rows = hub.lamps("Malecón")
    hub.columns.columns.primary[rows[7]] = 3.0
    hub.columns.columns.primary[rows[9]] = np.nan
    hub.columns.touch()
    page.refresh()
    table.rows.sortByColumn(Column.MEASURED, Qt.SortOrder.AscendingOrder)
    assert ids(table)[0] == hub.devices.ids[rows[7]]
    assert ids(table)[-1] == hub.devices.ids[rows[9]]


def test_a_filter_narrows_and_says_how_many(table, qtbot):
    qtbot.keyClicks(table.filter, "lum-44")
    assert set(ids(table)) == {f"LUM-{n}" for n in range(4401, 4500)}
    assert "99 of" in table._count.text()
    table.filter.clear()
    assert table.model.rowCount() == 1_688


def test_awaited_and_old_values_are_told_from_fresh_ones(table, hub, page):
    rows = hub.lamps("Malecón")
    hub.set_pending(rows[:1])
    hub.silence(rows[1:2], 240)
    page.refresh()
    first, second = (next(r for r in range(9) if ids(table)[r] == hub.devices.ids[row]) for row in rows[:2])
    assert table.model.cells(first)[Column.IN_FORCE].text == "awaited"
    assert table.model.cells(second)[Column.MEASURED].style & 16
    assert not table.model.cells(first)[Column.MEASURED].style & 16
    assert table.model.cells(second)[Column.AGE].text == "4 min ago"


def test_a_row_announces_its_lamp(table, qtbot):
    with qtbot.waitSignal(table.device_activated) as told:
        table.rows.setCurrentIndex(table.model.index(5, 0))
    assert told.args == [table.model.device(5).id]


def test_lamps_that_go_while_they_are_shown_leave_no_row(table, hub, page, qtbot):
    hub.retire("LUM-4401")
    assert table.model.cells(0) == []
    qtbot.waitUntil(lambda: page.scene.lamps.count == 1_687)
    assert table.model.rowCount() == 1_687


def test_places_and_radius_find_the_lamps_around(page, hub):
    device = hub.devices.get("LUM-4401")
    near = Target(Scope.PLACE, ring=((device.lon, device.lat),), radius_m=5.0)
    found = page.scene.members(near)
    assert [page.scene.device(int(place)).id for place in found] == [f"LUM-{n}" for n in range(4401, 4405)]


def test_the_slider_goes_where_the_hand_is_and_not_by_the_wheel(look, qtbot):
    slider = LevelSlider(look)
    qtbot.addWidget(slider)
    slider.resize(432, 66)
    slider.show_marks((Mark(60.0, "in force 60", manual=True), Mark(62.0, "programme 62")), 57.0)
    slider.show()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(16 + 200, 30))
    assert slider.value() == 50
    qtbot.mouseMove(slider, QPoint(16 + 100, 30))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(10_000, 30))
    before = slider.value()
    wheel = QWheelEvent(
        QPointF(50, 30), QPointF(50, 30), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    slider.wheelEvent(wheel)
    assert slider.value() == before
    assert not wheel.isAccepted()
