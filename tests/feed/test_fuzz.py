"""Whatever is published, the decoder answers with messages or Rejects, never raises and never dwells."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import Catalogue
from app.feed.codec import Codec
from app.feed.messages import HEAD_BYTES, Introduction, Message, Presence, Reject, RejectReason, Telemetry
from app.settings.catalogue import load_catalogue
from app.settings.sections import LimitSettings
from app.settings.settings import load
from tests.feed import samples
from tests.feed.listening import NOW, arrival
from tests.support.effort import effort

CATALOGUE: Catalogue = load_catalogue()
CHANNELS = ["config", "status", "telemetry", "event", "reply", "command"]
WORDS = [
    "ts", "historical", "name", "lat", "lon", "zone", "capabilities", "state", "type", "active", "data", "id",
    "text", "severity", "voltage", "power_state", "latitude", "longitude", "speed", "expected_interval_s",
]  # fmt: skip
FOREIGN = {
    "application/1/device/24e124713b502217/event/up": samples.CHIRPSTACK_UP,
    "application/1/device/24e124713b502217/event/status": samples.CHIRPSTACK_STATUS % ("false", "3"),
    "tele/plaza/SENSOR": samples.TASMOTA_SENSOR,
    "tele/plaza/STATE": samples.TASMOTA_STATE,
    "tele/plaza/LWT": "Online",
    "shelly-1/events/rpc": samples.SHELLY_STATUS,
    "shelly-1/online": "true",
    "zigbee2mqtt/patio": samples.ZIGBEE,
    "zigbee2mqtt/patio/availability": '{"state":"online"}',
}

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(NOW - 10**6, NOW),
    st.floats(),
    st.text(max_size=30),
    st.sampled_from(["online", "offline", "ON", "done", "2026-09-21T14:13:20Z", "1e400", "١٢", ""]),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
bodies = st.dictionaries(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), values, max_size=8)
payloads = st.one_of(st.binary(max_size=400), bodies.map(lambda body: json.dumps(body).encode()), values.map(
    lambda value: json.dumps(value).encode()))  # fmt: skip
topics = st.one_of(
    st.text(max_size=60),
    st.tuples(st.sampled_from(sorted(CATALOGUE.kinds)), st.text(max_size=20), st.sampled_from(CHANNELS)).map(
        lambda parts: "city/ps/" + "/".join(parts)
    ),
    st.tuples(st.sampled_from(sorted(CATALOGUE.kinds)), st.sampled_from(CHANNELS)).map(
        lambda parts: f"city/ps/{parts[0]}/a-1/{parts[1]}"
    ),
    st.sampled_from(sorted(FOREIGN)),
)


@pytest.fixture(scope="module")
def codec(tmp_path_factory: pytest.TempPathFactory) -> Codec:
    file: Path = tmp_path_factory.mktemp("fuzz") / "settings.toml"
    kinds = {"chirpstack_v4": "waste_container", "tasmota": "luminaire", "shelly_gen2": "cabinet",
             "zigbee2mqtt": "air_quality"}  # fmt: skip
    tables = "".join(f'[[mapping]]\nuse = "{family}"\nkind = "{kind}"\n' for family, kind in kinds.items())
    file.write_text(f'[site]\nid = "ps"\n{tables}')
    settings = load(file, catalogue=CATALOGUE, environ={})
    return Codec("city", "ps", CATALOGUE, settings.mappings, LimitSettings(devices=50))


def check(messages: tuple[Message, ...]) -> None:
    """What holds for every message that leaves the codec."""
    for message in messages:
        if isinstance(message, Reject):
            assert message.reason is not RejectReason.INTERNAL, message.detail
            assert message.detail
            assert len(message.detail) <= 240
            assert len(message.head) <= HEAD_BYTES
        elif isinstance(message, Telemetry):
            assert message.values
            assert NOW - 400 * 86_400_000 <= message.ts <= NOW + 300_000
            for name, value in message.values.items():
                check_value(message.kind, name, value)
        elif isinstance(message, Introduction):
            device = message.device
            assert (device.lat is None) == (device.lon is None)
            assert device.name.isprintable()
        elif isinstance(message, Presence):
            assert type(message.online) is bool


def check_value(kind: str, name: str, value: Any) -> None:
    quantity = CATALOGUE.quantities[name]
    assert name in CATALOGUE.kinds[kind].quantities
    assert type(value) is {"number": float, "bool": bool, "text": str}[quantity.type]
    if type(value) is float:
        assert quantity.low is None or quantity.low <= value
        assert quantity.high is None or value <= quantity.high


@given(topic=topics, payload=payloads)
def test_anything_at_all(codec: Codec, topic: str, payload: bytes) -> None:
    check(codec.decode(arrival(topic, payload), NOW))


@given(topic=st.sampled_from(sorted(FOREIGN)), data=st.data())
def test_foreign_payloads_with_something_else_in_them(codec: Codec, topic: str, data: st.DataObject) -> None:
    try:
        body = json.loads(FOREIGN[topic])
    except ValueError:
        body = FOREIGN[topic]
    place = body
    while isinstance(place, (dict, list)) and place:
        key = data.draw(
            st.sampled_from(sorted(place) if isinstance(place, dict) else list(range(len(place))))
        )
        if not isinstance(place[key], (dict, list)) or data.draw(st.booleans()):
            place[key] = data.draw(values)
            break
        place = place[key]
    check(codec.decode(arrival(topic, json.dumps(body)), NOW))


@pytest.mark.parametrize("topic", ["city/ps/luminaire/a/telemetry", *sorted(FOREIGN)])
@pytest.mark.parametrize(
    "payload",
    [
        b"[" * 1_000_000,
        b'{"a":' * 200_000,
        b"[" * 500_000 + b"]" * 500_000,
        b'{"ts":1,' + b",".join(b'"k%d":1' % number for number in range(90_000)) + b"}",
        b"[" + b"1," * 520_000 + b"1]",
        b"9" * 1_000_000,
        b'"' + b"\\u0000" * 170_000 + b'"',
        b"\x00" * 1_048_576,
        b"x" * 10_000_000,
    ],
    ids=range(9),
)
def test_the_worst_payloads_take_no_time(codec: Codec, topic: str, payload: bytes) -> None:
    assert effort(lambda: check(codec.decode(arrival(topic, payload), NOW)), tries=1) < 600
