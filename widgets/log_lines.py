"""The last lines of this console's log, kept in memory for the Diagnostics page."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass

from app.domain.plain_text import plain

KEPT = 500
LONGEST = 1000
"""Characters of a line; the rest is in the file."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """`at` is wall time in epoch ms; `number` grows by one with every line."""

    number: int
    at: int
    level: int
    source: str
    text: str


class LogLines(logging.Handler):
    """A handler of the root logger. Any thread writes, the page reads copies."""

    def __init__(self, level: int = logging.INFO) -> None:
        super().__init__(level)
        self._lines: deque[LogLine] = deque(maxlen=KEPT)
        self._count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self._count += 1
        text = plain(record.getMessage(), LONGEST)
        self._lines.append(
            LogLine(self._count, int(record.created * 1000), record.levelno, record.name, text)
        )

    @property
    def count(self) -> int:
        """How many lines there were in all: tells whether there is anything new."""
        return self._count

    def lines(self) -> list[LogLine]:
        """The kept lines, oldest first."""
        with self.lock:  # type: ignore[union-attr]
            return list(self._lines)
