"""The event loop that views run their requests on, driven by Qt as in the console."""

import asyncio
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
    asyncio._set_running_loop(None)
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The dark theme with nothing that blinks."""
    made = Look(still=True)
    apply_style(qapp, made.theme)
    return made
