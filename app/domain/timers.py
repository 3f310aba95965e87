"""What is due when, on the monotonic clock: one heap for every delay, shelf and re-alarm of the city."""

from __future__ import annotations

import heapq
import math
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Timers(Generic[Key]):
    """Timers by key; those due at the same time come back in the order they were set."""

    def __init__(self) -> None:
        self._due: dict[Key, tuple[float, int]] = {}
        self._heap: list[tuple[float, int, Key]] = []
        self._order = 0

    def __len__(self) -> int:
        return len(self._due)

    def set(self, key: Key, due: float) -> None:
        """Replaces the timer of this key; `due` in monotonic seconds."""
        self._order += 1
        self._due[key] = (due, self._order)
        heapq.heappush(self._heap, (due, self._order, key))
        if len(self._heap) > 64 and len(self._heap) > 4 * len(self._due):
            self._compact()

    def cancel(self, key: Key) -> None:
        self._due.pop(key, None)

    def due(self, key: Key) -> float | None:
        entry = self._due.get(key)
        return None if entry is None else entry[0]

    @property
    def earliest(self) -> float:
        """Nothing is due before this; costs nothing to ask."""
        return self._heap[0][0] if self._heap else math.inf

    def next_due(self) -> float | None:
        """When the next timer runs out, or None when nothing is running."""
        self._drop_stale()
        return self._heap[0][0] if self._heap else None

    def expired(self, monotonic: float) -> Iterator[Key]:
        """Takes out, one by one, the keys due at or before `monotonic`, with those set meanwhile."""
        while True:
            self._drop_stale()
            if not self._heap or self._heap[0][0] > monotonic:
                return
            key = heapq.heappop(self._heap)[2]
            del self._due[key]
            yield key

    def _drop_stale(self) -> None:
        heap, due = self._heap, self._due
        while heap and due.get(heap[0][2]) != (heap[0][0], heap[0][1]):
            heapq.heappop(heap)

    def _compact(self) -> None:
        self._heap = [(when, order, key) for key, (when, order) in self._due.items()]
        heapq.heapify(self._heap)
