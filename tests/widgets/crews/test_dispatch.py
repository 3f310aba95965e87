"""The dispatch desk in the whole window, with the keys alone; and D from everywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.domain.incidents import acts, events
from app.domain.incidents.states import TaskState
from tests.widgets.soft_hub import SoftHub
from widgets.crews.desk import DispatchDesk
from widgets.crews.parts import Part
from widgets.incidents.dialogs.crew_picker import CrewPicker
from widgets.selection import Selection

Key = Qt.Key


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=12, incidents=5)


def press(qtbot, key: Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


@pytest.fixture
def desk(hub, look, qtbot):
    """Its panels side by side, without the window."""
    room = QWidget()
    row = QHBoxLayout(room)
    selection = Selection()
    made = DispatchDesk(hub, look, selection)
    for panel in (made.waiting, made.crews, made.chosen):
        row.addWidget(panel)
    qtbot.addWidget(room)
    room.resize(1500, 700)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    yield made
    room.hide()  # the desk is its child: it must live as long


def shown(desk) -> list[str]:
    model = desk.waiting.model
    return [model.incident(place).id for place in range(model.rowCount())]


def sent(hub) -> list[acts.AssignCrew]:
    return [one for one in hub.desk.asked if isinstance(one, acts.AssignCrew)]


def test_what_waits_for_a_crew_and_what_has_one_are_lists_of_their_own(hub, desk, qtbot):
    assert set(shown(desk)) == {"INC-0402", "INC-0404", "INC-0405"}
    desk.waiting.list.setFocus()
    press(qtbot, Key.Key_2)
    assert set(shown(desk)) == {"INC-0401", "INC-0403"}
    hub.desk.happen("INC-0401", events.Resolved("done"), by="r.quispe")
    press(qtbot, Key.Key_3)
    qtbot.waitUntil(lambda: desk.waiting.chips.button(Part.ALL).text() == "All 4")
    desk.waiting.model.settle()
    assert set(shown(desk)) == {"INC-0402", "INC-0403", "INC-0404", "INC-0405"}


def test_an_incident_then_a_crew_then_enter_and_space_send_it(hub, desk, qtbot):
    desk.waiting.select("INC-0405")
    desk.waiting.list.setFocus()
    press(qtbot, Key.Key_Return)
    assert desk.crews.table.hasFocus()
    crew = desk.crews.table.crew
    assert desk.crews.assign.text() == f"Assign {crew.name} to INC-0405"
    press(qtbot, Key.Key_Return)
    assert not sent(hub)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: len(sent(hub)) == 1)
    task = hub.incidents.get("INC-0405").crews[0]
    assert (task.crew, task.state) == (crew.id, TaskState.ASSIGNED)
    assert desk.crews.why.text() == f"{crew.name} is on it."
    assert not desk.crews.assign.isEnabled()


def test_one_is_told_by_radio(hub, desk, qtbot):
    desk.waiting.select("INC-0402")
    desk.crews.take_focus()
    desk.crews.by_radio.click()
    qtbot.waitUntil(lambda: [one.by_radio for one in sent(hub)] == [True])


def test_the_chosen_one_stands_at_the_right_with_its_crews(hub, desk):
    assert not desk.chosen.title.isVisible()
    desk.waiting.choose_part(Part.UNDER_WAY)
    desk.waiting.select("INC-0401")
    assert desk.chosen.title.text() == "Rotura de red matriz DN 400"
    assert desk.chosen.crews.here.isVisible()
    assert desk.chosen.deadlines.bars.texts
    other = events.Described("water.burst", "Rotura grande", "Jr. Arrecife 410", "Las Dunas", None, None)
    hub.desk.happen("INC-0401", other, by="r.quispe")
    assert desk.chosen.title.text() == "Rotura grande"
    assert "Jr. Arrecife 410" in desk.chosen.about.text()


def test_without_the_right_nothing_can_be_sent_and_the_desk_says_why(hub, desk):
    desk.waiting.select("INC-0405")
    desk.crews.take_focus()
    assert desk.crews.assign.isEnabled()
    hub.accounts.sign_in("auditoria")
    assert not desk.crews.assign.isEnabled()
    assert desk.crews.why.text()
    assert not desk.chosen.dispatch.isEnabled()


def test_d_chooses_a_crew_for_the_chosen_incident_from_everywhere(window, city_map, qtbot):
    window.selection.choose_incident("INC-0402")
    window.selection.choose_device("LUM-0000")
    assert not window.panels.incident.isVisible()
    window.selection.choose_incident("INC-0403")
    assert window.panels.incident.isVisible()
    panels = window.panels
    for view in (city_map, panels.queue.list, panels.incident.body, None):
        if view is None:
            press(qtbot, Key.Key_F4)
            assert window.stack.currentWidget() is window.pages["dispatch"]
            view = panels.dispatch.waiting.list
        view.setFocus()
        press(qtbot, Key.Key_D)
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CrewPicker))
        dialog = QApplication.activeModalWidget()
        assert dialog.about.id == "INC-0403"
        dialog.reject()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
