"""Filters of the audit page: they narrow together, and only the newest counts."""

from PySide6.QtCore import QDateTime, Qt

from tests.widgets.admin.audit.trail_view import numbers
from tests.widgets.admin.held_engine import HeldEngine
from widgets.admin.audit_pages import PAGE


def test_typing_filters_a_moment_later(page, qtbot):
    qtbot.keyClicks(page.filters.text, "N-499")
    qtbot.waitUntil(lambda: page.model.rowCount() == 11)
    assert all("N-499" in entry.draft.subject for entry in page.pages.entries)
    qtbot.mouseClick(page.filters.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)


def test_operator_act_and_period_narrow_together(page, qtbot):
    page.filters.operator.setCurrentIndex(page.filters.operator.findData("r.quispe"))
    page.filters.act.setCurrentIndex(page.filters.act.findData("sign_in"))
    page.filters.period.setCurrentIndex(1)
    qtbot.waitUntil(lambda: {e.draft.act for e in page.pages.entries} == {"sign_in"})
    assert {entry.draft.operator for entry in page.pages.entries} == {"r.quispe"}
    page.filters.outcome.setCurrentIndex(page.filters.outcome.findData("refused"))
    qtbot.waitUntil(lambda: page.sentence.isVisible() and "Clear" in page.sentence.text())
    assert page.model.rowCount() == 0


def test_only_the_page_of_the_newest_filter_is_shown(make, hub, qtbot):
    held = HeldEngine(hub)
    page = make(600)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    for text in ("N-1", "N-12"):
        page.filters.text.setText(text)
        qtbot.keyClick(page.filters.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(held.asked) == 3)
    held.let_go(2)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    shown = numbers(page)
    held.let_go(1)
    held.let_go(0)
    qtbot.settle()
    assert numbers(page) == shown
    assert {"N-12" in entry.draft.subject for entry in page.pages.entries} == {True}


def test_an_older_page_of_the_filter_before_is_not_put_below_the_new_list(make, hub, qtbot):
    held = HeldEngine(hub)
    page = make(600)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    held.let_go(0)
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    page.filters.text.setText("N-59")
    qtbot.keyClick(page.filters.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(held.asked) == 3)
    held.let_go(2)
    held.let_go(1)
    qtbot.waitUntil(lambda: page.model.rowCount() == 11)
    qtbot.settle()
    assert page.model.rowCount() == 11


def test_a_period_of_ones_own_has_its_ends_and_the_page_stays_narrow(page, qtbot):
    assert not page.filters.since.isVisible()
    page.filters.period.setCurrentIndex(5)
    assert page.filters.since.isVisible()
    assert page.minimumSizeHint().width() <= 1024
    page.filters.since.setDateTime(QDateTime.currentDateTime().addSecs(-120))
    page.filters.until.setDateTime(QDateTime.currentDateTime().addSecs(-60))
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < PAGE)
    chosen = page.reader.filter
    assert all(chosen.since <= entry.draft.at < chosen.until for entry in page.pages.entries)
