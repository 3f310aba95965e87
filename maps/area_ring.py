"""The ring of an area that is being drawn, and how many points lie in it while it grows. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from maps.projection import Floats

MOST_CORNERS = 500
FEWEST_CORNERS = 3
ROOM = 0.75
"""A line drawn by hand is thinned to so much of the most, so that it can go on."""

Corner = tuple[float, float]
"""Longitude and latitude, WGS 84 degrees."""
Flags = NDArray[np.bool_]


def crossed(lon: Floats, lat: Floats, start: Corner, end: Corner) -> Flags:
    """Which points have this edge to their east: an odd number of such edges of a ring means inside."""
    (x1, y1), (x2, y2) = start, end
    if y1 == y2:
        return np.zeros(len(lon), np.bool_)
    found: Flags = (y1 > lat) != (y2 > lat)
    found &= lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
    return found


def thinned(line: Sequence[Corner], tolerance: float) -> list[Corner]:
    """Fewer corners, none of the line farther off than `tolerance` degrees (Douglas and Peucker, 1973)."""
    if len(line) < FEWEST_CORNERS:
        return list(line)
    origin = np.array(line[0])
    # Against its beginning and in units of the tolerance: degrees as such are too coarse in 32 bits.
    offsets = ((np.array(line) - origin) / tolerance).astype(np.float32).reshape(-1, 1, 2)
    kept = cv2.approxPolyDP(offsets, 1.0, closed=False).reshape(-1, 2) * tolerance + origin
    return [(float(lon), float(lat)) for lon, lat in kept]


class AreaRing:
    """Grows by steps, single corners and lines drawn by hand, that are taken back as they came.

    The edge that closes it is not part of what is kept, so that a new corner costs one edge.
    """

    def __init__(self, lon: Floats, lat: Floats) -> None:
        """The points to count, in degrees; NaN is never inside."""
        self._lon, self._lat = lon, lat
        self._steps: list[list[Corner]] = []
        self._odd: Flags = np.zeros(len(lon), np.bool_)

    @property
    def corners(self) -> tuple[Corner, ...]:
        """In the order they were set, not closed."""
        return tuple(corner for step in self._steps for corner in step)

    @property
    def can_close(self) -> bool:
        return len(self.corners) >= FEWEST_CORNERS

    def add(self, corner: Corner) -> bool:
        """Set one corner; False when it stands on the last one or there are too many."""
        last = self._last
        if corner == last or len(self.corners) >= MOST_CORNERS:
            return False
        self._steps.append([corner])
        self._count_edge(last, corner)
        return True

    def extend(self, corner: Corner, tolerance: float) -> None:
        """Go on with a line drawn by hand; its corners make way where there are too many."""
        last = self._last
        if not self._steps or corner == last:
            return
        if len(self.corners) >= MOST_CORNERS:
            self.thin(tolerance)
        if len(self.corners) < MOST_CORNERS:
            last = self._last
            self._steps[-1].append(corner)
            self._count_edge(last, corner)

    def thin(self, tolerance: float) -> None:
        """Thin the line that came last to what can be told apart, in degrees, and to what has room."""
        if not self._steps:
            return
        line = self._steps[-1]
        others = len(self.corners) - len(line)
        kept = thinned(line, tolerance)
        while others + len(kept) > ROOM * MOST_CORNERS and len(kept) > 2:
            tolerance *= 1.5
            kept = thinned(line, tolerance)
        self._steps[-1] = kept
        self._recount()

    def take_back(self) -> None:
        """Without the corner, or the line, that came last."""
        if self._steps:
            self._steps.pop()
            self._recount()

    def inside(self, pointer: Corner | None = None) -> int:
        """How many points it would hold if it were closed now, through the pointer where there is one."""
        if not self._steps:
            return 0
        first, last = self._steps[0][0], self._steps[-1][-1]
        odd = self._odd
        for start, end in ((last, first),) if pointer is None else ((last, pointer), (pointer, first)):
            odd = odd ^ crossed(self._lon, self._lat, start, end)
        return int(np.count_nonzero(odd))

    @property
    def _last(self) -> Corner | None:
        return self._steps[-1][-1] if self._steps else None

    def _count_edge(self, start: Corner | None, end: Corner) -> None:
        if start is not None:
            self._odd ^= crossed(self._lon, self._lat, start, end)

    def _recount(self) -> None:
        self._odd[:] = False
        for start, end in itertools.pairwise(self.corners):
            self._count_edge(start, end)
