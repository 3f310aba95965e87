"""How much one slice of upkeep takes on, so that it holds the writer for about as long as it may."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

SLICE_S = 0.008
"""Aimed at; the limit is 20 ms."""


class Pace:
    """Rows a slice; grows and shrinks with the time the last slice needed."""

    def __init__(self, rows: int = 4000, *, least: int = 1000, most: int = 20_000) -> None:
        self.rows = rows
        self._least = least
        self._most = most
        self.recent_s: deque[float] = deque(maxlen=4096)
        """How long the last slices held the writer, in seconds."""

    @contextmanager
    def slice(self, connection: Connection, *, sized: bool = True) -> Iterator[None]:
        """One transaction of upkeep. It need not reach the disk at once: what it does can be done again.

        One that is not `sized` does not take on `rows`, and its time teaches nothing about them.
        """
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA synchronous=NORMAL")
        started = time.perf_counter()
        try:
            with connection.begin():
                yield
        finally:
            driver.execute("PRAGMA synchronous=FULL")
        took = time.perf_counter() - started
        self.recent_s.append(took)
        if sized:
            self._learn(took)

    def _learn(self, took_s: float) -> None:
        wanted = self.rows * SLICE_S / max(took_s, 1e-4)
        self.rows = int(min(max(wanted, self.rows / 4, self._least), self.rows * 1.5, self._most))
