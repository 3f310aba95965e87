"""What an operator can ask about incidents. `seen` is the `Incident.version` that stood on the screen: a
decision that somebody else has taken since supersedes the act, and `Verdict.superseded_by` says who."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.alarms import Priority
from app.domain.incidents.events import Given
from app.domain.incidents.procedures import Procedure
from app.domain.incidents.states import Resolution, TaskState


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """`priority` None takes that of the kind."""

    kind: str
    title: str
    priority: Priority | None = None
    place: str = ""
    zone: str = ""
    lat: float | None = None
    lon: float | None = None
    device: str = ""
    alarms: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class AcknowledgeIncident:
    """Also takes it, where it has no owner."""

    incident: str
    seen: int


@dataclass(frozen=True, slots=True)
class GiveIncident:
    """To another owner, oneself, or with an empty `to` to nobody."""

    incident: str
    seen: int
    to: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WatchIncident:
    incident: str
    on: bool


@dataclass(frozen=True, slots=True)
class NoteIncident:
    incident: str
    text: str


@dataclass(frozen=True, slots=True)
class SetPriority:
    incident: str
    seen: int
    priority: Priority
    reason: str


@dataclass(frozen=True, slots=True)
class DescribeIncident:
    """Kind, title and place, all as they shall be."""

    incident: str
    seen: int
    kind: str
    title: str
    place: str
    zone: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class LinkDevice:
    incident: str
    device: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class MoveAlarms:
    """Out of this incident, into another open one or with an empty `to` into one of their own (split), for
    which at least one alarm must stay."""

    incident: str
    seen: int
    alarms: tuple[str, ...]
    to: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class MarkCause:
    incident: str
    seen: int
    alarm: str


@dataclass(frozen=True, slots=True)
class MergeIncident:
    """`incident` goes into `into`, which stays."""

    incident: str
    seen: int
    into: str


@dataclass(frozen=True, slots=True)
class AssignCrew:
    """Send the task to the crew's handset; `by_radio` it is only written down."""

    incident: str
    seen: int
    crew: str
    note: str = ""
    by_radio: bool = False


@dataclass(frozen=True, slots=True)
class MoveCrew:
    """Write down what the crew said by radio; `WITHDRAWN` takes it off, and tells its handset."""

    incident: str
    seen: int
    crew: str
    state: TaskState
    text: str = ""


@dataclass(frozen=True, slots=True)
class TickStep:
    """`version` is that of the procedure on the screen: a step of another version is superseded."""

    incident: str
    step: str
    version: int
    choice: str = ""
    given: tuple[Given, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class UntickStep:
    incident: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class FollowProcedure:
    """Go on by the newest version, or by another procedure."""

    incident: str
    seen: int
    procedure: str


@dataclass(frozen=True, slots=True)
class ResolveIncident:
    """With required steps that are not ticked `reason` says why."""

    incident: str
    seen: int
    reason: str


@dataclass(frozen=True, slots=True)
class CloseIncident:
    """`leads_to` is the incident of which this one is a duplicate."""

    incident: str
    seen: int
    resolution: Resolution
    reason: str
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class ReopenIncident:
    incident: str
    seen: int
    reason: str


@dataclass(frozen=True, slots=True)
class BeginAttachment:
    """Announce a file; `sha256` in hex of all its bytes."""

    incident: str
    name: str
    size: int
    sha256: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentPart:
    """The bytes of `upload` from `place` on, at most 512 KiB, in order."""

    upload: str
    place: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FinishAttachment:
    upload: str


@dataclass(frozen=True, slots=True)
class PutProcedure:
    """A new version of a procedure, or a new procedure with version 1; superseded when `procedure.version` is
    not one more than the newest."""

    procedure: Procedure


IncidentAct = (
    OpenIncident
    | AcknowledgeIncident
    | GiveIncident
    | WatchIncident
    | NoteIncident
    | SetPriority
    | DescribeIncident
    | LinkDevice
    | MoveAlarms
    | MarkCause
    | MergeIncident
    | AssignCrew
    | MoveCrew
    | TickStep
    | UntickStep
    | FollowProcedure
    | ResolveIncident
    | CloseIncident
    | ReopenIncident
)
"""Those that the book decides; attachments and procedures are looked at by the desk."""
