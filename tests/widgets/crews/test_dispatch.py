"""The dispatch desk in the whole window, with the keys alone; and D from everywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.incidents import acts, events
from app.domain.incidents.states import TaskState
from tests.widgets.soft_hub import SoftHub
from widgets.crews.parts import Part
from widgets.incidents.dialogs.crew_picker import CrewPicker

Key = Qt.Key


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=12, incidents=5)


def press(qtbot, key: Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def desk(window, qtbot):
    press(qtbot, Key.Key_F4)
    return window.panels.dispatch


def shown(desk) -> list[str]:
    model = desk.waiting.model
    return [model.incident(place).id for place in range(model.rowCount())]


def test_f4_shows_what_waits_for_a_crew_and_what_has_one(window, hub, desk, qtbot):
    assert window.stack.currentWidget() is window.pages["dispatch"]
    assert set(shown(desk)) == {"INC-0402", "INC-0404", "INC-0405"}
    desk.waiting.list.setFocus()
    press(qtbot, Key.Key_2)
    assert set(shown(desk)) == {"INC-0401", "INC-0403"}
    hub.desk.happen("INC-0401", events.Resolved("done"), by="r.quispe")
    press(qtbot, Key.Key_3)
    qtbot.waitUntil(lambda: set(shown(desk)) == {"INC-0402", "INC-0403", "INC-0404", "INC-0405"})
    assert desk.waiting.chips.button(Part.ALL).text() == "All 4"


def test_an_incident_then_a_crew_then_enter_twice_sends_it(window, hub, desk, qtbot):
    desk.waiting.select("INC-0405")
    desk.waiting.list.setFocus()
    assert window.selection.incident == "INC-0405"
    press(qtbot, Key.Key_Return)
    assert desk.crews.table.hasFocus()
    crew = desk.crews.table.crew
    assert window.selection.device == crew.id
    assert desk.crews.assign.text() == f"Assign {crew.name} to INC-0405"
    press(qtbot, Key.Key_Return)
    assert not any(isinstance(one, acts.AssignCrew) for one in hub.desk.asked)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: any(isinstance(one, acts.AssignCrew) for one in hub.desk.asked))
    task = hub.incidents.get("INC-0405").crews[0]
    assert (task.crew, task.state) == (crew.id, TaskState.ASSIGNED)
    qtbot.waitUntil(lambda: desk.crews.why.text() == f"{crew.name} is on it.")
    assert not desk.crews.assign.isEnabled()


def test_the_chosen_one_stands_at_the_right_with_its_crews(window, hub, desk):
    assert desk.chosen._stack.currentIndex() == 0
    window.selection.choose_incident("INC-0401")
    assert desk.chosen.title.text() == "Rotura de red matriz DN 400"
    assert desk.chosen.crews.here.isVisible()
    assert desk.chosen.deadlines.bars.texts
    other = events.Described("water.burst", "Rotura grande", "Jr. Arrecife 410", "Las Dunas", None, None)
    hub.desk.happen("INC-0401", other, by="r.quispe")
    assert desk.chosen.title.text() == "Rotura grande"
    assert "Jr. Arrecife 410" in desk.chosen.about.text()


def test_without_the_right_nothing_can_be_sent_and_the_desk_says_why(window, hub, desk):
    window.selection.choose_incident("INC-0405")
    desk.crews.take_focus()
    assert desk.crews.assign.isEnabled()
    hub.accounts.sign_in("auditoria")
    assert not desk.crews.assign.isEnabled()
    assert desk.crews.why.text()


@pytest.mark.parametrize("place", ["map", "queue", "record", "desk"])
def test_d_chooses_a_crew_for_the_chosen_incident_from_everywhere(window, hub, city_map, qtbot, place):
    window.selection.choose_incident("INC-0402")
    if place == "desk":
        press(qtbot, Key.Key_F4)
    focus = {
        "map": city_map,
        "queue": window.panels.queue.list,
        "record": window.panels.incident.body,
        "desk": window.panels.dispatch.crews.table,
    }
    focus[place].setFocus()
    press(qtbot, Key.Key_D)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CrewPicker))
    dialog = QApplication.activeModalWidget()
    assert dialog.about.id == "INC-0402"
    dialog.reject()


def test_an_incident_that_is_chosen_on_the_map_brings_its_record(window, hub):
    window.selection.choose_device(next(iter(hub.devices)).id)
    assert not window.panels.incident.isVisible()
    window.selection.choose_incident("INC-0403")
    assert window.panels.incident.isVisible()
