"""The audit page as a whole: who sees it, what an entry shows, and what it says when nothing comes."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.bridge.views import EngineAway, EngineLink
from app.domain.acts import Refusal
from app.domain.audit import Draft
from tests.support.effort import effort
from tests.widgets.admin.audit.trail_view import fill, numbers
from tests.widgets.admin.held_engine import HeldEngine
from tests.widgets.admin.soft_administration import refused
from widgets.admin.audit_page import AuditPage
from widgets.admin.audit_pages import PAGE


def test_an_answer_that_comes_after_the_page_is_closed_harms_nothing(hub, look, qtbot, gui_loop):
    held = HeldEngine(hub)
    fill(hub, 10)
    page = AuditPage(hub, look)
    page.show()
    page.proof.verify()
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    held.let_go(0)
    held.let_go(1)
    qtbot.settle()


def test_an_entry_shows_all_it_holds(page, hub, qtbot):
    details = json.dumps({"before": {"zones": []}, "after": {"zones": ["San Telmo"]}})
    draft = Draft(
        hub.now(),
        "admin",
        "change_operator",
        "refused",
        "sala-1/1",
        "l.campos",
        "name_taken",
        "Pide",
        details,
    )
    kept = hub.accounts.administration.trail.add(draft)
    page.reload()
    qtbot.waitUntil(lambda: numbers(page)[0] == 5001)
    cell = page.table.visualRect(page.model.index(0, 3)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert page.detail.entry.seq == 5001
    assert page.detail.details.toPlainText() == "zones: – → San Telmo"
    assert kept.hash.hex()[:8] in page.detail.hash.text()
    texts = [text.text() for _, text in page.detail._fields]
    assert "change_operator" in " ".join(texts)
    qtbot.mouseClick(page.detail.copy, Qt.MouseButton.LeftButton)
    assert json.loads(QGuiApplication.clipboard().text())["hash"] == kept.hash.hex()


def test_text_from_a_stranger_is_shown_as_it_is_and_cut(make, hub, qtbot):
    nasty = "<img src=x onerror=1>\u202egnp" + "A" * 10_000_000
    hub.accounts.administration.trail.add(Draft(0, *[nasty] * 9))
    made = []

    def show() -> None:
        made.append(make(0))
        qtbot.waitUntil(lambda: made[0].model.rowCount() == 1)
        assert not made[0].grab().isNull()

    assert effort(show, tries=1) < 4_500
    (page,) = made
    shown = [text for _, text in page.detail._fields if text.isVisibleTo(page)]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)
    assert max(len(label.text()) for label in shown) < 6200
    assert not any("\u202e" in label.text() for label in shown)
    assert page.filters.operator.count() == 1


def test_tab_reaches_every_control_in_the_order_of_the_page(page, qtbot):
    page.filters.text.setFocus()
    bar = page.filters
    order = [bar.operator, bar.act, bar.outcome, bar.period, bar.clear, page.verify_button]
    order += [page.export_button, page.table, page.detail.copy]
    reached = []
    for _ in range(14):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert [part for part in reached if part in order][: len(order)] == order


def test_without_the_right_nothing_is_asked_and_the_page_says_who_could(hub, look, qtbot, gui_loop):
    hub.accounts.sign_in("r.quispe")
    page = AuditPage(hub, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.settle()
    assert hub.accounts.asked == []
    assert page.currentWidget() is page.barred
    assert "administration or audit" in page.barred.reason.text()


def test_another_operator_sees_nothing_of_what_was_read(page, hub, qtbot):
    page.table.selectRow(3)
    hub.accounts.sign_in("r.quispe")
    assert page.model.rowCount() == 0
    assert page.detail.entry is None
    assert page.currentWidget() is page.barred
    hub.accounts.sign_in("admin")
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)


def test_a_locked_console_keeps_what_was_read_and_asks_nothing(page, hub, qtbot):
    session = hub.access.session
    hub.access._set(replace(session, locked=True))
    asked = len(hub.accounts.asked)
    page._look_for_fresh()
    page.reload()
    qtbot.settle()
    assert len(hub.accounts.asked) == asked
    assert page.model.rowCount() == PAGE


def test_without_the_engine_the_old_list_stays_and_is_said_to_be_old(page, hub, qtbot):
    hub.set_link(EngineLink("lost", hub.now()))
    assert page.model.rowCount() == PAGE
    assert page.away.isVisible()
    assert "Shown as it was at" in page.away.words.text()
    assert page._hatch.isVisible()
    assert not page.verify_button.isEnabled()
    assert not page.export_button.isEnabled()
    hub.set_link(EngineLink("up", hub.now()))
    assert not page.away.isVisible()
    assert page.verify_button.isEnabled()


def test_a_trail_without_entries_says_so(make, qtbot):
    page = make(0)
    qtbot.waitUntil(lambda: "empty" in page.sentence.text())


@pytest.mark.parametrize(
    ("answer", "failure", "said"),
    [
        (refused(Refusal.NOT_PERMITTED), None, "No role may do this"),
        (refused(Refusal.FAILED), None, "could not be done"),
        (None, EngineAway("late"), "No answer from the engine"),
        (None, OSError("strange <b>"), "strange <b>"),
    ],
)
def test_a_page_that_is_refused_or_lost_is_said_in_words(make, hub, qtbot, answer, failure, said):
    held = HeldEngine(hub)
    page = make(5)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    held.let_go(0, answer, failure)
    qtbot.waitUntil(lambda: said in page.sentence.text())
    assert page.sentence.isVisible()
