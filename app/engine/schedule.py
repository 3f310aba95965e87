"""What the engine's thread does again and again, each thing at its own interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Recurring:
    """`run` takes the monotonic time in seconds; runs that were missed are not made up."""

    interval_s: float
    run: Callable[[float], None]
    due: float = 0.0


class Schedule:
    def __init__(self, entries: Sequence[Recurring]) -> None:
        self._entries = entries

    def wait(self, now: float) -> float:
        """Seconds until something is due, 0 or more."""
        return max(0.0, min(entry.due for entry in self._entries) - now)

    def run_due(self, now: float) -> None:
        for entry in self._entries:
            if entry.due <= now:
                entry.run(now)
                entry.due = now + entry.interval_s
