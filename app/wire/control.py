"""What engine and console say to each other about commands, besides the domain's own acts and changes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import command_groups, commands, control_acts, orders, selections
from app.domain.acts import Verdict
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, Tag
from app.domain.interlocks import Condition
from app.domain.lighting import plan as lighting
from app.domain.lighting.plan import LightingPlan, PlanInForce
from app.domain.orders import SavedGroup
from app.domain.selections import Selection


@dataclass(frozen=True, slots=True)
class ControlRules:
    """The settings of control, as consoles need them; sent at the beginning and when they change.
    `critical` are deeds (`valve.close`) or device ids that want a second signature."""

    selection_s: float
    approval_s: float
    hold_s: float
    critical: tuple[str, ...]
    group_limit: int
    tariff_per_kwh: float
    currency: str
    co2_kg_per_kwh: float
    time_zone: str
    lat: float | None
    lon: float | None
    on_3_1_1: bool
    """The link for commands speaks MQTT 3.1.1: *never late* then rests on the devices' clocks alone."""


@dataclass(frozen=True, slots=True)
class ControlSnapshot:
    """All that is going on, for a console that has just come: the commands not ended and the last 200
    others, the groups not done and the last 20 others."""

    commands: tuple[Command, ...]
    groups: tuple[CommandGroup, ...]
    selections: tuple[Selection, ...]
    tags: tuple[Tag, ...]
    saved: tuple[SavedGroup, ...]
    plan: LightingPlan
    in_force: PlanInForce


@dataclass(frozen=True, slots=True)
class Selected:
    """Answers Select, Review, Sign and SignHere."""

    verdict: Verdict
    selection: Selection | None = None
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Issued:
    """Answers Operate, Command, LightUp and RetryGroup: the id of the command, or of the group."""

    verdict: Verdict
    command: str = ""
    group: str = ""
    conditions: tuple[Condition, ...] = ()
    """Those that stood in the way, when it was refused for them."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Answers ReadConditions. For several devices `conditions` are those of the group as a whole and
    `skips` those that would be left out, by reason."""

    conditions: tuple[Condition, ...]
    devices: int
    skips: tuple[command_groups.Skipped, ...] = ()
    needs_selection: bool = False
    needs_approval: bool = False


ASKABLE: tuple[type, ...] = (
    control_acts.Select,
    control_acts.Review,
    control_acts.Release,
    control_acts.Sign,
    control_acts.SignHere,
    control_acts.Operate,
    control_acts.Command,
    control_acts.LightUp,
    control_acts.CancelCommand,
    control_acts.StopGroup,
    control_acts.RetryGroup,
    control_acts.TagDevice,
    control_acts.UntagDevice,
    control_acts.PutPlan,
    control_acts.PutGroup,
    control_acts.DropGroup,
    control_acts.ReadConditions,
)
ANSWERS: tuple[type, ...] = (Selected, Issued, Conditions)
PLAIN: tuple[type, ...] = (
    ControlRules,
    ControlSnapshot,
    orders.SavedGroupChanged,
    commands.CommandChanged,
    commands.TagChanged,
    command_groups.GroupChanged,
    selections.SelectionChanged,
    lighting.PlanChanged,
    lighting.PlanInForce,
)
