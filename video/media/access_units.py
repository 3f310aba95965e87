"""H.264 and H.265 packets without decoding them: parameter sets, and Annex B from what files keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

START: Final = b"\x00\x00\x00\x01"
LOOKED_AT = 2048
"""Bytes: parameter sets stand first in an access unit and are short."""


def parameter_sets(data: bytes, codec: str) -> bytes:
    """The parameter sets at the head of an access unit in Annex B, with their start codes; empty for none or
    for another codec. Another one than before means another picture size, or another stream."""
    units = data[:LOOKED_AT].split(b"\x00\x00\x01")[1:]
    found = (unit.rstrip(b"\x00") for unit in units if unit and _is_parameter_set(unit[0], codec))
    return b"".join(START + unit for unit in found)


def _is_parameter_set(first: int, codec: str) -> bool:
    if codec == "h264":
        return first & 0x1F in {7, 8}
    return codec == "hevc" and first >> 1 & 0x3F in {32, 33, 34}


@dataclass(frozen=True, slots=True)
class LengthPrefixed:
    """How files keep access units: each unit behind its length, the parameter sets apart."""

    length_bytes: int
    sets: bytes
    """In Annex B."""

    def annex_b(self, data: bytes, *, keyframe: bool) -> bytes:
        """With the parameter sets before a key frame; what is cut off ends at the last whole unit."""
        units, at = [self.sets] if keyframe else [], 0
        while at + self.length_bytes <= len(data):
            begin = at + self.length_bytes
            at = begin + int.from_bytes(data[at:begin], "big")
            if at <= len(data):
                units.append(START + data[begin:at])
        return b"".join(units)


def length_prefixed(extradata: bytes, codec: str) -> LengthPrefixed | None:
    """From the extradata of ISO/IEC 14496-15; None where packets are in Annex B already."""
    if extradata[:1] != b"\x01":
        return None
    if codec == "h264" and len(extradata) > 6:
        return LengthPrefixed((extradata[4] & 3) + 1, b"".join(_h264_sets(extradata)))
    if codec == "hevc" and len(extradata) > 22:
        return LengthPrefixed((extradata[21] & 3) + 1, b"".join(_h265_sets(extradata)))
    return None


def _h264_sets(extradata: bytes) -> Iterator[bytes]:
    at = 5
    for mask in (0x1F, 0xFF):
        count = extradata[at] & mask if at < len(extradata) else 0
        at += 1
        for _ in range(count):
            unit, at = _unit(extradata, at)
            yield START + unit


def _h265_sets(extradata: bytes) -> Iterator[bytes]:
    at = 23
    for _ in range(extradata[22]):
        count = int.from_bytes(extradata[at + 1 : at + 3], "big")
        at += 3
        for _ in range(count):
            unit, at = _unit(extradata, at)
            yield START + unit


def _unit(extradata: bytes, at: int) -> tuple[bytes, int]:
    end = at + 2 + int.from_bytes(extradata[at : at + 2], "big")
    return extradata[at + 2 : end], end
