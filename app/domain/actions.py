"""What each kind of device can be told, as data: rights, times, how it is confirmed."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.catalogue import Label
from app.domain.orders import Action, Order
from app.domain.rights import Right


class Test(enum.StrEnum):
    """How a reading shows that an order was carried out."""

    NEAR = "near"
    """Within `tolerance` of the order's value."""
    ON = "on"
    OFF = "off"
    FALLS = "falls"
    """At most `ratio` of what was measured before, or at most `tolerance`."""
    RISES = "rises"
    """More than before by `tolerance`."""
    ABOVE = "above"
    """More than `tolerance`."""
    BELOW = "below"
    """At most `tolerance`."""
    STEADY = "steady"
    """Two readings after sending, some seconds apart, that differ by at most `tolerance`."""
    SWITCHED = "switched"
    """On when the order's value is above 0, off when it is 0."""
    REPORTED = "reported"
    """Any value, measured after the device said done. For orders that no quantity can show, such as keeping a
    programme: it proves that the device lives and reports, and that it said so, not that it does as told."""


@dataclass(frozen=True, slots=True)
class Check:
    """`tolerance` in the unit of the quantity. Only for orders of `deed`, or of all when it is empty.
    One that is not `needed` counts only where the device, or its meter, reports the quantity."""

    quantity: str
    test: Test
    tolerance: float = 0.0
    ratio: float = 0.5
    deed: str = ""
    needed: bool = True


class Busy(enum.StrEnum):
    """What happens to an order while another of the same device and action is out."""

    QUEUE = "queue"
    """It waits; a newer one that waits takes its place."""
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row of the catalogue; times in seconds.

    `expires_s` from issue to expiry; `answer_s` until the first reply; `finish_s` until the device is done,
    besides the order's own `over_s`; `settle_s` how long readings may disagree after it said done.
    """

    kind: str
    action: Action
    label: Label
    right: Right
    select: bool
    """Select before operate."""
    busy: Busy
    expires_s: float
    answer_s: float
    finish_s: float
    settle_s: float
    retries: int
    """How often the same id may be published again while nobody answers."""
    retry_after_s: float
    checks: tuple[Check, ...]
    shortest_s: float = 0.0
    longest_s: float = 0.0
    """Bounds of `Order.over_s`; 0 for none."""
    hold_when_stuck: bool = False
    """A device that does not come to the end is told to hold its position."""
    safe: bool = False
    """Brings a device to rest: interlocks for wrong state, and the reservation of another, do not stop it."""
    tones: tuple[str, ...] = ()

    def checks_of(self, order: Order) -> tuple[Check, ...]:
        deed = order.deed
        return tuple([check for check in self.checks if check.deed in ("", deed)])


UNDOES: Mapping[Action, tuple[Action, ...]] = {
    Action.SET_LEVEL: (Action.RESUME_PROGRAMME,),
    Action.RESUME_PROGRAMME: (Action.SET_LEVEL,),
    Action.SET_POSITION: (Action.HOLD,),
    Action.HOLD: (Action.SET_POSITION,),
    Action.START: (Action.STOP,),
    Action.STOP: (Action.START, Action.SET_SPEED),
    Action.SOUND: (Action.SILENCE,),
    Action.SILENCE: (Action.SOUND,),
    Action.ATTEND: (Action.STAND_DOWN,),
    Action.STAND_DOWN: (Action.ATTEND,),
}
"""Orders of the same device that have no place beside a newer one: what waits is not sent, what is out is not
sent again, and is over when the device takes the newer one."""

Actions = Mapping[tuple[str, Action], ActionSpec]
"""By kind and action."""
