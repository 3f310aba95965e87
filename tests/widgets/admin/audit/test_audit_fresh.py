"""Entries that came since: counted as the vault would find them, and moving nothing."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from app.domain.audit import GENESIS, AuditFilter, Draft, Head
from app.store.vault.reading import read_page
from app.store.vault.schema import metadata
from app.store.vault.trail import append
from app.wire.administration import ReadAudit
from tests.widgets.admin.audit.trail_view import fill, numbers, top
from widgets.admin.audit_pages import PAGE
from widgets.admin.audit_reader import fits


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


def test_the_pointer_over_the_list_does_not_matter_to_a_count(page, hub, qtbot):
    qtbot.mouseMove(page.table.viewport(), QPoint(200, 40))
    here = top(page)
    fill(hub, 5)
    page._look_for_fresh()
    qtbot.waitUntil(page.fresh_button.isVisible)
    assert top(page) == here
