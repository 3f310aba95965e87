"""One-time codes of new operators and of resets: shown once, and gone with the lock."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from app.wire.administration import (
    OneTimeCode,
    ResetOperator,
)
from tests.widgets.admin.operators.hands import asked, cells, pick, press, turn
from tests.widgets.admin.soft_administration import CODE
from tests.widgets.soft_hub import ZONES
from widgets.admin.code_dialog import CodeDialog, grouped
from widgets.admin.operator_lines import Column


def test_a_new_operator_gets_a_code_that_is_shown_once(page, hub, qtbot):
    press(qtbot, page.operators.add)
    form = page.operators.form
    assert not form.save.isEnabled()
    qtbot.keyClicks(form.id, " N.Soto")
    qtbot.keyClicks(form.name, "Nadia Soto")
    turn(qtbot, form._roles["operator"])
    form.zones.everything.setChecked(False)
    assert not form.save.isEnabled()
    form.zones.list.item(1).setCheckState(Qt.CheckState.Checked)
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: isinstance(page.operators.dialog, CodeDialog))
    dialog = page.operators.dialog
    made = hub.accounts.team["n.soto"]
    assert (made.name, made.roles, made.zones) == ("Nadia Soto", ("operator",), (sorted(ZONES)[1],))
    assert dialog.shown.text() == CODE
    press(qtbot, dialog.copy)
    assert QGuiApplication.clipboard().text() == CODE
    press(qtbot, dialog.close_button)
    qtbot.waitUntil(lambda: page.operators.form.operator == "n.soto")
    assert page.operators.dialog is None
    qtbot.waitUntil(lambda: not [one for one in page.findChildren(QLabel) if CODE in one.text()])


def test_a_code_without_groups_is_grouped():
    assert grouped("ABCDEFGHJK") == "ABCD EFGH JK"
    assert CODE not in repr(OneTimeCode("x", CODE, 0))


def test_a_reset_is_asked_once_more_and_shows_the_code(page, hub, qtbot):
    pick(page, "j.paredes")
    press(qtbot, page.operators.form.reset)
    page.operators.dialog.press.click()
    qtbot.waitUntil(lambda: isinstance(page.operators.dialog, CodeDialog))
    assert asked(hub, ResetOperator) == [ResetOperator("j.paredes")]
    page.operators.dialog.close_button.click()
    qtbot.waitUntil(lambda: "One-time code until" in cells(page, "j.paredes")[Column.STATE])


def test_the_code_goes_when_the_console_is_locked(page, hub, qtbot):
    pick(page, "j.paredes")
    page.operators.form.reset.click()
    page.operators.dialog.press.click()
    qtbot.waitUntil(lambda: isinstance(page.operators.dialog, CodeDialog))
    hub.access._set(replace(hub.access.session, locked=True))
    assert page.operators.dialog is None


def test_the_keyboard_alone_adds_somebody(page, hub, qtbot):
    page.operators.add.setFocus()
    qtbot.keyClick(page.operators.add, Qt.Key.Key_Space)
    form = page.operators.form
    assert form.id.hasFocus()
    qtbot.keyClicks(form.id, "n.soto")
    qtbot.keyClick(form.id, Qt.Key.Key_Tab)
    assert form.name.hasFocus()
    qtbot.keyClicks(form.name, "Nadia Soto")
    qtbot.keyClick(form.name, Qt.Key.Key_Tab)
    box = QApplication.focusWidget()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page.operators.dialog, CodeDialog))
    # The Enter that saved may still be held: it copies, and does not close what is shown once.
    qtbot.keyClick(page.operators.dialog, Qt.Key.Key_Return)
    assert page.operators.dialog is not None
    page.operators.dialog.accept()
