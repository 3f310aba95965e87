"""What an operator can ask of devices; the engine checks every one, and `operate` checks all again."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.lighting.plan import LightingPlan
from app.domain.orders import Order, SavedGroup, Target


@dataclass(frozen=True, slots=True)
class Select:
    """Reserve the devices for this order."""

    target: Target
    order: Order
    reason: str
    incident: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The operator has looked at the conditions and goes on: 30 s more, or the wait for the second
    signature."""

    selection: str
    version: int


@dataclass(frozen=True, slots=True)
class Release:
    selection: str


@dataclass(frozen=True, slots=True)
class Sign:
    """The second signature, by another operator at their own console."""

    selection: str
    version: int
    overrides: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SignHere:
    """The second signature at the first operator's console: `approver` proves who they are."""

    selection: str
    version: int
    approver: str = field(repr=False)
    """Not told in full on the trail: people type passwords into fields of names."""
    password: str = field(repr=False)
    overrides: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Operate:
    """Do what was selected, now."""

    selection: str
    version: int
    overrides: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Do this now, without selecting: for what the catalogue does not ask a selection, and small groups."""

    target: Target
    order: Order
    reason: str = ""
    incident: str = ""


@dataclass(frozen=True, slots=True)
class LightUp:
    """Raise all lamps within the radius to 100 % for some minutes; they return by themselves."""

    lat: float
    lon: float
    radius_m: float
    minutes: int
    reason: str = ""
    incident: str = ""


@dataclass(frozen=True, slots=True)
class CancelCommand:
    """Take a command back that was not sent yet."""

    command: str


@dataclass(frozen=True, slots=True)
class StopGroup:
    group: str


@dataclass(frozen=True, slots=True)
class RetryGroup:
    """Try those of a group again that failed, under new ids."""

    group: str


@dataclass(frozen=True, slots=True)
class TagDevice:
    device: str
    reason: str


@dataclass(frozen=True, slots=True)
class UntagDevice:
    device: str


@dataclass(frozen=True, slots=True)
class PutPlan:
    """Put this plan in force; superseded when `plan.version` is not the one in force."""

    plan: LightingPlan


@dataclass(frozen=True, slots=True)
class PutGroup:
    """Save a group, or change it; superseded when its version is not the one that is kept (0 for a new
    one)."""

    group: SavedGroup


@dataclass(frozen=True, slots=True)
class DropGroup:
    group: str


@dataclass(frozen=True, slots=True)
class ReadConditions:
    """How the interlocks stand for this order; changes nothing."""

    target: Target
    order: Order


ControlAct = (
    Select
    | Review
    | Release
    | Sign
    | SignHere
    | Operate
    | Command
    | LightUp
    | CancelCommand
    | StopGroup
    | RetryGroup
    | TagDevice
    | UntagDevice
    | PutPlan
    | PutGroup
    | DropGroup
)
