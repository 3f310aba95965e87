"""Ids of commands: UUIDv7 (RFC 9562), in the order in which they were made."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from app.domain.instant import Instant

_RANDOM_BITS = 74
_STEP_BITS = 32
_STEPS_DRAWN = 64
"""At once: each draw asks the operating system."""
_LOW_BITS = 62
_VERSION = 0x7 << 76
_VARIANT = 0b10 << _LOW_BITS


class CommandIds:
    """Makes ids that only grow: within a millisecond, and while the wall clock is set back, by a random step
    in the 74 random bits (RFC 9562 §6.2, method 2). `random` gives so many random bits. Engine's thread."""

    def __init__(self, random: Callable[[int], int] = secrets.randbits) -> None:
        self._random = random
        self._ms = 0
        self._bits = 0
        self._steps: list[int] = []

    def __call__(self, now: Instant) -> str:
        if now.wall > self._ms:
            self._ms, self._bits = now.wall, self._random(_RANDOM_BITS)
        else:
            self._bits += 1 + self._step()
            if self._bits >> _RANDOM_BITS:
                self._ms, self._bits = self._ms + 1, self._random(_RANDOM_BITS)
        high, low = self._bits >> _LOW_BITS, self._bits & ((1 << _LOW_BITS) - 1)
        text = f"{self._ms << 80 | _VERSION | high << 64 | _VARIANT | low:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def _step(self) -> int:
        if not self._steps:
            drawn = self._random(_STEP_BITS * _STEPS_DRAWN)
            mask = (1 << _STEP_BITS) - 1
            self._steps = [drawn >> place & mask for place in range(0, _STEP_BITS * _STEPS_DRAWN, _STEP_BITS)]
        return self._steps.pop()
