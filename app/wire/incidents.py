"""What engine and console say to each other about incidents, shifts and the work plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import msgspec

from app.domain import shifts, work_plan
from app.domain.acts import Verdict
from app.domain.incidents import acts
from app.domain.incidents.events import EventBody, IncidentEvent
from app.domain.incidents.flood import FloodState
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import EscalationStep, IncidentKind
from app.domain.incidents.procedures import Procedure, ProcedureChanged
from app.domain.shifts import Shift
from app.domain.work_plan import WorkPlan

PART_BYTES = 512 * 1024
"""The most of a file that goes in one request."""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as it is stored and sent: `kind` names its body, which is JSON."""

    incident: str
    seq: int
    at: int
    by: str
    console: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class IncidentMoved:
    """An incident after these events."""

    incident: Incident
    events: tuple[EventRecord, ...]


@dataclass(frozen=True, slots=True)
class AlarmLinked:
    """An alarm belongs to this incident from now on; empty for none."""

    alarm: str
    incident: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Open incidents, and the alarms of each, for a console that has just come."""

    incidents: tuple[Incident, ...]
    links: tuple[AlarmLinked, ...]


@dataclass(frozen=True, slots=True)
class IncidentRules:
    """What consoles need of the catalogue and the settings; sent at the beginning and when they change."""

    kinds: tuple[IncidentKind, ...]
    escalation: tuple[EscalationStep, ...]
    attachment_bytes: int


@dataclass(frozen=True, slots=True)
class IncidentSnapshot:
    """The newest version of each procedure, the shifts not ended and the last 20 others, the work plans."""

    procedures: tuple[Procedure, ...]
    shifts: tuple[Shift, ...]
    plans: tuple[WorkPlan, ...]
    flood: FloodState


@dataclass(frozen=True, slots=True)
class Incidental:
    """Answers every act on incidents: which one it was about, or which one is new."""

    verdict: Verdict
    incident: str = ""
    version: int = 0
    """Of the incident now."""


@dataclass(frozen=True, slots=True)
class Uploading:
    """Answers BeginAttachment, AttachmentPart and FinishAttachment."""

    verdict: Verdict
    upload: str = ""
    received: int = 0


ASKABLE: tuple[type, ...] = (
    acts.OpenIncident,
    acts.AcknowledgeIncident,
    acts.GiveIncident,
    acts.WatchIncident,
    acts.NoteIncident,
    acts.SetPriority,
    acts.DescribeIncident,
    acts.LinkDevice,
    acts.MoveAlarms,
    acts.MarkCause,
    acts.MergeIncident,
    acts.AssignCrew,
    acts.MoveCrew,
    acts.TickStep,
    acts.UntickStep,
    acts.FollowProcedure,
    acts.ResolveIncident,
    acts.CloseIncident,
    acts.ReopenIncident,
    acts.BeginAttachment,
    acts.AttachmentPart,
    acts.FinishAttachment,
    acts.PutProcedure,
    shifts.BeginShift,
    shifts.NoteShift,
    shifts.OfferShift,
    shifts.TakeOverShift,
    shifts.EndShift,
    work_plan.PutWorkPlan,
)
ANSWERS: tuple[type, ...] = (Incidental, Uploading)
PLAIN: tuple[type, ...] = (
    IncidentRules,
    IncidentPage,
    IncidentSnapshot,
    IncidentMoved,
    AlarmLinked,
    FloodState,
    ProcedureChanged,
    shifts.ShiftChanged,
    work_plan.WorkPlanChanged,
)

_BODIES: dict[str, type] = {body.__name__: body for body in get_args(EventBody)}
_encode = msgspec.json.Encoder().encode
_decoders: dict[str, msgspec.json.Decoder[EventBody]] = {
    name: msgspec.json.Decoder(body) for name, body in _BODIES.items()
}


def record_of(event: IncidentEvent) -> EventRecord:
    return EventRecord(
        event.incident,
        event.seq,
        event.at,
        event.by,
        event.console,
        type(event.body).__name__,
        _encode(event.body),
    )


def event_of(record: EventRecord) -> IncidentEvent:
    """Raises KeyError or msgspec.MsgspecError for what no version of this program has written."""
    body = _decoders[record.kind].decode(record.body)
    return IncidentEvent(record.incident, record.seq, record.at, record.by, record.console, body)
