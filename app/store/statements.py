"""Turns changes and records into rows, and writes them on a connection; owns the SQL of the named tables."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, ProgrammingError

from app.domain.alarms import Alarm
from app.domain.changes import AlarmChanged, Change, DeviceIntroduced, DeviceRetired, EventNoted
from app.domain.devices import Device
from app.store import schema
from app.store.control_statements import write_control
from app.store.footage_statements import write_footage
from app.store.incident_statements import write_incidents
from app.store.records import RejectRecord

REJECTS_KEPT = 1000

Row = tuple[Any, ...]

_UNFIT = (IntegrityError, DataError, InterfaceError, ProgrammingError, TypeError, ValueError, OverflowError)

_log = logging.getLogger(__name__)


def _insert(table: Table, *, without: tuple[str, ...] = ()) -> str:
    names = [column.name for column in table.columns if column.name not in without]
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _upsert(table: Table, *, guard: str = "") -> str:
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if column.name not in keys]
    settings = ", ".join(f"{name}=excluded.{name}" for name in others)
    where = f" WHERE {guard}" if guard else ""
    return f"{_insert(table)} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {settings}{where}"


_PUT_DEVICE = _upsert(schema.device)
_PUT_ALARM = _upsert(schema.alarm, guard="excluded.version >= alarm.version")
_PUT_LAST = _upsert(schema.last_reading, guard="excluded.ts >= last_reading.ts")
_ADD_ALARM_LOG = _insert(schema.alarm_log, without=("id",))
_ADD_EVENT = _insert(schema.event_log, without=("id",))
_ADD_REJECT = _insert(schema.reject, without=("id",))
_ADD_POINT = _insert(schema.point)
_ADD_TEXT = _insert(schema.text)
_ADD_REJECT_TOTAL = (
    "INSERT INTO reject_total (reason, count) VALUES (?, ?) "
    "ON CONFLICT (reason) DO UPDATE SET count = reject_total.count + excluded.count"
)


def device_row(device: Device) -> Row:
    return (
        device.id,
        device.kind,
        device.name,
        device.lat,
        device.lon,
        device.zone,
        device.parent,
        device.model,
        json.dumps(device.capabilities),
        device.expected_interval_s,
        device.simulated,
        None,
    )


def alarm_row(alarm: Alarm) -> Row:
    return (
        alarm.id,
        alarm.device,
        alarm.rule,
        int(alarm.priority),
        alarm.version,
        alarm.active,
        alarm.unacknowledged,
        alarm.latched,
        alarm.shelved_until,
        alarm.shelve_count,
        alarm.suppressed_by,
        alarm.consequences,
        alarm.out_of_service,
        alarm.quantity,
        json.dumps(alarm.value),
        alarm.limit,
        alarm.raised_at,
        alarm.returned_at,
        alarm.acknowledged_at,
        alarm.acknowledged_by,
        alarm.comment,
        alarm.activations,
        alarm.raised_version,
        alarm.unannounced,
        alarm.first_shelved_at,
    )


def alarm_log_row(change: AlarmChanged) -> Row:
    alarm = change.alarm
    return (
        change.at,
        alarm.id,
        alarm.device,
        alarm.rule,
        change.transition.value,
        change.by,
        change.reason,
        int(alarm.priority),
        alarm.version,
        alarm.active,
        alarm.unacknowledged,
        alarm.suppressed_by,
        alarm.quantity,
        json.dumps(alarm.value),
        alarm.limit,
    )


def write_changes(connection: Connection, changes: Sequence[Change], now_ms: int) -> None:
    """Store what changed. Of one alarm or device only the newest state is written, of the logs all."""
    alarms: dict[str, Row] = {}
    log: list[Row] = []
    events: list[Row] = []
    for change in changes:
        match change:
            case AlarmChanged(alarm=alarm):
                alarms[alarm.id] = alarm_row(alarm)
                log.append(alarm_log_row(change))
            case EventNoted(event=event, at=at):
                events.append(
                    (at, event.ts, event.device, event.type, event.active, event.severity, event.text)
                )
            case _:
                pass
    _many(connection, _PUT_ALARM, alarms.values())
    _many(connection, _ADD_ALARM_LOG, log)
    _many(connection, _ADD_EVENT, events)
    _write_devices(connection, changes, now_ms)

    def write(statement: str, rows: Iterable[Row]) -> None:
        _many(connection, statement, rows)

    write_control(changes, write)
    write_incidents(connection, changes, write)
    write_footage(changes, write)


def _write_devices(connection: Connection, changes: Sequence[Change], now_ms: int) -> None:
    states: dict[str, Row | None] = {}
    for change in changes:
        if isinstance(change, DeviceIntroduced):
            states[change.device.id] = device_row(change.device)
        elif isinstance(change, DeviceRetired):
            states[change.device] = None
    retired = [device for device, row in states.items() if row is None]
    _many(connection, _PUT_DEVICE, (row for row in states.values() if row is not None))
    _many(connection, "UPDATE device SET retired_at=? WHERE id=?", ((now_ms, device) for device in retired))
    _many(connection, "DELETE FROM alarm WHERE device=?", ((device,) for device in retired))


def write_points(connection: Connection, rows: Sequence[Row], texts: Sequence[Row]) -> None:
    """Store newly registered points (id, device, quantity, type) and texts (code, text)."""
    _many(connection, _ADD_POINT, rows)
    _many(connection, _ADD_TEXT, texts)


def write_rejects(connection: Connection, rejects: Sequence[RejectRecord], totals: dict[str, int]) -> None:
    """Store the newest rejects, forget all but the last 1,000, and add to the totals by reason."""
    newest = rejects[-REJECTS_KEPT:]
    rows = ((entry.at, entry.topic, entry.head, entry.reason, entry.detail) for entry in newest)
    _many(connection, _ADD_REJECT, rows)
    _many(connection, _ADD_REJECT_TOTAL, totals.items())
    if newest:
        connection.exec_driver_sql(
            "DELETE FROM reject WHERE id <= (SELECT max(id) FROM reject) - ?", (REJECTS_KEPT,)
        )


def write_last(connection: Connection, rows: Iterable[tuple[int, int, float]]) -> None:
    """Store last readings (point, ts ms, value); an older one never replaces a newer one."""
    _many(connection, _PUT_LAST, rows)


def write_readings(connection: Connection, table: str, rows: list[tuple[int, int, float]]) -> None:
    """Append (point, ts ms, value) to a hot table. A NaN is NULL to SQLite and is left out, as is what
    SQLite cannot hold at all."""
    statement = f"INSERT OR IGNORE INTO {table} VALUES (?,?,?)"
    if rows and not _try(connection, statement, rows):
        _many(connection, statement, [row for row in rows if is_sound(row)])


def is_sound(row: object) -> bool:
    """Whether SQLite can hold it as (point, ts ms, value)."""
    match row:
        case (int() as point, int() as ts, int() | float() as value):
            return all(abs(number) < 2**62 for number in (point, ts)) and abs(value) < 2**62
        case _:
            return False


def _many(connection: Connection, statement: str, rows: Iterable[Row]) -> None:
    """Write all rows; where one does not fit, the others without it: it must not hold them up for ever."""
    ready = rows if isinstance(rows, list) else list(rows)
    if not ready or _try(connection, statement, ready):
        return
    left_out = [row for row in ready if not _try(connection, statement, [row])]
    _log.error("%d rows do not fit and were left out, as %.200r", len(left_out), left_out[:1])


def _try(connection: Connection, statement: str, rows: list[Any]) -> bool:
    """False when something in the rows does not fit; then none of them is written."""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(statement, rows)
    except _UNFIT:
        return False
    return True
