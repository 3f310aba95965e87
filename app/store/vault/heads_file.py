"""A file of signed heads that is kept elsewhere: JSON lines, only ever added to."""

from __future__ import annotations

import json
import os
from pathlib import Path

from app.store.vault.signing import SignedHead

HEADS_FILE = "audit-heads.jsonl"
"""Its name in the data folder, and in the folders where it is kept besides."""
_LONGEST_LINE = 4096
_OWNER_ONLY = 0o600


class HeadsUnreadable(Exception):
    """`str()` is one sentence for a person."""


def append_head(path: Path, head: SignedHead) -> bool:
    """Add it, unless the file has it or a newer one; durable on return. Raises OSError."""
    return append_heads(path, [head]) == 1


def append_heads(path: Path, heads: list[SignedHead]) -> int:
    """Add those newer than what the file has, oldest first; how many. Raises OSError."""
    known: dict[str, int] = {}
    for head in _genuine(path) if path.exists() else ():
        known[head.installation] = max(head.seq, known.get(head.installation, 0))
    newer = [head for head in heads if head.seq > known.get(head.installation, 0)]
    newer.sort(key=lambda head: head.seq)
    if not newer:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, _OWNER_ONLY)
    with os.fdopen(descriptor, "a+b") as file:
        lines = "".join(f"{head.line()}\n" for head in newer).encode()
        file.write(lines if _ends_well(path) else b"\n" + lines)
        file.flush()
        os.fsync(file.fileno())
    return len(newer)


def read_heads(path: Path) -> list[SignedHead]:
    """The heads of a file in its order. A line that is none, as one torn by a power cut, is left out: to
    spoil a line gives an attacker no more than to delete it. Raises HeadsUnreadable when nothing is left."""
    try:
        heads = _genuine(path)
    except OSError as error:
        raise HeadsUnreadable(f"The file {path} cannot be read ({error.strerror}).") from error
    if not heads:
        raise HeadsUnreadable(f"The file {path} holds no signed heads.")
    return heads


def _genuine(path: Path) -> list[SignedHead]:
    with path.open("rb") as file:
        lines = iter(lambda: file.readline(_LONGEST_LINE), b"")
        return [head for line in lines if (head := _head_of(line)) is not None]


def _head_of(line: bytes) -> SignedHead | None:
    try:
        told = json.loads(line)
        head = SignedHead(
            told["seq"],
            told["at"],
            bytes.fromhex(told["hash"]),
            bytes.fromhex(told["key"]),
            bytes.fromhex(told["signature"]),
            told["installation"],
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return head if head.is_genuine() else None


def _ends_well(path: Path) -> bool:
    """Whether the last line is whole."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
