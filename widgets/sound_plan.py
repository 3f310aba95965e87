"""When which alarm sounds: the worst alone, by its own rhythm, and silence that a new critical breaks.

Rhythms after the design language: critical three notes every 5 s, high two every 15 s, medium once, low none.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from app.domain.alarms import Priority

SILENCE_S = 120.0
EVERY_S: Mapping[Priority, float] = {Priority.CRITICAL: 5.0, Priority.HIGH: 15.0}
"""Priorities that repeat, with their period in seconds."""


@dataclass(slots=True)
class SoundPlan:
    """Pure: times are monotonic seconds of the caller."""

    silent_until: float = 0.0
    _worst: Priority | None = None
    _due: float = 0.0
    _owed: set[Priority] = field(default_factory=set)

    def silence(self, now: float) -> None:
        """Nothing sounds for two minutes, unless a critical alarm is new."""
        self.silent_until = now + SILENCE_S
        self._owed.clear()

    def silent_for(self, now: float) -> float:
        """Seconds of silence left, 0 when it is not silenced."""
        return max(0.0, self.silent_until - now)

    def take(self, counts: Mapping[Priority, int], fresh: AbstractSet[Priority], now: float) -> None:
        """Learn what is unacknowledged now and what was raised since the last time."""
        worst = max((priority for priority, count in counts.items() if count), default=None)
        if Priority.CRITICAL in fresh:
            self.silent_until = 0.0
        if worst is not None and (worst in fresh or self._worst is None or worst > self._worst):
            self._due = now
            self._owed.add(worst)
        self._worst = worst
        if worst is None:
            self._owed.clear()

    def sound(self, now: float) -> Priority | None:
        """What to play now, if anything; answers once for each time it is due."""
        worst = self._worst
        if worst is None or now < self.silent_until or now < self._due:
            return None
        if worst in EVERY_S:
            self._due = now + EVERY_S[worst]
            self._owed.discard(worst)
            return worst
        if worst is Priority.MEDIUM and worst in self._owed:
            self._owed.discard(worst)
            return worst
        return None
