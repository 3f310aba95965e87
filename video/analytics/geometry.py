"""Lines and zones in the picture: sides, crossings, masks. Plain numbers; the unit is the caller's."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Spot = tuple[float, float]
Pixels = NDArray[np.uint8]

ROUNDING = 1e-9


def scaled(points: Sequence[Spot], width: int, height: int) -> tuple[Spot, ...]:
    """Points of 0 to 1 as pixels."""
    return tuple((across * width, down * height) for across, down in points)


def right_of(first: Spot, last: Spot, spot: Spot) -> float:
    """How far `spot` lies to the right of the way from `first` to `last` as one sees it in the picture (down
    is positive); negative to the left. 0 for a line without length."""
    along, down = last[0] - first[0], last[1] - first[1]
    length = math.hypot(along, down)
    if length == 0.0:
        return 0.0
    return (along * (spot[1] - first[1]) - down * (spot[0] - first[0])) / length


def meet(start: Spot, end: Spot, first: Spot, last: Spot) -> bool:
    """Whether the way from `start` to `end` meets the line from `first` to `last`, ends included."""
    here, there = right_of(first, last, start), right_of(first, last, end)
    if here == there:
        return False
    share = here / (here - there)
    if not 0.0 <= share <= 1.0:
        return False
    at = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
    along = (last[0] - first[0], last[1] - first[1])
    reach = (at[0] - first[0]) * along[0] + (at[1] - first[1]) * along[1]
    whole = along[0] ** 2 + along[1] ** 2
    # An end that is just touched counts, from whichever end one looks: both sums are rounded.
    return -ROUNDING * whole <= reach <= (1.0 + ROUNDING) * whole


def zone_mask(points: Sequence[Spot], width: int, height: int) -> Pixels:
    """(height, width) uint8, 255 inside the polygon of points from 0 to 1; all of it for fewer than three."""
    mask = np.full((height, width), 255, np.uint8)
    if len(points) >= 3:
        mask[:] = 0
        corners = np.rint(np.asarray(points, float).clip(-4, 4) * (width, height)).astype(np.int32)
        cv2.fillPoly(mask, [corners], 255)
    return mask


def union_of(zones: Sequence[Sequence[Spot]], width: int, height: int) -> Pixels:
    """Where any of the zones is, as `zone_mask`."""
    mask = np.zeros((height, width), np.uint8)
    for points in zones:
        mask |= zone_mask(points, width, height)
    return mask


def inside(mask: Pixels, spot: Spot) -> bool:
    """Whether a spot in pixels lies in a zone; one outside the picture belongs to the nearest pixel."""
    height, width = mask.shape
    across, down = min(max(int(spot[0]), 0), width - 1), min(max(int(spot[1]), 0), height - 1)
    return bool(mask[down, across])
