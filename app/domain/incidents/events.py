"""What happens to an incident: the events that are stored one after another, and that alone make it.

An event is never changed or taken away. Which of several came first is their `seq`, not their time: the wall
clock may be set back.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.alarms import Priority
from app.domain.incidents.states import Resolution, TaskState


class Source(enum.StrEnum):
    """Where an incident came from."""

    ALARM = "alarm"
    OPERATOR = "operator"
    REPORT = "report"
    """A citizen's."""
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Opened:
    """`zone` and the position (WGS 84 degrees) are those of the first device, or what the operator gave.
    `follows` is a closed incident of the same cause, when there was one shortly before."""

    kind: str
    title: str
    priority: Priority
    source: Source
    device: str = ""
    place: str = ""
    """An address or a name, as a person would say it."""
    zone: str = ""
    lat: float | None = None
    lon: float | None = None
    procedure: str = ""
    procedure_version: int = 0
    follows: str = ""
    acknowledge_s: float = 0.0
    """Target times of its kind and priority at this moment, in seconds from the opening; 0 has none."""
    arrive_s: float = 0.0
    resolve_s: float = 0.0


@dataclass(frozen=True, slots=True)
class LinkedAlarm:
    """An alarm as it joined; `cause` is the alarm that suppresses it: then it is a consequence."""

    alarm: str
    device: str
    rule: str
    priority: Priority
    raised_at: int
    cause: str = ""
    activations: int = 0
    """How often it had been raised by then; 0 is not known."""


@dataclass(frozen=True, slots=True)
class AlarmsJoined:
    """Alarms that are new to the incident, or that were raised again. `rule` is the row of the correlation
    table that brought them; empty when an operator did."""

    alarms: tuple[LinkedAlarm, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class AlarmsReturned:
    """Ids of alarms whose condition is gone."""

    alarms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chattered:
    """An alarm that came back `times` since it was told of last: from `since` on, the last time at `last`.
    `link` is as it was then; `returned` says since when its condition is gone, 0 while it stands."""

    link: LinkedAlarm
    times: int
    since: int
    last: int
    returned: int = 0


@dataclass(frozen=True, slots=True)
class AlarmsChattered:
    """Alarms that come and go so often that they are counted, in place of an event for each time."""

    alarms: tuple[Chattered, ...]


@dataclass(frozen=True, slots=True)
class AlarmsMovedOut:
    """By an operator: these alarms do not belong here, and do not join this incident again."""

    alarms: tuple[str, ...]
    to: str = ""
    """The incident they went to."""


@dataclass(frozen=True, slots=True)
class CauseMarked:
    """This alarm is the first cause."""

    alarm: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    pass


@dataclass(frozen=True, slots=True)
class OwnerSet:
    """Empty for nobody. `shift` is the hand-over that did it."""

    owner: str
    reason: str = ""
    shift: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    operator: str
    on: bool


@dataclass(frozen=True, slots=True)
class Noted:
    text: str


@dataclass(frozen=True, slots=True)
class PrioritySet:
    priority: Priority
    reason: str = ""
    acknowledge_s: float = 0.0
    """Target times from the opening, or from the newest reopening, for this priority."""
    arrive_s: float = 0.0
    resolve_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Described:
    """Kind, title or place are others now: all of them as they are from here on."""

    kind: str
    title: str
    place: str
    zone: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class DeviceLinked:
    device: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class CommandTold:
    """An order that was given for this incident has moved: `state` and `end` are the command's own words,
    `deed` as the settings name it (`close`). For a group `command` is its id and `device` is empty."""

    command: str
    device: str
    deed: str
    state: str
    end: str = ""
    operator: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CrewMoved:
    """`command` is the task as it was sent, empty when it was told by radio; `text` what the crew said, or
    why it could not be reached; `by_hand` an operator wrote it down."""

    crew: str
    state: TaskState
    command: str = ""
    text: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureSet:
    """It is followed by this version from here on; ticks of steps that it has too stay."""

    procedure: str
    version: int


@dataclass(frozen=True, slots=True)
class Given:
    """What was entered into a field of a step, as text."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class StepTicked:
    """`choice` is the branch that was taken; `version` that of the procedure it was ticked in."""

    step: str
    version: int
    choice: str = ""
    given: tuple[Given, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepUnticked:
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is kept under its SHA-256 (hex). `name` is for people and never a path."""

    name: str
    size: int
    sha256: str
    media: str = ""
    """Its media type, such as `image/jpeg`, by what the file begins with."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Escalated:
    """Nobody reacted in time. `level` counts from 1; `target` is the time that was missed: `acknowledge`,
    `arrive` or `resolve`."""

    level: int
    target: str


@dataclass(frozen=True, slots=True)
class Resolved:
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    resolution: Resolution
    reason: str
    leads_to: str = ""
    """Of a duplicate, the incident that stays."""
    active_alarms: int = 0
    """How many of its alarms stood when it was closed."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """The target times begin again, and so does the escalation."""

    reason: str


@dataclass(frozen=True, slots=True)
class Absorbed:
    """Another incident was merged into this one, with all that hung from it."""

    incident: str
    alarms: tuple[LinkedAlarm, ...] = ()
    active: tuple[str, ...] = ()
    """Ids of those that stand."""
    devices: tuple[str, ...] = ()
    watchers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SplitFrom:
    """This incident was made of alarms of another one."""

    incident: str
    alarms: tuple[LinkedAlarm, ...]
    active: tuple[str, ...] = ()


EventBody = (
    Opened
    | AlarmsJoined
    | AlarmsReturned
    | AlarmsChattered
    | AlarmsMovedOut
    | CauseMarked
    | Acknowledged
    | OwnerSet
    | Watched
    | Noted
    | PrioritySet
    | Described
    | DeviceLinked
    | CommandTold
    | CrewMoved
    | ProcedureSet
    | StepTicked
    | StepUnticked
    | Attached
    | Escalated
    | Resolved
    | Closed
    | Reopened
    | Absorbed
    | SplitFrom
)


@dataclass(frozen=True, slots=True)
class IncidentEvent:
    """`incident` and `seq` (from 1, without gaps) name it; `at` wall time in epoch ms; `by` an operator, a
    crew for what it said, or empty when the program did it; `console` where from."""

    incident: str
    seq: int
    at: int
    by: str
    console: str
    body: EventBody


@dataclass(frozen=True, slots=True)
class IncidentDraft:
    """An event that is to happen; the book gives it its number and time."""

    incident: str
    body: EventBody
