"""What a device understands of its `command` channel, and what it says on `reply`."""

from __future__ import annotations

from typing import Any

import msgspec

_MOST_LEVELS = 2000

ACCEPTED, EXECUTING, DONE, REJECTED = "accepted", "executing", "done", "rejected"
EXPIRED, LOCAL, BUSY, UNKNOWN_ACTION, FAULT = "expired", "local", "busy", "unknown_action", "fault"
ENGAGED = "en otra tarea"
"""What a crew says that is at another task."""
INTERRUPTED = "interrupted"
"""A newer order took the device over before it was done."""


class Command(msgspec.Struct, frozen=True, gc=False):
    """The body of a command, as far as a device reads it; `expires` in epoch ms."""

    id: str
    action: str
    expires: float
    args: dict[str, Any] = {}


class Refused(Exception):
    """The device does not do it; the word is the reply's text."""


_decode = msgspec.json.Decoder(Command).decode
_encode = msgspec.json.Encoder().encode


def command_of(payload: bytes) -> Command | None:
    """None for what no device can answer: no JSON, or without id, action or expiry."""
    try:
        return _decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def reply(id_: str, ts: int, state: str, text: str = "") -> bytes:
    body: dict[str, Any] = {"id": id_, "ts": ts, "state": state}
    if text:
        body["text"] = text
    return _encode(body)


def number(args: dict[str, Any], name: str, low: float, high: float, default: float | None = None) -> float:
    """A number within bounds; raises Refused for anything else, or where it is missing without default."""
    value = args.get(name, default)
    if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
        return float(value)
    raise Refused(UNKNOWN_ACTION)


def levels(args: dict[str, Any]) -> list[tuple[float, float, float]]:
    """(epoch seconds, per cent, ramp in seconds) of a programme; raises Refused."""
    given = args.get("levels")
    if type(given) is not list or len(given) > _MOST_LEVELS or any(type(one) is not dict for one in given):
        raise Refused(UNKNOWN_ACTION)
    return [
        (
            number(one, "at", 0.0, 1e14) / 1000.0,
            number(one, "level", 0.0, 100.0),
            number(one, "ramp_s", 0.0, 86_400.0, 0.0),
        )
        for one in given
    ]
