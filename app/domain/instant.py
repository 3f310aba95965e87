"""A moment on the engine's two clocks; the domain never reads a clock, it is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instant:
    """`monotonic` in seconds measures delays; `wall` in epoch milliseconds is what gets recorded."""

    monotonic: float
    wall: int
