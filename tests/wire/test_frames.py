"""The wire's encoding: everything listed comes back as it was, everything else is refused."""

import contextlib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Acknowledge, Comment, Outcome, Refusal, Seen, Shelve, Verdict
from app.domain.alarms import Alarm, Priority, Transition
from app.domain.changes import AlarmChanged, DeviceRetired, EventNoted
from app.domain.devices import Device, Event
from app.wire.frames import Answer, Ask, FrameInvalid, decode, encode
from app.wire.messages import (
    CityComplete,
    DevicePage,
    Done,
    Farewell,
    Hello,
    Limit,
    Limits,
    LimitsOf,
    PlacedDevice,
    StopEngine,
    TableFile,
    Texts,
)

text = st.text(max_size=40)
number = st.integers(-(2**62), 2**62)
finite = st.floats(allow_nan=False)
seen = st.builds(Seen, alarm=text, version=number)
device = st.builds(
    Device,
    id=text,
    kind=text,
    name=text,
    lat=st.none() | finite,
    lon=st.none() | finite,
    capabilities=st.lists(text, max_size=3).map(tuple),
)
alarm = st.builds(
    Alarm,
    id=text,
    device=text,
    rule=text,
    priority=st.sampled_from(Priority),
    version=number,
    active=st.booleans(),
    unacknowledged=st.booleans(),
    value=st.none() | finite | st.booleans() | text,
    raised_at=st.none() | number,
)
plain = st.one_of(
    st.builds(Hello, protocol=number, console=text),
    st.builds(TableFile, table=text, path=text),
    st.builds(PlacedDevice, row=number, device=device),
    st.builds(
        DevicePage,
        devices=st.lists(st.builds(PlacedDevice, row=number, device=device), max_size=3).map(tuple),
    ),
    st.builds(
        AlarmChanged, alarm=alarm, transition=st.sampled_from(Transition), at=number, by=text, reason=text
    ),
    st.builds(
        EventNoted,
        event=st.builds(Event, device=text, type=text, active=st.booleans(), ts=number, received=finite),
        at=number,
    ),
    st.builds(DeviceRetired, device=text),
    st.builds(Texts, entries=st.lists(st.tuples(number, text), max_size=3).map(tuple)),
    st.builds(Farewell, reason=text),
    st.just(CityComplete()),
)
asked = st.one_of(
    st.builds(Acknowledge, alarms=st.lists(seen, max_size=3).map(tuple)),
    st.builds(Shelve, alarm=seen, minutes=number, reason=text),
    st.builds(Comment, alarm=seen, text=text),
    st.builds(LimitsOf, device=text),
    st.just(StopEngine()),
)
answered = st.one_of(
    st.builds(
        Done,
        verdict=st.builds(
            Verdict, outcome=st.sampled_from(Outcome), refusal=st.none() | st.sampled_from(Refusal)
        ),
    ),
    st.builds(
        Limits,
        limits=st.lists(
            st.builds(
                Limit,
                quantity=text,
                value=finite,
                direction=text,
                priority=st.sampled_from(Priority),
                rule=text,
            ),
            max_size=2,
        ).map(tuple),
    ),
)
item = st.one_of(
    plain,
    st.builds(Ask, id=number, operator=text, body=asked),
    st.builds(Answer, id=number, body=answered),
)


@given(st.lists(item, max_size=5))
def test_what_is_encoded_comes_back_as_it_was(items: list[Any]) -> None:
    assert decode(encode(items)) == items


@given(st.binary(max_size=300))
def test_garbage_is_refused_and_never_raises_anything_else(frame: bytes) -> None:
    with contextlib.suppress(FrameInvalid):
        decode(frame)


@pytest.mark.parametrize(
    "frame",
    [
        [["Nobody", {}]],
        [["Hello", {"protocol": "one", "console": ""}]],
        [["Acknowledge", {"alarms": []}]],
        [["Ask", {"id": 1, "operator": "R", "name": "Hello", "body": {}}]],
        [["Ask", {"id": 1, "operator": "R", "name": "Nobody", "body": {}}]],
        [["Answer", {"id": 1, "name": "StopEngine", "body": {}}]],
        {"Hello": {}},
        [["Hello"]],
        7,
    ],
)
def test_what_is_outside_the_schema_is_refused(frame: object) -> None:
    with pytest.raises(FrameInvalid):
        decode(msgspec.msgpack.encode(frame))


def test_nesting_of_ten_thousand_is_refused() -> None:
    with pytest.raises(FrameInvalid):
        decode(b"\x91" * 10_000 + b"\x90")


def test_a_type_that_is_not_listed_cannot_be_sent() -> None:
    with pytest.raises(KeyError):
        encode([object()])
