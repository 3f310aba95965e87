"""The logs as lists, newest first (transitions, events, rejects), and figures of the database."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select

from app.domain.alarms import Priority, Transition
from app.domain.catalogue import ValueType
from app.store import schema
from app.store.records import RejectRecord
from app.store.restoring import load_last
from app.store.segments import load_segments

EVER = 2**62


@dataclass(frozen=True, slots=True)
class AlarmEntry:
    """One transition of one alarm as it was recorded; `at` is wall time in epoch milliseconds."""

    at: int
    alarm: str
    device: str
    rule: str
    transition: Transition
    by: str
    reason: str
    priority: Priority
    version: int
    active: bool
    unacknowledged: bool
    suppressed_by: str
    quantity: str
    value: float | bool | str | None
    limit: float | None


@dataclass(frozen=True, slots=True)
class EventEntry:
    """Something a device said; `at` when it was noted, `ts` when it happened, epoch milliseconds."""

    at: int
    ts: int
    device: str
    type: str
    active: bool
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class LastReading:
    """The last recorded value of a point; a text as its words, `ts` in epoch milliseconds."""

    device: str
    quantity: str
    ts: int
    value: float | bool | str


@dataclass(frozen=True, slots=True)
class DatabaseFigures:
    """How large the history is. `readings` counts those in runs, `hot_tables` the tables not yet sorted."""

    revision: str
    size_bytes: int
    free_bytes: int
    devices: int
    points: int
    readings: int
    runs: int
    hot_tables: int
    spoilt: int
    first_ts: int | None
    alarm_transitions: int
    rejects: dict[str, int]


def list_alarm_log(
    connection: Connection,
    *,
    since_ms: int = 0,
    until_ms: int = EVER,
    device: str | None = None,
    limit: int = 1000,
) -> list[AlarmEntry]:
    query = _newest(schema.alarm_log, since_ms, device, limit).where(schema.alarm_log.c.at < until_ms)
    rows = connection.execute(query)
    return [
        AlarmEntry(
            at=row.at,
            alarm=row.alarm,
            device=row.device,
            rule=row.rule,
            transition=Transition(row.transition),
            by=row.by_whom,
            reason=row.reason,
            priority=Priority(row.priority),
            version=row.version,
            active=row.active,
            unacknowledged=row.unacknowledged,
            suppressed_by=row.suppressed_by,
            quantity=row.quantity,
            value=json.loads(row.value),
            limit=row.limit_value,
        )
        for row in rows
    ]


def list_events(
    connection: Connection, *, since_ms: int = 0, device: str | None = None, limit: int = 1000
) -> list[EventEntry]:
    rows = connection.execute(_newest(schema.event_log, since_ms, device, limit))
    return [
        EventEntry(row.at, row.ts, row.device, row.type, row.active, row.severity, row.text) for row in rows
    ]


def list_rejects(connection: Connection, *, limit: int = 1000) -> list[RejectRecord]:
    rows = connection.execute(_newest(schema.reject, 0, None, limit))
    return [RejectRecord(row.at, row.topic, bytes(row.head), row.reason, row.detail) for row in rows]


def reject_totals(connection: Connection) -> dict[str, int]:
    """How many messages were rejected since the database was made, by reason."""
    rows = connection.exec_driver_sql("SELECT reason, count FROM reject_total ORDER BY count DESC")
    return {row[0]: row[1] for row in rows}


def list_last(connection: Connection) -> list[LastReading]:
    """The last recorded value of every point that has one."""
    points = {
        row[0]: (row[1], row[2], ValueType(row[3]))
        for row in connection.exec_driver_sql("SELECT id, device, quantity, type FROM point")
    }
    texts = load_texts(connection)
    found = []
    for point, ts, value in load_last(connection):
        if point in points:
            device, quantity, type_ = points[point]
            found.append(LastReading(device, quantity, ts, spoken(value, type_, texts)))
    return found


def load_texts(connection: Connection) -> dict[int, str]:
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT code, text FROM text")}


def spoken(value: float, type_: ValueType, texts: dict[int, str]) -> float | bool | str:
    """A stored number as what it stands for."""
    if type_ is ValueType.BOOL:
        return value != 0
    if type_ is ValueType.TEXT:
        return texts.get(int(value), "")
    return value


def figures(connection: Connection, path: Path) -> DatabaseFigures:
    segments = load_segments(connection)
    page = connection.exec_driver_sql("PRAGMA page_size").scalar() or 0
    free = connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0
    firsts = [segment.first_ts for segment in segments if segment.first_ts is not None]
    return DatabaseFigures(
        revision=connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "",
        size_bytes=sum(file.stat().st_size for file in (path, Path(f"{path}-wal")) if file.exists()),
        free_bytes=page * free,
        devices=_count(connection, schema.device),
        points=_count(connection, schema.point),
        readings=sum(segment.rows for segment in segments),
        runs=sum(segment.day is not None for segment in segments),
        hot_tables=sum(segment.day is None for segment in segments),
        spoilt=sum(segment.state == "spoilt" for segment in segments),
        first_ts=min(firsts, default=None),
        alarm_transitions=connection.exec_driver_sql("SELECT max(id) FROM alarm_log").scalar() or 0,
        rejects=reject_totals(connection),
    )


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _newest(table: Table, since_ms: int, device: str | None, limit: int) -> Select[Any]:
    query = select(table).where(table.c.at >= since_ms)
    if device is not None:
        query = query.where(table.c.device == device)
    return query.order_by(table.c.id.desc()).limit(limit)
