"""Changes that wait for a disk that takes nothing: the newest state of everything, and every event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.domain.changes import AlarmChanged, Change, DeviceIntroduced, DeviceRetired
from app.domain.command_groups import GroupChanged
from app.domain.commands import CommandChanged, ControlChanged, TagChanged
from app.domain.incidents.incident import IncidentChanged
from app.domain.incidents.procedures import ProcedureChanged
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
from app.store.incident_statements import together

Key = tuple[str, ...]

_KEYS: Mapping[type, Callable[[Any], Key]] = {
    AlarmChanged: lambda change: ("alarm", change.alarm.id),
    DeviceIntroduced: lambda change: ("device", change.device.id),
    DeviceRetired: lambda change: ("device", change.device),
    CommandChanged: lambda change: ("command", change.command.id),
    ControlChanged: lambda change: ("control", change.control.device),
    GroupChanged: lambda change: ("group", change.group.id),
    TagChanged: lambda change: ("tag", change.device),
    SavedGroupChanged: lambda change: ("saved", change.id),
    PlanChanged: lambda _: ("plan",),
    IncidentChanged: lambda change: ("incident", change.incident.id),
    ProcedureChanged: lambda change: (
        "procedure",
        change.procedure.id,
        str(change.procedure.version),
    ),
    ShiftChanged: lambda change: ("shift", change.shift.id),
    WorkPlanChanged: lambda change: ("work_plan", str(change.plan.year)),
    SegmentsPut: lambda change: ("segments", *(row.file for row in change.rows)),
    SegmentsGone: lambda change: ("segments gone", *change.files),
    SegmentsVanished: lambda change: ("segments vanished", *change.files),
    ScenesPut: lambda change: ("scenes", *(f"{each.id} {each.reviewed_by}" for each in change.events)),
    CameraDaysPut: lambda change: ("days", *(f"{each.day} {each.camera}" for each in change.days)),
    ExportPut: lambda change: ("export", change.export.id),
}
"""What a change is the newest state of. What is not here is only logged."""


def newest_states(changes: Sequence[Change]) -> list[Change]:
    """Of everything that has a state only its newest change, in order, with all events of an incident; what
    is only logged is left out."""
    newest: dict[Key, Change] = {}
    for change in changes:
        key_of = _KEYS.get(type(change))
        if key_of is not None:
            key = key_of(change)
            newest[key] = _after(newest.pop(key, None), change)
    return list(newest.values())


def losable(changes: Sequence[Change]) -> int:
    """How many of these count as lost when others take their place: those of an incident go on in its newest,
    with all their events."""
    return sum(not isinstance(change, IncidentChanged) for change in changes)


def _after(known: Change | None, change: Change) -> Change:
    if isinstance(known, IncidentChanged) and isinstance(change, IncidentChanged):
        return together(known, change)
    return change
