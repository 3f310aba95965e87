"""Makes everybody who is not part of the street unrecognisable in footage that is over already.

Whatever differs from what stands behind is made coarse, and stays so for a while after it has gone on; that
holds for who stands still too, as long as footage within five minutes shows the place without him. Where
nothing is known of what was before, all of the picture is made coarse.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from video.analytics.masking import pixelate, pixelate_all
from video.evidence.streets import Streets
from video.media.remux import RecordedFile

Pixels = NDArray[np.uint8]
HELD_MS = 700
KNOWN_MS = 3_000
"""So much footage of before a picture must be there."""
_SPREAD = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))


class Blurring:
    """`blur` changes frames in place, in the order of their times. `files` are those that show the frames,
    and what there is of five minutes before and after them."""

    def __init__(self, files: Iterable[RecordedFile]) -> None:
        self._streets = Streets(files)
        self._seen: list[tuple[int, Pixels]] = []

    def learn(self, at: int) -> Blurring:
        """What stands there around this time (epoch ms), for who has time for it before the first frame."""
        self._streets.around(at)
        return self

    def blur(self, frame: Pixels, at: int) -> bool:
        """False where all of it was made coarse: nobody knows who moves."""
        street = self._streets.around(at)
        if street is None or at - street.since < KNOWN_MS:
            pixelate_all(frame)
            return False
        self._seen = [(when, mask) for when, mask in self._seen if 0 <= at - when <= HELD_MS]
        self._seen.append((at, cv2.dilate(street.foreign(frame), _SPREAD)))
        pixelate(frame, (), np.maximum.reduce([mask for _, mask in self._seen]))
        return True
