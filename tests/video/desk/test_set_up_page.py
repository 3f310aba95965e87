"""The workspace as the console makes it: what is chosen on the map reaches the page of cameras."""

import datetime as dt

import pytest

from app.bootstrap.video_desk_parts import SET_UP, VideoParts, video_page_maker
from app.bridge.evidence import Evidence
from app.bridge.footage import Footage
from app.bridge.reports import Reports
from app.domain.alarms import Priority
from tests.video.desk.health_city import fill
from tests.widgets.conftest import gui_loop
from tests.widgets.soft_hub import SoftHub
from video.desk.bringing_up import BringRule
from widgets.look import Look

__all__ = ["gui_loop"]


@pytest.fixture
def video(qapp, gui_loop, qtbot, tmp_path):
    hub = SoftHub(devices=4, alarms=0, incidents=0)
    hub.accounts.sign_in("admin")
    fill(hub, 3, past=0)
    hub.footage = Footage(tmp_path / "store")
    evidence, recounts = Evidence(hub.ask, ["none"], []), Reports(["none"], [])
    rule = BringRule(Priority.HIGH, 300.0, 4)
    parts = VideoParts(
        hub, Look(still=True), evidence, recounts, tmp_path, tmp_path, rule, dt.UTC, "UTC", "sala-1"
    )
    page = video_page_maker(parts)()
    for part in (page.wall, page.events, page.camera, *(extra.widget for extra in page.pages)):
        qtbot.addWidget(part)
    yield page
    page.close()
    recounts.close()
    hub.footage.close()
    evidence.close()


def test_a_camera_may_stand_where_the_chosen_device_does(video):
    (set_up,) = (extra.widget for extra in video.pages if extra.id == SET_UP)
    assert not set_up.form.place.here.isEnabled()
    video.show_device("CAM-002")
    assert set_up.form.place.here.isEnabled()
    assert "CAM-002" in set_up.form.place.here.text()
