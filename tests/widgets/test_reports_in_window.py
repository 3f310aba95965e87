"""The workspace of the reports: its key, its pages, and what actions do with a shift."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.shifts import BeginShift
from tests.widgets.soft_hub import SoftHub
from widgets.actions import action
from widgets.incidents.record.menu import Does
from widgets.shifts.page import ShiftPage

Key = Qt.Key


@pytest.fixture
def hub(gui_loop):
    made = SoftHub(devices=40, alarms=4, incidents=3)

    async def quality(*_):
        raise OSError("not read here")

    made.history.alarm_quality = quality
    return made


def in_front(window) -> str:
    return next(panel.id for panel in window.panels.workspaces["reports"] if panel.widget.isVisible())


def test_its_key_opens_it_and_pages_are_made_when_looked_at(window, qtbot):
    pages = {panel.id: panel.widget for panel in window.panels.workspaces["reports"]}
    assert all(page.page is None for page in pages.values())
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F6)
    assert window.stack.currentWidget() is window.pages["reports"]
    assert window.status.strip.tabs["reports"].isChecked()
    assert in_front(window) == "reports"
    assert [name for name, page in pages.items() if page.page is not None] == ["reports"]


def test_who_may_take_nothing_out_begins_with_the_quality_of_alarms(window, hub):
    hub.accounts.sign_in("j.paredes")
    window.go("reports")
    assert in_front(window) == "quality"


def test_lines_of_the_pages_lead_to_alarms_and_incidents(window, hub, qtbot):
    window.deeds.show_panel("reports", "quality")
    alarm = next(iter(hub.alarms.standing))
    window.panels.reports.quality.page.alarm_wanted.emit(alarm)
    assert window.stack.currentWidget() is window.pages["operation"]
    assert window.selection.alarm == alarm
    window.deeds.write_in_shift()
    window.panels.reports.shifts.page.incident_wanted.emit("INC-0402")
    assert window.selection.incident == "INC-0402"
    assert window.stack.currentWidget() is window.pages["operation"]


def test_the_record_of_an_incident_is_printed_from_its_menu(window, hub, qtbot):
    window.selection.choose_incident("INC-0402")
    panel = window.panels.incident
    panel.do(Does.PRINT)
    assert in_front(window) == "reports"
    page = window.panels.reports.documents.page
    assert page.form.words() == ("incident", "INC-0402")
    assert page.make_button.isEnabled()
    hub.accounts.sign_in("j.paredes")
    assert panel.deeds.why_not(Does.PRINT).startswith("Needs")


def test_a_shift_is_printed_from_its_log_also_one_that_only_the_history_knows(window, hub, qtbot):
    window.deeds.show_panel("reports", "shifts")
    window.panels.reports.shifts.page.print_wanted.emit("T-long-ago")
    assert in_front(window) == "reports"
    page = window.panels.reports.documents.page
    assert page.form.words() == ("shift", "T-long-ago")
    hub.incidents.shifts_changed.emit()
    assert page.form.words() == ("shift", "T-long-ago")


def test_a_shift_begins_with_the_sign_in_and_is_written_in_and_handed_over_by_name(window, hub, qtbot):
    hub.accounts.sign_in("j.paredes")
    qtbot.waitUntil(lambda: window.hints.said.text().startswith("Shift began "))
    assert BeginShift() in hub.desk.asked
    window._run(action("shift.write"))
    page = window.panels.reports.shifts.page
    assert isinstance(page, ShiftPage)
    assert in_front(window) == "shifts"
    assert QApplication.focusWidget() is page.desk.note
    window._run(action("shift.hand_over"))
    assert page.desk.dialog.isVisible()
    page.desk.dialog.reject()


def test_who_may_write_no_notes_is_told_so(window, hub):
    hub.accounts.sign_in("auditoria")
    window._run(action("shift.hand_over"))
    assert window.hints.said.text().startswith("Needs ")
    assert window.panels.reports.shifts.page is None
