"""What is to be done on the supervisor's thread, in the order in which it came."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable

log = logging.getLogger(__name__)

MOST_AT_ONCE = 1_000
"""Calls between two ticks."""


class Inbox:
    """`put` from any thread, the rest on one. A call that fails is logged, and hinders no other."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def put(self, call: Callable[[], None]) -> None:
        self._calls.put(call)

    def take(self, patience_s: float) -> None:
        """Do what waits, up to a bound; at least one call unless none comes in time."""
        try:
            _do(self._calls.get(timeout=patience_s))
            for _ in range(MOST_AT_ONCE):
                _do(self._calls.get_nowait())
        except queue.Empty:
            return

    def drain(self) -> None:
        while not self._calls.empty():
            _do(self._calls.get())


def _do(call: Callable[[], None]) -> None:
    try:
        call()
    except Exception:
        log.exception("What came could not be done")
