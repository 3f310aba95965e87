"""Who came and stands still stays known when the background has taken him in, until he has gone.

Only what must not be recognised asks for this: nothing is counted or told of what is parked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from video.analytics.tracks import Followed

Pixels = NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, the last two outside."""
Corners = tuple[float, float, float, float]

PARKED_AFTER_MS = 1_000
LOOK_EVERY_MS = 1_000
ROOM = 0.15
"""Of a box's size on each side: who stands sways."""
CONTRAST = 14
"""Grey levels by which somebody differs from the street."""
LEFT_SHARE = 0.6
"""Of his outline that must be another than when he stopped."""
LEFT_LIKENESS = 0.5
"""By how much nearer to the empty street than to him the picture must be; else somebody passes before him."""
LEFT_LOOKS = 2
SAME_SHARE = 0.2
FOLLOWS = 0.1
"""Of each look in what he looks like: the light changes slowly."""


@dataclass(slots=True)
class _Spot:
    """Somebody who stands."""

    box: Box
    looks: Pixels
    """The picture in the box since he stopped."""
    outline: NDArray[np.bool_]
    gone_looks: int = 0


class Parked:
    """One camera's; one thread. `shape` is the frame's height and width."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self._shape = shape
        self._spots: list[_Spot] = []
        self._street: Pixels | None = None
        """The background with nobody in it who came and stayed."""
        self._looked = 0

    def see(self, tracks: Sequence[Followed], even: Pixels, background: Pixels, at_ms: int) -> None:
        """Once a second is enough, and more often does nothing. All pictures in the usual exposure."""
        if self._looked and at_ms - self._looked < LOOK_EVERY_MS:
            return
        self._looked = at_ms
        if self._street is None:
            self._street = background.copy()
        cv2.copyTo(background, cv2.bitwise_not(self.marked(np.zeros(self._shape, np.uint8))), self._street)
        self._spots = [spot for spot in self._spots if not _left(spot, even, self._street)]
        for track in tracks:
            if track.there and track.seen == at_ms and track.still_ms(at_ms) >= PARKED_AFTER_MS:
                self._park(self._roomy(track), even, self._street)

    def marked(self, mask: Pixels, others: Sequence[Corners] = ()) -> Pixels:
        """A mask with 255 wherever somebody stands as well, and in other boxes (0 to 1); itself where none
        is."""
        if not self._spots and not others:
            return mask
        height, width = self._shape
        marked = mask.copy()
        for spot in self._spots:
            marked[_part(spot.box)] = 255
        for left, top, right, bottom in others:
            low, high = (int(left * width), int(top * height)), (int(right * width), int(bottom * height))
            cv2.rectangle(marked, low, high, 255, -1)
        return marked

    def _park(self, box: Box, even: Pixels, street: Pixels) -> None:
        """One who is known already keeps his box, or gets a larger one."""
        for spot in self._spots:
            if _covers(spot.box, box):
                return
        within = [spot for spot in self._spots if _covers(box, spot.box)]
        outline = cv2.absdiff(even[_part(box)], street[_part(box)]) > CONTRAST
        if outline.any():
            self._spots = [spot for spot in self._spots if spot not in within]
            self._spots.append(_Spot(box, even[_part(box)].copy(), outline))

    def _roomy(self, track: Followed) -> Box:
        aside, above = ROOM * (track.right - track.left), ROOM * (track.bottom - track.top)
        height, width = self._shape
        return (
            max(0, int(track.left - aside)),
            max(0, int(track.top - above)),
            min(width, int(track.right + aside) + 1),
            min(height, int(track.bottom + above) + 1),
        )


def _left(spot: _Spot, even: Pixels, street: Pixels) -> bool:
    """Whether he has gone; follows what he looks like otherwise."""
    now = even[_part(spot.box)]
    off = cv2.absdiff(now, spot.looks)[spot.outline]
    changed = np.count_nonzero(off > CONTRAST) / off.size
    if changed < SAME_SHARE:
        spot.looks = cv2.addWeighted(spot.looks, 1.0 - FOLLOWS, now, FOLLOWS, 0.0)
    empty = float(cv2.absdiff(now, street[_part(spot.box)])[spot.outline].mean())
    gone = changed >= LEFT_SHARE and empty < LEFT_LIKENESS * float(off.mean())
    spot.gone_looks = spot.gone_looks + 1 if gone else 0
    return spot.gone_looks >= LEFT_LOOKS


def _covers(one: Box, other: Box) -> bool:
    """Whether most of the other box lies in the first."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0 and across * down >= 0.7 * (other[2] - other[0]) * (other[3] - other[1])


def _part(box: Box) -> tuple[slice, slice]:
    return slice(box[1], box[3]), slice(box[0], box[2])
