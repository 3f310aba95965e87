"""What goes out to a device, byte for byte: the JSON of the contract and the packet around it."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from app.domain.alarms import Priority
from app.domain.commands import Command
from app.domain.orders import Action, Errand, Level, Order
from app.feed.command_body import ARGUMENTS, command_payload, command_topic, reply_topic
from app.feed.framing import FramedStream
from app.feed.messages import Arrival
from app.feed.outgoing import OutgoingStream, command_properties, publish_packet

ISSUED = 1_790_000_000_000
LEVELS = Level(ISSUED, 80.0, 30.0), Level(ISSUED + 1, 0.0)


def args(order: Order) -> dict:
    body = json.loads(command_payload(Command("id", "D-1", "kind", order, "ana", "", ISSUED, ISSUED + 1)))
    assert body["action"] == order.action
    return body["args"]


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (Order(Action.SET_LEVEL, 60.0, 30.0), {"illuminance_level": 60, "ramp_s": 30}),
        (
            Order(Action.SET_LEVEL, 42.5, 1.5, until=ISSUED),
            {"illuminance_level": 42.5, "ramp_s": 1.5, "until": ISSUED},
        ),
        (Order(Action.RESUME_PROGRAMME), {}),
        (
            Order(Action.SET_PROGRAMME, programme="p1", levels=LEVELS),
            {
                "programme": "p1",
                "levels": [
                    {"at": ISSUED, "level": 80, "ramp_s": 30},
                    {"at": ISSUED + 1, "level": 0, "ramp_s": 0},
                ],
            },
        ),
        (Order(Action.SET_POSITION, 0.0, 120.0), {"open_percentage": 0, "travel_s": 120}),
        (Order(Action.HOLD), {}),
        (Order(Action.START), {}),
        (Order(Action.START, 80.0), {"speed": 80}),
        (Order(Action.STOP), {}),
        (Order(Action.SET_SPEED, 70.0), {"speed": 70}),
        (
            Order(Action.SOUND, tone="evacuation", duration_s=60.0),
            {"tone": "evacuation", "duration_s": 60, "test": False},
        ),
        (Order(Action.SILENCE), {}),
        (
            Order(
                Action.ATTEND,
                errand=Errand("INC-0417", "Matriz rota", "Calle 1", -12.1, 0.0, Priority.CRITICAL, "apuren"),
            ),
            {
                "incident": "INC-0417",
                "title": "Matriz rota",
                "place": "Calle 1",
                "lat": -12.1,
                "lon": 0.0,
                "priority": "critical",
                "note": "apuren",
            },
        ),
        (
            Order(Action.ATTEND, errand=Errand("INC-0418", place="Av. Grau")),
            {"incident": "INC-0418", "place": "Av. Grau"},
        ),
        (Order(Action.STAND_DOWN), {}),
        (Order(Action.STAND_DOWN, errand=Errand("INC-0418")), {"incident": "INC-0418"}),
    ],
)  # fmt: skip
def test_the_arguments_of_each_action(order: Order, wanted: dict) -> None:
    assert args(order) == wanted


def test_every_action_has_its_arguments() -> None:
    assert set(ARGUMENTS) == set(Action)


def test_the_topics() -> None:
    assert command_topic("city/ps", "valve", "VAL-0338") == "city/ps/valve/VAL-0338/command"
    assert reply_topic("city/ps", "valve", "VAL-0338") == "city/ps/valve/VAL-0338/reply"


texts = st.text(max_size=60)


@given(texts, texts, st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 2**48))
def test_whatever_is_said_comes_through_as_it_was(reason: str, operator: str, value: float, at: int) -> None:
    order = Order(Action.SET_LEVEL, value, 0.0)
    command = Command("id", "D-1", "kind", order, operator, reason, at, at + 1)
    body = json.loads(command_payload(command))
    assert (body["reason"], body["operator"], body["issued"], body["expires"]) == (
        reason,
        operator,
        at,
        at + 1,
    )
    assert math.isclose(body["args"]["illuminance_level"], value)


class Pipe:
    """The far end of a stream: takes a little at a time, and gives back what it is told to."""

    def __init__(self, *, at_once: int) -> None:
        self.taken, self.gives, self._at_once = bytearray(), bytearray(), at_once

    def send(self, buffer: bytes | bytearray, /) -> int:
        if self._at_once == 0:
            raise BlockingIOError
        self.taken += buffer[: self._at_once]
        return len(buffer[: self._at_once])

    def recv(self, size: int, /) -> bytes:
        part = bytes(self.gives[:size])
        del self.gives[:size]
        return part

    def close(self) -> None: ...

    def fileno(self) -> int:
        return -1

    def setblocking(self, flag: bool, /) -> None: ...


@given(st.binary(max_size=300), st.integers(1, 65_535), st.booleans(), st.integers(1, 2**32 - 1))
def test_a_packet_reads_back_as_it_was_made(payload: bytes, mid: int, version5: bool, expiry: int) -> None:
    properties = command_properties(expiry_s=expiry, response_topic=b"r/t", correlation=b"id")
    packet = publish_packet(b"t/a", payload, mid=mid, properties=properties if version5 else None)
    pipe = Pipe(at_once=9)
    pipe.gives += packet
    batch: list[Arrival] = []
    FramedStream(pipe, epoch=7, version5=version5).pull(batch)
    (arrival,) = batch
    assert (arrival.topic, arrival.payload, arrival.qos, arrival.mid) == ("t/a", payload, 1, mid)
    assert not arrival.retain


def test_the_properties_are_those_that_paho_would_write() -> None:
    wanted = Properties(PacketTypes.PUBLISH)
    wanted.MessageExpiryInterval, wanted.ResponseTopic, wanted.CorrelationData = 30, "city/r", b"the-id"
    packed = command_properties(expiry_s=30, response_topic=b"city/r", correlation=b"the-id")
    again = Properties(PacketTypes.PUBLISH)
    again.unpack(bytes((len(packed),)) + packed)
    assert again.json() == wanted.json()


@given(st.lists(st.binary(min_size=1, max_size=200), max_size=20), st.integers(1, 64))
def test_what_is_put_and_what_paho_sends_go_out_in_order(packets: list[bytes], at_once: int) -> None:
    pipe = Pipe(at_once=at_once)
    stream = OutgoingStream(pipe, epoch=1, version5=True)
    for number, packet in enumerate(packets):
        if number % 3 == 2:
            assert stream.send(packet) == len(packet)
        else:
            stream.put(packet)
    stream.flush()
    assert bytes(pipe.taken) == b"".join(packets)
    assert not stream.unsent


def test_what_cannot_be_written_yet_waits() -> None:
    pipe = Pipe(at_once=0)
    stream = OutgoingStream(pipe, epoch=1, version5=True)
    stream.put(b"one")
    assert stream.send(b"two") == 3
    assert stream.unsent
    pipe._at_once = 4
    stream.flush()
    assert bytes(pipe.taken) == b"onetwo"


@given(st.lists(st.tuples(st.integers(1, 65_535), st.sampled_from([None, 0, 16, 135])), max_size=30))
def test_acknowledgements_are_taken_and_the_rest_is_for_paho(acks: list[tuple[int, int | None]]) -> None:
    pipe = Pipe(at_once=1)
    stream = OutgoingStream(pipe, epoch=1, version5=True)
    for mid, reason in acks:
        body = mid.to_bytes(2, "big") + (b"" if reason is None else bytes((reason,)))
        pipe.gives += bytes((0x40, len(body))) + body + b"\xd0\x00"
    if acks:
        stream.pull([])
    assert list(stream.acknowledged) == [(mid, reason or 0) for mid, reason in acks]
    assert stream.recv(1000) == b"\xd0\x00" * len(acks) if acks else True
