"""Setting cameras up without a pointer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.wire.video import PutCamera
from tests.video.desk.health_city import fill
from tests.widgets.soft_hub import SoftHub
from video.desk.cameras_page import CamerasPage


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    made = SoftHub(devices=0, alarms=0, incidents=0)
    made.accounts.sign_in("admin")
    return made


@pytest.fixture
def page(hub, plain_look, qtbot) -> CamerasPage:
    fill(hub, 3, past=0)
    made = CamerasPage(hub, plain_look)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def asked(hub, kind):
    return [one for one in hub.cameras.asked if isinstance(one, kind)]


def test_a_camera_is_added_by_keys_alone(page, hub, qtbot):
    form = page.form
    page.activateWindow()
    page.add.setFocus()
    qtbot.keyClick(page.add, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is form.id
    qtbot.keyClicks(form.id, "CAM-700")
    typed = {form.stream.url: "rtsp://10.0.0.9/live", form.stream.user: "operador"}
    reached = tabbed(form.id, 40)
    for field, words in typed.items():
        assert field in reached
        qtbot.keyClicks(field, words)
    assert {form.stream.try_button, form.save, form.discard} <= set(tabbed(form.stream.user, 40))
    form.save.setFocus()
    qtbot.keyClick(form.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(asked(hub, PutCamera)), timeout=20_000)
    (put,) = asked(hub, PutCamera)
    assert (put.camera.id, put.stream.url) == ("CAM-700", "rtsp://10.0.0.9/live")


def tabbed(first, most):
    """What the Tab key reaches from there on."""
    first.setFocus()
    reached = []
    for _ in range(most):
        reached.append(QApplication.focusWidget())
        reached[-1].focusNextChild()
    return reached
