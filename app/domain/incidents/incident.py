"""An incident as its events have made it: what the queue shows of it, and all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.alarms import Priority
from app.domain.incidents.events import Attached, CommandTold, IncidentEvent, LinkedAlarm, StepTicked
from app.domain.incidents.states import IncidentState, Resolution, TaskState


@dataclass(frozen=True, slots=True)
class CrewTask:
    """A crew at an incident; moments are wall time in epoch ms, 0 for not yet."""

    crew: str
    state: TaskState
    command: str = ""
    by: str = ""
    """Who assigned it."""
    assigned_at: int = 0
    dispatched_at: int = 0
    en_route_at: int = 0
    on_site_at: int = 0
    ended_at: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """What every console knows of an open incident, and the store of all of them. All moments are wall time
    in epoch ms, 0 for not yet, and for a target that there is none."""

    id: str
    """As people say it: `INC-0417`."""
    number: int
    kind: str
    title: str
    state: IncidentState
    priority: Priority
    opened_at: int
    version: int
    """The `seq` of its newest event."""
    decided: int
    """The `seq` of the newest decision: an act that has not seen it is superseded."""
    raised: int = 0
    """The `seq` of the newest `AlarmsJoined`: what has not seen it cannot resolve, or close as solved."""
    source: str = ""
    place: str = ""
    zone: str = ""
    lat: float | None = None
    lon: float | None = None
    device: str = ""
    """That of the first cause, or the one that was named at the opening."""
    cause: str = ""
    """The alarm that is the first cause."""
    owner: str = ""
    watchers: tuple[str, ...] = ()
    crews: tuple[CrewTask, ...] = ()
    """In the order in which they were first assigned, those that are over too."""
    alarms: int = 0
    active: int = 0
    consequences: int = 0
    """Of its alarms, those that another one suppresses."""
    procedure: str = ""
    procedure_version: int = 0
    ticked: int = 0
    """Steps that are ticked now; how many there are says the procedure."""
    notes: int = 0
    attachments: int = 0
    acknowledged_at: int = 0
    assigned_at: int = 0
    dispatched_at: int = 0
    arrived_at: int = 0
    """The first crew on site."""
    resolved_at: int = 0
    closed_at: int = 0
    acknowledge_by: int = 0
    arrive_by: int = 0
    resolve_by: int = 0
    escalation: int = 0
    resolution: Resolution | None = None
    reason: str = ""
    """Why it was resolved or closed."""
    leads_to: str = ""
    """Of a duplicate or merged one, the incident that stays."""
    follows: str = ""
    reopened: int = 0
    """How often."""

    @property
    def open(self) -> bool:
        return self.state is not IncidentState.CLOSED


@dataclass(frozen=True, slots=True)
class IncidentAlarm:
    """An alarm of an incident; `joined` and `returned` are wall time, epoch ms."""

    link: LinkedAlarm
    joined: int
    returned: int = 0

    @property
    def active(self) -> bool:
        return not self.returned


@dataclass(frozen=True, slots=True)
class Tick:
    """A ticked step, with who did it and when (epoch ms)."""

    ticked: StepTicked
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of an incident. Mappings are by id, in the order of what came, and read only."""

    incident: Incident
    events: tuple[IncidentEvent, ...]
    alarms: Mapping[str, IncidentAlarm] = field(default_factory=dict)
    moved_out: frozenset[str] = frozenset()
    """Alarms that an operator has taken out: they do not join again."""
    devices: tuple[str, ...] = ()
    """Linked by an operator."""
    commands: Mapping[str, CommandTold] = field(default_factory=dict)
    """The newest that is known of each."""
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    attachments: tuple[Attached, ...] = ()
    merged: tuple[str, ...] = ()
    """Incidents that were merged into this one: their events belong to its story."""


@dataclass(frozen=True, slots=True)
class IncidentChanged:
    """An incident after the events that changed it, in order; for the store and the consoles."""

    incident: Incident
    events: tuple[IncidentEvent, ...]
