"""The operators page over a team of six."""

import pytest

from tests.widgets.soft_hub import SoftHub
from widgets.admin.operators_page import OperatorsPage


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    hub = SoftHub(devices=120, alarms=0)
    hub.accounts.sign_in("admin")
    return hub


@pytest.fixture(name="page")
def _page(hub, look, qtbot, gui_loop) -> OperatorsPage:
    page = OperatorsPage(hub, look)
    qtbot.addWidget(page)
    page.resize(1366, 620)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: page.operators.model.rowCount() == 6)
    return page
