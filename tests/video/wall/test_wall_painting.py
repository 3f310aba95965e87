"""Which parts of the wall are painted again, and when."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QRegion

from app.domain.video.cameras import CameraFault
from app.wire import video as wire
from tests.widgets.soft_video import street


class Painted(QObject):
    """The regions that a wall has painted."""

    def __init__(self, wall) -> None:
        super().__init__(wall)
        self.regions = []
        wall.installEventFilter(self)

    def eventFilter(self, _watched, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.regions.append(event.region())
        return False


@pytest.fixture
def wall(show):
    """Painted as it stands, and its clock does not tick."""
    made = show(["CAM-001", "CAM-002", "CAM-003", "CAM-004"])
    made._tick.stop()
    made._poll.stop()
    made.grab()
    return made


def place_of(wall, tile):
    return next(place for place in wall.places() if place.tile == tile)


def test_news_that_show_nowhere_paint_nothing_and_others_the_whole_tile(wall, hub, qapp, qtbot):
    painted = Painted(wall)
    qapp.processEvents()
    painted.regions.clear()
    state = replace(hub.video.states["CAM-004"], latency_ms=99.0, kbit_s=800.0)
    hub.cameras.say(wire.CameraStates((state,)))
    qapp.processEvents()
    assert painted.regions == []
    hub.cameras.say(wire.CameraStates((replace(state, faults=(CameraFault.COVERED,)),)))
    qtbot.waitUntil(lambda: bool(painted.regions))
    assert painted.regions == [QRegion(place_of(wall, 3).whole)]


def test_a_picture_of_the_same_size_is_painted_alone_and_one_of_another_with_its_tile(wall, hub, qapp, qtbot):
    painted = Painted(wall)
    for size, part in (((320, 180), "picture"), ((160, 120), "whole")):
        qapp.processEvents()
        painted.regions.clear()
        hub.cameras.send("CAM-002", street(9, *size))
        for _ in range(2):
            wall.poll()
        qtbot.waitUntil(lambda: bool(painted.regions))
        place = place_of(wall, 1)
        expected = place.whole if part == "whole" else place.fit(*size).rect
        assert painted.regions == [QRegion(expected)]
