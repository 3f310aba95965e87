"""The one thread beside the GUI's that draws tiles and places the names of the ground."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal

from maps.basemap.source import Breathe, TileAddress, TileSource

_log = logging.getLogger(__name__)

Task = Generator[None, None, object]


@dataclass(frozen=True, slots=True)
class DrawnTile:
    """Crosses from the worker to the GUI thread; `generation` tells which source it was drawn from."""

    generation: int
    address: TileAddress
    pixels: NDArray[np.uint8] | None
    """None when the source could not draw it."""


@dataclass(frozen=True, slots=True)
class DoneTask:
    """The outcome of a task given to `GroundWorker.post`; None when it failed."""

    generation: int
    name: object
    result: object


class GroundWorker(QObject):
    """Draws the newest wishes first: a new list of wishes replaces the old one, so what is no longer looked
    at is never drawn. Tasks go on while no tile is wished. Signals arrive on the GUI thread."""

    drawn = Signal(object)
    done = Signal(object)

    _drawn_there = Signal(object)
    _done_there = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._condition = threading.Condition()
        self._wishes: list[TileAddress] = []
        self._tasks: list[tuple[object, Task]] = []
        self._source: TileSource | None = None
        self._generation = 0
        self._closed = False
        self._may_work = threading.Event()
        self._may_work.set()
        self._thread: threading.Thread | None = None
        self._drawn_there.connect(self.drawn, Qt.ConnectionType.QueuedConnection)
        self._done_there.connect(self.done, Qt.ConnectionType.QueuedConnection)

    def set_source(self, source: TileSource | None) -> int:
        """Draw from `source` from now on; returns its generation. What is older is to be dropped."""
        with self._condition:
            self._source = source
            self._generation += 1
            self._wishes.clear()
            self._tasks.clear()
            return self._generation

    def wish(self, tiles: Sequence[TileAddress]) -> None:
        """Draw these, in this order, and forget what was wished before."""
        with self._condition:
            self._wishes = list(tiles)
            self._wake()

    def post(self, name: object, task: Task) -> None:
        """Run `task` in the thread, in place of the one before. It yields every few milliseconds, so that
        tiles can go between, and returns its result; it must not touch Qt's widgets or pixmaps."""
        with self._condition:
            self._tasks = [(name, task)]
            self._wake()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """The thread stops at its next breath while the GUI paints: two threads that both run Python slow
        each other down far more than by half. The GUI itself never waits."""
        self._may_work.clear()
        try:
            yield
        finally:
            self._may_work.set()

    def breathe(self) -> None:
        """Called often by what runs in the thread."""
        if not self._may_work.is_set():
            self._may_work.wait(0.2)

    def close(self) -> None:
        """Stop the thread after what it has in hand; waits for at most two seconds."""
        with self._condition:
            self._closed = True
            self._condition.notify()
        if self._thread is not None:
            self._thread.join(2.0)

    def _wake(self) -> None:
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._work, name="basemap", daemon=True)
            self._thread.start()
        self._condition.notify()

    def _work(self) -> None:
        while True:
            with self._condition:
                while not (self._closed or self._tasks or (self._wishes and self._source is not None)):
                    self._condition.wait()
                if self._closed:
                    return
                generation, source = self._generation, self._source
                tile = self._wishes.pop(0) if self._wishes and source is not None else None
                task = self._tasks[0] if self._tasks else None
            self.breathe()
            if tile is not None and source is not None:
                self._drawn_there.emit(DrawnTile(generation, tile, _tried_tile(source, tile, self.breathe)))
            elif task is not None:
                self._go_on(generation, task)

    def _go_on(self, generation: int, task: tuple[object, Task]) -> None:
        name, steps = task
        done, result = _tried_step(steps, name)
        if not done:
            return
        with self._condition:
            if self._tasks and self._tasks[0] is task:
                self._tasks.clear()
        self._done_there.emit(DoneTask(generation, name, result))


def _tried_step(steps: Task, name: object) -> tuple[bool, object]:
    """Whether the task has ended, and its result."""
    try:
        next(steps)
        return False, None
    except StopIteration as end:
        return True, end.value
    except Exception:  # noqa: BLE001 - names that cannot be placed must not end the thread
        _log.exception("%s could not be done", name)
        return True, None


def _tried_tile(source: TileSource, tile: TileAddress, breathe: Breathe) -> NDArray[np.uint8] | None:
    try:
        return source.draw(tile, breathe)
    except Exception:  # noqa: BLE001 - one tile that cannot be drawn must not end the thread
        _log.exception("%s could not be drawn", tile)
        return None
