"""Reads back what the engine needs after a start."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from app.domain.alarms import Alarm, Priority
from app.domain.catalogue import ValueType
from app.domain.devices import Device
from app.store import schema
from app.store.records import Restored
from app.store.segments import HOT, LIVE, load_segments

_MOST_HOT = 20


def restore(connection: Connection) -> Restored:
    """Everything the engine takes up again; retired devices stay away."""
    points = connection.exec_driver_sql("SELECT id, device, quantity, type FROM point ORDER BY id").all()
    texts = connection.exec_driver_sql("SELECT code, text FROM text ORDER BY code").all()
    return Restored(
        devices=load_devices(connection),
        points=[(row[0], row[1], row[2], ValueType(row[3])) for row in points],
        texts=[(row[0], row[1]) for row in texts],
        alarms=load_alarms(connection),
        last=load_last(connection),
    )


def load_devices(connection: Connection) -> list[Device]:
    rows = connection.execute(select(schema.device).where(schema.device.c.retired_at.is_(None)))
    return [device_of(row) for row in rows]


def device_of(row: Any) -> Device:
    return Device(
        id=row.id,
        kind=row.kind,
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        zone=row.zone,
        parent=row.parent,
        model=row.model,
        capabilities=tuple(json.loads(row.capabilities)),
        expected_interval_s=row.expected_interval_s,
        simulated=row.simulated,
    )


def load_alarms(connection: Connection) -> list[Alarm]:
    return [alarm_of(row) for row in connection.execute(select(schema.alarm))]


def alarm_of(row: Any) -> Alarm:
    return Alarm(
        id=row.id,
        device=row.device,
        rule=row.rule,
        priority=Priority(row.priority),
        version=row.version,
        active=row.active,
        unacknowledged=row.unacknowledged,
        latched=row.latched,
        shelved_until=row.shelved_until,
        shelve_count=row.shelve_count,
        suppressed_by=row.suppressed_by,
        consequences=row.consequences,
        out_of_service=row.out_of_service,
        quantity=row.quantity,
        value=json.loads(row.value),
        limit=row.limit_value,
        raised_at=row.raised_at,
        returned_at=row.returned_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=row.acknowledged_by,
        comment=row.comment,
        activations=row.activations,
        raised_version=row.raised_version,
        unannounced=row.unannounced,
        first_shelved_at=row.first_shelved_at,
    )


def load_last(connection: Connection) -> list[tuple[int, int, float]]:
    """The newest reading of every point: the snapshot and what is still in hot tables."""
    last: dict[int, tuple[int, float]] = {}
    for point, ts, value in connection.exec_driver_sql("SELECT point, ts, value FROM last_reading"):
        last[point] = (ts, value)
    hot = [segment for segment in load_segments(connection) if segment.level == HOT and segment.state == LIVE]
    for segment in hot[-_MOST_HOT:]:
        newest = f"SELECT point, max(ts), value FROM {segment.table} GROUP BY point"
        for point, ts, value in connection.exec_driver_sql(newest):
            known = last.get(point)
            if known is None or ts >= known[0]:
                last[point] = (ts, value)
    return [(point, ts, value) for point, (ts, value) in last.items()]
