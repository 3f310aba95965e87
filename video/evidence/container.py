"""The package as one file: a ZIP (APPNOTE 6.3.9) that stores and does not compress, every byte of which is
told by its files' names and contents, so that a byte changed between the files shows as well."""

from __future__ import annotations

import os
import struct
from binascii import crc32
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20
_LOCAL, _CENTRAL, _END = 0x04034B50, 0x02014B50, 0x06054B50
_END64, _LOCATOR64 = 0x06064B50, 0x07064B50
_PLAIN, _LARGE = 20, 45
_UTF8, _STORED = 0x0800, 0
_DATE = 0x21
"""1980-01-01, the first there is: when is told by the manifest, under the signature."""
_UNIX_FILE = 0o100644 << 16
_MOST = 0xFFFFFFFF
_HEADER = struct.Struct("<IHHHHHIIIHH")
_ROW = struct.Struct("<IHHHHHHIIIHHHHHII")
LONGEST_NAME = 400
MOST_FILES = 10_000


class ContainerDamaged(Exception):
    """`file` is the one whose entry is not as it was written, empty for the list at the end; `stopped` that
    what follows it could not be read."""

    def __init__(self, file: str = "", *, stopped: bool = True) -> None:
        super().__init__(file)
        self.file, self.stopped = file, stopped


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class FoundMember:
    """`chunks` must be read to their end before the next member is asked for."""

    name: str
    size: int
    chunks: Iterator[bytes]


def write_container(
    out: BinaryIO, files: Iterable[tuple[str, Path]], told: Callable[[int], None] = lambda _: None
) -> None:
    """Raises OSError. `told` hears how many bytes were copied, with each chunk."""
    rows, offset = [], 0
    for name, path in files:
        member = Member(name, path.stat().st_size, _crc_of(path))
        head = _local(member)
        out.write(head)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                out.write(chunk)
                told(len(chunk))
        rows.append((member, offset))
        offset += len(head) + member.size
    out.write(_tail(rows, offset))


def members(file: BinaryIO) -> Iterator[FoundMember]:
    """The files in the order in which they stand; raises ContainerDamaged and OSError.

    Headers are held against what they must be, and at the end the list of files too.
    """
    rows: list[tuple[Member, int]] = []
    spoilt: list[str] = []
    offset = 0
    while True:
        head = file.read(_HEADER.size)
        if len(head) < 4 or head[:4] != _LOCAL.to_bytes(4, "little"):
            break
        member, raw = _read_head(file, head)
        if raw != _local(member) or len(rows) >= MOST_FILES:
            raise ContainerDamaged(member.name)
        yield FoundMember(member.name, member.size, _chunks(file, member, spoilt))
        rows.append((member, offset))
        offset += len(raw) + member.size
    tail = _tail(rows, offset)
    if not rows or head + file.read(len(tail) + 1) != tail:
        raise ContainerDamaged(stopped=not rows or head[:4] != _row(*rows[0])[:4])
    if spoilt:
        raise ContainerDamaged(spoilt[0], stopped=False)


def _chunks(file: BinaryIO, member: Member, spoilt: list[str]) -> Iterator[bytes]:
    left, crc = member.size, 0
    while left:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise ContainerDamaged(member.name)
        left -= len(chunk)
        crc = crc32(chunk, crc)
        yield chunk
    if crc != member.crc:
        spoilt.append(member.name)


def _read_head(file: BinaryIO, head: bytes) -> tuple[Member, bytes]:
    if len(head) < _HEADER.size:
        raise ContainerDamaged
    *_, crc, _packed, size, name_length, extra_length = _HEADER.unpack(head)
    if name_length > LONGEST_NAME or extra_length not in (0, 20):
        raise ContainerDamaged
    name, extra = file.read(name_length), file.read(extra_length)
    if extra_length == 20 and len(extra) == 20:
        size = struct.unpack("<HHQQ", extra)[2]
    return Member(name.decode("utf-8", "replace"), size, crc), head + name + extra


def _crc_of(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            crc = crc32(chunk, crc)
    return crc


def _local(member: Member) -> bytes:
    name, large = member.name.encode(), member.size >= _MOST
    size = _MOST if large else member.size
    extra = struct.pack("<HHQQ", 1, 16, member.size, member.size) if large else b""
    version = _LARGE if large else _PLAIN
    fields = (_LOCAL, version, _UTF8, _STORED, 0, _DATE, member.crc, size, size, len(name), len(extra))
    return _HEADER.pack(*fields) + name + extra


def _row(member: Member, offset: int) -> bytes:
    name, large, far = member.name.encode(), member.size >= _MOST, offset >= _MOST
    wide = [*([member.size, member.size] if large else []), *([offset] if far else [])]
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    size = _MOST if large else member.size
    version = _LARGE if wide else _PLAIN
    head = (_CENTRAL, 3 << 8 | version, version, _UTF8, _STORED, 0, _DATE, member.crc, size, size)
    rest = (len(name), len(extra), 0, 0, 0, _UNIX_FILE, _MOST if far else offset)
    return _ROW.pack(*head, *rest) + name + extra


def _tail(rows: list[tuple[Member, int]], offset: int) -> bytes:
    listed = b"".join(_row(member, at) for member, at in rows)
    count, end = len(rows), b""
    if offset >= _MOST:
        version = 3 << 8 | _LARGE
        end = struct.pack("<IQHHIIQQQQ", _END64, 44, version, _LARGE, 0, 0, count, count, len(listed), offset)
        end += struct.pack("<IIQI", _LOCATOR64, 0, offset + len(listed), 1)
    start = min(offset, _MOST)
    return listed + end + struct.pack("<IHHHHIIH", _END, 0, 0, count, count, len(listed), start, 0)


def settle(file: BinaryIO) -> None:
    """On the medium when this returns, as far as the system tells."""
    file.flush()
    os.fsync(file.fileno())
