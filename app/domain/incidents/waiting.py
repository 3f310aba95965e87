"""Alarms that are in no incident yet: those that must last first, and those that wait for their cause."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from app.domain.alarms import Alarm


@dataclass(frozen=True, slots=True)
class _Pending:
    due: float
    alarm: Alarm


class Lasting:
    """Alarms that open an incident when they have lasted; times on the monotonic clock, in seconds."""

    def __init__(self) -> None:
        self._pending: dict[str, _Pending] = {}
        self._queue: list[tuple[float, str]] = []

    def add(self, alarm: Alarm, due: float) -> None:
        """One that waits already goes on with its own time."""
        if alarm.id not in self._pending:
            self._pending[alarm.id] = _Pending(due, alarm)
            heapq.heappush(self._queue, (due, alarm.id))

    def drop(self, alarm: str) -> None:
        self._pending.pop(alarm, None)

    def due(self, now: float) -> list[Alarm]:
        """Those whose time has come, the earliest first; they wait no longer."""
        found = []
        while self._queue and self._queue[0][0] <= now:
            due, alarm = heapq.heappop(self._queue)
            pending = self._pending.get(alarm)
            if pending is not None and pending.due == due:
                del self._pending[alarm]
                found.append(pending.alarm)
        return found


class Consequences:
    """Alarms that another one suppresses, while that is in no incident, or in another than they are."""

    def __init__(self) -> None:
        self._by_cause: dict[str, dict[str, Alarm]] = {}
        self._cause_of: dict[str, str] = {}

    def add(self, alarm: Alarm) -> None:
        self.drop(alarm.id)
        self._cause_of[alarm.id] = alarm.suppressed_by
        self._by_cause.setdefault(alarm.suppressed_by, {})[alarm.id] = alarm

    def drop(self, alarm: str) -> None:
        cause = self._cause_of.pop(alarm, "")
        waiting = self._by_cause.get(cause)
        if waiting is not None:
            waiting.pop(alarm, None)
            if not waiting:
                del self._by_cause[cause]

    def of(self, cause: str) -> list[Alarm]:
        """Those that wait for this alarm; they wait no longer."""
        found = list(self._by_cause.pop(cause, {}).values())
        for alarm in found:
            self._cause_of.pop(alarm.id, None)
        return found
