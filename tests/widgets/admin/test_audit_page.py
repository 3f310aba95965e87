"""The audit page under pointer and keys: pages as one scrolls, the newest filter alone, what came since."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDateTime, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from app.bridge.views import EngineAway, EngineLink
from app.domain.acts import Refusal
from app.domain.audit import GENESIS, AuditFilter, Draft, Head
from app.store.vault.reading import read_page
from app.store.vault.schema import metadata
from app.store.vault.trail import append
from app.wire.administration import AuditProof, ReadAudit, VerifyAudit
from tests.widgets.admin.held_engine import HeldEngine
from tests.widgets.admin.soft_administration import refused
from tests.widgets.soft_hub import SoftHub
from widgets.admin.audit_page import AuditPage
from widgets.admin.audit_pages import KEPT_PAGES, PAGE
from widgets.admin.audit_reader import fits

ACTS = ("sign_in", "acknowledge", "change_operator", "export")


def fill(hub: SoftHub, count: int) -> None:
    for place in range(count):
        name = ("admin", "r.quispe", "l.campos")[place % 3]
        draft = Draft(
            hub.now() - (count - place) * 1000, name, ACTS[place % 4], "applied", subject=f"N-{place}"
        )
        hub.accounts.administration.trail.add(draft)


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    hub = SoftHub(devices=40, alarms=0)
    hub.accounts.sign_in("auditoria")
    return hub


@pytest.fixture(name="make")
def _make(hub, look, qtbot, gui_loop):
    def make(count: int = 5000) -> AuditPage:
        fill(hub, count)
        page = AuditPage(hub, look)
        qtbot.addWidget(page)
        page.resize(1300, 600)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture(name="page")
def _page(make, qtbot) -> AuditPage:
    page = make()
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)
    return page


def numbers(page: AuditPage) -> list[int]:
    return [entry.seq for entry in page.pages.entries]


def top(page: AuditPage) -> int:
    """The number of the entry at the upper edge."""
    return page.model.entry(page.table.rowAt(1)).seq


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
    qtbot.wait(30)
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
    qtbot.wait(30)
    assert page.model.rowCount() == 11


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
    qtbot.wait(30)


def test_new_entries_are_counted_and_move_nothing(page, hub, qtbot):
    before = numbers(page)
    fill(hub, 3)
    page.reader.count_fresh()
    qtbot.waitUntil(page.fresh_button.isVisible)
    assert page.fresh_button.text() == "3 new, show them"
    assert numbers(page) == before
    qtbot.mouseClick(page.fresh_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: numbers(page)[0] == 5003)
    assert not page.fresh_button.isVisible()


def test_with_a_filter_only_what_fits_counts_as_new(page, hub, qtbot):
    page.filters.operator.setCurrentIndex(page.filters.operator.findData("r.quispe"))
    qtbot.waitUntil(lambda: {e.draft.operator for e in page.pages.entries} == {"r.quispe"})
    fill(hub, 9)
    page.reader.count_fresh()
    qtbot.waitUntil(page.fresh_button.isVisible)
    assert page.fresh_button.text() == "3 new, show them"


FILTERS = st.builds(
    AuditFilter,
    text=st.sampled_from(["", "A", "ñ", "zz"]),
    operator=st.sampled_from(["", "admin", "x"]),
    act=st.sampled_from(["", "sign_in"]),
    outcome=st.sampled_from(["", "applied"]),
    since=st.integers(0, 5),
    until=st.integers(0, 5),
)
DRAFTS = st.builds(
    Draft,
    at=st.integers(1, 6),
    operator=st.sampled_from(["admin", "x"]),
    act=st.sampled_from(["sign_in", "lock"]),
    outcome=st.sampled_from(["applied", "refused"]),
    subject=st.sampled_from(["", "a", "Ñ"]),
    reason=st.sampled_from(["", "zZ"]),
)


@given(FILTERS, st.lists(DRAFTS, max_size=8))
def test_what_counts_as_new_is_what_the_vault_would_find(wanted, drafts):
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        metadata.create_all(connection)
        append(connection, Head(0, GENESIS), drafts)
        found = {entry.seq for entry in read_page(connection, wanted).entries}
    assert {seq for seq, draft in enumerate(drafts, 1) if fits(draft, wanted)} == found
    engine.dispose()


def test_new_entries_are_never_searched_for(page, hub, qtbot):
    page.filters.text.setText("nothing that is there")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    fill(hub, 5)
    page._look_for_fresh()
    qtbot.waitUntil(lambda: not page.reader._counting)
    assert hub.accounts.asked[-1] == ReadAudit(AuditFilter(), 0, PAGE)
    assert not page.fresh_button.isVisible()


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
    began = time.perf_counter()
    page = make(0)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)

    assert not page.grab().isNull()

    shown = [text for _, text in page.detail._fields if text.isVisibleTo(page)]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)
    assert max(len(label.text()) for label in shown) < 6200
    assert not any("\u202e" in label.text() for label in shown)
    assert page.filters.operator.count() == 1
    assert time.perf_counter() - began < 3.0


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


def test_verifying_says_that_it_runs_and_what_came_out(make, hub, qtbot):
    page = make(300)
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)
    held = HeldEngine(hub)
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(held.of(VerifyAudit)) == 1)
    assert page.proof.isVisible()
    assert "Verifying" in page.proof.words.text()
    assert not page.verify_button.isEnabled()
    held.let_go(held.of(VerifyAudit)[0], AuditProof(300, 0, "", 250, 1_773_360_000_000, 12.4))
    qtbot.waitUntil(page.verify_button.isEnabled)
    said = page.proof.words.text()
    assert "300 entries, unbroken." in said
    assert "entry 250" in said
    assert "50 later ones" in said
    assert "12 s" in said


def test_a_broken_trail_says_where_and_goes_there(page, hub, qtbot):
    trail = hub.accounts.administration.trail
    trail.entries[1233] = replace(trail.entries[1233], hash=b"\x07" * 32)
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.proof.show_broken.isVisible)
    assert "Entry 1\u202f234 was changed." in page.proof.words.text()
    qtbot.mouseClick(page.proof.show_broken, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: numbers(page)[0] == 1234)
    assert page.detail.entry.seq == 1234
    qtbot.mouseClick(page.top_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: numbers(page)[0] == 5000)


def test_a_proof_that_does_not_come_is_no_proof(page, hub, qtbot):
    hub.accounts.away = True
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "did not answer" in page.proof.words.text())
    assert page.verify_button.isEnabled()


def test_without_the_right_nothing_is_asked_and_the_page_says_who_could(hub, look, qtbot, gui_loop):
    hub.accounts.sign_in("r.quispe")
    page = AuditPage(hub, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.wait(30)
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
    qtbot.wait(20)
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


def test_the_pointer_over_the_list_does_not_matter_to_a_count(page, hub, qtbot):
    qtbot.mouseMove(page.table.viewport(), QPoint(200, 40))
    here = top(page)
    fill(hub, 5)
    page._look_for_fresh()
    qtbot.waitUntil(page.fresh_button.isVisible)
    assert top(page) == here
