"""Reads back what the engine needs after a start. Plain tuples all through: a city has 150,000 points."""

from __future__ import annotations

import functools
import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table

from app.domain.alarms import Alarm, Priority
from app.domain.catalogue import ValueType
from app.domain.devices import Device
from app.store import schema
from app.store.control_reading import restore_control
from app.store.incident_reading import restore_incidents
from app.store.records import Restored
from app.store.segments import HOT, LIVE, load_segments

_MOST_HOT = 20
_TYPES = {type_.value: type_ for type_ in ValueType}
_PRIORITIES = {priority.value: priority for priority in Priority}


def restore(connection: Connection) -> Restored:
    """Everything the engine takes up again; retired devices stay away."""
    with _no_collection():
        points = fetch(connection, "SELECT id, device, quantity, type FROM point ORDER BY id")
        return Restored(
            devices=load_devices(connection),
            points=[(number, device, quantity, _TYPES[type_]) for number, device, quantity, type_ in points],
            texts=fetch(connection, "SELECT code, text FROM text ORDER BY code"),
            alarms=load_alarms(connection),
            last=load_last(connection),
            control=restore_control(connection),
            incidents=restore_incidents(connection),
        )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Half a million new objects, none of them garbage: looking for some takes longer than making them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def fetch(connection: Connection, query: str) -> list[Any]:
    """Rows as plain tuples; errors of the driver come as they are."""
    cursor = connection.exec_driver_sql(query).cursor
    assert cursor is not None
    return list(cursor.fetchall())


def load_devices(connection: Connection) -> list[Device]:
    rows = fetch(connection, f"SELECT {_columns(schema.device)} FROM device WHERE retired_at IS NULL")
    make: Callable[..., Device] = Device
    return [make(*row[:8], _words(row[8]), row[9], bool(row[10])) for row in rows]


@functools.lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    """Many devices have the same capabilities."""
    return tuple(json.loads(text))


def load_alarms(connection: Connection) -> list[Alarm]:
    return [_alarm(row) for row in fetch(connection, f"SELECT {_columns(schema.alarm)} FROM alarm")]


def _alarm(row: tuple[Any, ...]) -> Alarm:
    """The columns stand in the order of the fields; a test holds the two together."""
    make: Callable[..., Alarm] = Alarm
    return make(
        *row[:3],
        _PRIORITIES[row[3]],
        row[4],
        bool(row[5]),
        bool(row[6]),
        bool(row[7]),
        *row[8:12],
        bool(row[12]),
        row[13],
        json.loads(row[14]),
        *row[15:23],
        bool(row[23]),
        row[24],
    )


def _columns(table: Table) -> str:
    return ", ".join(column.name for column in table.columns)


def load_last(connection: Connection) -> list[tuple[int, int, float]]:
    """The newest reading of every point: the snapshot and what is still in hot tables."""
    last = {row[0]: row for row in fetch(connection, "SELECT point, ts, value FROM last_reading")}
    hot = [segment for segment in load_segments(connection) if segment.level == HOT and segment.state == LIVE]
    for segment in hot[-_MOST_HOT:]:
        for row in fetch(connection, f"SELECT point, max(ts), value FROM {segment.table} GROUP BY point"):
            known = last.get(row[0])
            if known is None or row[1] >= known[1]:
                last[row[0]] = row
    return list(last.values())
