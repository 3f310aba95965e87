"""From the map and the device to where things are commanded: with keys, the palette and the button."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.orders import Action, Order, Scope, Target
from app.domain.selections import Selection, SelectionChanged, SelectionState
from app.settings.actions import load_actions
from tests.widgets.soft_hub import SoftHub
from widgets.main_window import MainWindow
from widgets.palette_index import Sort

Key = Qt.Key
RING = ((-77.10, -12.10), (-77.00, -12.10), (-77.00, -12.00), (-77.10, -12.00))


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    return SoftHub(devices=300, alarms=12)


@pytest.fixture
def parts(parts, hub):
    return replace(parts, actions=load_actions(hub.catalogue))


def of_kind(hub: SoftHub, kind: str) -> str:
    ids = [i for i in hub.devices.ids if hub.devices.get(i).kind == kind]
    return next(i for i in ids if hub.devices.get(i).lat is not None)


def press(window: MainWindow, qtbot, key: Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def in_front(window: MainWindow) -> str:
    return next(name for name, page in window.pages.items() if page is window.stack.currentWidget())


def offered(window: MainWindow, action: str):
    found = {entry.id: entry for entry in window.offering.entries() if entry.sort is Sort.ACTION}
    return found[action]


def sent(hub: SoftHub) -> list[str]:
    """What was asked of the engine beyond reading."""
    asked = (type(one).__name__ for one in (*hub.asked, *hub.accounts.asked))
    return [name for name in asked if name != "ReadConditions"]


def test_a_draws_an_area_that_opens_as_a_group(window, hub, city_map, qtbot):
    city_map.setFocus()
    press(window, qtbot, Key.Key_A)
    assert city_map.asked == ["area"]
    assert in_front(window) == "operation"
    city_map.take_area(RING)
    assert in_front(window) == "control"
    qtbot.waitUntil(lambda: window.panels.lighting.line is not None)
    target = window.panels.lighting.line.target
    assert (target.scope, target.ring) == (Scope.AREA, RING)


def test_a_comes_back_to_the_map_from_elsewhere(window, city_map, qtbot):
    press(window, qtbot, Key.Key_F2)
    window.stack.currentWidget().setFocus()
    window.deeds.draw_area()
    assert in_front(window) == "operation"
    assert city_map.asked == ["area"]


def test_letters_in_a_field_draw_and_command_nothing(window, hub, city_map, qtbot):
    window.selection.choose_device(of_kind(hub, "valve"))
    city_map.field.setFocus()
    for key in (Key.Key_A, Key.Key_C):
        press(window, qtbot, key)
    assert city_map.field.text() == "ac"
    assert city_map.asked == []
    assert in_front(window) == "operation"


@pytest.mark.parametrize("kind", ["valve", "pump", "siren", "cabinet"])
def test_c_opens_the_card_of_the_selected_device(window, hub, city_map, qtbot, kind):
    device = of_kind(hub, kind)
    window.selection.choose_device(device)
    city_map.setFocus()
    press(window, qtbot, Key.Key_C)
    assert in_front(window) == "control"
    assert window.panels.control.isVisible()
    assert window.panels.control.device == device
    assert sent(hub) == []


def test_c_opens_a_luminaire_as_a_group_of_one(window, hub, city_map, qtbot):
    device = of_kind(hub, "luminaire")
    window.selection.choose_device(device)
    city_map.setFocus()
    press(window, qtbot, Key.Key_C)
    assert in_front(window) == "control"
    qtbot.waitUntil(lambda: window.panels.lighting.line is not None)
    assert window.panels.lighting.line.target.ids == (device,)


def test_c_does_nothing_without_a_device_that_takes_orders(window, hub, city_map, qtbot):
    city_map.setFocus()
    press(window, qtbot, Key.Key_C)
    window.selection.choose_device(of_kind(hub, "tank"))
    press(window, qtbot, Key.Key_C)
    assert in_front(window) == "operation"
    assert not offered(window, "device.control").enabled


def test_who_may_not_command_is_told_so(window, hub, city_map, qtbot):
    window.selection.choose_device(of_kind(hub, "valve"))
    hub.accounts.sign_in("auditoria")
    for action in ("device.control", "device.light_up"):
        entry = offered(window, action)
        assert not entry.enabled
        assert entry.detail
    city_map.setFocus()
    press(window, qtbot, Key.Key_C)
    assert in_front(window) == "operation"
    assert window.hints.said.text()


def test_the_button_of_the_device_opens_its_card(window, hub, qtbot):
    device = of_kind(hub, "pump")
    window.selection.choose_device(device)
    qtbot.waitUntil(window.panels.device.control.isVisible)
    qtbot.mouseClick(window.panels.device.control.button, Qt.MouseButton.LeftButton)
    assert in_front(window) == "control"
    assert window.panels.control.device == device


def test_light_up_asks_about_the_place_and_sends_nothing(window, hub, qtbot):
    device = hub.devices.get(of_kind(hub, "siren"))
    window.selection.choose_device(device.id)
    entry = offered(window, "device.light_up")
    assert entry.enabled
    window._run_entry(entry)
    assert in_front(window) == "control"
    dialog = window.panels.lighting.deeds.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert (dialog._place.lat, dialog._place.lon) == (device.lat, device.lon)
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.panels.lighting.deeds.dialog is None)
    assert sent(hub) == []


def test_light_up_takes_the_place_of_the_chosen_alarm(window, hub):
    placed = (a for a in hub.alarms.standing.values() if hub.devices.get(a.device).lat is not None)
    alarm = next(placed)
    window.deeds.choose_alarm(alarm.id)
    assert offered(window, "device.light_up").enabled


def test_nothing_can_be_lit_up_without_a_place(window, hub):
    assert not offered(window, "device.light_up").enabled
    assert offered(window, "device.light_up").detail == ""


def waiting_for(hub: SoftHub, device: str, operator: str) -> Selection:
    now = hub.now()
    return Selection(
        id="s-1",
        target=Target(Scope.DEVICE, "valve", (device,)),
        order=Order(Action.SET_POSITION, 0.0, over_s=120.0),
        operator=operator,
        console="sala-2/1",
        state=SelectionState.WAITING,
        since=now,
        until=now + 96_000,
        devices=(device,),
        needs_approval=True,
    )


def test_who_may_sign_is_asked_in_every_workspace(window, hub, qtbot):
    valve = of_kind(hub, "valve")
    hub.control._take_selection(SelectionChanged(waiting_for(hub, valve, "m.rojas")))
    qtbot.waitUntil(window.signatures.isVisible)
    row = window.signatures.pending._rows[0]
    assert valve in row.text.text()
    qtbot.mouseClick(row.look, Qt.MouseButton.LeftButton)
    assert in_front(window) == "control"
    assert window.selection.device == valve
    assert not window.signatures.isVisible(), "the page itself asks"
    window.go("operation")
    assert window.signatures.isVisible()
    gone = replace(waiting_for(hub, valve, "m.rojas"), state=SelectionState.LAPSED)
    hub.control._take_selection(SelectionChanged(gone))
    assert not window.signatures.isVisible()


def test_nobody_is_asked_to_sign_for_themselves(window, hub):
    hub.control._take_selection(SelectionChanged(waiting_for(hub, of_kind(hub, "valve"), hub.operator)))
    assert not window.signatures.isVisible()
