"""Rates over the last seconds, and how far a stream is behind."""

from __future__ import annotations

import threading
from collections import deque

WINDOW_S = 3.0
MOST_SEEN = 4096
"""Kept where nobody asks: more than any camera sends in the window."""
WAITED_S = 0.004
"""Who waited so long for a packet has taken all that were there."""
LONGEST_S = 60.0
"""More than this is a jump of the camera's clock."""


class Rate:
    """Sum per second over a window; times are monotonic seconds. Any thread: two connections of a camera
    meet while one takes over from the other. Adding comes at every packet and asking once a second: it is
    asking that counts."""

    def __init__(self, window_s: float = WINDOW_S) -> None:
        self._window = window_s
        self._lock = threading.Lock()
        self._seen: deque[tuple[float, float]] = deque(maxlen=MOST_SEEN)
        self._began: float | None = None

    def add(self, at: float, amount: float = 1.0) -> None:
        if self._began is None:
            self._began = at
        self._seen.append((at, amount))

    def per_second(self, at: float) -> float:
        with self._lock:
            while self._seen and self._seen[0][0] <= at - self._window:
                self._seen.popleft()
            # Copied in one step: others add meanwhile.
            seen = tuple(self._seen)
        if self._began is None or not seen:
            return 0.0
        return sum(amount for _, amount in seen) / max(1.0, min(self._window, at - self._began))


class Lag:
    """How late packets are by the camera's own clock since we had to wait for one: what has to be waited for
    is not late, whatever pace that clock keeps; what waits in buffers is, because we are too slow."""

    def __init__(self) -> None:
        self._on_time: float | None = None
        """By how much our clock was ahead of the camera's when nothing waited."""

    def behind(self, pts_s: float | None, at: float, waited_s: float) -> float:
        """Seconds; 0 where the camera gives no times. A packet came at `at` after waiting so long for it."""
        if pts_s is None:
            return 0.0
        offset = at - pts_s
        if self._on_time is None or waited_s >= WAITED_S or not 0.0 <= offset - self._on_time <= LONGEST_S:
            self._on_time = offset
        return offset - self._on_time
