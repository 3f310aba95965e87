"""Footage that the index has and the disk no longer: a disk was replaced, or somebody removed files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

EVERY_S = 3_600.0
FIRST_S = 60.0
"""An engine should have come by then, and have taken what waited for it."""

Page = Callable[[str], Sequence[str] | None]
"""The files of the index that follow this one, by name, some hundred of them; none at the end, None where the
index cannot be read now."""


class Comparing:
    """One thread. `on_missed` hears of files as the index has them; `sound` tells whether the folder is the
    right one at this moment, and raises OSError."""

    def __init__(
        self,
        folder: Path,
        page: Page,
        on_missed: Callable[[tuple[str, ...]], None],
        *,
        sound: Callable[[], bool],
        first_s: float = FIRST_S,
        every_s: float = EVERY_S,
    ) -> None:
        self._root, self._page, self._on_missed = folder, page, on_missed
        self._sound, self._every_s = sound, every_s
        self._after = ""
        self._next = time.monotonic() + first_s

    def step(self) -> bool:
        """One page, where it is time for one; whether there is more to do at once. Raises OSError where a
        folder cannot be read: nothing of that page is missed, and all is begun anew later.

        The index is asked before the disk: what it has by then has been on the disk.
        """
        if time.monotonic() < self._next:
            return False
        files, self._after = self._page(self._after), ""
        self._next = time.monotonic() + self._every_s
        if not files:
            return False
        missed = self._missed(files)
        if missed:
            if not self._sound():
                return False
            self._on_missed(missed)
        self._after, self._next = files[-1], 0.0
        return True

    def _missed(self, files: Sequence[str]) -> tuple[str, ...]:
        found: list[str] = []
        for folder, inside in groupby(files, key=lambda file: file.rpartition("/")[0]):
            there = _names_in(self._root / folder)
            found += [file for file in inside if file.rpartition("/")[2] not in there]
        return tuple(found)


def _names_in(folder: Path) -> frozenset[str]:
    """None in a folder that is not there."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
