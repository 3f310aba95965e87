"""What an audit page shows of its trail, and entries for that trail."""

from app.domain.audit import Draft
from tests.widgets.soft_hub import SoftHub
from widgets.admin.audit_page import AuditPage

ACTS = ("sign_in", "acknowledge", "change_operator", "export")


def fill(hub: SoftHub, count: int) -> None:
    for place in range(count):
        name = ("admin", "r.quispe", "l.campos")[place % 3]
        draft = Draft(
            hub.now() - (count - place) * 1000, name, ACTS[place % 4], "applied", subject=f"N-{place}"
        )
        hub.accounts.administration.trail.add(draft)


def numbers(page: AuditPage) -> list[int]:
    return [entry.seq for entry in page.pages.entries]


def top(page: AuditPage) -> int:
    """The number of the entry at the upper edge."""
    return page.model.entry(page.table.rowAt(1)).seq
