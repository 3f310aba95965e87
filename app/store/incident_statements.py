"""Rows of incidents and their events, procedures, shifts and work plans, written with the changes.

Events are only ever added. A row keeps its whole object as JSON, as those of commands do; what is searched
stands beside it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.domain.changes import Change
from app.domain.incidents.incident import Incident, IncidentChanged
from app.domain.incidents.procedures import Procedure, ProcedureChanged
from app.domain.shifts import Shift, ShiftChanged
from app.domain.work_plan import WorkPlan, WorkPlanChanged
from app.store.incident_words import words_of
from app.wire.incidents import record_of

Row = tuple[Any, ...]
Write = Callable[[str, Iterable[Row]], None]

MOST_NAMES = 500
"""Parameters in one query."""

encode = msgspec.json.Encoder().encode
INCIDENT = msgspec.json.Decoder(Incident)
PROCEDURE = msgspec.json.Decoder(Procedure)
SHIFT = msgspec.json.Decoder(Shift)
WORK_PLAN = msgspec.json.Decoder(WorkPlan)

_PUT_INCIDENT = (
    "INSERT INTO incident (number, id, kind, state, priority, zone, owner, resolution, late,"
    " opened_at, closed_at, version, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"
    " ON CONFLICT (number) DO UPDATE SET kind=excluded.kind, state=excluded.state,"
    " priority=excluded.priority, zone=excluded.zone, owner=excluded.owner, resolution=excluded.resolution,"
    " late=excluded.late, opened_at=excluded.opened_at, closed_at=excluded.closed_at,"
    " version=excluded.version, body=excluded.body WHERE excluded.version > incident.version"
)
_ADD_EVENT = (
    "INSERT INTO incident_event (incident, seq, at, by_whom, console, kind, body) VALUES (?,?,?,?,?,?,?)"
    " ON CONFLICT (incident, seq) DO NOTHING"
)
_ADD_WORDS = "INSERT INTO incident_text (rowid, words, kind, zone) VALUES (?,?,?,?)"
_MORE_WORDS = "UPDATE incident_text SET words = words || char(10) || ?, kind = ?, zone = ? WHERE rowid = ?"
_ADD_PROCEDURE = (
    "INSERT INTO procedure (id, version, body) VALUES (?,?,?) ON CONFLICT (id, version) DO NOTHING"
)
_PUT_SHIFT = (
    "INSERT INTO shift (id, operator, began, ended, version, body) VALUES (?,?,?,?,?,?)"
    " ON CONFLICT (id) DO UPDATE SET ended=excluded.ended, version=excluded.version, body=excluded.body"
    " WHERE excluded.version >= shift.version"
)
_PUT_WORK_PLAN = (
    "INSERT INTO work_plan (year, version, body) VALUES (?,?,?)"
    " ON CONFLICT (year) DO UPDATE SET version=excluded.version, body=excluded.body"
    " WHERE excluded.version >= work_plan.version"
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Rows:
    incident: Row
    events: list[Row]


def write_incidents(connection: Connection, changes: Sequence[Change], write: Write) -> None:
    """Store what changed; of one incident only the newest state is written, of its events all."""
    moved: dict[str, IncidentChanged] = {}
    for change in changes:
        if isinstance(change, IncidentChanged):
            known = moved.get(change.incident.id)
            moved[change.incident.id] = change if known is None else together(known, change)
    sound = {id_: rows for id_, change in moved.items() if (rows := _fit(change)) is not None}
    if sound:
        _write_words(connection, [moved[id_] for id_ in sound], write)
        write(_PUT_INCIDENT, [rows.incident for rows in sound.values()])
        write(_ADD_EVENT, [event for rows in sound.values() for event in rows.events])
    _write_others(changes, write)


def together(first: IncidentChanged, then: IncidentChanged) -> IncidentChanged:
    """Both changes of one incident as one: its newer state, and all events."""
    newer = max(then, first, key=lambda change: change.incident.version)
    return IncidentChanged(newer.incident, (*first.events, *then.events))


def is_late(incident: Incident) -> bool:
    """Whether a closed incident missed one of its targets. What was not reached any more before it ended
    counts as reached at its end: a false alarm needs no crew."""
    if incident.open:
        return False
    ended = incident.resolved_at or incident.closed_at
    reached = (
        (incident.acknowledge_by, incident.acknowledged_at),
        (incident.arrive_by, incident.arrived_at),
        (incident.resolve_by, incident.resolved_at),
    )
    return any(by and (at or ended) > by for by, at in reached)


def _fit(change: IncidentChanged) -> _Rows | None:
    """None for what cannot be stored at all, such as half a character: it must not hold up the others."""
    try:
        return _Rows(_incident(change.incident), list(_events(change)))
    except (TypeError, ValueError) as problem:
        _log.error("%s cannot be stored and is left out: %s", change.incident.id, problem)
        return None


def _incident(incident: Incident) -> Row:
    return (
        incident.number,
        incident.id,
        incident.kind,
        str(incident.state),
        int(incident.priority),
        incident.zone,
        incident.owner,
        str(incident.resolution or ""),
        int(is_late(incident)),
        incident.opened_at,
        0 if incident.open else incident.closed_at,
        incident.version,
        encode(incident),
    )


def _events(change: IncidentChanged) -> Iterator[Row]:
    number = change.incident.number
    for event in change.events:
        record = record_of(event)
        yield number, record.seq, record.at, record.by, record.console, record.kind, record.body


def _write_words(connection: Connection, moved: Sequence[IncidentChanged], write: Write) -> None:
    """Before the incidents themselves, so that what was stored already is told by its version.

    FTS5 writes its index out for every row that is inserted by way of a query, hence the query apart.
    """
    versions = _versions(connection, [change.incident.number for change in moved])
    new: list[Row] = []
    more: list[Row] = []
    for change in moved:
        incident = change.incident
        version = versions.get(incident.number)
        words = words_of(change.events)
        if version is None:
            first = f"{incident.id} {incident.number}\n{words}"
            new.append((incident.number, first, incident.kind, incident.zone))
        elif words and incident.version > version:
            more.append((words, incident.kind, incident.zone, incident.number))
    write(_ADD_WORDS, new)
    write(_MORE_WORDS, more)


def _versions(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for first in range(0, len(numbers), MOST_NAMES):
        chosen = tuple(numbers[first : first + MOST_NAMES])
        marks = ",".join("?" * len(chosen))
        rows = connection.exec_driver_sql(
            f"SELECT number, version FROM incident WHERE number IN ({marks})", chosen
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def _write_others(changes: Sequence[Change], write: Write) -> None:
    procedures: list[Row] = []
    shifts: dict[str, Row] = {}
    plans: dict[int, Row] = {}
    for change in changes:
        match change:
            case ProcedureChanged(procedure=each):
                procedures.append((each.id, each.version, encode(each)))
            case ShiftChanged(shift=shift):
                shifts[shift.id] = (
                    shift.id,
                    shift.operator,
                    shift.began,
                    shift.ended,
                    shift.version,
                    encode(shift),
                )
            case WorkPlanChanged(plan=plan):
                plans[plan.year] = (plan.year, plan.version, encode(plan))
            case _:
                pass
    write(_ADD_PROCEDURE, procedures)
    write(_PUT_SHIFT, list(shifts.values()))
    write(_PUT_WORK_PLAN, list(plans.values()))
