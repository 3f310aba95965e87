"""A stream of any length, sealed in chunks with AES-256-GCM under a key from a passphrase.

Each chunk's nonce is its number and whether it is the last (the STREAM construction, Hoang et al. 2015), and
each authenticates the head: a chunk that was changed, moved, left out or put in, or a missing end, is found.
"""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.settings.secrets.faults import StreamRefused
from app.settings.secrets.passphrase_key import (
    BOUNDS,
    COST_BYTES,
    SALT_BYTES,
    USUAL_COST,
    CostBounds,
    KeyCost,
    derive,
    fit,
)

MARK = b"ATALAYA-BACKUP\n"
VERSION = b"\x01"
HEAD_BYTES = len(MARK) + len(VERSION) + COST_BYTES + SALT_BYTES
CHUNK = 256 * 1024
TAG_BYTES = 16


class SealingWriter(io.RawIOBase):
    """Seals what is written to it into `sink`; only `finish` makes it whole."""

    def __init__(
        self, sink: BinaryIO, passphrase: str, *, cost: KeyCost = USUAL_COST, chunk: int = CHUNK
    ) -> None:
        """Raises PassphraseUnfit."""
        super().__init__()
        salt = os.urandom(SALT_BYTES)
        self._sink, self._size = sink, chunk
        self._head = MARK + VERSION + cost.packed() + salt
        # New at every stream with its salt, so that a counter is all that a nonce needs.
        self._cipher = AESGCM(derive(fit(passphrase), salt, cost))
        self._pending = bytearray()
        self._number = 0
        sink.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._pending += data
        while len(self._pending) > self._size:
            self._seal(bytes(self._pending[: self._size]), last=False)
            del self._pending[: self._size]
        return len(data)

    def finish(self) -> None:
        """Seal the last chunk, which may be empty. Nothing can be written afterwards."""
        self._seal(bytes(self._pending), last=True)
        self._pending.clear()
        self.close()

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._sink.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._head))
        self._number += 1


class OpeningReader(io.RawIOBase):
    """Gives what was sealed, authentic byte by byte. Raises StreamRefused at the first that is not."""

    def __init__(
        self, source: BinaryIO, passphrase: str, *, bounds: CostBounds = BOUNDS, chunk: int = CHUNK
    ) -> None:
        super().__init__()
        self._source, self._size = source, chunk + TAG_BYTES
        self._head = source.read(HEAD_BYTES)
        if len(self._head) < HEAD_BYTES or not self._head.startswith(MARK):
            raise StreamRefused("This file is no backup of Atalaya.")
        if not self._head.startswith(MARK + VERSION):
            raise StreamRefused("This backup was made by a version that is not known here.")
        cost_at = len(MARK + VERSION)
        cost = KeyCost.unpacked(self._head[cost_at : cost_at + COST_BYTES])
        if not bounds.hold(cost):
            raise StreamRefused("This backup asks for a key of a cost that is refused.")
        self._cipher = AESGCM(derive(passphrase, self._head[cost_at + COST_BYTES :], cost))
        self._ahead = source.read(self._size)
        self._plain = memoryview(b"")
        self._number = 0
        self._done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        while not self._plain and not self._done:
            self._open_next()
        count = min(len(buffer), len(self._plain))
        buffer[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def drain(self) -> None:
        """Read to the end, which only then is known to be there."""
        while self.read(1 << 16):
            pass

    def _open_next(self) -> None:
        sealed, self._ahead = self._ahead, self._source.read(self._size)
        last = not self._ahead
        try:
            plain = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._head)
        except (InvalidTag, ValueError):
            raise StreamRefused(_WHY_FIRST if self._number == 0 else _WHY) from None
        self._plain, self._done = memoryview(plain), last
        self._number += 1


_WHY_FIRST = "The passphrase is another, or the backup was changed; nothing of it is used."
_WHY = "The backup was changed or is not whole; nothing of it is used."


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
