"""How many connections are opened at the same moment: 200 cameras that come back at once take turns."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator

ASKED_EVERY_S = 0.1


class OpeningTurns:
    """Who asks first is first. Those that failed last time stand in a line of their own, give way to all
    others and never hold the last turn: each may hold its turn until the library's patience ends. Any thread.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = max(1, at_once)
        self._lock = threading.Lock()
        self._line: deque[object] = deque()
        self._doubtful: deque[object] = deque()
        self._held = self._held_by_doubtful = 0

    @contextlib.contextmanager
    def turn(self, wait: Callable[[float], bool], *, doubtful: bool = False) -> Iterator[bool]:
        """Waits for a turn and holds it; gives False at once when `wait` says that the thread is to end."""
        place, line = object(), self._doubtful if doubtful else self._line
        with self._lock:
            line.append(place)
        while not self._takes(place, doubtful=doubtful):
            if wait(ASKED_EVERY_S):
                with self._lock:
                    line.remove(place)
                yield False
                return
        try:
            yield True
        finally:
            with self._lock:
                self._held -= 1
                self._held_by_doubtful -= doubtful

    def _takes(self, place: object, *, doubtful: bool) -> bool:
        with self._lock:
            line = self._doubtful if doubtful else self._line
            if place not in list(line)[: self._free(doubtful=doubtful)]:
                return False
            line.remove(place)
            self._held += 1
            self._held_by_doubtful += doubtful
            return True

    def _free(self, *, doubtful: bool) -> int:
        """Turns that the first of its line may take."""
        free = self._at_once - self._held
        if not doubtful:
            return max(0, free)
        of_doubtful = max(1, self._at_once - 1) - self._held_by_doubtful
        return max(0, min(free, of_doubtful) if not self._line else 0)
