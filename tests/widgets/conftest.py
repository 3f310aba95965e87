"""The event loop that views run their requests on, driven by Qt as in the console."""

import asyncio
import time
from collections.abc import Iterator

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from widgets.look import Look
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


def _finish(loop: qasync.QEventLoop, qapp: QApplication) -> None:
    """End what a view still had under way, so that nothing is destroyed while it is pending."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    limit = time.monotonic() + 2.0
    while not all(task.done() for task in left) and time.monotonic() < limit:
        qapp.processEvents()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The dark theme with nothing that blinks."""
    made = Look(still=True)
    apply_style(qapp, made.theme)
    return made
