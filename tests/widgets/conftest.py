"""The event loop that views run their requests on, driven by Qt as in the console."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from tests.support.waiting import PATIENCE_S
from tests.widgets.soft_map import SoftMap
from widgets.look import Look
from widgets.main_window import MainWindow, build_main_window
from widgets.parts import ConsoleParts
from widgets.selection import Selection
from widgets.style import apply_style


@pytest.fixture
def gui_loop(qapp: QApplication) -> Iterator[qasync.QEventLoop]:
    """Running as far as asyncio can tell, while pytest-qt turns Qt's own loop."""
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    asyncio._set_running_loop(loop)
    yield loop
    _finish(loop, qapp)
    asyncio._set_running_loop(None)
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture(autouse=True)
def _pointer_aside(qapp: QApplication) -> None:
    """Where the test before has left it, it would hold a list still that stands there now."""
    QCursor.setPos(QPoint(-1, -1))


def _finish(loop: qasync.QEventLoop, qapp: QApplication) -> None:
    """End what a view still had under way, so that nothing is destroyed while it is pending; what follows
    the end of a task has its turn after that."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    followed: list[bool] = []
    limit = time.monotonic() + PATIENCE_S
    while not followed and time.monotonic() < limit:
        if all(task.done() for task in left):
            loop.call_soon(followed.append, True)
        qapp.processEvents()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The dark theme with nothing that blinks."""
    made = Look(still=True)
    apply_style(qapp, made.theme)
    return made


@pytest.fixture
def city_map(qapp: QApplication) -> SoftMap:
    return SoftMap()


@pytest.fixture
def parts(hub: Any, look: Look, city_map: SoftMap, tmp_path: Path) -> ConsoleParts:
    """Of a console at sala-1, over the `hub` of the test."""
    return ConsoleParts(
        hub, look, Selection(), city_map, tmp_path, city_map.hooks, console="sala-1/4021", sound=False
    )


@pytest.fixture
def window(parts: ConsoleParts, qtbot: Any) -> MainWindow:
    """Shown, active, and signed in as the hub says."""
    made = build_main_window(parts)
    qtbot.addWidget(made)
    made.resize(1500, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
