"""The shift page over a hub without an engine."""

import pytest

from tests.widgets.soft_hub import SoftHub
from widgets.shifts.page import ShiftPage


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    return SoftHub(devices=30, alarms=4, incidents=4)


@pytest.fixture
def page(hub, look, qtbot) -> ShiftPage:
    made = ShiftPage(hub, look)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
