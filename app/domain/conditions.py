"""Whether a rule's condition is there: readings and liveness in, bad, good or unknown (None) out."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from operator import itemgetter

from app.domain.devices import Liveness
from app.domain.rules import Direction, LimitRule, MismatchRule, RateRule, StaleRule, StateRule, Trend

Value = float | bool | str

_value = itemgetter(1)

SAMPLES = 32
"""How many readings a rate looks back over at most."""


def judge_limit(rule: LimitRule, value: Value, *, bad: bool) -> bool | None:
    """Inside the deadband the judgement stays as it was."""
    if not _is_number(value):
        return None
    assert not isinstance(value, str)
    if rule.direction is Direction.HIGH:
        if value >= rule.limit:
            return True
        return bad and value >= rule.limit - rule.deadband
    if value <= rule.limit:
        return True
    return bad and value <= rule.limit + rule.deadband


def judge_state(rule: StateRule, value: Value) -> bool:
    return _same(value, rule.state) != rule.unless


def judge_liveness(rule: StaleRule, liveness: Liveness) -> bool | None:
    """A device that was never heard proves nothing."""
    return None if liveness is Liveness.UNKNOWN else liveness >= rule.when


def judge_mismatch(rule: MismatchRule, values: Mapping[str, Value]) -> bool:
    """Two values are needed to disagree."""
    one, other = values.get(rule.quantity), values.get(rule.other)
    if one is None or other is None or not _is_number(other):
        return False
    assert not isinstance(other, str)
    if rule.tolerance is not None:
        return _is_number(one) and abs(float(one) - other) > rule.tolerance
    if rule.state is None or not _same(one, rule.state):
        return False
    too_low = rule.other_low is not None and other < rule.other_low
    return too_low or (rule.other_high is not None and other > rule.other_high)


class RateWindow:
    """The readings of one point within the time a rate rule looks back, thinned to `SAMPLES`."""

    __slots__ = ("_rule", "_samples")

    def __init__(self, rule: RateRule) -> None:
        self._rule = rule
        self._samples: deque[tuple[int, float]] = deque()

    def judge(self, ts: int, value: Value, *, bad: bool) -> bool | None:
        """`ts` in epoch milliseconds of the device, never smaller than the one before."""
        if not _is_number(value):
            return None
        assert not isinstance(value, str)
        span_ms = self._rule.over_s * 1000.0
        samples = self._samples
        while samples and ts - samples[0][0] > span_ms:
            samples.popleft()
        moved = self._moved(float(value))
        if not samples or ts - samples[-1][0] >= span_ms / SAMPLES:
            samples.append((ts, float(value)))
        if moved >= self._rule.change:
            return True
        return bad and moved >= self._rule.change - self._rule.deadband

    def _moved(self, value: float) -> float:
        if not self._samples:
            return 0.0
        trend = self._rule.trend
        rise = 0.0 if trend is Trend.FALLING else value - min(map(_value, self._samples))
        fall = 0.0 if trend is Trend.RISING else max(map(_value, self._samples)) - value
        return max(rise, fall)


def _is_number(value: Value) -> bool:
    return not isinstance(value, bool | str) and not math.isnan(value)


def _same(value: Value, wanted: Value) -> bool:
    """Texts equal texts only; true and 1 are the same."""
    return isinstance(value, str) == isinstance(wanted, str) and value == wanted
