"""The bar that offers the cameras of an alarm while somebody is at work on the wall."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.domain.alarms import Priority
from app.domain.devices import Device
from video.desk.bringing_up import BringingUp, BringRule


@pytest.fixture
def rule(soft):
    """As the window joins it to the wall."""
    panel = soft.desk.panel
    made = BringingUp(
        soft.hub,
        BringRule(Priority.CRITICAL, 400.0, 3),
        soft.desk.bring_up,
        wall=panel.wall,
        free=lambda: bool(panel.playing.live),
    )
    made.offered.connect(panel.waiting.offer)
    panel.waiting.asked.connect(made.show_offered)
    soft.hub.introduce(Device("PAN-088", "panic_button", "Botón", -12.0801, -77.0801))
    return made


def test_an_alarm_during_work_is_offered_and_shown_when_it_is_asked_for(soft, rule, qtbot):
    waiting, wall = soft.desk.panel.waiting, soft.desk.wall
    qtbot.mouseClick(wall, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    own = list(wall.cameras())
    alarm = soft.hub.raise_alarm("PAN-088", "panic", priority=Priority.CRITICAL)
    assert waiting.isVisible()
    assert waiting.button.text() == "PAN-088: show 3 cameras"
    assert wall.cameras() == own
    soft.desk.page().show_waiting()
    assert len(wall.cameras()) == 3
    assert wall.view(0).tile.mark.text == alarm.device
    assert not waiting.isVisible()


def test_nothing_that_waits_is_said(soft, rule):
    soft.desk.page().show_waiting()
    assert soft.said == ["No alarm waits for the wall."]
