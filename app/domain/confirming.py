"""What readings have shown of an order since it was sent: the checks of its action, one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.domain.actions import Check, Test
from app.domain.commands import Measured, Value
from app.domain.orders import Order
from app.domain.record import record

STEADY_APART_S = 2.0
"""Two readings nearer to each other in time prove no rest: a device in motion reports in bursts."""
METERED = "flow"
"""The quantity that a device's meter measures for it."""


@record
class Verdict:
    """What the newest reading says of one check; `at` monotonic seconds when it was measured."""

    met: bool
    at: float


class Evidence:
    """Judges the qualifying readings of one order. Whether a reading qualifies (live, measured and received
    after sending), the caller says. Mutable, and owned by the engine's thread."""

    __slots__ = ("_before", "_checks", "_first", "_meter", "_order", "_verdicts", "done", "measured")

    def __init__(
        self, checks: Sequence[Check], order: Order, before: Sequence[Measured], *, meter: bool = False
    ) -> None:
        """With `meter` the flow is what the device's meter says, and counts in any case."""
        self._checks = tuple(checks)
        self._order = order
        self._before = {each.quantity: each.value for each in before}
        self._meter = meter
        self._verdicts: dict[int, Verdict] = {}
        self._first: dict[int, tuple[float, float]] = {}
        self.done: float | None = None
        """When the device said that it had done it, in monotonic seconds."""
        self.measured: dict[str, Measured] = {}

    def take(self, ts: int, values: Mapping[str, Value], at: float, *, of_meter: bool = False) -> None:
        """A qualifying reading of the device, or of its meter; `ts` the device's time, `at` the moment of
        measuring in monotonic seconds. One that was measured before what is known changes nothing."""
        for place, check in enumerate(self._checks):
            value = values.get(check.quantity)
            if value is None or self._is_metered(check.quantity) != of_meter:
                continue
            known = self._verdicts.get(place)
            if known is not None and at < known.at:
                continue
            self.measured[check.quantity] = Measured(check.quantity, value, ts)
            met = self._judge(place, check, value, at)
            if met is not None:
                self._verdicts[place] = Verdict(met, at)

    @property
    def shown(self) -> bool:
        """Every check that counts is met, and at least one is."""
        verdicts = self._verdicts
        if not verdicts:
            return False
        for place, check in enumerate(self._checks):
            verdict = verdicts.get(place)
            if not verdict.met if verdict is not None else self._counts(check):
                return False
        return True

    def denied(self, since: float) -> bool:
        """Whether something measured after `since` (monotonic seconds) speaks against it."""
        return any(not verdict.met and verdict.at > since for verdict in self._verdicts.values())

    def _is_metered(self, quantity: str) -> bool:
        return self._meter and quantity == METERED

    def _counts(self, check: Check) -> bool:
        """Whether it counts though no reading of it has come."""
        return check.needed or check.quantity in self._before or self._is_metered(check.quantity)

    def _judge(self, place: int, check: Check, value: Value, at: float) -> bool | None:
        """None while nothing can be said yet."""
        if check.test is Test.REPORTED:
            return True if self.done is not None and at > self.done else None
        if check.test is Test.ON:
            return value is True
        if check.test is Test.OFF:
            return value is False
        if check.test is Test.SWITCHED:
            return value is (bool(self._order.value))
        number = _number(value)
        if number is None:
            return False
        if check.test is Test.STEADY:
            return self._judge_rest(place, check.tolerance, number, at)
        return _NUMBERS[check.test](check, number, self._wanted(check))

    def _wanted(self, check: Check) -> float | None:
        """What a number is held against: the order's value, or what was measured before."""
        if check.test is Test.NEAR:
            return self._order.value
        return _number(self._before.get(check.quantity))

    def _judge_rest(self, place: int, tolerance: float, number: float, at: float) -> bool | None:
        first, since = self._first.setdefault(place, (number, at))
        if abs(number - first) > tolerance:
            self._first[place] = (number, at)
            return False
        return True if at - since >= STEADY_APART_S else None


def _number(value: Value | None) -> float | None:
    return None if value is None or isinstance(value, bool | str) else float(value)


def _near(check: Check, number: float, wanted: float | None) -> bool:
    return wanted is not None and abs(number - wanted) <= check.tolerance


def _falls(check: Check, number: float, before: float | None) -> bool:
    """Water that runs backwards has not fallen."""
    return abs(number) <= max(check.tolerance, abs(before or 0.0) * check.ratio)


def _rises(check: Check, number: float, before: float | None) -> bool:
    return before is not None and number - before > check.tolerance


_NUMBERS: Mapping[Test, Callable[[Check, float, float | None], bool]] = {
    Test.NEAR: _near,
    Test.FALLS: _falls,
    Test.RISES: _rises,
    Test.ABOVE: lambda check, number, _wanted: number > check.tolerance,
    Test.BELOW: lambda check, number, _wanted: number <= check.tolerance,
}
