"""Select before operate: who has reserved what, until when, and who has signed."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.orders import Order, Target


class SelectionState(enum.StrEnum):
    SELECTED = "selected"
    """Reserved; may be operated when no second signature is needed."""
    WAITING = "waiting"
    """For the second signature."""
    SIGNED = "signed"
    """May be operated."""
    OPERATED = "operated"
    RELEASED = "released"
    LAPSED = "lapsed"
    """Its time was over."""


@dataclass(frozen=True, slots=True)
class Selection:
    """`until` is wall time in epoch ms, for the countdown; the engine itself counts on its monotonic clock.
    `devices` are all that are reserved; for a single one, that one."""

    id: str
    target: Target
    order: Order
    operator: str
    console: str
    state: SelectionState
    since: int
    until: int
    devices: tuple[str, ...]
    reason: str = ""
    incident: str = ""
    needs_approval: bool = False
    approver: str = ""
    signed_at: int = 0
    overrides: tuple[str, ...] = ()
    """Conditions that the approver accepted as not met."""
    approver_reason: str = ""
    version: int = 1
    reviewed_at: int = 0
    """When the operator asked for the second signature, or went on from the review."""


@dataclass(frozen=True, slots=True)
class SelectionChanged:
    """A selection is new, moved or, in one of the last three states, gone."""

    selection: Selection
