"""Annex B from what files keep, and the parameter sets at the head of an access unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from video.media.access_units import START, length_prefixed, parameter_sets

SPS, PPS, SLICE = b"\x67\x64\x00\x1f\xac", b"\x68\xeb\xec", b"\x65\x88\x84\x00\x33"
units = st.lists(st.binary(min_size=1, max_size=40), max_size=6)


def avcc(sps, pps, length_bytes=4):
    head = bytes([1, 0x64, 0, 0x1F, 0xFC | length_bytes - 1, 0xE0 | len(sps)])
    sets = b"".join(len(one).to_bytes(2, "big") + one for one in sps)
    return head + sets + bytes([len(pps)]) + b"".join(len(one).to_bytes(2, "big") + one for one in pps)


def hvcc(*arrays):
    body = bytearray(bytes([1]) + bytes(21) + bytes([len(arrays)]))
    body[21] = 3
    for kind, sets in arrays:
        body += bytes([kind]) + len(sets).to_bytes(2, "big")
        for one in sets:
            body += len(one).to_bytes(2, "big") + one
    return bytes(body)


@given(units, st.sampled_from([1, 2, 4]), st.booleans())
def test_every_unit_gets_its_start_code(found, length_bytes, keyframe):
    kept = length_prefixed(avcc([SPS], [PPS], length_bytes), "h264")
    data = b"".join(len(unit).to_bytes(length_bytes, "big") + unit for unit in found)
    head = START + SPS + START + PPS if keyframe else b""
    assert kept.annex_b(data, keyframe=keyframe) == head + b"".join(START + unit for unit in found)


@given(st.binary(max_size=60), st.integers(0, 3))
def test_whatever_comes_is_cut_into_something(data, length):
    kept = length_prefixed(avcc([SPS], [PPS], length + 1), "h264")
    assert len(kept.annex_b(data, keyframe=False)) <= 5 * len(data)


@given(st.binary(max_size=80), st.sampled_from(["h264", "hevc", "mjpeg"]))
def test_extradata_may_be_anything(extradata, codec):
    length_prefixed(b"\x01" + extradata, codec)
    parameter_sets(extradata, codec)


def test_sets_of_h265_are_found_in_their_arrays():
    vps, sps = b"\x40\x01\x0c", b"\x42\x01\x01"
    assert length_prefixed(hvcc((32, [vps]), (33, [sps])), "hevc").sets == START + vps + START + sps


@pytest.mark.parametrize("extradata", [b"", START + SPS, b"\x01\x64"])
def test_annex_b_is_left_as_it_is(extradata):
    assert length_prefixed(extradata, "h264") is None


def test_parameter_sets_stand_before_the_picture():
    unit = START + b"\x09\xf0" + START + SPS + b"\x00\x00\x01" + PPS + b"\x00\x00\x01" + SLICE
    assert parameter_sets(unit, "h264") == START + SPS + START + PPS
    assert parameter_sets(START + SLICE, "h264") == b""
    assert parameter_sets(unit, "mjpeg") == b""
