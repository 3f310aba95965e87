"""What the control desk needs from the outside: who carries orders out, what is known, who may what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.control.group_course import GroupCourse
from app.control.ports import CommandStore
from app.domain.actions import Actions
from app.domain.command_groups import CommandGroup, Skipped
from app.domain.commands import Command, DeviceControl, EndReason, Wanted
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.lighting.checking import PlanProblem
from app.domain.lighting.plan import LightingPlan
from app.domain.operators import Operator
from app.domain.orders import Action, Order, SavedGroup, Target
from app.domain.rights import Role
from app.engine.access.parts import ErrandRunner
from app.engine.control.facts import FactsParts
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.store.vault.checked import Checked
from app.wire.access import Session


class ControlRules(Protocol):
    """The settings of control as they are now."""

    @property
    def selection_s(self) -> float: ...

    @property
    def approval_s(self) -> float: ...

    @property
    def critical(self) -> Collection[str]:
        """Deeds (`valve.close`) and ids of devices that want a second signature."""

    @property
    def group_limit(self) -> int: ...


class Dispatching(Protocol):
    """What becomes of single commands."""

    def issue(self, wanted: Sequence[Wanted], now: Instant) -> list[Command] | None:
        """None when they could not be stored: then nothing was done."""

    def cancel(self, command: str, end: EndReason, now: Instant, /) -> bool:
        """Only what waits."""

    def is_busy(self, device: str, action: Action) -> bool: ...

    def control_of(self, device: str) -> DeviceControl: ...

    def get(self, command: str, /) -> Command | None: ...


@dataclass(frozen=True, slots=True)
class GroupOrder:
    """An order for many, decided by somebody who may."""

    target: Target
    order: Order
    operator: str
    reason: str = ""
    approver: str = ""
    incident: str = ""


class Grouping(Protocol):
    """What becomes of orders for many devices."""

    def start(
        self, wanted: GroupOrder, devices: Sequence[Device], skips: Sequence[Skipped], now: Instant
    ) -> CommandGroup | None:
        """None when it could not be stored."""

    def stop(self, group: str, by: str, now: Instant) -> bool:
        """False when nothing of it waits any more."""

    def failed(self, group: str, /) -> tuple[str, ...]:
        """Its devices that failed and were not tried again."""

    def reader(self, group: str, /) -> Callable[[], GroupCourse] | None:
        """What reads a group of before a restart, on another thread; None where all is known."""

    def recall(self, read: GroupCourse, /) -> None: ...

    def retry(self, group: str, operator: str, now: Instant) -> CommandGroup | None: ...

    def get(self, group: str, /) -> CommandGroup | None: ...


class Planning(Protocol):
    def put(self, plan: LightingPlan, now: Instant) -> None: ...


class AccountBook(Protocol):
    """Operators and roles as they are now."""

    def operator(self, who: str) -> Operator | None: ...

    def roles(self) -> tuple[Role, ...]: ...

    def check_password(self, who: str, password: str, now_ms: int, *, under: str) -> Checked:
        """Slow; a worker's thread."""


@dataclass(frozen=True, slots=True)
class ControlDeskParts:
    """Everything is called on the engine's thread but `accounts.check_password`, which an errand calls."""

    actions: Actions
    rules: Callable[[], ControlRules]
    trail: Trail
    errands: ErrandRunner
    """The lane that proves passwords, and reads groups of before a restart."""
    store: CommandStore
    dispatcher: Dispatching
    groups: Grouping
    plans: Planning
    plan_faults: Callable[[LightingPlan], Sequence[PlanProblem]]
    """What is wrong with a plan, and what its author should know."""
    facts: FactsParts
    device: Callable[[str], Device | None]
    resolve: Callable[[Target, Mapping[str, SavedGroup]], list[Device]]
    accounts: AccountBook
    factor_for: Callable[[], Collection[str]]
    """Ids of the roles that must have a second factor."""
    session_of: Callable[[ConsoleLink], Session | None]
    elsewhere: Callable[[str, ConsoleLink], Collection[object]]
    """The operator's sessions at other consoles that are attached."""
    revision: Callable[[str], int]
    """Goes up when what proves an operator changes."""
    answer: Callable[[ConsoleLink, int, object], None]
    tell: Callable[[Sequence[object]], None]
    """All consoles."""
    marked: Callable[[Iterable[str]], None]
    """Of these devices the tag or the reservation is another: the columns follow."""
    new_id: Callable[[Instant], str]
    now: Callable[[], Instant]
