"""A wall over soft cameras with real slots."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.widgets.conftest import gui_loop
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_video import soft_wall
from video.wall.wall import CameraWall
from widgets.look import Look
from widgets.style import load_fonts

__all__ = ["gui_loop"]


@pytest.fixture
def look(qapp) -> Look:
    """The wall paints for itself: no style sheet."""
    load_fonts()
    return Look(still=True)


@pytest.fixture
def hub(gui_loop, tmp_path: Path) -> Iterator[SoftHub]:
    """Sixteen cameras, every state among them; a supervisor of whatever may come."""
    made = SoftHub(devices=20, alarms=0, incidents=0, slots=tmp_path)
    soft_wall(made.cameras, made.introduce)
    yield made
    made.cameras.close()


def _pictured(hub: SoftHub, wall: CameraWall) -> bool:
    """All that has a picture, and may be seen, shows it."""
    sent = {camera for camera in wall.cameras() if camera in hub.cameras.writers}
    return sent - hub.video.refused <= set(wall.sources.shots)


@pytest.fixture
def show(hub: SoftHub, look, qtbot) -> Callable[..., CameraWall]:
    """A wall of these cameras, all of them without a word, shown, with its pictures there."""

    def make(cameras: list[str] | None = None, size: tuple[int, int] = (1284, 812)) -> CameraWall:
        wall = CameraWall(hub, look)
        qtbot.addWidget(wall)
        wall.resize(*size)
        wall.show_cameras(list(hub.video.cameras) if cameras is None else cameras)
        with qtbot.waitExposed(wall):
            wall.show()
        wall.activateWindow()
        wall.setFocus()
        qtbot.waitUntil(lambda: hub.cameras.watched() == wall.cameras())
        qtbot.waitUntil(lambda: _pictured(hub, wall))
        return wall

    return make
