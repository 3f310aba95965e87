"""What analysis costs, gathered from all cameras' threads between two beats."""

from __future__ import annotations

import statistics
import threading


class Costs:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._took: list[tuple[str, float]] = []

    def add(self, camera: str, took_ms: float) -> None:
        with self._lock:
            self._took.append((camera, took_ms))

    def take(self) -> tuple[int, float]:
        """How many cameras were analysed since it was taken last, and the median of one frame in ms."""
        with self._lock:
            took, self._took = self._took, []
        if not took:
            return 0, 0.0
        return len({camera for camera, _ in took}), round(statistics.median(ms for _, ms in took), 2)
