"""Which valves were told to close, and show by their readings that they stay open all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.commands import Command, CommandState, DeviceControl
from app.domain.instant import Instant
from app.domain.orders import CLOSED_PER_CENT, Action

STILL_S = 30.0
"""So long a valve has to show the same before it counts as not moving."""
STILL_PER_CENT = 1.0
_NOT_TAKEN = frozenset({CommandState.REJECTED, CommandState.EXPIRED})
"""Ends after which the valve surely does not close."""


@dataclass(slots=True)
class _Told:
    """Of the order that was sent at `at` (epoch ms); readings count from `since` on. `seen` is the opening,
    and when it was first shown. Monotonic seconds."""

    at: int
    since: float
    stays_open: bool = False
    seen: tuple[float, float] | None = None


class Closings:
    """Engine's thread. `opening` gives a valve's live opening in per cent and when it was received, in
    monotonic seconds."""

    def __init__(self, opening: Callable[[str], tuple[float, float] | None]) -> None:
        self._opening = opening
        self._told: dict[str, _Told] = {}

    def ended(self, commands: Iterable[Command], now: Instant) -> None:
        """What was lost on its way may be taken until it expires, and a valve needs its time to close."""
        for command in commands:
            if command.order.action is not Action.SET_POSITION or not command.sent_at:
                continue
            last = max(command.ended_at, command.expires, command.sent_at + command.order.over_s * 1000.0)
            since = now.monotonic + max(0.0, (last - now.wall) / 1000.0)
            self._told[command.device] = _Told(command.sent_at, since, command.state in _NOT_TAKEN)

    def each_tick(self) -> None:
        for valve, told in self._told.items():
            found = None if told.stays_open else self._opening(valve)
            if found is None or found[1] < told.since:
                continue
            opening, received = found
            if opening <= CLOSED_PER_CENT:
                told.seen = None
            elif told.seen is None or abs(opening - told.seen[0]) > STILL_PER_CENT:
                told.seen = found
            else:
                told.stays_open = received - told.seen[1] >= STILL_S

    def is_closing(self, control: DeviceControl, now: Instant) -> bool:
        """Whether a valve with no order out was told to close last, and may yet do so."""
        if control.asked is None or control.asked > CLOSED_PER_CENT:
            return False
        told = self._told.get(control.device)
        if told is None or told.at != control.at:  # it ended before a restart
            told = self._told[control.device] = _Told(control.at, now.monotonic)
        return not told.stays_open
