"""Alarm floods after ISA-18.2: more than so many alarms in ten minutes for an operator, until fewer than so
many."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.alarms import AlarmChanged, Transition
from app.domain.instant import Instant

WINDOW_S = 600.0


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """Alarms in ten minutes for an operator: a flood begins with more, and ends with fewer."""

    begins_above: int
    ends_below: int


ISA = FloodLimits(10, 5)
"""As ISA-18.2 has it: where no settings are known."""


@dataclass(frozen=True, slots=True)
class FloodState:
    """`recent` alarms were announced in the last ten minutes, to so many `operators` who are signed in (at
    least one counts). `since` is wall time in epoch ms, 0 while there is no flood."""

    on: bool = False
    since: int = 0
    recent: int = 0
    operators: int = 1
    limits: FloodLimits = ISA
    """By which it is told."""


_ANNOUNCED = frozenset({Transition.RAISED, Transition.REALARMED, Transition.UNSHELVED})


class FloodWatch:
    """Counts what was announced in the last ten minutes. One thread."""

    def __init__(self, limits: Callable[[], FloodLimits] = lambda: ISA) -> None:
        """`limits` as they are at a moment."""
        self._limits = limits
        self._window: deque[tuple[float, int]] = deque()
        self._recent = 0
        self._state = FloodState(limits=limits())

    @property
    def state(self) -> FloodState:
        return self._state

    def take(self, changes: Iterable[object], operators: int, now: Instant) -> FloodState | None:
        """The flood after these changes; None when it is as it was told last."""
        count = sum(1 for change in changes if isinstance(change, AlarmChanged) and _announced(change))
        if count:
            self._window.append((now.monotonic, count))
            self._recent += count
        return self.tick(operators, now)

    def tick(self, operators: int, now: Instant) -> FloodState | None:
        """The same when nothing has changed but the time, or who is signed in."""
        while self._window and self._window[0][0] <= now.monotonic - WINDOW_S:
            self._recent -= self._window.popleft()[1]
        desks, limits = max(1, operators), self._limits()
        before = self._state
        if before.on:
            on = self._recent >= limits.ends_below * desks
        else:
            on = self._recent > limits.begins_above * desks
        since = (before.since if before.on else now.wall) if on else 0
        self._state = FloodState(on, since, self._recent, desks, limits)
        return None if self._state == before else self._state


def _announced(change: AlarmChanged) -> bool:
    return change.transition in _ANNOUNCED and change.alarm.active and not change.alarm.quiet
