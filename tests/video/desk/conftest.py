"""The video workspace, shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.video.desk.video_desk import SoftDesk, soft_desk
from tests.widgets.conftest import gui_loop
from widgets.look import Look
from widgets.style import load_fonts

__all__ = ["gui_loop"]


@pytest.fixture
def plain_look(qapp) -> Look:
    """Without a style sheet, which takes longer than all of a test."""
    load_fonts()
    return Look(still=True)


@pytest.fixture
def soft(gui_loop, plain_look, tmp_path: Path, qtbot) -> Iterator[SoftDesk]:
    made = soft_desk(tmp_path, plain_look)
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    made.desk.wall.setFocus()
    qtbot.waitUntil(lambda: len(made.hub.video.streams) == 16)
    yield made
    made.close()
