"""Rates over the last seconds, and how far a stream is behind."""

from __future__ import annotations

from collections import deque

WINDOW_S = 3.0
FORGIVEN_PER_S = 0.002
"""How fast a camera's clock may be slower than ours without counting as behind."""


class Rate:
    """Sum per second over a window; times are monotonic seconds."""

    def __init__(self, window_s: float = WINDOW_S) -> None:
        self._window = window_s
        self._seen: deque[tuple[float, float]] = deque()
        self._sum = 0.0
        self._began: float | None = None

    def add(self, at: float, amount: float = 1.0) -> None:
        self._began = at if self._began is None else self._began
        self._seen.append((at, amount))
        self._sum += amount
        self._forget(at)

    def per_second(self, at: float) -> float:
        self._forget(at)
        if self._began is None or not self._seen:
            return 0.0
        return self._sum / max(1.0, min(self._window, at - self._began))

    def _forget(self, at: float) -> None:
        while self._seen and self._seen[0][0] <= at - self._window:
            self._sum -= self._seen.popleft()[1]


class Lag:
    """How late packets are against the earliest one, by the camera's own clock: what waits in buffers because
    we are too slow."""

    def __init__(self) -> None:
        self._earliest: float | None = None
        self._at = 0.0
        self._pts = 0.0

    def behind(self, pts_s: float | None, at: float) -> float:
        """Seconds; 0 where the camera gives no times. Starts anew when its clock jumps."""
        if pts_s is None:
            return 0.0
        offset = at - pts_s
        jumped = not 0.0 <= pts_s - self._pts <= 10.0
        if self._earliest is None or jumped:
            self._earliest = offset
        else:
            self._earliest = min(offset, self._earliest + FORGIVEN_PER_S * (at - self._at))
        self._at, self._pts = at, pts_s
        return offset - self._earliest
