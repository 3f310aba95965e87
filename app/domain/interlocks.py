"""Conditions that must hold before a device is commanded: each with its value, its limit and its words."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Interlock(enum.StrEnum):
    """Which condition; the console has a sentence for each, with `value`, `limit` and `about` in it."""

    DEVICE_LIVE = "device_live"
    """Heard within its expected interval."""
    CLOCK_PROVEN = "clock_proven"
    """The device's clock is known to within the tolerance; `value` is the offset in seconds."""
    NOT_TAGGED = "not_tagged"
    """Not under maintenance; `about` who put the tag on."""
    REMOTE = "remote"
    """The cabinet's switch is not on local."""
    LINK_UP = "link_up"
    """The broker's link for commands is there."""
    STORE_OK = "store_ok"
    """What is commanded can be put on record."""
    NOT_RESERVED = "not_reserved"
    """`about` who has it."""
    NOT_BUSY = "not_busy"
    """No command of the same action is out."""
    RIGHT_STATE = "right_state"
    """It is not already so, and its state is known."""
    PRESSURE_BELOW = "pressure_below"
    """Upstream pressure in bar."""
    SLOW_ENOUGH = "slow_enough"
    """Travel time in s against water hammer; `limit` the shortest for this main."""
    SUPPLY_KEPT = "supply_kept"
    """`about` whom it would cut off, such as a hospital."""
    PUMP_HAS_WAY = "pump_has_way"
    """`about` the pump that would run against closed valves."""
    STARTS_LEFT = "starts_left"
    """Starts of a pump within the last hour."""
    OTHERS_IN_PLACE = "others_in_place"
    """Another valve must stand as the settings say; `about` which."""
    CAPABLE = "capable"
    """The device understands commands of this contract."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One interlock as it stands. `known` is False where the value it needs is missing or stale: then it is
    not met either. `may_override`: somebody with the right may pass it, with a reason."""

    interlock: Interlock
    met: bool
    value: float | str | None = None
    limit: float | None = None
    unit: str = ""
    about: str = ""
    known: bool = True
    may_override: bool = False


def blocking(conditions: tuple[Condition, ...], overrides: tuple[str, ...] = ()) -> tuple[Condition, ...]:
    """Those not met that nobody has passed; an override counts only where it is allowed."""
    return tuple(
        each
        for each in conditions
        if not each.met and not (each.may_override and str(each.interlock) in overrides)
    )
