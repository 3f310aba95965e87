"""However the bytes arrive, every PUBLISH comes out whole and in order, and the rest reaches paho."""

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.feed.framing import UNREADABLE_TOPIC, BrokenStream, FramedStream, OlderBroker
from app.feed.messages import Arrival
from tests.feed.packets import packet, publish


class Pieces:
    """A stream that gives its pieces one read at a time."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def recv(self, _size: int) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""

    def send(self, buffer: bytes | bytearray) -> int:
        return len(buffer)

    def close(self) -> None: ...
    def fileno(self) -> int:
        return -1

    def setblocking(self, flag: bool) -> None: ...


def read_all(data: bytes, cuts: list[int], *, version5: bool) -> tuple[list[Arrival], bytes]:
    edges = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    pieces = [data[a:b] for a, b in itertools.pairwise(edges)]
    stream = FramedStream(Pieces(pieces), epoch=7, version5=version5)
    batch: list[Arrival] = []
    passed = b""
    while stream.pull(batch):
        while stream.for_paho:
            passed += stream.recv(3)
    assert stream.for_paho, "paho must see the end"
    assert stream.recv(10) == b""
    return batch, passed


publishes = st.tuples(
    st.text(min_size=1, max_size=20),
    st.one_of(st.binary(max_size=40), st.sampled_from([127, 128, 1000, 16_383, 16_384]).map(bytes)),
    st.integers(0, 1),
    st.integers(1, 65_535),
    st.binary(max_size=200),
)
others = st.tuples(st.sampled_from([0x40, 0x90, 0xB0, 0xD0, 0xE0]), st.binary(max_size=300))


@given(
    st.lists(st.one_of(publishes, others), max_size=6),
    st.lists(st.integers(0, 10**5), max_size=12),
    st.booleans(),
)
def test_any_cut_of_the_stream_gives_the_same_packets(
    parts: list[tuple[object, ...]], cuts: list[int], version5: bool
) -> None:
    data, wanted, rest = b"", [], b""
    for part in parts:
        if len(part) == 2:
            raw = packet(*part)  # type: ignore[arg-type]
            rest += raw
        else:
            topic, payload, qos, mid, properties = part
            raw = publish(
                topic.encode("utf-8", "ignore"),
                payload,
                qos=qos,
                mid=mid,
                version5=version5,
                properties=properties,
            )
            wanted.append((topic.encode("utf-8", "ignore").decode(), payload, qos, mid if qos else 0))
        data += raw
    batch, passed = read_all(data, cuts, version5=version5)
    assert [(each.topic, each.payload, each.qos, each.mid) for each in batch] == wanted
    assert passed == rest
    assert all(each.epoch == 7 for each in batch)


def test_a_topic_that_is_no_text_is_kept_for_the_codec_to_refuse() -> None:
    batch, _ = read_all(publish(b"\xff\xfe", b"x", qos=1, mid=5, version5=True), [], version5=True)
    assert (batch[0].topic, batch[0].mid) == (UNREADABLE_TOPIC, 5)


@pytest.mark.parametrize(
    "data",
    [
        packet(0x30, b""),
        packet(0x30, b"\x00"),
        packet(0x30, b"\x00\x09short"),
        packet(0x32, b"\x00\x01a"),
        packet(0x30, b"\x00\x01a\xff"),
        packet(0x30, b"\x00\x01a\xff\xff\xff\xff\xff"),
        b"\x30\xff\xff\xff\xff\xff\x01",
    ],
)
def test_broken_packets_end_the_connection_and_nothing_else(data: bytes) -> None:
    with pytest.raises(BrokenStream):
        read_all(data, [], version5=True)


def test_an_answer_of_the_older_version_is_known_by_its_length() -> None:
    with pytest.raises(OlderBroker):
        read_all(packet(0x20, b"\x00\x01"), [], version5=True)
    assert read_all(packet(0x20, b"\x00\x00"), [], version5=False) == ([], packet(0x20, b"\x00\x00"))
    assert read_all(packet(0x20, b"\x00\x00\x00"), [], version5=True)[1]


@given(st.binary(max_size=400), st.booleans())
def test_arbitrary_bytes_are_packets_or_a_broken_stream(data: bytes, version5: bool) -> None:
    with contextlib.suppress(BrokenStream, OlderBroker):
        read_all(data, [], version5=version5)
