"""The sealed stream of a backup: every change of it is found before anything of it is used."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings.secrets.faults import PassphraseUnfit, StreamRefused
from app.settings.secrets.passphrase_key import KeyCost
from app.settings.secrets.sealed_stream import HEAD_BYTES, MARK, TAG_BYTES, OpeningReader, SealingWriter
from tests.settings.secrets.cheap import BOUNDS, COST, OTHER, PASSPHRASE

CHUNK = 16
SEALED = CHUNK + TAG_BYTES


def seal(*pieces: bytes) -> bytes:
    sink = io.BytesIO()
    writer = SealingWriter(sink, PASSPHRASE, cost=COST, chunk=CHUNK)
    for piece in pieces:
        writer.write(piece)
    writer.finish()
    return sink.getvalue()


def opened(sealed: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return OpeningReader(io.BytesIO(sealed), passphrase, bounds=BOUNDS, chunk=CHUNK).read()


@given(st.lists(st.binary(max_size=50)))
def test_what_was_sealed_comes_out(pieces):
    assert opened(seal(*pieces)) == b"".join(pieces)


@given(st.lists(st.integers(1, 40), min_size=1), st.integers(0, 100))
def test_in_pieces_of_any_size(sizes, length):
    plain = os.urandom(length)
    reader = OpeningReader(io.BytesIO(seal(plain)), PASSPHRASE, bounds=BOUNDS, chunk=CHUNK)
    found = b""
    for size in sizes:
        found += reader.read(size) or b""
    assert plain.startswith(found)
    assert found + reader.read() == plain


@given(st.binary(max_size=100), st.data())
def test_any_flipped_bit_is_refused(plain, data):
    sealed = bytearray(seal(plain))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(StreamRefused):
        opened(bytes(sealed))


@given(st.binary(max_size=100), st.data())
def test_any_cut_is_refused(plain, data):
    sealed = seal(plain)
    with pytest.raises(StreamRefused):
        opened(sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(st.integers(3, 7), st.integers(0, CHUNK - 1), st.data())
def test_chunks_in_another_order_twice_or_left_out_are_refused(full, rest, data):
    sealed = seal(os.urandom(full * CHUNK + rest))
    head, body = sealed[:HEAD_BYTES], sealed[HEAD_BYTES:]
    chunks = [body[at : at + SEALED] for at in range(0, len(body), SEALED)]
    others = st.lists(st.sampled_from(chunks), min_size=1, max_size=10)
    chosen = data.draw(others.filter(lambda order: order != chunks))
    with pytest.raises(StreamRefused):
        opened(head + b"".join(chosen))


@given(st.binary(min_size=1, max_size=60))
def test_what_was_added_at_the_end_is_refused(more):
    with pytest.raises(StreamRefused):
        opened(seal(b"x" * 40) + more)


def test_chunks_of_another_backup_do_not_fit():
    one, other = seal(b"a" * 40), seal(b"b" * 40)
    with pytest.raises(StreamRefused):
        opened(one[: HEAD_BYTES + SEALED] + other[HEAD_BYTES + SEALED :])


def test_what_was_given_out_before_a_change_was_found_is_authentic():
    plain = os.urandom(100)
    sealed = bytearray(seal(plain))
    sealed[-1] ^= 1
    reader = OpeningReader(io.BytesIO(bytes(sealed)), PASSPHRASE, bounds=BOUNDS, chunk=CHUNK)
    given_out = bytearray()
    for _ in range(len(plain) // CHUNK):
        given_out += reader.read(CHUNK)
    with pytest.raises(StreamRefused):
        reader.read(CHUNK)
    assert len(given_out) == len(plain) // CHUNK * CHUNK
    assert plain.startswith(given_out)


def test_another_passphrase_opens_nothing():
    with pytest.raises(StreamRefused, match="passphrase"):
        opened(seal(b"x"), OTHER)


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04" * 50, MARK, MARK + b"\x02" + bytes(100)])
def test_a_file_that_is_no_backup_is_named_so(content):
    with pytest.raises(StreamRefused, match=r"no backup|version"):
        opened(content)


def test_a_cost_out_of_bounds_is_refused_before_it_is_paid():
    sealed = seal(b"x")
    at = len(MARK) + 1
    for cost in (KeyCost(1, 1, 1), KeyCost(2**32 - 1, 3, 1), KeyCost(8, 2**32 - 1, 1)):
        packed = cost.packed()
        with pytest.raises(StreamRefused, match="cost"):
            opened(sealed[:at] + packed + sealed[at + len(packed) :])


def test_a_short_passphrase_is_refused():
    with pytest.raises(PassphraseUnfit):
        SealingWriter(io.BytesIO(), "short", cost=COST)


def test_the_stream_says_nothing_of_what_is_in_it():
    assert b"very secret" not in seal(b"very secret" * 20)
    assert seal(b"") != seal(b"")
