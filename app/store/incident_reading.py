"""Incidents, procedures, shifts and work plans, read back: for the engine's start, and as lists."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from app.domain.alarms import Priority
from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.procedures import Procedure
from app.domain.shifts import Shift
from app.domain.work_plan import WorkPlan
from app.store.incident_search import Wanted, numbers_of
from app.store.incident_statements import INCIDENT, MOST_NAMES, PROCEDURE, SHIFT, WORK_PLAN
from app.wire.incidents import EventRecord, event_of

RECENT_SHIFTS = 20
_EVER = 2**62

_EVENT = "i.id, e.seq, e.at, e.by_whom, e.console, e.kind, e.body"

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RestoredIncidents:
    """`records` are those that are open; of each procedure there is the newest version, and those by which
    open incidents go; shifts are those not ended and the last others, oldest first."""

    records: tuple[Record, ...] = ()
    next_number: int = 1
    procedures: tuple[Procedure, ...] = ()
    shifts: tuple[Shift, ...] = ()
    plans: tuple[WorkPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentCount:
    """How many incidents of this kind, zone and priority were opened in a time, and how many closed in it
    with this resolution; `late` of those missed a target. What was opened is counted without a resolution."""

    kind: str
    zone: str
    priority: Priority
    resolution: str = ""
    opened: int = 0
    closed: int = 0
    late: int = 0


def restore_incidents(connection: Connection) -> RestoredIncidents:
    records = tuple(_open_records(connection))
    followed = {(record.incident.procedure, record.incident.procedure_version) for record in records}
    procedures = list_procedures(connection)
    newest = {procedure.id: procedure.version for procedure in procedures}
    return RestoredIncidents(
        records=records,
        next_number=1 + (connection.exec_driver_sql("SELECT max(number) FROM incident").scalar() or 0),
        procedures=tuple(
            each
            for each in procedures
            if each.version == newest[each.id] or (each.id, each.version) in followed
        ),
        shifts=tuple(_newest_shifts(connection)),
        plans=tuple(list_work_plans(connection)),
    )


def _open_records(connection: Connection) -> Iterator[Record]:
    rows = _rows(
        connection,
        f"SELECT {_EVENT} FROM incident AS i INDEXED BY incident_open"
        " CROSS JOIN incident_event AS e ON e.incident = i.number WHERE i.state <> 'closed'",
    )
    return records_of(EventRecord(*row) for row in rows)


def records_of(stored: Iterable[EventRecord]) -> Iterator[Record]:
    """The incidents that these events make, in the order of their first events; what cannot be read is passed
    over. None is of a lower version than the last that is stored of it: no `seq` is given a second time."""
    events: dict[str, list[IncidentEvent]] = {}
    newest: Counter[str] = Counter()
    for record in stored:
        name, seq = record.incident, record.seq
        newest[name] = max(newest[name], seq)
        try:
            events.setdefault(name, []).append(event_of(record))
        except (KeyError, TypeError, ValueError, msgspec.MsgspecError) as problem:
            _log.warning("event %d of %s cannot be read and is passed over: %s", seq, name, problem)
    for name, its_own in events.items():
        try:
            found = fold(its_own)
        except (LookupError, ValueError) as problem:
            _log.warning("the events of %s make no incident; it is passed over: %s", name, problem)
            continue
        yield replace(found, incident=replace(found.incident, version=newest[name]))


def list_incidents(connection: Connection, wanted: Wanted) -> list[Incident]:
    numbers = numbers_of(connection, wanted)
    bodies: dict[int, bytes] = {}
    for chosen in _portions(numbers):
        marks = ",".join("?" * len(chosen))
        bodies.update(
            _rows(connection, f"SELECT number, body FROM incident WHERE number IN ({marks})", chosen)
        )
    return list(_sound(INCIDENT, (bodies[number] for number in numbers if number in bodies)))


def list_closed(connection: Connection, since_ms: int, limit: int) -> list[Incident]:
    """Those that were closed since then, whenever they were opened, the one that was closed last first."""
    rows = _rows(
        connection,
        "SELECT body FROM incident INDEXED BY incident_by_closing WHERE closed_at >= max(?, 1)"
        " ORDER BY closed_at DESC LIMIT ?",
        (since_ms, limit),
    )
    return list(_sound(INCIDENT, (row[0] for row in rows)))


def find_incident(connection: Connection, incident: str) -> Incident | None:
    rows = _rows(connection, "SELECT body FROM incident WHERE id = ?", (incident,))
    return next(_sound(INCIDENT, (row[0] for row in rows)), None)


def list_incident_events(connection: Connection, incidents: Sequence[str]) -> list[EventRecord]:
    """By the number of the incident and the place in it."""
    found: list[tuple[Any, ...]] = []
    for chosen in _portions(incidents):
        marks = ",".join("?" * len(chosen))
        found += _rows(
            connection,
            f"SELECT i.number, {_EVENT} FROM incident AS i CROSS JOIN incident_event AS e"
            f" ON e.incident = i.number WHERE i.id IN ({marks})",
            chosen,
        )
    return [EventRecord(*row[1:]) for row in sorted(found, key=lambda row: (row[0], row[2]))]


def list_procedures(connection: Connection, procedure: str = "") -> list[Procedure]:
    """Every version that is stored, of this one or of all, older ones first."""
    rows = _rows(
        connection,
        "SELECT body FROM procedure WHERE ? IN ('', id) ORDER BY id, version",
        (procedure,),
    )
    return list(_sound(PROCEDURE, (row[0] for row in rows)))


def list_shifts(
    connection: Connection, *, since_ms: int = 0, until_ms: int = 0, operator: str = "", limit: int = 200
) -> list[Shift]:
    """Those that began in the time, newest first."""
    whose = " AND operator = ?" if operator else ""
    rows = _rows(
        connection,
        f"SELECT body FROM shift WHERE began >= ? AND began < ?{whose} ORDER BY began DESC, id DESC LIMIT ?",
        (since_ms, until_ms or _EVER, *([operator] if operator else []), limit),
    )
    return list(_sound(SHIFT, (row[0] for row in rows)))


def _newest_shifts(connection: Connection) -> Iterator[Shift]:
    rows = _rows(
        connection,
        "SELECT body FROM shift WHERE ended = 0 OR id IN"
        " (SELECT id FROM shift WHERE ended <> 0 ORDER BY began DESC, id DESC LIMIT ?) ORDER BY began, id",
        (RECENT_SHIFTS,),
    )
    return _sound(SHIFT, (row[0] for row in rows))


def list_work_plans(connection: Connection) -> list[WorkPlan]:
    """The newest version of each year's, older years first."""
    return list(
        _sound(WORK_PLAN, (row[0] for row in _rows(connection, "SELECT body FROM work_plan ORDER BY year")))
    )


def count_incidents(connection: Connection, since_ms: int, until_ms: int) -> list[IncidentCount]:
    """What was opened, and what was closed, since the one time and before the other (epoch ms)."""
    span = (since_ms, until_ms or _EVER)
    opened = _rows(
        connection,
        "SELECT kind, zone, priority FROM incident INDEXED BY incident_by_opening"
        " WHERE opened_at >= ? AND opened_at < ?",
        span,
    )
    closed = _rows(
        connection,
        "SELECT kind, zone, priority, resolution, late FROM incident INDEXED BY incident_by_closing"
        " WHERE closed_at >= max(?, 1) AND closed_at < ?",
        span,
    )
    # Counted here: SQLite would sort them all first, which takes several times as long.
    late = Counter(row[:4] for row in closed if row[4])
    ended = Counter(row[:4] for row in closed)
    return [
        *(IncidentCount(*_named(key), opened=many) for key, many in sorted(Counter(opened).items())),
        *(
            IncidentCount(*_named(key), key[3], closed=many, late=late[key])
            for key, many in sorted(ended.items())
        ),
    ]


def _named(key: tuple[Any, ...]) -> tuple[str, str, Priority]:
    return key[0], key[1], Priority(key[2])


def _portions(names: Sequence[T]) -> Iterator[tuple[T, ...]]:
    for first in range(0, len(names), MOST_NAMES):
        yield tuple(names[first : first + MOST_NAMES])


def _sound(decoder: msgspec.json.Decoder[T], bodies: Iterable[bytes]) -> Iterator[T]:
    """Those that can be read: one that cannot must not keep the engine from starting."""
    for body in bodies:
        try:
            yield decoder.decode(body)
        except msgspec.MsgspecError as problem:
            _log.warning("a row of incidents cannot be read and is passed over: %s", problem)


def _rows(connection: Connection, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    cursor = connection.exec_driver_sql(query, values).cursor
    assert cursor is not None
    return list(cursor.fetchall())
