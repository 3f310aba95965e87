"""How sensors bend what a programme wants: adaptive dimming first, then the sensor rules.

Light is the safe side: a sensor that says nothing dims nothing, a level goes up at once and down only after a
while, and rules that raise do so whatever the others set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.lighting.plan import Adaptive, Beyond, Programme, SensorRule

STEP = 5.0
"""Adaptive levels are multiples of this, in per cent, so that every car does not move every lamp."""
CALM_S = 300.0
"""How long the flow must stay lower before the lamps follow it down."""

Senses = Callable[[str, str, str], Iterable[float]]
"""By device, kind and quantity: the readings that count now. Without a device, those of all sensors of the
kind in the lamps' zones; none that is silent or too old."""


@dataclass(frozen=True, slots=True)
class Bent:
    """`level` is what the lamps should have, `sensor` the rule that decided it, `adaptive` what adaptive
    dimming came to where it acts."""

    level: float
    sensor: str = ""
    adaptive: float | None = None


class Sensing:
    """What the sensors did of late for the lamps of one assignment. Times are monotonic seconds."""

    __slots__ = ("_adaptive", "_beyond_at", "_lower_since")

    def __init__(self) -> None:
        self._beyond_at: dict[str, float] = {}
        self._adaptive: float | None = None
        self._lower_since: float | None = None

    def bend(
        self, programme: Programme, level: float, floor: float | None, senses: Senses, now: float
    ) -> Bent:
        """`level` is the programme's own; `floor` that of the road class, None where it has none. Lamps that
        the programme has off stay off."""
        holding = [rule for rule in programme.sensors if self._holds(rule, senses, now)]
        if level <= 0.0:
            self._adaptive = self._lower_since = None
            return Bent(level)
        adaptive = self._dimmed(programme.adaptive, level, floor, senses, now)
        bent = Bent(level if adaptive is None else adaptive, adaptive=adaptive)
        for rule in sorted(holding, key=lambda rule: rule.raise_only):
            if _moves(rule, bent):
                bent = Bent(rule.level, rule.id, adaptive)
        return bent

    def _holds(self, rule: SensorRule, senses: Senses, now: float) -> bool:
        if any(_beyond(rule, value) for value in senses(rule.device, rule.kind, rule.quantity)):
            self._beyond_at[rule.id] = now
        last = self._beyond_at.get(rule.id)
        return last is not None and (last == now or now - last < rule.hold_min * 60.0)

    def _dimmed(
        self, adaptive: Adaptive | None, level: float, floor: float | None, senses: Senses, now: float
    ) -> float | None:
        """The busiest counter decides. Without a floor or a reading it does not act."""
        flow = None
        if adaptive is not None and floor is not None:
            flow = max(senses("", adaptive.kind, adaptive.quantity), default=None)
        if adaptive is None or floor is None or flow is None:
            self._adaptive = self._lower_since = None
            return None
        self._adaptive = self._calmed(adaptive_level(adaptive, level, floor, flow), level, floor, now)
        return self._adaptive

    def _calmed(self, wanted: float, level: float, floor: float, now: float) -> float:
        held = self._adaptive
        if held is not None:
            held = min(max(held, floor), max(level, floor))
        if held is None or wanted >= held:
            self._lower_since = None
            return wanted
        if self._lower_since is None:
            self._lower_since = now
        if now - self._lower_since < CALM_S:
            return held
        self._lower_since = None
        return wanted


def adaptive_level(adaptive: Adaptive, level: float, floor: float, flow: float) -> float:
    """From the floor at `low_flow` up to the programme's own level at `high_flow`, up to the next `STEP`;
    a programme below the floor is lifted to it."""
    top = max(level, floor)
    share = (flow - adaptive.low_flow) / (adaptive.high_flow - adaptive.low_flow)
    wanted = floor + (top - floor) * min(max(share, 0.0), 1.0)
    return min(max(-(-wanted // STEP) * STEP, floor), top)


def _beyond(rule: SensorRule, value: float) -> bool:
    return value > rule.limit if rule.beyond is Beyond.ABOVE else value < rule.limit


def _moves(rule: SensorRule, bent: Bent) -> bool:
    """Of rules that set, the first one holds; those that raise come after them."""
    return rule.level > bent.level if rule.raise_only else not bent.sensor
