"""Incidents in the whole window, with the keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.incidents import acts, events
from app.domain.incidents.states import IncidentState
from tests.widgets.soft_hub import SoftHub
from widgets.alarms.rows import Column
from widgets.incidents.dialogs.crew_picker import CrewPicker
from widgets.incidents.dialogs.open_incident import OpenIncidentDialog

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=12, incidents=5)


def press(qtbot, key: Key, modifier: Mod = Mod.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def begin(window, incident: str) -> None:
    window.panels.queue.select(incident)
    window.panels.queue.list.setFocus()


def test_opening_one_brings_map_record_and_device_and_the_keys_stay_on_its_card(window, hub, city_map, qtbot):
    begin(window, "INC-0401")
    assert window.panels.incident.incident == "INC-0401"
    assert city_map.asked == []
    press(qtbot, Key.Key_Return)
    device = hub.incidents.get("INC-0401").device
    assert city_map.asked == [f"zoom {device}"]
    assert (window.selection.device, window.selection.incident) == (device, "INC-0401")
    assert window.panels.incident.isVisible()
    assert window.panels.queue.list.hasFocus()
    press(qtbot, Key.Key_T)
    press(qtbot, Key.Key_W)
    qtbot.waitUntil(lambda: "r.quispe" in hub.incidents.get("INC-0401").watchers)


def test_opening_one_without_a_device_brings_its_place(window, hub, city_map, qtbot):
    called = hub.desk.open_one("citizen.request", "Poste caído", lat=-12.05, lon=-77.05)
    window.panels.queue.reveal(called)
    begin(window, called)
    press(qtbot, Key.Key_Return)
    assert city_map.asked == [f"go to {called}"]
    assert window.selection.incident == called
    assert window.panels.queue.list.hasFocus()


def test_the_record_or_the_device_is_in_front_by_what_was_chosen_last(window, hub, qtbot):
    begin(window, "INC-0403")
    assert window.panels.incident.isVisible()
    press(qtbot, Key.Key_F8)
    assert window.panels.device.isVisible()
    assert not window.panels.incident.isVisible()
    begin(window, "INC-0404")
    assert window.panels.incident.isVisible()
    window.deeds.release()
    assert window.panels.incident.incident == ""


def test_d_chooses_a_crew_and_n_writes_on_the_incident(window, hub, qtbot):
    begin(window, "INC-0402")
    press(qtbot, Key.Key_D)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CrewPicker))
    QApplication.activeModalWidget().reject()
    window.panels.queue.list.setFocus()
    press(qtbot, Key.Key_N)
    assert window.panels.incident.note.text.hasFocus()


def test_d_without_an_incident_or_the_right_opens_nothing(window, hub, qtbot):
    press(qtbot, Key.Key_D)
    assert QApplication.activeModalWidget() is None
    begin(window, "INC-0402")
    hub.accounts.sign_in("auditoria")
    press(qtbot, Key.Key_D)
    assert QApplication.activeModalWidget() is None
    assert window.hints.said.text().startswith("Needs ")


def test_one_is_opened_by_hand_and_everything_goes_to_it(window, hub, qtbot):
    press(qtbot, Key.Key_I)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OpenIncidentDialog))
    dialog = QApplication.activeModalWidget()
    dialog.press.click()
    qtbot.waitUntil(lambda: any(isinstance(each, acts.OpenIncident) for each in hub.desk.asked))
    qtbot.waitUntil(lambda: window.selection.incident == "INC-0406")
    assert window.panels.incident.incident == "INC-0406"


def test_the_strip_tells_in_every_workspace_and_its_key_goes_there(window, hub, qtbot):
    hub.desk.happen("INC-0405", events.Escalated(1, "acknowledge"))
    press(qtbot, Key.Key_F5)
    assert window.escalation.isVisible()
    press(qtbot, Key.Key_F8, Mod.ControlModifier)
    assert window.stack.currentWidget() is window.pages["operation"]
    assert window.selection.incident == "INC-0405"
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: hub.incidents.get("INC-0405").state is IncidentState.ACKNOWLEDGED)
    assert not window.escalation.isVisible()


def test_an_alarm_names_its_incident_and_no_longer_when_it_was_moved_out(window, hub, qtbot):
    model = window.panels.alarms.model
    alarm = next(iter(hub.incidents.alarms_of("INC-0401")))
    place = model.place(alarm)
    assert model.index(place, Column.INCIDENT).data() == "INC-0401"
    hub.desk.link(alarm, "")
    qtbot.waitUntil(lambda: model.index(model.place(alarm), Column.INCIDENT).data() == "–")


def test_slash_searches_the_queue_that_has_the_focus(window, qtbot):
    begin(window, "INC-0401")
    press(qtbot, Key.Key_Slash)
    assert window.panels.queue.filters.text.hasFocus()
    qtbot.keyClicks(window.panels.queue.filters.text, "tdn")
    assert window.panels.queue.filters.text.text() == "tdn"
