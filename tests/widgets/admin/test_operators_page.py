"""The operators page under pointer and keys: nothing is done before the engine says so."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from app.bridge.views import EngineAway, EngineLink
from app.domain.acts import Refusal
from app.domain.operators import Operator
from app.wire.administration import (
    AddOperator,
    ChangeOperator,
    EndSession,
    ListOperators,
    OneTimeCode,
    ResetOperator,
)
from tests.widgets.admin.held_engine import HeldEngine
from tests.widgets.admin.soft_administration import CODE, refused
from tests.widgets.soft_hub import ZONES, SoftHub
from widgets.admin.code_dialog import CodeDialog, grouped
from widgets.admin.operator_lines import Column
from widgets.admin.operators_page import OperatorsPage


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    hub = SoftHub(devices=120, alarms=0)
    hub.accounts.sign_in("admin")
    return hub


@pytest.fixture(name="page")
def _page(hub, look, qtbot, gui_loop) -> OperatorsPage:
    page = OperatorsPage(hub, look)
    qtbot.addWidget(page)
    page.resize(1366, 620)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: page.operators.model.rowCount() == 6)
    return page


def pick(page: OperatorsPage, name: str) -> None:
    """Press the row of an operator."""
    table, place = page.operators.table, page.operators.model.place(name)
    cell = table.visualRect(page.operators.model.index(place, 0)).center()
    QApplication.processEvents()
    table.setFocus()
    table.setCurrentIndex(table.indexAt(cell))


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def turn(qtbot, box) -> None:
    """Press the square of a check box."""
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(7, box.height() // 2))


def cells(page: OperatorsPage, name: str) -> list[str]:
    return [cell.text for cell in page.operators.model.cells(page.operators.model.place(name))]


def asked(hub: SoftHub, kind: type) -> list[object]:
    return [body for body in hub.accounts.asked if isinstance(body, kind)]


def test_every_state_of_an_operator_is_in_the_list(page, hub, qtbot):
    soft, now = hub.accounts.administration, hub.now()
    soft.locked["j.paredes"], soft.codes["l.campos"] = now + 600_000, now + 600_000
    soft.seen["admin"] = now - 60_000
    hub.accounts.team["m.rojas"] = replace(hub.accounts.team["m.rojas"], enabled=False, zones=("San Telmo",))
    press(qtbot, page.operators.reload)
    qtbot.waitUntil(lambda: "Locked out until" in cells(page, "j.paredes")[Column.STATE])
    assert "One-time code until" in cells(page, "l.campos")[Column.STATE]
    assert cells(page, "m.rojas")[Column.STATE] == "Disabled"
    assert cells(page, "m.rojas")[Column.ZONES] == "San Telmo"
    assert cells(page, "m.rojas")[Column.DESK] == "sala-2/3310 (locked)"
    assert cells(page, "admin")[Column.FACTOR] == "Yes"
    assert cells(page, "admin")[Column.LAST] not in {"Never", "–"}
    assert page.operators.model.row(5).operator.id == "m.rojas"


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


@pytest.mark.parametrize(
    ("name", "refusal", "said"),
    [
        ("r.quispe", None, "belongs to somebody already"),
        ("n.soto", Refusal.NAME_INVALID, "cannot be used"),
        ("n.soto", Refusal.NOT_RECORDED, "nothing was done"),
        ("n.soto", Refusal.UNKNOWN_ROLE, "no longer there"),
    ],
)
def test_a_refusal_says_what_to_do_and_what_was_typed_stays(page, hub, qtbot, name, refusal, said):
    form = page.operators.form
    press(qtbot, page.operators.add)
    form.id.setText(name)
    form.name.setText("Nadia Soto")
    hub.accounts.answer = None if refusal is None else refused(refusal)
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: said in form.answer.text())
    assert form.name.text() == "Nadia Soto"
    assert form.save.isEnabled()
    assert page.operators.dialog is None


def test_the_last_administrator_cannot_be_taken_away(page, hub, qtbot):
    pick(page, "admin")
    turn(qtbot, page.operators.form._roles["administrator"])
    press(qtbot, page.operators.form.save)
    qtbot.waitUntil(lambda: "Nobody would be left" in page.operators.form.answer.text())
    assert cells(page, "admin")[Column.ROLES] == "Administration"
    assert hub.accounts.team["admin"].roles == ("administrator",)


def test_a_change_is_shown_only_when_the_engine_has_it(page, hub, qtbot):
    held = HeldEngine(hub)
    pick(page, "r.quispe")
    form = page.operators.form
    form.name.setText("Rosa Quispe")
    assert form.unsaved.isVisible()
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: len(held.of(ChangeOperator)) == 1)
    assert cells(page, "r.quispe")[Column.NAME] == "R. Quispe"
    assert not form.save.isEnabled()
    held.let_go(held.of(ChangeOperator)[0])
    qtbot.waitUntil(lambda: len(held.of(ListOperators)) == 1)
    assert cells(page, "r.quispe")[Column.NAME] == "R. Quispe"
    held.let_go(held.of(ListOperators)[0])
    qtbot.waitUntil(lambda: cells(page, "r.quispe")[Column.NAME] == "Rosa Quispe")
    assert form.operator == "r.quispe"
    assert not form.unsaved.isVisible()


def test_what_another_administrator_changed_is_said_and_can_be_reloaded(page, hub, qtbot):
    pick(page, "r.quispe")
    form, team = page.operators.form, hub.accounts.team
    team["r.quispe"] = replace(team["r.quispe"], name="Rosa Q.", version=2)
    form.name.setText("R. Quispe Luna")
    press(qtbot, form.save)
    qtbot.waitUntil(form.reload.isVisible)
    assert "Another administrator" in form.answer.text()
    assert form.name.text() == "R. Quispe Luna"
    press(qtbot, form.reload)
    qtbot.waitUntil(lambda: form.name.text() == "Rosa Q.")
    assert not form.reload.isVisible()
    form.name.setText("Rosa Quispe")
    press(qtbot, form.save)
    qtbot.waitUntil(lambda: cells(page, "r.quispe")[Column.NAME] == "Rosa Quispe")


def test_unsaved_changes_are_not_lost_by_another_row(page, qtbot):
    pick(page, "r.quispe")
    page.operators.form.name.setText("Rosa")
    pick(page, "l.campos")
    assert page.operators.form.operator == "r.quispe"
    assert page.operators.form.name.text() == "Rosa"
    assert "Save or discard" in page.operators.notice.text()
    press(qtbot, page.operators.form.discard)
    assert page.operators.form.name.text() == "R. Quispe"
    pick(page, "l.campos")
    assert page.operators.form.operator == "l.campos"


def test_disabling_is_asked_once_more_and_enabling_is_not(page, hub, qtbot):
    pick(page, "j.paredes")
    press(qtbot, page.operators.form.enable)
    page.operators.dialog.leave.click()
    assert asked(hub, ChangeOperator) == []
    press(qtbot, page.operators.form.enable)
    page.operators.dialog.press.click()
    qtbot.waitUntil(lambda: cells(page, "j.paredes")[Column.STATE] == "Disabled")
    press(qtbot, page.operators.form.enable)
    qtbot.waitUntil(lambda: cells(page, "j.paredes")[Column.STATE] == "Enabled")


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


def test_a_session_can_be_ended_where_somebody_is(page, hub, qtbot):
    pick(page, "r.quispe")
    button = page.operators.form._desk_column.itemAt(0).widget()
    assert "sala-1/4021" in button.text()
    press(qtbot, button)
    page.operators.dialog.press.click()
    qtbot.waitUntil(lambda: asked(hub, EndSession) == [EndSession("sala-1/4021")])


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


def test_arrows_walk_through_the_list(page, qtbot):
    page.operators.table.setFocus()
    qtbot.keyClick(page.operators.table, Qt.Key.Key_Down)
    first = page.operators.form.operator
    qtbot.keyClick(page.operators.table, Qt.Key.Key_Down)
    assert page.operators.form.operator not in {"", first}


def test_an_answer_that_does_not_come_leaves_the_form(page, hub, qtbot):
    pick(page, "r.quispe")
    page.operators.form.name.setText("Rosa")
    hub.accounts.away = True
    press(qtbot, page.operators.form.save)
    qtbot.waitUntil(lambda: "No answer from the engine" in page.operators.form.answer.text())
    assert page.operators.form.name.text() == "Rosa"


def test_an_older_list_does_not_replace_a_newer_one(hub, look, qtbot, gui_loop):
    held = HeldEngine(hub)
    page = OperatorsPage(hub, look)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    held.let_go(1)
    qtbot.waitUntil(lambda: page.operators.model.rowCount() == 6)
    hub.accounts.team.clear()
    held.let_go(0)
    qtbot.wait(20)
    assert page.operators.model.rowCount() == 6


def test_an_answer_after_the_page_is_closed_harms_nothing(hub, look, qtbot, gui_loop):
    held = HeldEngine(hub)
    page = OperatorsPage(hub, look)
    page.show()
    page.operators.requests.ask(AddOperator(Operator("x.y", "X", ())))
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    for place in range(2):
        held.let_go(place)
    qtbot.wait(20)


def test_without_the_engine_the_old_list_stays_and_nothing_can_be_done(page, hub, qtbot):
    pick(page, "r.quispe")
    hub.set_link(EngineLink("lost", hub.now()))
    assert page.operators.model.rowCount() == 6
    assert "Shown as it was at" in page.away.words.text()
    assert page._hatch.isVisible()
    form = page.operators.form
    for part in (page.operators.add, form.save, form.reset, form.enable, page.roles.add, page.roles.save):
        assert not part.isEnabled()
    hub.set_link(EngineLink("up", hub.now()))
    assert page.operators.add.isEnabled()


def test_what_was_typed_survives_a_loss_of_the_engine(page, hub, qtbot):
    pick(page, "r.quispe")
    page.operators.form.name.setText("Rosa")
    hub.set_link(EngineLink("lost", hub.now()))
    hub.set_link(EngineLink("up", hub.now()))
    qtbot.wait(20)
    assert page.operators.form.name.text() == "Rosa"


def test_without_the_right_nothing_is_asked(hub, look, qtbot, gui_loop):
    hub.accounts.sign_in("r.quispe")
    page = OperatorsPage(hub, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.wait(20)
    assert asked(hub, ListOperators) == []
    assert page.currentWidget() is page.barred
    assert "administration" in page.barred.reason.text()


def test_who_comes_after_an_administrator_sees_nothing_of_it(page, hub, qtbot):
    pick(page, "r.quispe")
    page.operators.form.name.setText("Rosa")
    hub.accounts.sign_in("j.paredes")
    assert page.currentWidget() is page.barred
    assert page.operators.model.rowCount() == 0
    assert page.operators.form.operator == ""


@pytest.mark.parametrize(
    ("answer", "failure", "said"),
    [(refused(Refusal.LOCKED), None, "locked"), (None, EngineAway("late"), "No answer from the engine")],
)
def test_a_list_that_does_not_come_is_said(hub, look, qtbot, gui_loop, answer, failure, said):
    held = HeldEngine(hub)
    page = OperatorsPage(hub, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    assert "Loading" in page.operators.sentence.text()
    held.let_go(0, answer, failure)
    qtbot.waitUntil(lambda: said in page.operators.sentence.text())


def test_names_from_a_stranger_are_plain_text(page, hub, qtbot):
    nasty = "<b>x</b>\u202egnp&" + "A" * 1_000_000
    hub.accounts.team["zz"] = Operator("zz", nasty, (nasty,), (nasty,))
    press(qtbot, page.operators.reload)
    qtbot.waitUntil(lambda: page.operators.model.rowCount() == 7)
    pick(page, "zz")
    assert not page.grab().isNull()
    assert max(map(len, cells(page, "zz"))) < 300
    assert "\u202e" not in "".join(cells(page, "zz"))
    assert page.operators.form.title.textFormat() is Qt.TextFormat.PlainText
    assert page.operators.form.title.text().startswith("<b>x</b>·gnp")
