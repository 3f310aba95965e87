"""The dialogs of incidents: what is missing is said, what is asked is right, a refusal loses nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.alarms import Priority
from app.domain.incidents import acts, events
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.states import Resolution
from tests.widgets.soft_hub import SoftHub
from widgets.incidents.dialogs.cause import CauseDialog
from widgets.incidents.dialogs.close import CloseDialog
from widgets.incidents.dialogs.crew_picker import CrewPicker
from widgets.incidents.dialogs.describe import DescribeDialog
from widgets.incidents.dialogs.follow import FollowDialog
from widgets.incidents.dialogs.give import GiveDialog
from widgets.incidents.dialogs.link_device import LinkDeviceDialog
from widgets.incidents.dialogs.merge import MergeDialog
from widgets.incidents.dialogs.open_incident import OpenIncidentDialog
from widgets.incidents.dialogs.priority import PriorityDialog
from widgets.incidents.dialogs.split import SplitDialog

BURST, PANIC = "INC-0401", "INC-0402"
Key = Qt.Key


@pytest.fixture(name="hub")
def _hub(gui_loop: Any, tmp_path: Path) -> Iterator[SoftHub]:
    made = SoftHub(devices=90, alarms=8, attachments=tmp_path)
    yield made
    made.incidents.close()


@pytest.fixture(name="shows")
def _shows(qtbot):
    """Opens a dialog over a window of its own."""
    window = QWidget()
    qtbot.addWidget(window)

    def show(make):
        dialog = make(window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return show


def burst(hub: SoftHub) -> Incident:
    return hub.incidents.get(BURST)


def with_alarms(hub: SoftHub, count: int) -> Record:
    links = tuple(
        events.LinkedAlarm(f"LUM-{n}:stale", f"LUM-{n}", "stale", Priority.LOW, 1000) for n in range(count)
    )
    hub.desk.happen(BURST, events.AlarmsJoined(links))
    return hub.desk.records[BURST]


def press(dialog, hub, qtbot):
    """Press, wait for the engine's answer, and give what was asked."""
    assert dialog.press.isEnabled(), dialog.why.text()
    with qtbot.waitSignal(dialog.said) as told:
        dialog.press.click()
    assert told.args[0]
    assert not dialog.isVisible()
    return hub.desk.asked[-1]


def test_given_to_somebody_in_the_list_with_enter(hub, look, qtbot, shows):
    dialog = shows(lambda window: GiveDialog(hub, look, burst(hub), window))
    assert dialog.why.text() == "Choose somebody, or write a user name."
    assert [line.title for line in dialog.list.lines] == ["M. Rojas", "Nobody"]
    with qtbot.waitSignal(dialog.said):
        qtbot.keyClick(dialog.list, Key.Key_Down)
        qtbot.keyClick(dialog.list, Key.Key_Return)
    assert hub.desk.asked == [acts.GiveIncident(BURST, burst(hub).version - 1, "m.rojas")]


def test_what_is_somebody_elses_is_taken_with_a_reason_and_anybody_can_be_written(hub, look, qtbot, shows):
    theirs = hub.incidents.get("INC-0403")
    dialog = shows(lambda window: GiveDialog(hub, look, theirs, window))
    dialog.name.setText("l.campos")
    assert dialog.why.text() == "It is somebody else's: write the reason."
    dialog.reason.setText("relief")
    assert press(dialog, hub, qtbot) == acts.GiveIncident(theirs.id, theirs.version, "l.campos", "relief")


def test_a_refusal_keeps_the_dialog_and_what_was_entered(hub, look, qtbot, shows):
    hub.desk.answer = Verdict(Outcome.REFUSED, refusal=Refusal.UNKNOWN_OPERATOR)
    dialog = shows(lambda window: GiveDialog(hub, look, burst(hub), window))
    dialog.name.setText("nobody.known")
    dialog.press.click()
    assert not dialog.press.isEnabled()
    qtbot.waitUntil(lambda: dialog.why.text() == "There is no such operator.")
    assert dialog.isVisible()
    assert dialog.press.isEnabled()
    hub.desk.answer, hub.desk.away = None, True
    dialog.press.click()
    qtbot.waitUntil(lambda: "No answer from the engine" in dialog.why.text())
    assert dialog.name.text() == "nobody.known"


def test_closing_says_what_stands_and_needs_a_reason(hub, look, qtbot, shows):
    one = burst(hub)
    dialog = shows(lambda window: CloseDialog(hub, look, one, Resolution.FALSE_ALARM, window))
    assert dialog.warning.text() == f"Alarms still active: {one.active}"
    assert dialog.why.text() == "Write the reason."
    dialog.reason.setText("a drill")
    assert press(dialog, hub, qtbot) == acts.CloseIncident(
        BURST, one.version, Resolution.FALSE_ALARM, "a drill"
    )


def test_a_superseded_press_shows_what_stands_now_and_the_next_one_is_about_that(hub, look, qtbot, shows):
    one = burst(hub)
    dialog = shows(lambda window: CloseDialog(hub, look, one, Resolution.FALSE_ALARM, window))
    dialog.reason.setText("a drill")
    news = events.LinkedAlarm("LUM-9:stale", "LUM-9", "stale", Priority.LOW, 1000)
    hub.desk.happen(BURST, events.AlarmsJoined((news,)))
    hub.desk.happen(BURST, events.Described(one.kind, "Not a drill", "", "", None, None), by="j.paredes")
    dialog.press.click()
    qtbot.waitUntil(lambda: dialog.about.version == one.version + 2)
    assert dialog.isVisible()
    assert "j.paredes" in dialog.why.text()
    assert dialog.subject.text() == f"{BURST} · Not a drill"
    assert dialog.warning.text() == f"Alarms still active: {one.active + 1}"
    assert press(dialog, hub, qtbot).seen == one.version + 2


def test_what_was_not_touched_follows_the_others_after_a_superseded_press(hub, look, qtbot, shows):
    one = burst(hub)
    dialog = shows(lambda window: DescribeDialog(hub, one, window))
    dialog.said_to_be.title.setText("Mains burst")
    hub.desk.happen(
        BURST, events.Described(one.kind, one.title, "Av. Brasil 500", one.zone, None, None), by="j.paredes"
    )
    dialog.press.click()
    qtbot.waitUntil(lambda: dialog.said_to_be.place.text() == "Av. Brasil 500")
    asked = press(dialog, hub, qtbot)
    assert (asked.title, asked.place) == ("Mains burst", "Av. Brasil 500")


def test_alarms_that_came_meanwhile_can_be_moved_after_a_superseded_press(hub, look, qtbot, shows):
    dialog = shows(lambda window: SplitDialog(hub, look, with_alarms(hub, 3), window))
    before = len(dialog.list.lines)
    dialog.list.choose("LUM-1:stale")
    hub.desk.happen(BURST, events.PrioritySet(Priority.HIGH, "", 0, 0, 0), by="j.paredes")
    with_alarms(hub, 4)
    dialog.press.click()
    qtbot.waitUntil(lambda: len(dialog.list.lines) == before + 1)
    assert "j.paredes" in dialog.why.text()


def test_a_duplicate_names_the_one_that_stays_the_nearest_first(hub, look, qtbot, shows):
    dialog = shows(lambda window: CloseDialog(hub, look, burst(hub), Resolution.DUPLICATE, window))
    dialog.reason.setText("same water")
    assert dialog.why.text() == "Choose the incident that stays."
    away = [line.right for line in dialog.picker.list.lines]
    assert away == sorted(away, key=lambda text: float(text.split("\u202f")[0]))
    dialog.picker.search.setText("boton")
    assert [line.id for line in dialog.picker.list.lines] == [PANIC]
    dialog.picker.list.choose(PANIC)
    assert press(dialog, hub, qtbot).leads_to == PANIC


def test_merged_by_keys_alone(hub, look, qtbot, shows):
    dialog = shows(lambda window: MergeDialog(hub, look, burst(hub), window))
    qtbot.keyClicks(dialog.picker.search, "panico")
    qtbot.keyClick(dialog.picker.search, Key.Key_Down)
    with qtbot.waitSignal(dialog.said):
        qtbot.keyClick(dialog.picker.list, Key.Key_Return)
    assert isinstance(hub.desk.asked[-1], acts.MergeIncident)
    assert hub.desk.asked[-1].into == PANIC


def test_five_hundred_alarms_are_moved_out_into_one_of_their_own(hub, look, qtbot, shows):
    record = with_alarms(hub, 500)
    dialog = shows(lambda window: SplitDialog(hub, look, record, window))
    assert dialog.why.text().startswith("Mark the alarms")
    dialog.list.selectAll()
    assert dialog.why.text() == "Leave at least one alarm here."
    first = dialog.list.lines_model.index(0)
    dialog.list.selectionModel().select(first, QItemSelectionModel.SelectionFlag.Deselect)
    dialog.title.clear()
    assert dialog.why.text() == "Write a title."
    dialog.title.setText("Lamps")
    act = press(dialog, hub, qtbot)
    assert (len(act.alarms), act.to, act.title) == (500, "", "Lamps")
    assert record.incident.cause not in act.alarms


def test_alarms_go_to_another_open_incident(hub, look, qtbot, shows):
    record = with_alarms(hub, 2)
    dialog = shows(lambda window: SplitDialog(hub, look, record, window, own=False))
    dialog.list.choose("LUM-1:stale")
    assert dialog.why.text() == "Choose the incident that they belong to."
    dialog.picker.list.choose(PANIC)
    assert press(dialog, hub, qtbot) == acts.MoveAlarms(
        BURST, record.incident.version, ("LUM-1:stale",), PANIC
    )


def test_another_alarm_is_the_first_cause(hub, look, qtbot, shows):
    record = with_alarms(hub, 2)
    dialog = shows(lambda window: CauseDialog(hub, look, record, window))
    assert dialog.list.lines[0].ticked
    dialog.list.choose(record.incident.cause)
    assert dialog.why.text() == "It is the first cause already."
    dialog.list.choose("LUM-0:stale")
    assert press(dialog, hub, qtbot).alarm == "LUM-0:stale"


def test_a_lower_priority_needs_a_reason(hub, qtbot, shows):
    dialog = shows(lambda window: PriorityDialog(hub, burst(hub), window))
    assert dialog.why.text() == "Choose another priority."
    dialog.choices.button(int(Priority.LOW)).click()
    assert dialog.why.text() == "It goes down: write the reason."
    dialog.reason.setText("it drips")
    assert press(dialog, hub, qtbot) == acts.SetPriority(
        BURST, burst(hub).version - 1, Priority.LOW, "it drips"
    )


def test_described_anew_with_its_point_as_it_was(hub, qtbot, shows):
    one = burst(hub)
    dialog = shows(lambda window: DescribeDialog(hub, one, window))
    assert dialog.why.text() == "Nothing has changed."
    dialog.said_to_be.title.setText("Rotura DN 300")
    act = press(dialog, hub, qtbot)
    assert (act.kind, act.title, act.place, act.zone) == (one.kind, "Rotura DN 300", one.place, one.zone)
    assert (act.lat, act.lon) == (one.lat, one.lon)


def test_a_kind_that_is_gone_from_the_settings_stays_what_it_is(hub, qtbot, shows):
    hub.desk.happen(BURST, events.Described("old.kind", "T", "P", "Atlantis", None, None))
    dialog = shows(lambda window: DescribeDialog(hub, burst(hub), window))
    assert dialog.said_to_be.values() == ("old.kind", "T", "P", "Atlantis")


def test_a_device_is_linked_and_taken_off_again(hub, look, qtbot, shows):
    record = hub.desk.records[BURST]
    dialog = shows(lambda window: LinkDeviceDialog(hub, look, record, window))
    valve = next(one for one in hub.devices if one.kind == "valve")
    dialog.search.setText(valve.id.lower())
    dialog.list.choose(valve.id)
    assert press(dialog, hub, qtbot) == acts.LinkDevice(BURST, valve.id)
    again = shows(lambda window: LinkDeviceDialog(hub, look, hub.desk.records[BURST], window))
    assert again.list.lines[0].ticked
    again.list.choose(valve.id)
    assert again.press.text() == "Take off"
    assert press(again, hub, qtbot) == acts.LinkDevice(BURST, valve.id, on=False)


def test_another_procedure_is_followed(hub, look, qtbot, shows):
    dialog = shows(lambda window: FollowDialog(hub, look, burst(hub), window))
    assert [line.id for line in dialog.list.lines if line.ticked] == ["water_burst"]
    dialog.list.choose("outage")
    assert press(dialog, hub, qtbot).procedure == "outage"


def test_a_crew_is_found_by_its_name_and_told_by_handset_or_radio(hub, look, qtbot, shows):
    panic = hub.incidents.get(PANIC)
    dialog = shows(lambda window: CrewPicker(hub, look, panic, window))
    assert not dialog.by_radio.isEnabled()
    crew = next(one for one in hub.devices if one.kind == "vehicle")
    dialog.search.setText(crew.name)
    qtbot.keyClick(dialog.search, Key.Key_Down)
    dialog.note.setText("take the ladder")
    assert press(dialog, hub, qtbot) == acts.AssignCrew(PANIC, panic.version, crew.id, "take the ladder")
    told = shows(lambda window: CrewPicker(hub, look, panic, window))
    told.list.choose(told.list.lines[0].id)
    with qtbot.waitSignal(told.said):
        told.by_radio.click()
    assert hub.desk.asked[-1].by_radio


def test_who_may_not_sees_the_dialog_off_with_the_reason(hub, look, shows):
    dialog = shows(lambda window: CrewPicker(hub, look, burst(hub), window))
    dialog.list.choose(dialog.list.lines[0].id)
    assert dialog.press.isEnabled()
    hub.accounts.sign_in("j.paredes")
    assert not dialog.press.isEnabled()
    assert dialog.why.text().startswith("Needs")


def test_opened_at_a_device_with_the_kind_that_fits_it(hub, look, qtbot, shows):
    lamp = next(one for one in hub.devices if one.kind == "luminaire")
    dialog = shows(lambda window: OpenIncidentDialog(hub, look, window, device=lamp.id, alarms=("a:b",)))
    assert "with 1 alarms" in dialog.where.text()
    assert dialog.said_to_be.values() == ("lighting.outage", "Lighting outage", lamp.name, lamp.zone)
    dialog.note.setText("seen from the car")
    opened = []
    dialog.applied.connect(opened.append)
    act = press(dialog, hub, qtbot)
    assert (act.device, act.alarms, act.note, act.priority) == (
        lamp.id, ("a:b",), "seen from the car", None,
    )  # fmt: skip
    assert opened[0] in hub.incidents.open


def test_opened_at_a_point_with_a_title_of_its_own(hub, look, qtbot, shows):
    dialog = shows(lambda window: OpenIncidentDialog(hub, look, window, point=(-12.05, -77.1)))
    form = dialog.said_to_be
    form.title.setText("Tree on the road")
    form.kind.setCurrentIndex(form.kind.findData("citizen.request"))
    assert form.title.text() == "Tree on the road"
    dialog.priority.setCurrentIndex(dialog.priority.findData(int(Priority.HIGH)))
    act = press(dialog, hub, qtbot)
    assert (act.kind, act.title, act.priority) == ("citizen.request", "Tree on the road", Priority.HIGH)
    assert (act.lat, act.lon, act.device) == (-12.05, -77.1, "")


def test_without_a_title_it_says_so(hub, look, shows):
    dialog = shows(lambda window: OpenIncidentDialog(hub, look, window))
    dialog.said_to_be.title.setText("  ")
    assert dialog.why.text() == "Write a title."
    assert not dialog.press.isEnabled()


def test_enter_presses_and_escape_leaves_everything_as_it_is(hub, look, qtbot, shows):
    dialog = shows(lambda window: OpenIncidentDialog(hub, look, window))
    others = [one for one in dialog.findChildren(QPushButton) if one is not dialog.press]
    assert others
    assert not any(one.autoDefault() for one in others)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    assert not hub.desk.asked
