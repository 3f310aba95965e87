"""The operators page and its list: who sees it, how it reads, and what it says when nothing comes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.bridge.views import EngineAway, EngineLink
from app.domain.acts import Refusal
from app.domain.operators import Operator
from app.wire.administration import (
    AddOperator,
    ListOperators,
)
from tests.widgets.admin.held_engine import HeldEngine
from tests.widgets.admin.operators.hands import asked, cells, pick, press
from tests.widgets.admin.soft_administration import refused
from widgets.admin.operator_lines import Column
from widgets.admin.operators_page import OperatorsPage


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


def test_arrows_walk_through_the_list(page, qtbot):
    page.operators.table.setFocus()
    qtbot.keyClick(page.operators.table, Qt.Key.Key_Down)
    first = page.operators.form.operator
    qtbot.keyClick(page.operators.table, Qt.Key.Key_Down)
    assert page.operators.form.operator not in {"", first}


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
    qtbot.settle()
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
    qtbot.settle()


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


def test_without_the_right_nothing_is_asked(hub, look, qtbot, gui_loop):
    hub.accounts.sign_in("r.quispe")
    page = OperatorsPage(hub, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.settle()
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
