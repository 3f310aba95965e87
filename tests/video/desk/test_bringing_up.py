"""What brings cameras up on the wall, and what leaves the wall alone."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.domain.alarms import Priority
from app.domain.devices import Device
from app.domain.video.cameras import Camera
from app.wire.video import VideoSnapshot
from tests.widgets.soft_hub import SoftHub
from video.desk.bringing_up import AT_WORK_S, BringingUp, BringRule, Wanted

PLACE = (-12.1, -77.1)
RULE = "panic_button.panic"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hub(gui_loop):
    made = SoftHub(devices=0, alarms=0)
    made.introduce(Device("PAN-1", "panic_button", "Mercado", *PLACE))
    for number in range(5):
        made.introduce(Device(f"CAM-{number}", "camera", "Near", PLACE[0] + number * 1e-4, PLACE[1]))
    cameras = tuple(Camera(f"CAM-{number}", facing=180.0) for number in range(5))
    made.cameras.say(VideoSnapshot("", 0, cameras, (), (), "", 45))
    return made


class Wall(QObject):
    """What is brought up on it."""

    def __init__(self, hub, least=Priority.CRITICAL) -> None:
        super().__init__()
        self.live, self.clock = True, Clock()
        self.shown: list[tuple[list[str], str]] = []
        self.rule = BringingUp(
            hub,
            BringRule(least, 250.0, 3),
            lambda cameras, because: self.shown.append((list(cameras), because)),
            wall=self,
            free=lambda: self.live,
            clock=self.clock,
        )
        self.offered: list[Wanted | None] = []
        self.rule.offered.connect(self.offered.append)


def press(hub, priority=Priority.CRITICAL):
    return hub.raise_alarm("PAN-1", RULE, priority=priority)


def test_an_alarm_brings_the_nearest_that_see_it_and_says_because_of_what(hub):
    wall = Wall(hub)
    alarm = press(hub)
    assert wall.shown == [(["CAM-0", "CAM-1", "CAM-2"], alarm.id)]


def test_what_is_less_urgent_or_never_asked_for_brings_nothing(hub):
    wall, never = Wall(hub), Wall(hub, None)
    press(hub, Priority.HIGH)
    assert wall.shown == never.shown == []


def test_an_alarm_waits_for_whoever_works_on_the_wall_and_comes_up_when_it_is_left_alone(hub):
    wall = Wall(hub)
    QApplication.sendEvent(wall, QEvent(QEvent.Type.KeyPress))
    alarm = press(hub)
    assert wall.shown == []
    assert [(one.name, len(one.cameras)) for one in wall.offered] == [("PAN-1", 3)]
    wall.clock.now += AT_WORK_S - 1
    wall.rule.look()
    assert wall.shown == []
    wall.clock.now += 1
    wall.rule.look()
    assert [because for _, because in wall.shown] == [alarm.id]
    assert wall.offered[-1] is None


def test_recorded_footage_that_is_looked_at_stays_until_it_is_left(hub):
    wall = Wall(hub)
    wall.live = False
    alarm = press(hub)
    wall.clock.now += 10 * AT_WORK_S
    wall.rule.look()
    assert wall.shown == []
    wall.live = True
    wall.rule.look()
    assert [because for _, because in wall.shown] == [alarm.id]


def test_what_waits_is_shown_at_once_when_it_is_asked_for(hub):
    wall = Wall(hub)
    wall.live = False
    alarm = press(hub)
    wall.rule.show_offered()
    assert [because for _, because in wall.shown] == [alarm.id]
    wall.rule.show_offered()
    assert len(wall.shown) == 1


def test_what_is_over_does_not_wait_any_longer(hub):
    wall = Wall(hub)
    wall.live = False
    hub.return_alarm(press(hub).id)
    assert wall.offered[-1] is None
    wall.live = True
    wall.rule.look()
    assert wall.shown == []


def test_several_that_wait_come_one_after_the_other_the_most_urgent_first(hub):
    wall = Wall(hub, Priority.HIGH)
    wall.live = False
    first = press(hub, Priority.HIGH)
    hub.introduce(Device("PAN-2", "panic_button", "Mercado", *PLACE))
    worse = hub.raise_alarm("PAN-2", RULE, priority=Priority.CRITICAL)
    assert wall.offered[-1].because == worse.id
    wall.live = True
    wall.rule.look()
    wall.rule.look()
    assert [because for _, because in wall.shown] == [worse.id]
    wall.clock.now += AT_WORK_S
    wall.rule.look()
    assert [because for _, because in wall.shown] == [worse.id, first.id]


def test_the_incident_of_an_alarm_brings_nothing_a_second_time_and_one_by_hand_does(hub):
    wall = Wall(hub)
    press(hub)
    here = {"lat": PLACE[0], "lon": PLACE[1], "priority": Priority.CRITICAL}
    hub.desk.open_one("security.panic", "Panic", device="PAN-1", **here)
    assert len(wall.shown) == 1
    made = hub.desk.open_one("security.panic", "Seen", **here)
    assert [because for _, because in wall.shown][1:] == [made]
