"""Rows of commands, groups, tags and plans: written with the changes, read back at a start and for lists.

A row keeps its whole object as JSON, so that a field more needs no migration; what is searched stands
beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from app.domain.changes import Change
from app.domain.command_groups import CommandGroup, GroupChanged
from app.domain.commands import Command, CommandChanged, ControlChanged, DeviceControl, Tag, TagChanged
from app.domain.lighting.lamp_days import LampDay, LampDaysChanged
from app.domain.lighting.plan import LightingPlan, PlanChanged
from app.domain.orders import SavedGroup, SavedGroupChanged

Row = tuple[Any, ...]
Write = Callable[[str, Iterable[Row]], None]

encode = msgspec.json.Encoder().encode
COMMAND = msgspec.json.Decoder(Command)
CONTROL = msgspec.json.Decoder(DeviceControl)
GROUP = msgspec.json.Decoder(CommandGroup)
TAG = msgspec.json.Decoder(Tag)
SAVED = msgspec.json.Decoder(SavedGroup)
PLAN = msgspec.json.Decoder(LightingPlan)

_PUT_COMMAND = (
    "INSERT INTO command"
    " (id, device, action, state, command_group, incident, issued, ended_at, version, body)"
    " VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
    " state=excluded.state, ended_at=excluded.ended_at, version=excluded.version, body=excluded.body"
    " WHERE excluded.version >= command.version"
)
_PUT_GROUP = (
    "INSERT INTO command_group (id, started, state, version, body) VALUES (?,?,?,?,?)"
    " ON CONFLICT (id) DO UPDATE SET state=excluded.state, version=excluded.version, body=excluded.body"
    " WHERE excluded.version >= command_group.version"
)
_PUT_CONTROL = (
    "INSERT INTO device_control (device, body) VALUES (?,?)"
    " ON CONFLICT (device) DO UPDATE SET body=excluded.body"
)
_PUT_TAG = (
    "INSERT INTO device_tag (device, body) VALUES (?,?) ON CONFLICT (device) DO UPDATE SET body=excluded.body"
)
_PUT_SAVED = (
    "INSERT INTO saved_group (id, body) VALUES (?,?) ON CONFLICT (id) DO UPDATE SET body=excluded.body"
)
_PUT_PLAN = (
    "INSERT INTO lighting_plan (version, body) VALUES (?,?)"
    " ON CONFLICT (version) DO UPDATE SET body=excluded.body"
)
_PUT_LAMP_DAY = (
    "INSERT INTO lamp_day (day, device, seen_s, dark_s, on_s, wh, switches) VALUES (?,?,?,?,?,?,?)"
    " ON CONFLICT (day, device) DO UPDATE SET"
    " seen_s=excluded.seen_s, dark_s=excluded.dark_s, on_s=excluded.on_s,"
    " wh=excluded.wh, switches=excluded.switches"
)


def write_control(changes: Sequence[Change], write: Write) -> None:
    """Store what changed; of one command, device or group only the newest state is written."""
    newest: dict[tuple[str, str], Row | None] = {}
    days: dict[tuple[int, str], Row] = {}
    for change in changes:
        if isinstance(change, LampDaysChanged):
            days.update(((each.day, each.device), _lamp_day(each)) for each in change.days)
        elif (state := _state(change)) is not None:
            newest[state[0]] = state[1]
    for table, statement in _PUTS.items():
        write(statement, [row for (where, _), row in newest.items() if where == table and row is not None])
    for table, statement in _DROPS.items():
        write(statement, [(key,) for (where, key), row in newest.items() if where == table and row is None])
    write(_PUT_LAMP_DAY, list(days.values()))


_PUTS = {
    "command": _PUT_COMMAND,
    "control": _PUT_CONTROL,
    "group": _PUT_GROUP,
    "tag": _PUT_TAG,
    "saved": _PUT_SAVED,
    "plan": _PUT_PLAN,
}
_DROPS = {"tag": "DELETE FROM device_tag WHERE device=?", "saved": "DELETE FROM saved_group WHERE id=?"}


def _state(change: Change) -> tuple[tuple[str, str], Row | None] | None:
    """Which row of which table a change replaces, and with what; None where it drops it."""
    match change:
        case CommandChanged(command=command):
            return ("command", command.id), _command(command)
        case ControlChanged(control=control):
            return ("control", control.device), (control.device, encode(control))
        case GroupChanged(group=group):
            row = (group.id, group.started, str(group.state), group.version, encode(group))
            return ("group", group.id), row
        case TagChanged(device=device, tag=tag):
            return ("tag", device), None if tag is None else (device, encode(tag))
        case SavedGroupChanged(id=key, group=saved):
            return ("saved", key), None if saved is None else (key, encode(saved))
        case PlanChanged(plan=plan):
            return ("plan", str(plan.version)), (plan.version, encode(plan))
        case _:
            return None


def _command(command: Command) -> Row:
    return (
        command.id,
        command.device,
        str(command.order.action),
        str(command.state),
        command.group,
        command.incident,
        command.issued,
        command.ended_at,
        command.version,
        encode(command),
    )


def _lamp_day(each: LampDay) -> Row:
    return (each.day, each.device, each.seen_s, each.dark_s, each.on_s, each.wh, each.switches)
