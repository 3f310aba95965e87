"""A command as it goes out: the topics of a device and the JSON of the `command` channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.domain.commands import Command
from app.domain.orders import Action, Level, Order

_encode = msgspec.json.Encoder().encode


class CommandBody(msgspec.Struct, frozen=True, gc=False):
    """What a device reads; times in epoch ms."""

    id: str
    action: str
    args: dict[str, Any]
    issued: int
    expires: int
    operator: str
    reason: str


def command_topic(base: str, kind: str, device: str) -> str:
    """`base` is `root/site`."""
    return f"{base}/{kind}/{device}/command"


def reply_topic(base: str, kind: str, device: str) -> str:
    return f"{base}/{kind}/{device}/reply"


def command_payload(command: Command) -> bytes:
    order = command.order
    return _encode(
        CommandBody(
            command.id,
            str(order.action),
            ARGUMENTS[order.action](order),
            command.issued,
            command.expires,
            command.operator,
            command.reason,
        )
    )


def _number(value: float) -> float | int:
    """Whole numbers go out as such: small devices read them more easily."""
    return int(value) if value.is_integer() else value


def _value(name: str, order: Order) -> dict[str, Any]:
    return {} if order.value is None else {name: _number(float(order.value))}


def _set_level(order: Order) -> dict[str, Any]:
    ends = {} if order.until is None else {"until": order.until}
    return {**_value("illuminance_level", order), "ramp_s": _number(float(order.over_s)), **ends}


def _set_position(order: Order) -> dict[str, Any]:
    return {**_value("open_percentage", order), "travel_s": _number(float(order.over_s))}


def _sound(order: Order) -> dict[str, Any]:
    return {"tone": order.tone, "duration_s": _number(float(order.duration_s)), "test": order.test}


def _set_programme(order: Order) -> dict[str, Any]:
    return {"programme": order.programme, "levels": [_level(each) for each in order.levels]}


def _level(level: Level) -> dict[str, Any]:
    return {
        "at": level.at,
        "level": _number(float(level.level)),
        "ramp_s": _number(float(level.ramp_s)),
    }


def _errand(order: Order) -> dict[str, Any]:
    """What is not known is left out."""
    errand = order.errand
    if errand is None:
        return {}
    priority = None if errand.priority is None else errand.priority.name.lower()
    known = {
        "incident": errand.incident,
        "title": errand.title,
        "place": errand.place,
        "lat": errand.lat,
        "lon": errand.lon,
        "priority": priority,
        "note": errand.note,
    }
    return {name: value for name, value in known.items() if value not in (None, "")}


def _nothing(_order: Order) -> dict[str, Any]:
    return {}


ARGUMENTS: Mapping[Action, Callable[[Order], dict[str, Any]]] = {
    Action.SET_LEVEL: _set_level,
    Action.RESUME_PROGRAMME: _nothing,
    Action.SET_PROGRAMME: _set_programme,
    Action.SET_POSITION: _set_position,
    Action.HOLD: _nothing,
    Action.START: lambda order: _value("speed", order),
    Action.STOP: _nothing,
    Action.SET_SPEED: lambda order: _value("speed", order),
    Action.SOUND: _sound,
    Action.SILENCE: _nothing,
    Action.ATTEND: _errand,
    Action.STAND_DOWN: _errand,
}
"""Which arguments each action has, and what of the order they come from."""
