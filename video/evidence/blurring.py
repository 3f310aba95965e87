"""Makes everybody who is not part of the street unrecognisable in footage that is over already.

What stands behind is the median of key frames from the whole of the files, so that it is known from the first
frame on; whatever differs from it is made coarse, and stays so for a while after it has gone on.
Somebody who stands still for more than half of the time is taken for a part of the street.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from video.analytics.masking import pixelate, pixelate_all
from video.media.remux import FileDamaged, RecordedFile, key_frames

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT = 320, 180
DIFFERS = 14
"""Of 255, after the light of the whole picture was evened out."""
HELD_MS = 700
FEWEST, MOST = 5, 60
"""Key frames that tell the street: with fewer of them everything is made coarse."""
_SPREAD = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))


class Blurring:
    """`blur` changes frames in place, in the order of their times."""

    def __init__(self, files: Iterable[RecordedFile]) -> None:
        self._street = _street(files)
        self._seen: list[tuple[int, Pixels]] = []

    @property
    def whole(self) -> bool:
        """All of the picture is made coarse: too little footage to tell who moves."""
        return self._street is None

    def blur(self, frame: Pixels, at: int) -> None:
        if self._street is None:
            pixelate_all(frame)
            return
        self._seen = [(when, mask) for when, mask in self._seen if 0 <= at - when <= HELD_MS]
        self._seen.append((at, self._foreground(frame, self._street)))
        moving = np.maximum.reduce([mask for _, mask in self._seen])
        pixelate(frame, (), moving)

    @staticmethod
    def _foreground(frame: Pixels, street: NDArray[np.int16]) -> Pixels:
        apart = _small(frame).astype(np.int16) - street
        apart -= np.median(apart[::8, ::8], axis=(0, 1)).astype(np.int16)
        mask: Pixels = (np.abs(apart).max(axis=2) > DIFFERS).astype(np.uint8)
        spread: Pixels = cv2.dilate(mask, _SPREAD)
        return spread


def _street(files: Iterable[RecordedFile]) -> NDArray[np.int16] | None:
    pictures: list[Pixels] = []
    for file in files:
        try:
            pictures.extend(map(_small, key_frames(file)))
        except FileDamaged:
            continue
        if len(pictures) > MOST:
            pictures = pictures[:: len(pictures) // MOST + 1]
    if len(pictures) < FEWEST:
        return None
    street: NDArray[np.int16] = np.median(np.stack(pictures), axis=0).astype(np.int16)
    return street


def _small(frame: Pixels) -> Pixels:
    """(180, 320, 3): colour tells who is as bright as the street."""
    small: Pixels = cv2.resize(frame, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return small
