"""The panel of one device: nothing old looks fresh, alarms can be acknowledged, the trend can be opened."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.bridge.views import LiveReading, Quality
from app.domain.alarms import Priority
from app.domain.catalogue import NormalBand, Quantity
from app.domain.devices import Device
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue
from app.wire.messages import Limit
from tests.widgets.soft_hub import SoftHub
from widgets.devices.panel import DevicePanel
from widgets.devices.readings import reading_lines
from widgets.devices.scale import scale_of


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    return SoftHub(devices=300, alarms=20)


@pytest.fixture(name="panel")
def _panel(hub, look, qtbot, gui_loop) -> DevicePanel:
    panel = DevicePanel(hub, look, load_actions(hub.catalogue))
    qtbot.addWidget(panel)
    panel.resize(400, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def calling(hub: SoftHub):
    return next(a for a in hub.alarms.standing.values() if a.unacknowledged and not a.quiet)


def test_without_a_device_it_says_what_to_do(panel):
    assert panel._empty.isVisible()
    assert "Choose a device" in panel._empty.text()


def test_it_shows_every_reading_with_unit_and_age(panel, hub):
    cabinet = next(i for i in hub.devices.ids if hub.devices.get(i).kind == "cabinet")
    panel.show_device(cabinet)
    lines = {line.label: line for line in panel.readings.lines}
    assert lines["Voltage"].value.endswith("V")
    assert all("ago" in line.age for line in lines.values())


def test_an_old_reading_is_marked_old():
    catalogue = load_catalogue()
    fresh = LiveReading("voltage", 220.0, 0, 2.0, Quality.GOOD)
    old = replace(fresh, quality=Quality.STALE, age_s=840.0)
    lines = reading_lines((fresh, old), catalogue.kinds["cabinet"], catalogue, "en")
    assert [(line.stale, line.age) for line in lines] == [(False, "2 s ago"), (True, "14 min ago")]


def test_its_alarm_is_acknowledged_in_the_version_shown(panel, hub, qtbot):
    alarm = calling(hub)
    panel.show_device(alarm.device)
    button = panel.alarms.findChildren(QPushButton)[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert [(seen.alarm, seen.version) for seen in hub.asked[0].alarms] == [(alarm.id, alarm.version)]
    qtbot.waitUntil(
        lambda: not panel.alarms.findChildren(QPushButton) or not hub.alarms.get(alarm.id).unacknowledged
    )


def test_a_new_alarm_of_the_device_appears(panel, hub):
    device = next(i for i in hub.devices.ids if not hub.alarms.of_device(i))
    panel.show_device(device)
    assert not panel._alarm_part.isVisible()
    raised = hub.raise_alarm(device, calling(hub).rule)
    assert [row.alarm.id for row in panel.alarms.rows] == [raised.id]
    assert panel._alarm_part.isVisible()


def test_open_in_history_names_device_and_primary_quantity(panel, hub, qtbot):
    tank = next(i for i in hub.devices.ids if hub.devices.get(i).kind == "tank")
    panel.show_device(tank)
    with qtbot.waitSignal(panel.trend_wanted) as told:
        panel.history.click()
    assert told.args == [tank, hub.catalogue.kinds["tank"].primary]


def test_the_trend_of_the_last_hours_comes(panel, hub, qtbot):
    panel.show_device(hub.devices.ids[0])
    qtbot.waitUntil(lambda: panel.spark._series is not None)


def of_kind(hub: SoftHub, kind: str) -> str:
    return next(i for i in hub.devices.ids if hub.devices.get(i).kind == kind)


@pytest.mark.parametrize("kind", ["luminaire", "cabinet", "valve", "pump", "siren"])
def test_what_takes_orders_can_be_opened_where_it_is_commanded(panel, hub, qtbot, kind):
    panel.show_device(of_kind(hub, kind))
    assert panel.control.isVisible()
    with qtbot.waitSignal(panel.control_wanted):
        panel.control.button.click()


def test_what_takes_no_orders_offers_none(panel, hub):
    panel.show_device(of_kind(hub, "valve"))
    panel.show_device(of_kind(hub, "tank"))
    assert not panel.control.isVisible()


@pytest.mark.parametrize("kind", ["crew", "vehicle", "drone"])
def test_a_crew_is_sent_from_an_incident_and_not_commanded(panel, hub, kind):
    hub.introduce(Device("CRW-0001", kind, "Agua 1", -12.09, -77.08, "San Telmo"))
    panel.show_device("CRW-0001")
    assert not panel.control.isVisible()


def test_who_may_not_command_sees_the_button_off_with_the_reason(panel, hub):
    panel.show_device(of_kind(hub, "valve"))
    hub.accounts.sign_in("auditoria")
    panel.show_rights()
    assert panel.control.isVisible()
    assert not panel.control.button.isEnabled()
    assert panel.control.reason.text()
    hub.accounts.sign_in("m.rojas")
    panel.show_rights()
    assert panel.control.button.isEnabled()
    assert not panel.control.reason.text()


def test_a_retired_device_leaves_the_panel_empty(panel, hub):
    panel.show_device("LUM-0000")
    hub.retire("LUM-0000")
    assert panel._empty.isVisible()


def test_limits_come_from_the_engine(panel, hub, qtbot):
    hub.limits = (Limit("voltage", 190.0, "low", Priority.HIGH, "x"),)
    cabinet = next(i for i in hub.devices.ids if hub.devices.get(i).kind == "cabinet")
    panel.show_device(cabinet)
    qtbot.waitUntil(lambda: any(line.limits for line in panel.readings.lines))


def test_the_scale_holds_band_limits_and_value():
    quantity = Quantity("pressure", load_catalogue().quantities["pressure"].label, low=0.0, high=20.0)
    scale = scale_of(quantity, NormalBand(2.0, 5.0), 7.5, [1.2])
    assert (scale.low, scale.high) == (0.5, 7.5)
    assert scale_of(quantity, NormalBand(2.0, 5.0), 99.0).high == 20.0
    assert scale_of(quantity, NormalBand(), 3.0) is None
    assert scale_of(quantity, NormalBand(2.0, 5.0), float("nan")).place(3.5) == pytest.approx(0.5)
