"""What changed in the city: what the store keeps and the consoles are told, in the order it happened."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.alarms import AlarmChanged as AlarmChanged
from app.domain.command_groups import GroupChanged
from app.domain.commands import CommandChanged, ControlChanged, TagChanged
from app.domain.devices import Device, Event
from app.domain.incidents.incident import IncidentChanged
from app.domain.incidents.procedures import ProcedureChanged
from app.domain.lighting.lamp_days import LampDaysChanged
from app.domain.lighting.plan import PlanChanged
from app.domain.orders import SavedGroupChanged
from app.domain.shifts import ShiftChanged
from app.domain.video.footage import (
    CameraDaysPut,
    ExportPut,
    ScenesPut,
    SegmentsGone,
    SegmentsPut,
    SegmentsVanished,
)
from app.domain.work_plan import WorkPlanChanged


@dataclass(frozen=True, slots=True)
class DeviceIntroduced:
    """A device is new or introduced itself with other particulars."""

    device: Device


@dataclass(frozen=True, slots=True)
class DeviceRetired:
    device: str


@dataclass(frozen=True, slots=True)
class EventNoted:
    event: Event
    at: int


Change = (
    DeviceIntroduced
    | DeviceRetired
    | AlarmChanged
    | EventNoted
    | CommandChanged
    | ControlChanged
    | TagChanged
    | GroupChanged
    | SavedGroupChanged
    | PlanChanged
    | LampDaysChanged
    | IncidentChanged
    | ProcedureChanged
    | ShiftChanged
    | WorkPlanChanged
    | SegmentsPut
    | SegmentsGone
    | SegmentsVanished
    | ScenesPut
    | CameraDaysPut
    | ExportPut
)
