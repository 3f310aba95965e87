"""Filling a file system to the last byte, and emptying it again."""

from __future__ import annotations

from pathlib import Path

_FILLER = "filler"


def fill(disk: Path) -> None:
    """Leave not one free block."""
    with (disk / _FILLER).open("ab", buffering=0) as filler:
        for piece in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    filler.write(bytes(piece))
            except OSError:
                continue


def unfill(disk: Path) -> None:
    (disk / _FILLER).unlink()
