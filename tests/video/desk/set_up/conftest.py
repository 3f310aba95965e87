"""The page where cameras are set up, over a soft engine."""

import pytest

from tests.video.desk.health_city import fill
from tests.widgets.soft_hub import SoftHub
from video.desk.cameras_page import CamerasPage
from widgets.look import Look


@pytest.fixture
def look(qapp) -> Look:
    """Without a style sheet, which would cost more than the tests."""
    return Look(still=True)


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    made = SoftHub(devices=60, alarms=0, incidents=0)
    made.accounts.sign_in("admin")
    return made


@pytest.fixture
def page(hub, look, qtbot) -> CamerasPage:
    fill(hub, 8, past=0)
    made = CamerasPage(hub, look)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    return made
