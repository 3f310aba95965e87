"""The alarm of ISA-18.2 as it is seen, stored and sent: two memories and three ways to be quiet."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Priority(enum.IntEnum):
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Transition(enum.StrEnum):
    """What happened to an alarm; every one is stored with who and when."""

    RAISED = "raised"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"
    REALARMED = "realarmed"
    RESET = "reset"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    SUPPRESSED = "suppressed"
    UNSUPPRESSED = "unsuppressed"
    OUT_OF_SERVICE = "out_of_service"
    IN_SERVICE = "in_service"
    COMMENTED = "commented"
    CONSEQUENCES = "consequences"
    """Only the count of the alarms it suppresses has changed."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One rule on one device. All times are wall time in epoch milliseconds.

    *Active* and *unacknowledged* are separate memories (ISA-18.2); shelved, suppressed and out of
    service keep it quiet while it goes on being evaluated and logged.
    """

    id: str
    """`device:rule`, the same for the life of the rule."""
    device: str
    rule: str
    priority: Priority
    version: int
    """Grows by one with every change; a request names the version it saw."""
    active: bool
    unacknowledged: bool
    latched: bool = False
    """The condition has gone but the alarm waits for a reset."""
    shelved_until: int | None = None
    shelve_count: int = 0
    suppressed_by: str = ""
    """The alarm that is the first cause, when suppressed by design."""
    consequences: int = 0
    """How many alarms this one suppresses as their first cause."""
    out_of_service: bool = False
    quantity: str = ""
    value: float | bool | str | None = None
    limit: float | None = None
    raised_at: int | None = None
    returned_at: int | None = None
    acknowledged_at: int | None = None
    acknowledged_by: str = ""
    comment: str = ""
    activations: int = 0
    raised_version: int = 0
    """The version of the newest raise or re-alarm: an acknowledgement that saw an older one is superseded."""
    unannounced: bool = False
    """Raised while it was kept quiet and not shown since: it returns without asking to be acknowledged."""
    first_shelved_at: int | None = None
    """The start of the day within which `shelve_count` counts."""

    @property
    def quiet(self) -> bool:
        """Whether it is kept from the banner, the sound and the map."""
        return self.shelved_until is not None or bool(self.suppressed_by) or self.out_of_service

    @property
    def standing(self) -> bool:
        """Whether there is anything to show: active, unacknowledged, latched or quietened."""
        return (
            self.active
            or self.unacknowledged
            or self.latched
            or self.shelved_until is not None
            or self.out_of_service
        )


@dataclass(frozen=True, slots=True)
class AlarmChanged:
    """`at` is wall time in epoch milliseconds; `by` an operator, or empty when logic did it."""

    alarm: Alarm
    transition: Transition
    at: int
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RuleText:
    """What the console shows of a rule: name, what to do, and the priority it raises."""

    id: str
    kind: str
    label_es: str
    label_en: str
    guidance_es: str
    guidance_en: str
    priority: Priority
    quantity: str = ""
    level: str = ""
    """For a limit: `hihi`, `hi`, `lo` or `lolo`."""
    limit: float | None = None
    """Of the rule for its whole kind; a zone or a device may have its own."""
