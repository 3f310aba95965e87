"""What stands behind a camera's pictures, by the key frames of its footage before and after a time.

A street is the range between several pictures, each the median of a few seconds. Where one of them shows what
another does not, somebody stood still for a while: that place is foreign in all of them.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.footage import LONGEST_SEGMENT_MS
from video.media.remux import FileDamaged, RecordedFile, key_frames

Pixels = NDArray[np.uint8]
Levels = NDArray[np.int16]
WIDTH, HEIGHT = 320, 180
AROUND_MS = 300_000
"""Footage so long before and after tells of a time: with more of it the light is another."""
DIFFERS = 14
"""Of 255, after the light of the whole picture was evened out."""
FEWEST, USUAL = 5, 10
"""Key frames that one median is made of; a file with fewer tells nothing."""


@dataclass(frozen=True, slots=True)
class Street:
    """`least` and `most` that is like each of its pictures, (180, 320, 3) in the light of `base`; where they
    differ from one another nothing is. `since` is when the footage begins that tells of it, epoch ms."""

    since: int
    base: Levels
    least: Levels
    most: Levels

    def foreign(self, frame: Pixels) -> Pixels:
        """(180, 320), over 0 where a (h, w, 3) frame is another than any of the pictures."""
        level = _evened(_small(frame).astype(np.int16), self.base)
        foreign: Pixels = cv2.bitwise_not(cv2.inRange(level, self.least, self.most))
        return foreign


class Streets:
    """One thread at a time. Reads files when a time near them is asked for, and forgets them again."""

    def __init__(self, files: Iterable[RecordedFile]) -> None:
        self._files = sorted(files, key=_began)
        self._medians: dict[Path, list[Levels]] = {}
        self._near: list[RecordedFile] = []
        self._street: Street | None = None

    def around(self, at: int) -> Street | None:
        """None where there is too little footage; takes a moment for each file that was not near before."""
        first = max(0, bisect_right(self._files, at - AROUND_MS, key=_began) - 1)
        near = self._files[first : bisect_left(self._files, at + AROUND_MS, key=_began)]
        if near and near[0].began <= at - AROUND_MS - LONGEST_SEGMENT_MS:
            del near[0]
        if near != self._near:
            self._near = near
            self._medians = {file.path: self._of(file) for file in near}
            self._street = self._together()
        return self._street

    def _of(self, file: RecordedFile) -> list[Levels]:
        known = self._medians.get(file.path)
        return _medians(file) if known is None else known

    def _together(self) -> Street | None:
        told = [(file.began, median) for file in self._near for median in self._medians[file.path]]
        if not told:
            return None
        base = told[0][1]
        levels = np.stack([_evened(median, base) for _, median in told])
        return Street(told[0][0], base, levels.max(axis=0) - DIFFERS, levels.min(axis=0) + DIFFERS)


def _medians(file: RecordedFile) -> list[Levels]:
    pictures: list[Pixels] = []
    with contextlib.suppress(FileDamaged):  # as far as it can be read it tells as much as any other
        pictures.extend(map(_small, key_frames(file)))
    if len(pictures) < FEWEST:
        return []
    groups = np.array_split(np.stack(pictures), max(1, len(pictures) // USUAL))
    return [np.median(group, axis=0).astype(np.int16) for group in groups]


def _began(file: RecordedFile) -> int:
    return file.began


def _evened(level: Levels, base: Levels) -> Levels:
    apart = level - base
    evened: Levels = level - np.median(apart[::8, ::8], axis=(0, 1)).astype(np.int16)
    return evened


def _small(frame: Pixels) -> Pixels:
    """(180, 320, 3): colour tells who is as bright as the street."""
    small: Pixels = cv2.resize(frame, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return small
