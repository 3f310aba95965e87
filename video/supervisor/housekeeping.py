"""Lets old footage go, on a thread of its own, and tells how much there is."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Protocol

from app.domain.video.recordings import Segment

log = logging.getLogger(__name__)

REST_S = 5.0


class FootageKeeper(Protocol):
    """`video.recording.caretaker.Caretaker`: one thread."""

    @property
    def used(self) -> int: ...

    @property
    def fault(self) -> str: ...

    def note(self, row: Segment) -> None: ...

    def step(self) -> float: ...


class Housekeeping:
    """`used` and `fault` from any thread, as they were at the last step. `on_fault` hears of the fault after
    the first step, though it be none, and then of each other one."""

    def __init__(self, keeper: FootageKeeper, on_fault: Callable[[str], None]) -> None:
        self._keeper, self._on_fault = keeper, on_fault
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self.used, self.fault = 0, ""
        self._told: str | None = None
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def note(self, row: Segment) -> None:
        self.put(lambda: self._keeper.note(row))

    def put(self, work: Callable[[], None]) -> None:
        """Something else to be done on the disk, within some seconds, on this thread."""
        self._waiting.put(work)

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(3.0)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                rest = self._keeper.step()
            except Exception:
                log.exception("Old footage could not be looked after")
                rest = REST_S
            self.used, self.fault = self._keeper.used, self._keeper.fault
            if self.fault != self._told:
                self._told = self.fault
                self._on_fault(self.fault)
            self._stopping.wait(rest)
            self._do_waiting()

    def _do_waiting(self) -> None:
        while not self._waiting.empty():
            try:
                self._waiting.get()()
            except Exception:
                log.exception("Footage could not be looked after")
