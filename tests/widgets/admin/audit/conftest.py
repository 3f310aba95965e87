"""The audit page over a trail of five thousand entries."""

import pytest

from tests.widgets.admin.audit.trail_view import fill
from tests.widgets.soft_hub import SoftHub
from widgets.admin.audit_page import AuditPage
from widgets.admin.audit_pages import PAGE


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
