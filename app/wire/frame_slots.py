"""Pictures in memory-mapped slots: a video worker writes the newest frame of a stream, consoles copy it.

A slot is one file with room for the largest frame; only pages that were written take memory. The sequence is
odd while a frame is being written: a reader that sees an odd or a changed number tries again, three times,
and then keeps what it has. Overlay and frame stand under the same number, so that boxes are never those of
another picture.
"""

from __future__ import annotations

import contextlib
import enum
import errno
import mmap
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.video.scenes import Overlay

LARGEST_W, LARGEST_H = 1920, 1080
HEADER_BYTES = 4096
OVERLAY_BYTES = 256 * 1024
PICTURE_BYTES = LARGEST_W * LARGEST_H * 4
SLOT_BYTES = HEADER_BYTES + OVERLAY_BYTES + PICTURE_BYTES
ROOM_STEP = 16 * 1024
SUFFIX = ".frame"
READ_TRIES = 3
MAGIC = 0x4154414C46524D31
"""`ATALFRM1`: a reader of another layout refuses the file."""
BLURRED = "~blurred"
"""After a camera's id: the stream for operators who may not see faces and plates."""

_HEADER, _SEQUENCE = struct.Struct("<QQqIIIq"), struct.Struct("<Q")
"""Magic, sequence, captured, width, height, bytes of overlay, media_ms: numpy takes ten times as long for a
single number, and both sides look at them many times a second."""
SEQUENCE_AT = 8
SEQUENCE = 1
"""Of a writer's numbers of eight bytes, which are written whole, whoever reads meanwhile."""
_FACTS, FACTS_AT = struct.Struct("<qIIIq"), 16
"""What follows the sequence."""

Pixels = NDArray[np.uint8]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.ENOMEM}
_encoder = msgspec.msgpack.Encoder()
_overlays = msgspec.msgpack.Decoder(Overlay)


@dataclass(frozen=True, slots=True)
class SlotFrame:
    """A copy of a frame: `pixels` is (height, width, 4), blue green red unused, rows without a gap."""

    sequence: int
    captured: int
    """Wall time of its capture or receipt, epoch ms."""
    media_ms: int
    """Recorded footage: the wall time it shows; live: as `captured`."""
    pixels: Pixels
    overlay: Overlay


def slot_path(folder: Path, stream: str) -> Path:
    """The file of a stream; whatever its name, it stays inside the folder."""
    return folder / (quote(stream, safe="~").replace(".", "%2E") + SUFFIX)


def stream_of(path: Path) -> str:
    return unquote(path.name.removesuffix(SUFFIX))


class SlotOutcome(enum.StrEnum):
    """What became of a picture; without room the one of before stays, and the next is tried anew."""

    WRITTEN = "written"
    NO_ROOM = "no_room"


class FrameSlotWriter:
    """The worker's side; one thread. Owner-only, made anew at every start. Raises OSError where its folder
    takes no file; no room for one is told by `write`."""

    def __init__(self, folder: Path, stream: str) -> None:
        self.path = slot_path(folder, stream)
        self._file: BinaryIO | None = None
        self._map: mmap.mmap | None = None
        self._room: dict[int, int] = {}
        self._sequence = 0
        try:
            self._open()
        except OSError as problem:
            if problem.errno not in _FULL:
                self._let_go()
                raise

    def write(
        self, pixels: Pixels, overlay: Overlay, *, captured: int, media_ms: int | None = None
    ) -> SlotOutcome:
        """`pixels` as in SlotFrame. An overlay too large goes without. Raises ValueError for a picture of
        more than 1920x1080 or of none; that leaves the frame of before."""
        height, width = pixels.shape[:2]
        if not (0 < width <= LARGEST_W and 0 < height <= LARGEST_H and pixels.shape[2:] == (4,)):
            raise ValueError(f"a picture of {pixels.shape} fits no slot")
        told = _encoder.encode(overlay)
        if len(told) > OVERLAY_BYTES:
            told = _encoder.encode(Overlay())
        try:
            self._open()
            self._need(HEADER_BYTES, len(told))
            self._need(HEADER_BYTES + OVERLAY_BYTES, height * width * 4)
        except OSError as problem:
            if problem.errno not in _FULL:
                raise
            return SlotOutcome.NO_ROOM
        self._put(pixels, told, captured, captured if media_ms is None else media_ms)
        return SlotOutcome.WRITTEN

    def close(self) -> None:
        """Let go of the file and remove it, unless another worker has put its own in this place; readers that
        have it mapped keep their last frame."""
        if self._map is not None:
            del self._numbers, self._pixels, self._picture
            self._map.close()
            self._map = None
        self._let_go()

    def _open(self) -> None:
        if self._map is not None:
            return
        self._file = self._file or _made(self.path)
        self._need(0, _HEADER.size)
        self._map = mmap.mmap(self._file.fileno(), SLOT_BYTES)
        self._numbers = np.frombuffer(self._map, np.uint64, 2)
        self._pixels = np.frombuffer(self._map, np.uint8, PICTURE_BYTES, HEADER_BYTES + OVERLAY_BYTES)
        self._picture = self._pixels[:0].reshape(0, 0, 4)
        # Of a file that is used again this is what readers see of the change.
        self._numbers[SEQUENCE] = self._sequence
        self._numbers[0] = MAGIC

    def _put(self, pixels: Pixels, told: bytes, captured: int, media_ms: int) -> None:
        assert self._map is not None
        height, width = pixels.shape[:2]
        self._numbers[SEQUENCE] = self._sequence + 1
        _FACTS.pack_into(self._map, FACTS_AT, captured, width, height, len(told), media_ms)
        self._map[HEADER_BYTES : HEADER_BYTES + len(told)] = told
        if self._picture.shape != pixels.shape:
            self._picture = self._pixels[: height * width * 4].reshape(height, width, 4)
        np.copyto(self._picture, pixels)
        self._sequence += 2
        self._numbers[SEQUENCE] = self._sequence

    def _let_go(self) -> None:
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            ours = os.path.samestat(os.fstat(self._file.fileno()), self.path.stat())
            self._file.close()
            if ours:
                self.path.unlink()
        self._file.close()

    def _need(self, start: int, length: int) -> None:
        """Take the room of these bytes: the kernel ends a process that writes to a mapped page for which the
        memory has none."""
        assert self._file is not None
        if length > self._room.get(start, 0):
            room = min(-(-length // ROOM_STEP) * ROOM_STEP, SLOT_BYTES - start)
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(self._file.fileno(), start, room)
            self._room[start] = room


def _made(path: Path) -> BinaryIO:
    """A new file; where the old one cannot go, as on Windows while somebody has it mapped, that one again."""
    try:
        path.unlink(missing_ok=True)
        path.touch(0o600, exist_ok=False)
    except PermissionError:
        path.chmod(0o600)
    file = path.open("r+b")
    file.truncate(SLOT_BYTES)
    return file


class FrameSlotReader:
    """The console's side; one thread. A slot that is not there yet is looked for again at each `newer`."""

    def __init__(self, folder: Path, stream: str) -> None:
        self._path = slot_path(folder, stream)
        self._map: mmap.mmap | None = None
        self._told = b""
        self._seen = Overlay()
        """What those bytes say: without analysis they are always the same."""

    def newer(self, than: int = 0) -> SlotFrame | None:
        """The frame now, when its sequence is another than `than`; None otherwise or when none could be read
        whole. A slot made anew begins at 2 again, so any other number is newer."""
        if self._map is None and not self._open():
            return None
        for _ in range(READ_TRIES):
            before = self._sequence()
            if before in (0, than):
                return None
            if before % 2 == 0 and (frame := self._copied(before)) is not None:
                return frame
        return None

    def close(self) -> None:
        if self._map is not None:
            self._map.close()
            self._map = None

    def reopen(self) -> None:
        """Look at the file anew: after news that its worker has been started again."""
        self.close()

    def _open(self) -> bool:
        try:
            with self._path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), SLOT_BYTES, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return False
        if _HEADER.unpack_from(self._map)[0] != MAGIC:
            self.close()
            return False
        return True

    def _sequence(self) -> int:
        assert self._map is not None
        found: int = _SEQUENCE.unpack_from(self._map, SEQUENCE_AT)[0]
        return found

    def _copied(self, sequence: int) -> SlotFrame | None:
        assert self._map is not None
        _, _, captured, width, height, told, media_ms = _HEADER.unpack_from(self._map)
        if not (0 < width <= LARGEST_W and 0 < height <= LARGEST_H and told <= OVERLAY_BYTES):
            return None
        overlay = self._map[HEADER_BYTES : HEADER_BYTES + told]
        start = HEADER_BYTES + OVERLAY_BYTES
        pixels = (
            np.frombuffer(self._map, np.uint8, height * width * 4, start).reshape(height, width, 4).copy()
        )
        if self._sequence() != sequence:
            return None
        return SlotFrame(sequence, captured, media_ms, pixels, self._overlay(overlay))

    def _overlay(self, told: bytes) -> Overlay:
        if told != self._told:
            self._told = told
            try:
                self._seen = _overlays.decode(told)
            except msgspec.MsgspecError:
                self._seen = Overlay()
        return self._seen
