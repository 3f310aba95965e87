"""How much footage an operator may lock in a day who may not export: what is locked is never thrown away."""

from __future__ import annotations

from collections import deque

DAY_MS = 24 * 3_600_000
LOCKED_A_DAY_MS = 2 * 3_600_000


class LockQuota:
    """One thread; times are epoch ms. Forgotten with the engine, which no operator starts anew unseen."""

    def __init__(self, longest_ms: int = LOCKED_A_DAY_MS) -> None:
        self._longest_ms = longest_ms
        self._taken: dict[str, deque[tuple[int, int]]] = {}

    def allows(self, operator: str, length_ms: int, now_ms: int) -> bool:
        """Whether so much more may be locked; of the last 24 hours everything counts."""
        return self._since(operator, now_ms) + length_ms <= self._longest_ms

    def take(self, operator: str, length_ms: int, now_ms: int) -> None:
        self._taken.setdefault(operator, deque()).append((now_ms, length_ms))

    def _since(self, operator: str, now_ms: int) -> int:
        taken = self._taken.get(operator, deque())
        while taken and taken[0][0] <= now_ms - DAY_MS:
            taken.popleft()
        return sum(length for _, length in taken)
