"""How long to wait before the next try: doubling, with jitter, so that many consoles do not knock at once."""

from __future__ import annotations

import random


class Backoff:
    """Waits in seconds. `reset` after a connection that lasted."""

    def __init__(
        self, *, first_s: float = 0.5, longest_s: float = 30.0, chance: random.Random | None = None
    ) -> None:
        self._first, self._longest = first_s, longest_s
        self._chance = chance or random.Random()
        self._tries = 0

    def next(self) -> float:
        """Between half and the whole of the doubled wait."""
        whole = min(self._longest, self._first * 2.0 ** min(self._tries, 30))
        self._tries += 1
        return whole * (0.5 + 0.5 * self._chance.random())

    def reset(self) -> None:
        self._tries = 0
