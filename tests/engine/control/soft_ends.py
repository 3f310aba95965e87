"""The soft ends of control: its settings, the link to the broker, the database of commands, the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.changes import Change
from app.domain.commands import Command
from app.domain.instant import Instant
from app.domain.lighting.plan import LightingPlan


@dataclass
class Settings:
    """The settings of control."""

    selection_s: float = 30.0
    approval_s: float = 120.0
    critical: list[str] = field(default_factory=lambda: ["valve.close"])
    group_limit: int = 20
    clock_tolerance_s: float = 2.0
    closing_s_per_100mm: float = 22.5
    pressure_limit_bar: float = 6.0
    pump_starts_per_hour: int = 6
    supplies: dict[str, list[str]] = field(default_factory=dict)
    pump_outlets: dict[str, list[str]] = field(default_factory=dict)
    meters: dict[str, str] = field(default_factory=dict)
    needs_closed: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class SoftOutbox:
    up: bool = True
    sent: list[Command] = field(default_factory=list)

    def publish(self, commands: Sequence[Command]) -> int:
        self.sent += commands if self.up else []
        return len(commands) if self.up else 0

    def holds(self, _command: str) -> bool:
        return False

    def withdraw(self, _commands: Iterable[str]) -> int:
        return 0


@dataclass
class SoftStore:
    healthy: bool = True
    kept: list[Change] = field(default_factory=list)

    def commit(self, changes: Sequence[Change]) -> bool:
        self.kept += changes if self.healthy else []
        return self.healthy

    def append(self, changes: Sequence[Change]) -> None:
        self.kept += changes


@dataclass
class SoftPlans:
    put_in_force: list[LightingPlan] = field(default_factory=list)

    def put(self, plan: LightingPlan, _now: Instant) -> None:
        self.put_in_force.append(plan)
