"""Who slows down when the processor is full: the least important cameras first, some seconds apart."""

from __future__ import annotations

from typing import Final

from app.domain.video.cameras import Importance

FULL, FREE = 0.9, 0.65
"""Shares of what the worker may use; between them nothing changes."""
FULL_FOR_S, FREE_FOR_S = 5.0, 15.0
SHED_FROM_LEVEL: Final = {Importance.LOW: 1, Importance.NORMAL: 2, Importance.HIGH: 3}


class Shedding:
    """Told the load once a second; one level more or less at a time."""

    def __init__(self, budget: float) -> None:
        self._budget = max(0.1, budget)
        """Cores."""
        self._level = 0
        self._since: float | None = None
        """When the load began to be what asks for another level, monotonic seconds."""
        self._rising = False

    def sheds(self, importance: Importance) -> bool:
        return self._level >= SHED_FROM_LEVEL[importance]

    def told(self, processor: float, at: float) -> bool:
        """`processor` in cores. True when the level is another now."""
        share = processor / self._budget
        rising = share >= FULL
        if not rising and share > FREE:
            self._since = None
            return False
        if self._since is None or rising is not self._rising:
            self._since, self._rising = at, rising
        if at - self._since < (FULL_FOR_S if rising else FREE_FOR_S):
            return False
        self._since = at
        before, self._level = self._level, min(3, max(0, self._level + (1 if rising else -1)))
        return self._level != before
