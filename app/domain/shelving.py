"""How long and how often an operator may put an alarm away: limits that nobody can stretch."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.acts import Refusal
from app.domain.alarms import Alarm

DAY_MS = 24 * 3600 * 1000
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class ShelvingLimits:
    """`longest_minutes` of one shelving, and how many there may be of one alarm within 24 hours."""

    longest_minutes: int = 480
    largest_count: int = 3


def count_at(alarm: Alarm, wall: int) -> int:
    """How often the alarm was shelved in the day that runs since the first of them."""
    if alarm.first_shelved_at is None or wall - alarm.first_shelved_at >= DAY_MS:
        return 0
    return alarm.shelve_count


def refusal(alarm: Alarm, minutes: int, limits: ShelvingLimits, wall: int) -> Refusal | None:
    """Why the alarm may not be shelved for so long now, or None when it may."""
    if alarm.shelved_until is not None:
        return Refusal.ALREADY
    if minutes < 1:
        return Refusal.TOO_SHORT
    if minutes > limits.longest_minutes:
        return Refusal.TOO_LONG
    return Refusal.TOO_OFTEN if count_at(alarm, wall) >= limits.largest_count else None
