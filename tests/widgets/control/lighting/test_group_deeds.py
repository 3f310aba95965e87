"""Saved groups, a place that is lit up, and the cabinet of a circuit."""

import pytest
from PySide6.QtCore import Qt

from app.domain import control_acts as acts
from app.domain.orders import SavedGroup, Scope
from widgets.control.lighting.place_dialog import Place


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(hub, kind: type) -> list:
    return [act for act in hub.told if isinstance(act, kind)]


@pytest.fixture(name="saved")
def _saved(hub) -> SavedGroup:
    group = SavedGroup("g-1", "Plaza", "luminaire", ("LUM-4401", "LUM-4402", "LUM-4403"), version=2)
    hub.put_saved(group)
    return group


def test_the_present_group_is_saved_by_a_name_of_its_own(page, hub, saved, choose, qtbot):
    choose("zone:Malecón")
    press(qtbot, page.body.save)
    dialog = page.deeds.saved.dialog
    dialog.name.setText("plaza")
    assert not dialog.press.isEnabled()
    assert "There is a group of this name" in dialog.problem.text()
    dialog.name.setText("Malecón norte")
    press(qtbot, dialog.press)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.PutGroup)))
    group = asked(hub, acts.PutGroup)[0].group
    assert (group.name, group.kind, group.version, len(group.devices)) == (
        "Malecón norte",
        "luminaire",
        0,
        148,
    )
    assert group.id


def test_a_saved_group_is_a_line_and_can_be_named_anew_and_dropped(page, hub, saved, choose, qtbot):
    line = choose("group:g-1")
    assert (line.name, line.figures.lamps) == ("Plaza", 3)
    press(qtbot, page.body.rename)
    page.deeds.saved.dialog.name.setText("Plaza Mayor")
    press(qtbot, page.deeds.saved.dialog.press)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.PutGroup)))
    put = asked(hub, acts.PutGroup)[0].group
    assert (put.id, put.name, put.version, put.devices) == ("g-1", "Plaza Mayor", 2, saved.devices)
    press(qtbot, page.body.drop)
    assert not asked(hub, acts.DropGroup)
    press(qtbot, page.deeds.saved.dialog.press)
    qtbot.waitUntil(lambda: asked(hub, acts.DropGroup) == [acts.DropGroup("g-1")])


def test_only_saved_groups_can_be_dropped(page, saved, choose, qtbot):
    choose("zone:Malecón")
    assert not page.body.drop.isEnabled()
    assert "saved" in page.body.drop.toolTip()


def test_a_place_is_lit_up_in_one_act_by_holding(page, hub, qtbot):
    assert not page.body.place.isEnabled()
    page.follow_device("LUM-4401")
    press(qtbot, page.body.place)
    dialog = page.deeds.dialog
    dialog.radius.setValue(20)
    few = dialog.lamps()
    dialog.radius.setValue(100)
    assert 0 < few < dialog.lamps() <= 148
    dialog.minutes.setValue(45)
    dialog.reason.setText("Choque")
    qtbot.mouseClick(dialog.hold, Qt.MouseButton.LeftButton)
    assert not asked(hub, acts.LightUp)
    qtbot.mousePress(dialog.hold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.LightUp)))
    device = hub.devices.get("LUM-4401")
    assert asked(hub, acts.LightUp) == [acts.LightUp(device.lat, device.lon, 100.0, 45, "Choque")]
    qtbot.waitUntil(lambda: page.deeds.dialog is None)


def test_a_place_without_lamps_cannot_be_lit_up(page, qtbot):
    page.light_up(Place("Mar", 0.0, 0.0, "INC-1"))
    dialog = page.deeds.dialog
    assert not dialog.hold.isEnabled()
    assert "No luminaire" in dialog.count.text()
    dialog.reject()


def test_without_the_right_nothing_is_saved_or_lit(page, hub, saved, choose, qtbot):
    choose("group:g-1")
    page.follow_device("LUM-4401")
    hub.accounts.sign_in("auditoria")
    for button in (page.body.save, page.body.rename, page.body.drop, page.body.place):
        assert button.isVisible()
        assert not button.isEnabled()
        assert "Needs" in button.toolTip()


def test_a_circuit_shows_its_cabinet(page, hub, choose, qtbot):
    choose("zone:Malecón")
    assert not page.body.cabinet.isVisible()
    line = choose("circuit:TAB-10")
    assert line.target.scope is Scope.CIRCUIT
    words = page.body.cabinet.lines.text()
    assert "Voltage 223" in words
    assert "Power factor 0.94" in words
    assert "ago" in page.body.cabinet.age.text()
    with qtbot.waitSignal(page.device_activated) as told:
        press(qtbot, page.body.cabinet.open)
    assert told.args == ["TAB-10"]
