"""The target times of an incident as they stand at a moment: how much is left, met or missed, and when."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.incidents.incident import Incident


class Met(enum.Enum):
    RUNNING = enum.auto()
    LATE = enum.auto()
    """The time is over, and it has not been reached."""
    IN_TIME = enum.auto()
    TOO_LATE = enum.auto()
    """It was reached, after its time."""
    REACHED = enum.auto()
    """Without a target."""
    ENDED = enum.auto()
    """The incident was closed before."""
    NONE = enum.auto()


@dataclass(frozen=True, slots=True)
class Countdown:
    """`left_s` until the target, negative after it; `at` when it was reached, epoch ms, 0 for not yet;
    `share` of the time that is used up, from 0 to 1."""

    target: str
    met: Met
    left_s: float = 0.0
    at: int = 0
    share: float = 0.0


def countdowns(incident: Incident, now_ms: int) -> tuple[Countdown, ...]:
    """To acknowledge, to arrive, to resolve."""
    return (
        _countdown("acknowledge", incident, incident.acknowledge_by, incident.acknowledged_at, now_ms),
        _countdown("arrive", incident, incident.arrive_by, incident.arrived_at, now_ms),
        _countdown("resolve", incident, incident.resolve_by, incident.resolved_at, now_ms),
    )


def _countdown(target: str, incident: Incident, by: int, reached: int, now_ms: int) -> Countdown:
    if reached:
        met = Met.REACHED if not by else Met.IN_TIME if reached <= by else Met.TOO_LATE
        return Countdown(target, met, (by - reached) / 1000 if by else 0.0, reached, 1.0)
    if incident.closed_at:
        return Countdown(target, Met.ENDED)
    if not by:
        return Countdown(target, Met.NONE)
    left = (by - now_ms) / 1000
    share = (now_ms - incident.opened_at) / max(1, by - incident.opened_at)
    return Countdown(target, Met.LATE if left < 0 else Met.RUNNING, left, 0, min(1.0, max(0.0, share)))


def clock_left(seconds: float) -> str:
    """`6:53`, `1 h 02`, `2 d 4 h`; with a minus sign after the target."""
    whole = abs(int(seconds))
    sign = "−" if seconds < 0 else ""
    if whole < 3600:
        return f"{sign}{whole // 60}:{whole % 60:02d}"
    if whole < 86_400:
        return f"{sign}{whole // 3600} h {whole % 3600 // 60:02d}"
    return f"{sign}{whole // 86_400} d {whole % 86_400 // 3600} h"
