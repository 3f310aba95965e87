"""Connected parts of the foreground as boxes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float64]
"""(N, 4): left, top, right, bottom in pixels of the mask."""


def boxes_of(mask: Pixels, least_area: float) -> tuple[Boxes, NDArray[np.float64]]:
    """Boxes and areas (pixels) of the parts of a mask (255 inside) with at least this area."""
    if not cv2.countNonZero(mask):
        return np.zeros((0, 4)), np.zeros(0)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_16U)
    stats = stats[1:]
    stats = stats[stats[:, cv2.CC_STAT_AREA] >= least_area].astype(np.float64)
    boxes = stats[:, :4].copy()
    boxes[:, 2:] += boxes[:, :2]
    return boxes, stats[:, 4]


def overlaps(first: Boxes, second: Boxes) -> NDArray[np.float64]:
    """(N, M): pixels that each box of the first has in common with each of the second."""
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    inside: NDArray[np.float64] = np.prod(np.clip(high - low, 0.0, None), axis=2)
    return inside


def areas(boxes: Boxes) -> NDArray[np.float64]:
    spans: NDArray[np.float64] = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    return spans
