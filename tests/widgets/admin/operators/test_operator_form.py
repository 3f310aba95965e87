"""The form of an operator under pointer and keys: nothing is done before the engine says so."""

from dataclasses import replace

import pytest

from app.bridge.views import EngineLink
from app.domain.acts import Refusal
from app.wire.administration import (
    ChangeOperator,
    EndSession,
    ListOperators,
)
from tests.widgets.admin.held_engine import HeldEngine
from tests.widgets.admin.operators.hands import asked, cells, pick, press, turn
from tests.widgets.admin.soft_administration import refused
from widgets.admin.operator_lines import Column


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


def test_a_session_can_be_ended_where_somebody_is(page, hub, qtbot):
    pick(page, "r.quispe")
    button = page.operators.form._desk_column.itemAt(0).widget()
    assert "sala-1/4021" in button.text()
    press(qtbot, button)
    page.operators.dialog.press.click()
    qtbot.waitUntil(lambda: asked(hub, EndSession) == [EndSession("sala-1/4021")])


def test_an_answer_that_does_not_come_leaves_the_form(page, hub, qtbot):
    pick(page, "r.quispe")
    page.operators.form.name.setText("Rosa")
    hub.accounts.away = True
    press(qtbot, page.operators.form.save)
    qtbot.waitUntil(lambda: "No answer from the engine" in page.operators.form.answer.text())
    assert page.operators.form.name.text() == "Rosa"


def test_what_was_typed_survives_a_loss_of_the_engine(page, hub, qtbot):
    pick(page, "r.quispe")
    page.operators.form.name.setText("Rosa")
    hub.set_link(EngineLink("lost", hub.now()))
    hub.set_link(EngineLink("up", hub.now()))
    qtbot.settle()
    assert page.operators.form.name.text() == "Rosa"
