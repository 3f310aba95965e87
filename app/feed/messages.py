"""What comes out of the feed: raw arrivals from the broker, and the typed messages they become."""

from __future__ import annotations

import enum

import msgspec

from app.domain.devices import Device

Value = float | bool | str


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """One MQTT publish as it came. `epoch` numbers the connection it came on, `mid` its packet there;
    `received` is the monotonic clock in seconds."""

    topic: str
    payload: bytes
    qos: int
    retain: bool
    mid: int
    epoch: int
    received: float


class RejectReason(enum.StrEnum):
    """Why a message, or a part of it, was not taken."""

    TOPIC_UNKNOWN = "topic_unknown"
    """Neither the contract nor a mapping knows the topic."""
    KIND_UNKNOWN = "kind_unknown"
    ID_INVALID = "id_invalid"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    NOT_JSON = "not_json"
    WRONG_SHAPE = "wrong_shape"
    """JSON, but not the object that the channel asks for."""
    FIELD_MISSING = "field_missing"
    TIME_INVALID = "time_invalid"
    TIME_TOO_OLD = "time_too_old"
    TIME_IN_FUTURE = "time_in_future"
    POSITION_INVALID = "position_invalid"
    QUANTITY_UNKNOWN = "quantity_unknown"
    VALUE_TYPE = "value_type"
    VALUE_RANGE = "value_range"
    NO_VALUES = "no_values"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_DEVICES = "too_many_devices"
    KIND_CHANGED = "kind_changed"
    """The id is known under another kind; the engine says this one."""
    REPLY_UNKNOWN = "reply_unknown"
    """An answer to a command that nobody knows; the engine says this one."""
    INTERNAL = "internal"
    """The decoder itself failed; the detail names how."""


class Telemetry(msgspec.Struct, frozen=True):
    """Readings of one device at `ts` (epoch ms). `historical` ones are late and for the record only;
    `foreign` ones came through a mapping. Where the device gave no time of its own, `ts` is that of decoding
    and `timed` is False: when it was measured nobody knows."""

    device: str
    kind: str
    ts: int
    values: dict[str, Value]
    historical: bool = False
    foreign: bool = False
    timed: bool = True


class Introduction(msgspec.Struct, frozen=True):
    """A device says what it is. Position is None where it gave none or an impossible one."""

    device: Device


class Retirement(msgspec.Struct, frozen=True, gc=False):
    """A device is no longer there."""

    device: str
    kind: str


class Presence(msgspec.Struct, frozen=True, gc=False):
    """A device, or the broker in its name (last will), says whether it is connected.

    The `ts` of a last will is that of the connection, so the order of arrival decides, not `ts`.
    """

    device: str
    kind: str
    ts: int
    online: bool
    foreign: bool = False


class Event(msgspec.Struct, frozen=True, gc=False):
    """Something began or ended at a device. `data` is the JSON text that came with it, or empty."""

    device: str
    kind: str
    ts: int
    type: str
    active: bool
    severity: str = ""
    text: str = ""
    data: str = ""


class ReplyState(enum.StrEnum):
    ACCEPTED = "accepted"
    EXECUTING = "executing"
    DONE = "done"
    REJECTED = "rejected"


class Reply(msgspec.Struct, frozen=True):
    """What a device says to the command `id`."""

    device: str
    kind: str
    id: str
    ts: int
    state: ReplyState
    text: str = ""


class Reject(msgspec.Struct, frozen=True):
    """What was not taken. `head` is the first 256 bytes of the payload at most."""

    topic: str
    head: bytes
    reason: RejectReason
    detail: str


Message = Telemetry | Introduction | Retirement | Presence | Event | Reply | Reject
HEAD_BYTES = 256
