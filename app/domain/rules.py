"""What makes an alarm: the six types of rule, as data. Times in seconds, values in the quantity's unit."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.alarms import Priority
from app.domain.catalogue import Label
from app.domain.devices import Liveness


class Level(enum.StrEnum):
    """Which limit of a quantity a rule watches."""

    HIHI = "hihi"
    HI = "hi"
    LO = "lo"
    LOLO = "lolo"


class Direction(enum.StrEnum):
    HIGH = "high"
    LOW = "low"


class Trend(enum.StrEnum):
    """Which way a rate rule looks."""

    RISING = "rising"
    FALLING = "falling"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRule:
    """What all rules have. `zones` and `devices` narrow it down; empty means every device of the kind.

    With `count` set the alarm is raised when the condition lasts `window_s`, or begins `count` times
    inside it, and returns after as long a time without it ("N times in T seconds").
    """

    id: str
    kind: str
    label: Label
    guidance: Label
    priority: Priority
    zones: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()
    on_delay_s: float = 0.0
    off_delay_s: float = 0.0
    count: int = 0
    window_s: float = 0.0
    latched: bool = False
    realarm_s: float = 0.0
    """An alarm still active this long after its acknowledgement asks for another; 0 never."""
    acknowledge_on_return: bool = False
    suppressed_by_parent: bool = True
    suppresses_children: bool = False
    """Its alarm means that the device is down, and everything that hangs from it with it."""
    release_s: float = 0.0
    """How long after its return the devices below stay suppressed, so that they can report first."""
    outranked_by: str = ""
    """The rule of the same device that says more: while it is active, this one is its consequence."""

    @property
    def raise_after_s(self) -> float:
        """How long the condition must last before the alarm is raised."""
        return self.window_s if self.count else self.on_delay_s

    @property
    def return_after_s(self) -> float:
        """How long the condition must be gone before the alarm returns."""
        return max(self.window_s, self.off_delay_s) if self.count else self.off_delay_s


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRule(BaseRule):
    """A number at or beyond a limit; gone when it is inside by more than the deadband."""

    quantity: str
    level: Level
    limit: float
    deadband: float = 0.0

    @property
    def direction(self) -> Direction:
        return Direction.HIGH if self.level in (Level.HI, Level.HIHI) else Direction.LOW


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule(BaseRule):
    """A value that equals `state`, or with `unless` anything but it."""

    quantity: str
    state: float | bool | str
    unless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRule(BaseRule):
    """A number that moves by `change` or more within `over_s` of the device's own time."""

    quantity: str
    change: float
    over_s: float
    trend: Trend = Trend.EITHER
    deadband: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleRule(BaseRule):
    """A device that has been silent for too long."""

    when: Liveness = Liveness.LOST


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule(BaseRule):
    """An event that the device says has begun. With `ends_after_s` it ends by itself, for devices that
    never say so."""

    event: str
    ends_after_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MismatchRule(BaseRule):
    """Two quantities of one device that do not agree.

    With `tolerance`: two numbers further apart than it (asked against measured). Otherwise: while
    `quantity` is `state`, `other` must not be below `other_low` or above `other_high`.
    """

    quantity: str
    other: str
    tolerance: float | None = None
    state: float | bool | str | None = None
    other_low: float | None = None
    other_high: float | None = None


Rule = LimitRule | StateRule | RateRule | StaleRule | EventRule | MismatchRule
ValueRule = LimitRule | StateRule | RateRule | MismatchRule


def quantities(rule: Rule) -> tuple[str, ...]:
    """The quantities whose readings can move the rule."""
    if isinstance(rule, MismatchRule):
        return (rule.quantity, rule.other)
    if isinstance(rule, StaleRule | EventRule):
        return ()
    return (rule.quantity,)
