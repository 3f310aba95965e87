"""How many connections are opened at the same moment: 200 cameras that come back at once take turns."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

ASKED_EVERY_S = 0.1


class OpeningTurns:
    """Any thread."""

    def __init__(self, at_once: int) -> None:
        self._free = threading.BoundedSemaphore(max(1, at_once))

    @contextlib.contextmanager
    def turn(self, wait: Callable[[float], bool]) -> Iterator[bool]:
        """Waits for a turn and holds it; gives False at once when `wait` says that the thread is to end."""
        while not self._free.acquire(blocking=False):
            if wait(ASKED_EVERY_S):
                yield False
                return
        try:
            yield True
        finally:
            self._free.release()
