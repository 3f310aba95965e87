"""The JSON of the channels as typed bodies, and the one place where bytes become JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from app.feed.faults import Refused
from app.feed.messages import RejectReason, ReplyState

Scalar = float | bool | str | None


class ConfigBody(msgspec.Struct, gc=False):
    name: Any = None
    lat: Any = None
    lon: Any = None
    zone: Any = None
    parent: Any = None
    model: Any = None
    capabilities: Any = None
    expected_interval_s: Any = None
    simulated: Any = None


class StatusBody(msgspec.Struct, gc=False):
    state: str
    ts: Any = None


class EventBody(msgspec.Struct, gc=False):
    type: str
    active: bool
    ts: Any = None
    severity: str | None = None
    text: str | None = None
    data: msgspec.Raw = msgspec.Raw()


class ReplyBody(msgspec.Struct, gc=False):
    id: str
    state: ReplyState
    ts: Any = None
    text: str | None = None


class Json:
    """Decoders that say no in the feed's own words. One for a thread."""

    def __init__(self, *, nesting: int) -> None:
        self._nesting = nesting
        self._flat = msgspec.json.Decoder(dict[str, Scalar]).decode
        self._any = msgspec.json.Decoder().decode
        self._bodies: dict[type, Any] = {
            body: msgspec.json.Decoder(body).decode for body in (ConfigBody, StatusBody, EventBody, ReplyBody)
        }

    def fields(self, payload: bytes) -> dict[str, Any]:
        """An object of named fields; plain values come as float, bool, str or None. Raises Refused."""
        try:
            return self._flat(payload)
        except msgspec.ValidationError:
            return self._object(payload)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise _not_json(payload, fault) from None
        except RecursionError:
            raise self._too_deep() from None

    def any(self, payload: bytes) -> Any:
        """Any JSON value, not nested deeper than allowed. Raises Refused."""
        try:
            value = self._any(payload)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise _not_json(payload, fault) from None
        except RecursionError:
            raise self._too_deep() from None
        # Fewer brackets than levels allowed: no need to measure.
        if payload.count(b"[") + payload.count(b"{") > self._nesting and _depth(value) > self._nesting:
            raise self._too_deep()
        return value

    def body(self, kind: type, payload: bytes) -> Any:
        """The payload as one of the bodies of this module. Raises Refused."""
        try:
            return self._bodies[kind](payload)
        except msgspec.ValidationError as fault:
            missing = "missing required field" in str(fault)
            reason = RejectReason.FIELD_MISSING if missing else RejectReason.WRONG_SHAPE
            raise Refused(reason, _plain(fault)) from None
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise _not_json(payload, fault) from None
        except RecursionError:
            raise self._too_deep() from None

    def _object(self, payload: bytes) -> dict[str, Any]:
        value = self.any(payload)
        if type(value) is not dict:
            raise Refused(RejectReason.WRONG_SHAPE, "the payload is JSON but not an object")
        return value

    def _too_deep(self) -> Refused:
        return Refused(RejectReason.TOO_DEEP, f"the payload is nested deeper than {self._nesting} levels")


def _not_json(payload: bytes, fault: Exception) -> Refused:
    if not payload:
        return Refused(RejectReason.EMPTY, "the payload is empty")
    return Refused(RejectReason.NOT_JSON, f"the payload is not JSON: {_plain(fault)}")


def _plain(fault: Exception) -> str:
    text = str(fault)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        nested = [item for item in level if type(item) is dict or type(item) is list]
        depth += bool(nested)
        level = [inner for item in nested for inner in (item.values() if type(item) is dict else item)]
    return depth
