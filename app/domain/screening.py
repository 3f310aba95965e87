"""Which values cannot change an alarm now: the bands by which the engine screens readings in bulk.

The screen of a batch, for whoever applies it: drop historical readings and those older than the newest
of their point; then, if any reading of a device is not strictly inside its band, hand over all readings of
that device in this batch, in their order. Bands taken before a batch hold for the whole batch only so.
A bool is screened as 0 or 1; a text of a point whose band is not `NEVER` always passes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.domain.rules import Direction, LimitRule, MismatchRule, RateRule, StateRule, ValueRule

Value = float | bool | str


@dataclass(frozen=True, slots=True)
class Band:
    """A number strictly inside (`low`, `high`) changes nothing."""

    low: float
    high: float
    NEVER: ClassVar[Band]
    """No value matters: no rule watches the point."""
    ALWAYS: ClassVar[Band]
    """Every value matters."""

    def holds(self, value: Value) -> bool:
        """Whether the value can be left out; the screen for one value, as the engine does for many."""
        if isinstance(value, str):
            return self == Band.NEVER
        return self.low < value < self.high

    def narrowed(self, other: Band) -> Band:
        """What is harmless to both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Band(low, high) if low < high else Band.ALWAYS


Band.NEVER = Band(-math.inf, math.inf)
Band.ALWAYS = Band(math.inf, -math.inf)


def band_of(rule: ValueRule, quantity: str, *, bad: bool, values: Mapping[str, Value]) -> Band:
    """The values of `quantity` that leave the rule as it stands. `values` are the last ones known of the
    quantities that mismatch rules compare."""
    if isinstance(rule, LimitRule):
        return _limit_band(rule, bad)
    if isinstance(rule, StateRule):
        return _state_band(rule, bad)
    if isinstance(rule, RateRule) or rule.tolerance is not None:
        return Band.ALWAYS
    known = values.get(quantity)
    return _state_side(rule, known) if quantity == rule.quantity else _other_side(rule, known)


def _limit_band(rule: LimitRule, bad: bool) -> Band:
    if rule.direction is Direction.HIGH:
        return Band(rule.limit - rule.deadband, math.inf) if bad else Band(-math.inf, rule.limit)
    return Band(-math.inf, rule.limit + rule.deadband) if bad else Band(rule.limit, math.inf)


def _state_band(rule: StateRule, bad: bool) -> Band:
    """Of a bool, the half of the line with the values of the present judgement; of anything else, none."""
    if not isinstance(rule.state, bool):
        return Band.ALWAYS
    held = rule.state if bad != rule.unless else not rule.state
    return _half(held)


def _half(held: bool) -> Band:
    return Band(0.5, math.inf) if held else Band(-math.inf, 0.5)


def _state_side(rule: MismatchRule, known: Value | None) -> Band:
    if isinstance(rule.state, bool) and isinstance(known, bool):
        return _half(known)
    return Band.ALWAYS


def _other_side(rule: MismatchRule, known: Value | None) -> Band:
    """Below, between or above: a value that stays where the last one was changes nothing. A value never
    heard counts as between, which is how a rule judges it."""
    low = -math.inf if rule.other_low is None else rule.other_low
    high = math.inf if rule.other_high is None else rule.other_high
    if isinstance(known, str):
        return Band.ALWAYS
    if known is None or low <= known <= high:
        return Band(low, high)
    return Band(-math.inf, low) if known < low else Band(high, math.inf)
