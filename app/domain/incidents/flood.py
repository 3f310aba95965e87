"""Alarm floods after ISA-18.2: more than 10 alarms in 10 minutes for an operator, until fewer than 5."""

from __future__ import annotations

from dataclasses import dataclass

WINDOW_S = 600.0
BEGINS_ABOVE = 10
ENDS_BELOW = 5


@dataclass(frozen=True, slots=True)
class FloodState:
    """`recent` alarms were announced in the last ten minutes, to so many `operators` who are signed in (at
    least one counts). `since` is wall time in epoch ms, 0 while there is no flood."""

    on: bool = False
    since: int = 0
    recent: int = 0
    operators: int = 1
