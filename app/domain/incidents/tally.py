"""An incident while its events are counted up, one after another."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

from app.domain.incidents.events import (
    Attached,
    CommandTold,
    IncidentEvent,
    LinkedAlarm,
    Opened,
    PrioritySet,
    Reopened,
)
from app.domain.incidents.incident import CrewTask, Incident, IncidentAlarm, Record, Tick
from app.domain.incidents.states import PROGRESS, IncidentState

_FIELDS = tuple(each.name for each in dataclasses.fields(Incident))
_values = attrgetter(*_FIELDS)
_RANK: Mapping[IncidentState, int] = {state: rank for rank, state in enumerate(IncidentState)}
_Kept = TypeVar("_Kept")


class Overlay(MutableMapping[str, _Kept]):
    """A large mapping with changes that leave it alone."""

    __slots__ = ("_base", "_gone", "_own")

    def __init__(self, base: Mapping[str, _Kept]) -> None:
        self._base = base
        self._own: dict[str, _Kept] = {}
        self._gone: set[str] = set()

    def __getitem__(self, key: str) -> _Kept:
        if key in self._own:
            return self._own[key]
        if key in self._gone:
            raise KeyError(key)
        return self._base[key]

    def __setitem__(self, key: str, value: _Kept) -> None:
        self._own[key] = value

    def __delitem__(self, key: str) -> None:
        self[key]
        self._own.pop(key, None)
        self._gone.add(key)

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._base if key not in self._gone and key not in self._own)
        yield from self._own

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class Tally:
    """Owned by one thread. `fields` are those of `Incident`; its state and crews come when it is read."""

    fields: dict[str, Any]
    events: list[IncidentEvent]
    targets: Opened | PrioritySet
    """What has set the target times last."""
    runs_since: int
    """From when they count, epoch ms: the opening, or the newest reopening."""
    alarms: MutableMapping[str, IncidentAlarm] = field(default_factory=dict)
    moved_out: MutableMapping[str, bool] = field(default_factory=dict)
    crews: dict[str, CrewTask] = field(default_factory=dict)
    commands: dict[str, CommandTold] = field(default_factory=dict)
    ticks: dict[str, Tick] = field(default_factory=dict)
    devices: tuple[str, ...] = ()
    attachments: tuple[Attached, ...] = ()
    merged: tuple[str, ...] = ()

    @classmethod
    def begin(cls, first: IncidentEvent) -> Tally:
        """Raises ValueError when `first` opens nothing."""
        if isinstance(first.body, Opened):
            return cls(_fields_of(first, first.body), [first], first.body, first.at)
        raise ValueError(f"{first.incident} begins with {type(first.body).__name__} {first.seq}")

    @classmethod
    def of(cls, record: Record) -> Tally:
        """Goes on from a record."""
        return cls(
            dict(zip(_FIELDS, _values(record.incident), strict=True)),
            list(record.events),
            *_targets(record),
            dict(record.alarms),
            dict.fromkeys(record.moved_out, True),
            {task.crew: task for task in record.incident.crews},
            dict(record.commands),
            dict(record.ticks),
            record.devices,
            record.attachments,
            record.merged,
        )

    def branch(self) -> Tally:
        """Another that begins as this one stands, without its events and commands, and leaves it alone;
        how many alarms there are costs nothing. Only while this one does not change."""
        return Tally(
            dict(self.fields),
            [],
            self.targets,
            self.runs_since,
            Overlay(self.alarms),
            Overlay(self.moved_out),
            dict(self.crews),
            {},
            dict(self.ticks),
            self.devices,
            self.attachments,
            self.merged,
        )

    @property
    def version(self) -> int:
        return int(self.fields["version"])

    @property
    def decided_by(self) -> str:
        """Who took the newest decision; empty for the program and for none."""
        decided = self.fields["decided"]
        return next((event.by for event in reversed(self.events) if event.seq == decided), "")

    def run_targets(self, *names: str) -> None:
        """These (`acknowledge`, `arrive`, `resolve`) are due by the seconds that were set last."""
        for name in names:
            self.fields[f"{name}_by"] = due_by(self.runs_since, getattr(self.targets, f"{name}_s"))

    def put_alarm(self, link: LinkedAlarm, joined: int, returned: int = 0) -> None:
        """It belongs here from now on, or as it stands now."""
        known = self.alarms.get(link.alarm)
        self._count(known, -1)
        alarm = IncidentAlarm(link, known.joined if known else joined, returned)
        self._count(alarm, 1)
        self.alarms[link.alarm] = alarm
        self.moved_out.pop(link.alarm, None)

    def take_alarm_out(self, alarm: str) -> None:
        self._count(self.alarms.pop(alarm, None), -1)
        self.moved_out[alarm] = True

    def _count(self, alarm: IncidentAlarm | None, by: int) -> None:
        if alarm is not None:
            fields = self.fields
            fields["alarms"] += by
            fields["active"] += by if alarm.active else 0
            fields["consequences"] += by if alarm.link.cause else 0

    def note(self, event: IncidentEvent) -> None:
        """It is part of the story."""
        self.events.append(event)
        self.fields["version"] = event.seq

    def incident(self) -> Incident:
        fields = self.fields
        fields["crews"] = tuple(self.crews.values())
        fields["ticked"] = len(self.ticks)
        fields["attachments"] = len(self.attachments)
        fields["state"] = self._state()
        return Incident(**fields)

    def record(self) -> Record:
        return Record(
            self.incident(),
            tuple(self.events),
            dict(self.alarms),
            frozenset(self.moved_out),
            self.devices,
            dict(self.commands),
            dict(self.ticks),
            self.attachments,
            self.merged,
        )

    def _state(self) -> IncidentState:
        fields = self.fields
        if fields["resolution"] is not None:
            return IncidentState.CLOSED
        if fields["resolved_at"]:
            return IncidentState.RESOLVED
        reached = [PROGRESS[task.state] for task in self.crews.values() if task.state in PROGRESS]
        if reached:
            return max(reached, key=_RANK.__getitem__)
        return IncidentState.ACKNOWLEDGED if fields["acknowledged_at"] else IncidentState.NEW


def number_of(incident: str) -> int:
    """Of `INC-0417`, 417. Raises ValueError where there is none."""
    return int(incident.rpartition("-")[2])


def id_of(number: int) -> str:
    return f"INC-{number:04d}"


def due_by(since: int, target_s: float) -> int:
    """When a target time is over, epoch ms; 0 where there is none."""
    return since + round(target_s * 1000) if target_s else 0


def _targets(record: Record) -> tuple[Opened | PrioritySet, int]:
    """What set the target times of a record last, and from when they count."""
    bodies = (event.body for event in reversed(record.events))
    body = next(body for body in bodies if isinstance(body, Opened | PrioritySet))
    again = (event.at for event in reversed(record.events) if isinstance(event.body, Reopened))
    return body, next(again, record.incident.opened_at)


def _fields_of(first: IncidentEvent, opened: Opened) -> dict[str, Any]:
    at = first.at
    incident = Incident(
        id=first.incident,
        number=number_of(first.incident),
        kind=opened.kind,
        title=opened.title,
        state=IncidentState.NEW,
        priority=opened.priority,
        opened_at=at,
        version=first.seq,
        decided=0,
        source=str(opened.source),
        place=opened.place,
        zone=opened.zone,
        lat=opened.lat,
        lon=opened.lon,
        device=opened.device,
        procedure=opened.procedure,
        procedure_version=opened.procedure_version,
        acknowledge_by=due_by(at, opened.acknowledge_s),
        arrive_by=due_by(at, opened.arrive_s),
        resolve_by=due_by(at, opened.resolve_s),
        follows=opened.follows,
    )
    return dict(zip(_FIELDS, _values(incident), strict=True))
