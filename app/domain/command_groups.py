"""One order for many devices: sent in waves, followed to the end, stopped at any moment."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.orders import Order, Target


class GroupState(enum.StrEnum):
    RUNNING = "running"
    """Waves are going out."""
    FOLLOWING = "following"
    """All is sent; answers and readings are awaited."""
    STOPPED = "stopped"
    """Nothing more is sent; what is out is followed to its end."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Devices that were left out, by one reason: an `Interlock`, `not_permitted`, `no_action`,
    `superseded`."""

    reason: str
    count: int
    devices: tuple[str, ...]
    """The first 50."""


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Counts are of devices; `sent` counts those that went out, whatever became of them since."""

    id: str
    target: Target
    order: Order
    operator: str
    reason: str
    state: GroupState
    started: int
    total: int
    sent: int = 0
    confirmed: int = 0
    failed: int = 0
    skipped: int = 0
    skips: tuple[Skipped, ...] = ()
    ended: int = 0
    stopped_by: str = ""
    retry_of: str = ""
    """The group whose failed devices this one tries again."""
    approver: str = ""
    incident: str = ""
    per_s: float = 0.0
    """How many a second may go out."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class GroupChanged:
    group: CommandGroup
