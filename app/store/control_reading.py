"""What is known of commands, read back: for the engine's start, and as lists for consoles and `inspect`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, DeviceControl, Tag
from app.domain.lighting.lamp_days import LampDay
from app.domain.lighting.plan import LightingPlan
from app.domain.orders import SavedGroup
from app.store.control_statements import COMMAND, CONTROL, GROUP, PLAN, SAVED, TAG

_log = logging.getLogger(__name__)

T = TypeVar("T")

RECENT_COMMANDS = 200
RECENT_GROUPS = 20
MOST_NAMES = 500
"""Parameters in one query; SQLite takes more, but not without end."""


@dataclass(frozen=True, slots=True)
class RestoredControl:
    """`out` are the commands that had not ended; `recent` the newest others, oldest first."""

    out: tuple[Command, ...] = ()
    recent: tuple[Command, ...] = ()
    failed: tuple[Command, ...] = ()
    """Of each device whose newest command failed, the newest that is over."""
    controls: tuple[DeviceControl, ...] = ()
    groups: tuple[CommandGroup, ...] = ()
    tags: tuple[Tag, ...] = ()
    saved: tuple[SavedGroup, ...] = ()
    plan: LightingPlan = field(default_factory=LightingPlan)
    lamp_days: tuple[LampDay, ...] = ()
    """Those of the newest day that is stored, and of the day before it."""


def restore_control(connection: Connection) -> RestoredControl:
    out = _bodies(connection, "SELECT body FROM command WHERE ended_at = 0 ORDER BY id")
    recent = _bodies(
        connection,
        "SELECT body FROM command WHERE ended_at <> 0 AND command_group = ''"
        " ORDER BY issued DESC, id DESC LIMIT ?",
        (RECENT_COMMANDS,),
    )
    groups = _bodies(
        connection,
        "SELECT body FROM command_group WHERE state <> 'done' OR id IN"
        " (SELECT id FROM command_group ORDER BY started DESC LIMIT ?) ORDER BY started",
        (RECENT_GROUPS,),
    )
    controls = list_controls(connection)
    plan = _bodies(connection, "SELECT body FROM lighting_plan ORDER BY version DESC LIMIT 5")
    return RestoredControl(
        out=tuple(_sound(COMMAND, out)),
        recent=tuple(_sound(COMMAND, reversed(recent))),
        failed=tuple(_newest_over(connection, [each.device for each in controls if each.failed])),
        controls=tuple(controls),
        groups=tuple(_sound(GROUP, groups)),
        tags=tuple(_sound(TAG, _bodies(connection, "SELECT body FROM device_tag"))),
        saved=tuple(_sound(SAVED, _bodies(connection, "SELECT body FROM saved_group"))),
        plan=next(_sound(PLAN, plan), LightingPlan()),
        lamp_days=tuple(_days(connection, "WHERE day >= (SELECT max(day) FROM lamp_day) - 1")),
    )


def _newest_over(connection: Connection, devices: Sequence[str]) -> Iterator[Command]:
    for first in range(0, len(devices), MOST_NAMES):
        names = tuple(devices[first : first + MOST_NAMES])
        found = _bodies(
            connection,
            "SELECT body FROM command AS c WHERE ended_at <> 0"
            f" AND device IN ({','.join('?' * len(names))}) AND id ="
            " (SELECT id FROM command WHERE device = c.device AND ended_at <> 0"
            " ORDER BY issued DESC, id DESC LIMIT 1)",
            names,
        )
        yield from _sound(COMMAND, found)


def list_controls(connection: Connection) -> list[DeviceControl]:
    """What holds for every device that was ever commanded."""
    return list(_sound(CONTROL, _bodies(connection, "SELECT body FROM device_control")))


def list_commands(
    connection: Connection,
    *,
    since_ms: int = 0,
    device: str | None = None,
    group: str | None = None,
    incident: str | None = None,
    failed: bool = False,
    limit: int = 1000,
) -> list[Command]:
    """Newest first; `failed` leaves those that ended other than asked."""
    wanted: list[tuple[str, int | str]] = [("issued >= ?", since_ms)]
    wanted += [
        (f"{column} = ?", value)
        for column, value in (("device", device), ("command_group", group), ("incident", incident))
        if value is not None
    ]
    where = " AND ".join(clause for clause, _ in wanted)
    if failed:
        where += " AND ended_at <> 0 AND state <> 'confirmed'"
    values = tuple(value for _, value in wanted)
    found = _bodies(
        connection,
        f"SELECT body FROM command WHERE {where} ORDER BY issued DESC, id DESC LIMIT ?",
        (*values, limit),
    )
    return list(_sound(COMMAND, found))


def list_groups(connection: Connection, *, since_ms: int = 0, limit: int = 100) -> list[CommandGroup]:
    """Newest first."""
    found = _bodies(
        connection,
        "SELECT body FROM command_group WHERE started >= ? ORDER BY started DESC LIMIT ?",
        (since_ms, limit),
    )
    return list(_sound(GROUP, found))


def list_lamp_days(
    connection: Connection, first_day: int, last_day: int, devices: Sequence[str] | None
) -> list[LampDay]:
    """Of these lamps, or of all, from the first day to the last, both included."""
    span = "WHERE day BETWEEN ? AND ?"
    if devices is None:
        return _days(connection, span, (first_day, last_day))
    if len(devices) > MOST_NAMES:
        chosen = frozenset(devices)
        return [each for each in _days(connection, span, (first_day, last_day)) if each.device in chosen]
    marks = ",".join("?" * len(devices))
    return _days(connection, f"{span} AND device IN ({marks})", (first_day, last_day, *devices))


def _days(connection: Connection, where: str, values: tuple[Any, ...] = ()) -> list[LampDay]:
    query = f"SELECT device, day, seen_s, dark_s, on_s, wh, switches FROM lamp_day {where}"
    cursor = connection.exec_driver_sql(query, values).cursor
    assert cursor is not None
    return [LampDay(*row) for row in cursor.fetchall()]


def _sound(decoder: msgspec.json.Decoder[T], bodies: Iterable[bytes]) -> Iterator[T]:
    """Those that can be read: one that cannot must not keep the engine from starting."""
    for body in bodies:
        try:
            yield decoder.decode(body)
        except msgspec.MsgspecError as problem:
            _log.warning("a row of control cannot be read and is passed over: %s", problem)


def _bodies(connection: Connection, query: str, values: tuple[Any, ...] = ()) -> list[bytes]:
    cursor = connection.exec_driver_sql(query, values).cursor
    assert cursor is not None
    return [row[0] for row in cursor.fetchall()]
