"""Small pictures of events: read once they are there, and from the recordings folder alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage, QPainter

from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
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


@pytest.mark.parametrize(("operator", "reads"), [("r.quispe", True), ("j.paredes", False)])
def test_who_may_see_no_faces_sees_no_still_of_an_event(
    gui_loop, plain_look, tmp_path, qtbot, operator, reads
) -> None:
    """The first is a supervisor, the second an operator."""
    hub = SoftHub(devices=0, alarms=0, slots=tmp_path)
    hub.accounts.sign_in(operator)
    soft_wall(hub.cameras, hub.introduce, 1)
    draw(tmp_path / NAME)
    asked: list[str] = []

    class Shelf(StillShelf):
        def still(self, name: str) -> QImage | None:
            asked.append(name)
            return super().still(name)

    parent = QObject()
    shelf = Shelf(parent)
    shelf.folder = str(tmp_path)
    row = EventRow(hub, plain_look, shelf, parent)
    event = SceneEvent("CAM-001/Z1/1", "CAM-001", "Z1", StageKind.INTRUSION, 1, picture=NAME)
    canvas = QImage(200, 80, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    row._paint_still(painter, QRect(8, 8, 74, 46), event)
    painter.end()
    assert bool(asked) == reads
    shelf.close()
    hub.cameras.close()
