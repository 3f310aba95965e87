"""What one lamp has to be told so that it does as the plan says: nothing, most of the time.

A lamp that keeps its programme is given a week of levels and left alone. Where sensors bend the plan, it is
told another level until some time soon, by which it returns by itself should this PC be gone. All others are
told each level.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.control.plan_members import Lamp
from app.domain.commands import DeviceControl
from app.domain.orders import Action, Level, Order

NEAR = 0.5
"""Levels closer than this, in per cent, are the same."""
LEASE_MS = 60 * 60_000
"""How long a lamp with a programme of its own holds a level that the sensors ask for."""
RENEW_MS = 15 * 60_000
"""What is left of it when it is told anew."""


class Need(enum.Enum):
    REST = enum.auto()
    """An operator's override holds: not ours."""
    SHOW = enum.auto()
    """Does as it should; what is known of it may need to say so."""
    LEVEL = enum.auto()
    LEASE = enum.auto()
    """A level for a while, besides the programme that it keeps."""
    KEEP = enum.auto()
    """Its programme, or the nights that it does not know yet."""
    RESUME = enum.auto()
    """Back to the programme that it keeps."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What the lamps of one assignment should do now: `level`, which is `own`, the programme's, unless
    sensors bend it. `keep` are the levels of the nights to come, `programme` the name they go by, `cause` the
    plan's programme tonight."""

    level: float
    own: float
    ramp_s: float
    programme: str
    keep: tuple[Level, ...]
    cause: str


def need_of(
    lamp: Lamp, control: DeviceControl, aim: Aim, wall: int, *, anew: bool = False, resumed: bool = False
) -> Need:
    """`anew`: the lamp came back after it was lost, and may have forgotten what it was told; `resumed`: it
    was told to go back to its programme, without failing."""
    if overridden(control, wall):
        return Need.REST
    if not lamp.keeps:
        return Need.SHOW if near(control.in_force, aim.level) and not anew else Need.LEVEL
    if anew or not _knows(control, aim):
        return Need.KEEP
    if lamp.ends and not near(aim.own, aim.level):
        return Need.SHOW if _leased(control, aim, wall) else Need.LEASE
    return Need.RESUME if _elsewhere(lamp, control) and not resumed else Need.SHOW


def overridden(control: DeviceControl, wall: int) -> bool:
    return control.manual and (control.until is None or control.until > wall)


def near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < NEAR


def order_of(need: Need, aim: Aim, wall: int) -> Order:
    """The order that fills the need."""
    if need is Need.KEEP:
        return Order(Action.SET_PROGRAMME, programme=aim.programme, levels=aim.keep)
    if need is Need.RESUME:
        return Order(Action.RESUME_PROGRAMME)
    until = wall + LEASE_MS if need is Need.LEASE else None
    return Order(Action.SET_LEVEL, value=aim.level, over_s=aim.ramp_s, until=until)


def _knows(control: DeviceControl, aim: Aim) -> bool:
    return control.programme == aim.programme and control.programme_until >= aim.keep[-1].at


def _leased(control: DeviceControl, aim: Aim, wall: int) -> bool:
    held = near(control.in_force, aim.level)
    return held and control.until is not None and control.until - wall > RENEW_MS


def _elsewhere(lamp: Lamp, control: DeviceControl) -> bool:
    """Whether it may be at another level than its programme's: a lease runs, or the order to go back was not
    done, or an override is over that it cannot end by itself."""
    if control.until is not None:
        return True
    if control.asked is not None:
        return False
    return control.in_force is not None or not lamp.ends
