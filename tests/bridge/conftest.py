"""The console's loop, and scenes on it."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from app.bootstrap.console import end_tasks
from tests.bridge.scene import Scene, engine_command
from tests.support.broker import Mosquitto


@pytest.fixture
def console_loop(qapp: QApplication) -> Iterator[qasync.QEventLoop]:
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    yield loop
    end_tasks(loop)
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture
def make_scene(tmp_path: Path, console_loop: qasync.QEventLoop) -> Iterator[Callable[[list[str]], Scene]]:
    scenes: list[Scene] = []

    def make(command: list[str]) -> Scene:
        scenes.append(Scene(tmp_path, console_loop, command))
        return scenes[-1]

    yield make
    for scene in scenes:
        scene.close()
    scenes.clear()
    gc.collect()  # a hub is a ring of objects, and its timers must not be taken away by another thread


@pytest.fixture
def scene(make_scene: Callable[[list[str]], Scene], tmp_path: Path, mosquitto: Mosquitto) -> Scene:
    """A hub that has started its engine and knows the empty city."""
    made = make_scene(engine_command(tmp_path, mosquitto))
    made.hub.start()
    made.wait_for_city(1)
    return made
