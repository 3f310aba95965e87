"""The contract of version 1: what is said comes out typed, what cannot be true is refused by name."""

import json

import pytest

from app.domain.devices import Device
from app.feed.codec import Codec
from app.feed.messages import (
    Event,
    Introduction,
    Message,
    Presence,
    Reject,
    RejectReason,
    Reply,
    ReplyState,
    Retirement,
    Telemetry,
)
from app.settings.sections import LimitSettings
from tests.feed.listening import NOW, arrival

R = RejectReason


def say(
    codec: Codec, channel: str, body: object, *, kind: str = "luminaire", device: str = "lum-1"
) -> tuple[Message, ...]:
    payload = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return codec.decode(arrival(f"city/ps/{kind}/{device}/{channel}", payload), NOW)


def reasons(messages: tuple[Message, ...]) -> list[RejectReason]:
    return [each.reason for each in messages if isinstance(each, Reject)]


def test_telemetry(codec: Codec) -> None:
    said = say(codec, "telemetry", {"ts": NOW - 5, "power_state": True, "voltage": 219, "active_power": 61.5})
    values = {"power_state": True, "voltage": 219.0, "active_power": 61.5}
    assert said == (Telemetry("lum-1", "luminaire", NOW - 5, values),)
    assert type(said[0].values["voltage"]) is float  # type: ignore[union-attr]


def test_without_a_time_the_receipt_counts(codec: Codec) -> None:
    assert say(codec, "telemetry", {"voltage": 219}) == (
        Telemetry("lum-1", "luminaire", NOW, {"voltage": 219.0}, timed=False),
    )


def test_time_as_rfc_3339_with_any_offset(codec: Codec) -> None:
    (said,) = say(codec, "telemetry", {"ts": "2026-09-21T08:13:20.250-06:00", "voltage": 219})
    assert isinstance(said, Telemetry)
    assert said.ts == NOW + 250


def test_late_data_is_marked(codec: Codec) -> None:
    (said,) = say(codec, "telemetry", {"ts": NOW - 86_400_000, "voltage": 219, "historical": True})
    assert isinstance(said, Telemetry)
    assert said.historical


@pytest.mark.parametrize(
    ("ts", "reason"),
    [
        (0, R.TIME_TOO_OLD),
        (NOW // 1000, R.TIME_TOO_OLD),
        (4_102_444_800_000, R.TIME_IN_FUTURE),
        ("1970-01-01T00:00:00Z", R.TIME_TOO_OLD),
        ("2100-01-01T00:00:00Z", R.TIME_IN_FUTURE),
        ("2026-09-21T08:13:20", R.TIME_INVALID),
        ("yesterday", R.TIME_INVALID),
        ("", R.TIME_INVALID),
        (True, R.TIME_INVALID),
        ([NOW], R.TIME_INVALID),
        (1e300, R.TIME_IN_FUTURE),
        (-1e300, R.TIME_TOO_OLD),
    ],
)
def test_an_impossible_time_refuses_the_message(codec: Codec, ts: object, reason: RejectReason) -> None:
    assert reasons(say(codec, "telemetry", {"ts": ts, "voltage": 219})) == [reason]


@pytest.mark.parametrize(
    ("fields", "good", "bad"),
    [
        ({"power_state": 1}, {"power_state": True}, []),
        ({"power_state": 0}, {"power_state": False}, []),
        ({"power_state": 2}, {}, [R.VALUE_TYPE]),
        ({"power_state": "ON"}, {}, [R.VALUE_TYPE]),
        ({"voltage": True}, {}, [R.VALUE_TYPE]),
        ({"voltage": "219"}, {}, [R.VALUE_TYPE]),
        ({"voltage": None}, {}, [R.VALUE_TYPE]),
        ({"voltage": {"a": 1}, "power_state": True}, {"power_state": True}, [R.VALUE_TYPE]),
        ({"voltage": -1e9, "power_state": True}, {"power_state": True}, [R.VALUE_RANGE]),
        ({"voltage": 10**400}, {}, [R.VALUE_RANGE]),
        ({"tension": 219, "voltage": 219}, {"voltage": 219.0}, [R.QUANTITY_UNKNOWN]),
        ({"pm25": 5, "voltage": 219}, {"voltage": 219.0}, [R.QUANTITY_UNKNOWN]),
        ({}, {}, [R.NO_VALUES]),
    ],
)
def test_a_wrong_value_is_refused_and_the_rest_passes(
    codec: Codec, fields: dict[str, object], good: dict[str, object], bad: list[RejectReason]
) -> None:
    said = say(codec, "telemetry", fields)
    assert reasons(said) == bad
    assert [each.values for each in said if isinstance(each, Telemetry)] == ([good] if good else [])


def test_many_wrong_fields_make_one_reject_a_reason(codec: Codec) -> None:
    (only,) = say(codec, "telemetry", {f"x{number}": number for number in range(5000)})
    assert isinstance(only, Reject)
    assert only.detail.endswith("(and 4999 more)")


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", R.EMPTY),
        (b"ON", R.NOT_JSON),
        (b"\xff\xfe\x00", R.NOT_JSON),
        (b'{"voltage":NaN}', R.NOT_JSON),
        (b'{"voltage":Infinity}', R.NOT_JSON),
        (b'{"voltage":-Infinity}', R.NOT_JSON),
        (b'{"voltage":1e999}', R.NOT_JSON),
        (b'{"voltage":219', R.NOT_JSON),
        (b'{"voltage":219} {}', R.NOT_JSON),
        (b"219", R.WRONG_SHAPE),
        (b"null", R.WRONG_SHAPE),
        (b"[1,2]", R.WRONG_SHAPE),
        (b"[" * 10_000 + b"]" * 10_000, R.TOO_DEEP),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, R.TOO_DEEP),
        (b'{"a":' * 40 + b"1" + b"}" * 40, R.TOO_DEEP),
        (b'{"voltage":"' + b"x" * 10_000_000 + b'"}', R.TOO_LARGE),
    ],
)
def test_payloads_that_are_none(codec: Codec, payload: bytes, reason: RejectReason) -> None:
    said = say(codec, "telemetry", payload)
    assert reasons(said) == [reason]
    assert isinstance(said[0], Reject)
    assert said[0].head == payload[:256]
    assert said[0].detail
    assert codec.rejected[reason] == 1


@pytest.mark.parametrize("channel", ["config", "status", "event", "reply"])
def test_nesting_is_bounded_on_every_channel(codec: Codec, channel: str) -> None:
    state = b"done" if channel == "reply" else b"online"
    deep = (
        b'{"state":"' + state + b'","type":"t","active":true,"id":"x","data":' + b"[" * 10_000 + b"]" * 10_000
    )
    assert reasons(say(codec, channel, deep)) == [R.TOO_DEEP]


@pytest.mark.parametrize(
    "device",
    ["", " ", "a ", "a+b", "a#", "a\x00b", "a\nb", "lámpara\u200b", "🚨", "x" * 129, "ñ" * 65, "x" * 4096],
)
def test_ids_that_cannot_be(codec: Codec, device: str) -> None:
    assert reasons(say(codec, "telemetry", {"voltage": 219}, device=device)) == [R.ID_INVALID]


@pytest.mark.parametrize("device", ["lum-1", "A.b_c:d-9", "lámpara 7", "灯一", "x" * 128, "(1)"])
def test_ids_that_can_be(codec: Codec, device: str) -> None:
    (said,) = say(codec, "telemetry", {"voltage": 219}, device=device)
    assert isinstance(said, Telemetry)
    assert said.device == device


@pytest.mark.parametrize(
    ("topic", "reason"),
    [
        ("city/ps/toaster/a/telemetry", R.KIND_UNKNOWN),
        ("city/ps/luminaire/a/b/telemetry", R.TOPIC_UNKNOWN),
        ("city/ps/luminaire/a/command", R.TOPIC_UNKNOWN),
        ("city/other/luminaire/a/telemetry", R.TOPIC_UNKNOWN),
        ("", R.TOPIC_UNKNOWN),
        ("\ufffd", R.TOPIC_UNKNOWN),
        ("/" * 5000, R.TOPIC_UNKNOWN),
    ],
)
def test_topics_that_say_nothing(codec: Codec, topic: str, reason: RejectReason) -> None:
    (said,) = codec.decode(arrival(topic, b'{"voltage":219}'), NOW)
    assert isinstance(said, Reject)
    assert said.reason is reason


def test_a_device_introduces_itself_and_is_retired(codec: Codec) -> None:
    body = {
        "name": "Malecón 7",
        "lat": 20.5,
        "lon": -105,
        "zone": "Centro",
        "parent": "tab-1",
        "model": "X",
        "capabilities": ["dim"],
        "expected_interval_s": 60,
        "something": {"new": 1},
    }
    device = Device("lum-1", "luminaire", "Malecón 7", 20.5, -105.0, "Centro", "tab-1", "X", ("dim",), 60.0)
    assert say(codec, "config", body) == (Introduction(device),)
    assert say(codec, "config", b"") == (Retirement("lum-1", "luminaire"),)


@pytest.mark.parametrize(
    "position",
    [
        {"lat": 0, "lon": 0},
        {"lat": 91, "lon": 0},
        {"lat": 20, "lon": 181},
        {"lat": 20},
        {"lat": "20", "lon": 3},
        {"lat": True, "lon": 1},
        {"lat": 10**400, "lon": 1},
    ],
)
def test_an_impossible_position_is_left_out(codec: Codec, position: dict[str, object]) -> None:
    said = say(codec, "config", {"name": "L", **position})
    assert said[0] == Introduction(Device("lum-1", "luminaire", "L"))
    assert reasons(said) == [R.POSITION_INVALID]


@pytest.mark.parametrize(
    "position", [{"latitude": 0, "longitude": 0}, {"latitude": 20}, {"latitude": 95, "longitude": 3}]
)
def test_a_crew_is_never_moved_to_where_it_cannot_be(codec: Codec, position: dict[str, float]) -> None:
    said = say(codec, "telemetry", {"speed": 12, **position}, kind="crew")
    assert isinstance(said[0], Telemetry)
    assert said[0].values == {"speed": 12.0}
    assert R.POSITION_INVALID in reasons(said)


def test_names_lose_what_cannot_be_shown(codec: Codec) -> None:
    said = say(codec, "config", {"name": "a\u0000b\u202ec", "zone": "z" * 1000, "capabilities": "dim"})
    assert said[0] == Introduction(Device("lum-1", "luminaire", "abc"))
    assert reasons(said) == [R.TEXT_TOO_LONG, R.VALUE_TYPE]


def test_presence_event_and_reply(codec: Codec) -> None:
    assert say(codec, "status", {"ts": NOW, "state": "offline"}) == (
        Presence("lum-1", "luminaire", NOW, False),
    )
    assert say(codec, "status", b"") == ()
    event = {"type": "fire", "active": True, "severity": "high", "text": "Humo", "data": {"t": [1, 2]}}
    assert say(codec, "event", event) == (
        Event("lum-1", "luminaire", NOW, "fire", True, "high", "Humo", '{"t": [1, 2]}'),
    )
    reply = {"id": "c-1", "ts": NOW, "state": "done", "text": "ok"}
    assert say(codec, "reply", reply) == (Reply("lum-1", "luminaire", "c-1", NOW, ReplyState.DONE, "ok"),)


@pytest.mark.parametrize(
    ("channel", "body", "reason"),
    [
        ("status", {"ts": NOW}, R.FIELD_MISSING),
        ("status", {"state": "sleeping"}, R.WRONG_SHAPE),
        ("status", "online", R.NOT_JSON),
        ("event", {"active": True}, R.FIELD_MISSING),
        ("event", {"type": "fire", "active": 1}, R.WRONG_SHAPE),
        ("event", {"type": " ", "active": True}, R.WRONG_SHAPE),
        ("event", b"", R.EMPTY),
        ("reply", {"id": "c-1", "state": "perhaps"}, R.WRONG_SHAPE),
        ("reply", {"id": "", "state": "done"}, R.WRONG_SHAPE),
        ("config", "[]", R.WRONG_SHAPE),
    ],
)
def test_bodies_of_the_wrong_shape(codec: Codec, channel: str, body: object, reason: RejectReason) -> None:
    assert reasons(say(codec, channel, body)) == [reason]


def test_a_million_ids_do_not_grow_the_decoder(codec: Codec) -> None:
    for number in range(140_000):
        codec.decode(arrival(f"city/ps/luminaire/l{number}/telemetry", b'{"voltage":219}'), NOW)
    assert codec.remembered_topics <= 131_072


def test_the_limits_are_those_of_the_settings(catalogue) -> None:
    codec = Codec(
        "city", "ps", catalogue, (), LimitSettings(payload_bytes=256, future_tolerance_s=1, oldest_days=1)
    )
    assert reasons(say(codec, "telemetry", b" " * 300)) == [R.TOO_LARGE]
    assert reasons(say(codec, "telemetry", {"ts": NOW + 1500, "voltage": 1})) == [R.TIME_IN_FUTURE]
    assert reasons(say(codec, "telemetry", {"ts": NOW - 90_000_000, "voltage": 1})) == [R.TIME_TOO_OLD]
