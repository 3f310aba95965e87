"""How the engine is doing: rates over the last second, its memory and its share of the processor."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psutil


@dataclass(slots=True)
class Tally:
    """What the engine's thread counts as it works; totals since the start."""

    messages: int = 0
    readings: int = 0
    duplicates: int = 0
    judged: int = 0
    rejects: int = 0
    dropped: int = 0
    refused_devices: int = 0
    worst_lag_s: float = 0.0
    """From receipt to columns, since the last measure."""


@dataclass(frozen=True, slots=True)
class Rates:
    messages_per_s: float
    readings_per_s: float
    judged_per_s: float
    lag_ms: float
    memory_bytes: int
    processor: float


class Meter:
    """Turns tallies into rates. Engine's thread only."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._process.cpu_percent()
        self._at = time.monotonic()
        self._messages = self._readings = self._judged = 0

    def measure(self, tally: Tally) -> Rates:
        """Rates since the last call; the worst lag starts anew."""
        now = time.monotonic()
        elapsed = max(now - self._at, 1e-3)
        rates = Rates(
            messages_per_s=(tally.messages - self._messages) / elapsed,
            readings_per_s=(tally.readings - self._readings) / elapsed,
            judged_per_s=(tally.judged - self._judged) / elapsed,
            lag_ms=tally.worst_lag_s * 1000,
            memory_bytes=self._process.memory_info().rss,
            processor=self._process.cpu_percent() / 100,
        )
        self._at = now
        self._messages, self._readings, self._judged = tally.messages, tally.readings, tally.judged
        tally.worst_lag_s = 0.0
        return rates
