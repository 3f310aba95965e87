"""What stands still: kept out of the background for as long as somebody asks, and told from the hole that a
thing leaves when it is taken away."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from video.analytics.geometry import inside
from video.analytics.tracks import Followed

Pixels = NDArray[np.uint8]

HELD_AFTER_MS = 1_000
SHORT_HOLD_MS = 30_000
"""Where no stage asks for more: a car at a red light stays one track."""
LONG_HOLD_MS = 1_800_000
HOLE_HOLD_MS = 10_000
"""Longer than a stage asks for, so that its event is seen to begin."""
JUDGED_AFTER_MS = 1_200
JUDGED_EVERY_MS = 3_000
EDGE_LEAD = 1.3
"""By which the edges along an outline must be stronger in one picture than in the other."""
LEAST_EDGE = 6.0
"""Mean gradient in grey levels: below that in both there is nothing to be told."""
ROOM = 2


class Standing:
    """One camera's. `things` is where things left or taken are looked for (None for nowhere) and `holes_ms`
    for how long a hole there must last; with `long` everything that came in and stands is kept for half an
    hour."""

    def __init__(self, shape: tuple[int, int], *, things: Pixels | None, holes_ms: float, long: bool) -> None:
        self._shape, self._things = shape, things
        self._holes_ms = holes_ms + HOLE_HOLD_MS
        self._hold_ms = LONG_HOLD_MS if long or things is not None else SHORT_HOLD_MS
        self._judged: dict[int, int] = {}

    def held(self, tracks: Sequence[Followed], at_ms: int) -> Pixels | None:
        """Not 0 where the background must not take in what is there; None for nowhere."""
        kept = [track for track in tracks if self._is_held(track, at_ms)]
        if not kept:
            return None
        mask: Pixels = np.zeros(self._shape, np.uint8)
        for track in kept:
            low = int(track.left) - ROOM, int(track.top) - ROOM
            high = int(track.right) + ROOM, int(track.bottom) + ROOM
            cv2.rectangle(mask, low, high, 255, -1)
        return mask

    def judge(
        self, tracks: Sequence[Followed], even: Pixels, background: Pixels, mask: Pixels, at_ms: int
    ) -> None:
        """Tells for tracks that stand whether anything is there."""
        still = {track.id: track for track in tracks if track.still_ms(at_ms) >= JUDGED_AFTER_MS}
        self._judged = {number: at for number, at in self._judged.items() if number in still}
        for track in still.values():
            if at_ms - self._judged.get(track.id, 0) >= JUDGED_EVERY_MS and track.seen == at_ms:
                self._judged[track.id] = at_ms
                _judge(track, even, background, mask)

    def _is_held(self, track: Followed, at_ms: int) -> bool:
        still = track.still_ms(at_ms)
        if not track.confirmed or still < HELD_AFTER_MS:
            return False
        among_things = self._things is not None and inside(self._things, track.foot)
        if track.ghost:
            return among_things and still < self._holes_ms
        return (track.there or among_things) and still < self._hold_ms


def _judge(track: Followed, even: Pixels, background: Pixels, mask: Pixels) -> None:
    part = (
        slice(max(0, int(track.top) - ROOM), int(track.bottom) + ROOM + 1),
        slice(max(0, int(track.left) - ROOM), int(track.right) + ROOM + 1),
    )
    shape = mask[part]
    if shape.size == 0 or not shape.any():
        return
    outline = cv2.morphologyEx(shape, cv2.MORPH_GRADIENT, _CROSS) > 0
    if not outline.any():  # all of it is other than the street, as behind a hand
        return
    now, before = _edges(even[part])[outline].mean(), _edges(background[part])[outline].mean()
    if max(now, before) < LEAST_EDGE:
        return
    if before > EDGE_LEAD * now:
        track.ghost = track.judged = True
    elif now > EDGE_LEAD * before:
        track.ghost, track.judged = False, True


def _edges(part: Pixels) -> NDArray[np.float32]:
    across, down = cv2.Sobel(part, cv2.CV_32F, 1, 0), cv2.Sobel(part, cv2.CV_32F, 0, 1)
    strength: NDArray[np.float32] = cv2.magnitude(across, down)
    return strength


_CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
