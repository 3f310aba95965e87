"""The sliding window over the audit trail: whatever way one scrolls, its entries are those of the trail."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit import AuditFilter, Draft, Entry
from app.wire.administration import AuditPage
from tests.widgets.admin.soft_administration import SoftTrail
from widgets.admin.audit_pages import KEPT_PAGES, PAGE, AuditPages

DRAFT = Draft(0, "admin", "sign_in", "applied")


def trail_of(count: int, step: int = 1) -> list[Entry]:
    """Numbers newest first, as a filter leaves them."""
    return [Entry(seq, b"", DRAFT) for seq in range(count * step, 0, -step)]


def page_of(trail: list[Entry], before: int) -> AuditPage:
    fits = [entry for entry in trail if not before or entry.seq < before]
    return AuditPage(tuple(fits[:PAGE]), len(fits) > PAGE, trail[0].seq if trail else 0)


def scroll(pages: AuditPages, trail: list[Entry], down: bool) -> None:
    before = pages.older() if down else pages.newer()
    if before is None:
        return
    page = page_of(trail, before)
    if down:
        if pages.add_older(page):
            pages.drop_top()
    elif pages.add_newer(page.entries):
        pages.drop_bottom()


@given(st.integers(0, 9000), st.integers(1, 7), st.lists(st.booleans(), max_size=120))
def test_the_window_is_a_run_of_the_trail_and_never_too_long(count, step, ways):
    trail, pages = trail_of(count, step), AuditPages()
    pages.start(page_of(trail, 0))
    for down in ways:
        scroll(pages, trail, down)
        assert len(pages.entries) <= KEPT_PAGES * PAGE
        if pages.entries:
            first = trail.index(pages.entries[0])
            assert pages.entries == trail[first : first + len(pages.entries)]


def test_all_the_way_down_and_up_again_comes_back_to_the_beginning():
    trail, pages = trail_of(10_000), AuditPages()
    pages.start(page_of(trail, 0))
    seen = {entry.seq for entry in pages.entries}
    while pages.older() is not None:
        scroll(pages, trail, down=True)
        seen |= {entry.seq for entry in pages.entries}
    assert seen == set(range(1, 10_001))
    while pages.newer() is not None:
        scroll(pages, trail, down=False)
    assert pages.entries[0].seq == 10_000


def test_a_page_that_is_asked_again_is_the_same_though_the_trail_has_grown():
    trail, pages = trail_of(5_000), AuditPages()
    pages.start(page_of(trail, 0))
    for _ in range(KEPT_PAGES + 2):
        scroll(pages, trail, down=True)
    grown = trail_of(5_050)
    while pages.newer() is not None:
        scroll(pages, grown, down=False)
    assert pages.entries[0].seq == 5_000


def test_nothing_fits():
    pages = AuditPages()
    pages.start(AuditPage((), more=False, total=70))
    assert (pages.entries, pages.older(), pages.newer(), pages.total) == ([], None, None, 70)


def test_the_soft_trail_answers_as_the_window_asks():
    trail = SoftTrail()
    for _ in range(450):
        trail.add(DRAFT)
    pages = AuditPages()
    pages.start(trail.page(AuditFilter(), 0, PAGE))
    while (before := pages.older()) is not None:
        pages.add_older(trail.page(AuditFilter(), before, PAGE))
    assert [entry.seq for entry in pages.entries] == list(range(450, 0, -1))
