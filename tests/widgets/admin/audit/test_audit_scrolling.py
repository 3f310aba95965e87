"""Scrolling the audit trail by pointer and keys: pages come and go, what is looked at stays."""

from PySide6.QtCore import Qt

from app.wire.administration import ReadAudit
from tests.widgets.admin.audit.trail_view import numbers, top
from widgets.admin.audit_pages import KEPT_PAGES, PAGE


def test_the_newest_entries_come_first_and_one_page_is_enough(page, hub):
    assert numbers(page) == list(range(5000, 4800, -1))
    assert page.counted.text() == "Entries 5\u202f000 to 4\u202f801 of 5\u202f000"
    assert [type(one) for one in hub.accounts.asked] == [ReadAudit]


def test_scrolling_down_and_up_loads_all_and_keeps_few(page, qtbot):
    bar = page.table.verticalScrollBar()
    seen = set(numbers(page))
    while 1 not in seen:
        last = numbers(page)[-1]
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda last=last: numbers(page)[-1] < last)
        seen |= set(numbers(page))
        assert page.model.rowCount() <= KEPT_PAGES * PAGE
    assert seen == set(range(1, 5001))
    assert page.top_button.isVisible()
    while numbers(page)[0] != 5000:
        first = numbers(page)[0]
        bar.setValue(0)
        qtbot.waitUntil(lambda first=first: numbers(page)[0] > first)
    assert not page.top_button.isVisible()


def test_what_is_looked_at_stays_when_pages_come_and_go_around_it(page, qtbot):
    bar = page.table.verticalScrollBar()
    for _ in range(KEPT_PAGES + 1):
        last = numbers(page)[-1]
        bar.setValue(bar.maximum() - 30 * 24)
        here = top(page)
        qtbot.waitUntil(lambda last=last: numbers(page)[-1] < last)
        assert top(page) == here
    assert numbers(page)[0] < 5000
    bar.setValue(20 * 24)
    here, first = top(page), numbers(page)[0]
    qtbot.waitUntil(lambda: numbers(page)[0] > first)
    assert top(page) == here


def test_the_keyboard_alone_goes_through_the_list(page, qtbot):
    page.table.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.detail.entry.seq == 4997
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.model.rowCount() > PAGE)
    assert page.detail.entry.seq == 4801
    qtbot.keyClick(page.table, Qt.Key.Key_Home)
    assert page.detail.entry.seq == 5000
