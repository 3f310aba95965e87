"""Small pictures of events: read once they are there, and from the recordings folder alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage, QPainter

from app.domain.operators import Operator
from app.domain.rights import Grant, Right, Role
from app.domain.video.places import Polygons
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
from app.wire.video import ViewStills
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_video import soft_wall
from video.desk.event_list import EventRow
from video.desk.stills import SIZE, StillShelf

NAME = "CAM-118/2026-03-13/190000000.jpg"


@pytest.fixture(name="shelf")
def _shelf(qapp, tmp_path: Path) -> Iterator[StillShelf]:
    parent = QObject()
    made = StillShelf(parent, again_ms=20)
    made.folder = str(tmp_path)
    yield made
    made.close()


def draw(path: Path) -> None:
    path.parent.mkdir(parents=True)
    picture = QImage(640, 360, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    assert picture.save(str(path))


def test_a_picture_that_is_not_there_yet_is_looked_for_again(shelf, qtbot, tmp_path) -> None:
    with qtbot.waitSignal(shelf.came):
        assert shelf.still(NAME) is None
    draw(tmp_path / NAME)
    qtbot.waitUntil(lambda: shelf.still(NAME) is not None)
    (tmp_path / NAME).unlink()
    assert shelf.still(NAME).width() == SIZE.width(), "it is kept"


def test_no_picture_from_elsewhere_is_shown(shelf, qtbot, tmp_path) -> None:
    draw(tmp_path / "a" / "mine.jpg")
    shelf.folder = str(tmp_path / "b")
    for name in ("../a/mine.jpg", str(tmp_path / "a" / "mine.jpg"), ""):
        assert shelf.still(name) is None
    draw(tmp_path / "b" / NAME)
    qtbot.waitUntil(lambda: shelf.still(NAME) is not None)
    assert all(shelf.still(name) is None for name in ("../a/mine.jpg", str(tmp_path / "a" / "mine.jpg")))


def test_what_was_kept_before_a_zone_was_drawn_is_black_when_it_is_shown(shelf, qtbot, tmp_path) -> None:
    zones = (((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)), ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)))
    draw(tmp_path / NAME)
    qtbot.waitUntil(lambda: shelf.still(NAME) is not None)
    assert shelf.still(NAME, zones) is None, "the one that is kept already shows too much"
    qtbot.waitUntil(lambda: shelf.still(NAME, zones) is not None)
    shown = shelf.still(NAME, zones)
    wide, high = shown.width(), shown.height()
    for across, down in ((0.0, 0.0), (0.5, 0.9), (0.45, 0.45), (0.58, 0.45)):
        assert shown.pixelColor(int(across * wide), int(down * high)).lightness() == 0
    assert shown.pixelColor(int(0.7 * wide), int(0.5 * high)).lightness() > 90


@pytest.mark.parametrize(
    ("rights", "reads"),
    [
        ((Right.VIDEO_FACES, Right.VIDEO_LIVE), True),
        ((Right.VIDEO_FACES,), False),
        ((Right.VIDEO_LIVE, Right.VIDEO_PLAYBACK), False),
    ],
)
def test_who_may_see_no_faces_sees_no_still_of_an_event(
    gui_loop, plain_look, tmp_path, qtbot, rights, reads
) -> None:
    hub = SoftHub(devices=0, alarms=0, slots=tmp_path)
    hub.accounts.roles["seer"] = Role("seer", "Seer", tuple(Grant(right) for right in rights))
    hub.accounts.team["seer"] = Operator("seer", "Seer", ("seer",))
    hub.accounts.sign_in("seer")
    soft_wall(hub.cameras, hub.introduce, 1)
    draw(tmp_path / NAME)
    asked: list[str] = []

    class Shelf(StillShelf):
        def still(self, name: str, privacy: Polygons = ()) -> QImage | None:
            asked.append(name)
            return super().still(name, privacy)

    parent = QObject()
    shelf = Shelf(parent)
    shelf.folder = str(tmp_path)
    row = EventRow(hub, plain_look, shelf, parent)
    event = SceneEvent("CAM-001/Z1/1", "CAM-001", "Z1", StageKind.INTRUSION, 1, picture=NAME)

    def paint() -> None:
        canvas = QImage(200, 80, QImage.Format.Format_RGB32)
        painter = QPainter(canvas)
        row._paint_still(painter, QRect(8, 8, 74, 46), event)
        painter.end()

    def told() -> list[ViewStills]:
        return [one for one in hub.cameras.asked if isinstance(one, ViewStills)]

    paint()
    assert bool(asked) == reads
    if reads:
        qtbot.waitUntil(lambda: shelf.still(NAME) is not None)
    paint()
    paint()
    if reads:
        qtbot.waitUntil(lambda: bool(told()))
    assert told() == ([ViewStills(("CAM-001",))] if reads else []), "a look is told once"
    shelf.close()
    hub.cameras.close()
