"""Connected parts of the foreground as boxes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float64]
"""(N, 4): left, top, right, bottom in pixels of the mask."""

JOINED_HEIGHT = 1.2
JOINED_WIDTH = 0.8
"""Of a person's height: parts of people are narrower than cars."""
JOINED_COVER = 0.4
"""Of the narrower one's width below or above the other."""


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
    spans = np.maximum(0.0, high - low)
    inside: NDArray[np.float64] = spans[:, :, 0] * spans[:, :, 1]
    return inside


def areas(boxes: Boxes) -> NDArray[np.float64]:
    inside: NDArray[np.float64] = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return inside


def joined(boxes: Boxes, person: NDArray[np.float64]) -> Boxes:
    """Boxes one above the other that together are no taller than a person become one: legs before a dark
    ground are often lost between coat and feet. `person` (N,) is how tall one is at each lower edge."""
    while len(boxes) > 1:
        tall = np.maximum(boxes[:, None, 3], boxes[None, :, 3]) - np.minimum(
            boxes[:, None, 1], boxes[None, :, 1]
        )
        lower = np.where(boxes[:, None, 3] > boxes[None, :, 3], person[:, None], person[None, :])
        across = np.minimum(boxes[:, None, 2], boxes[None, :, 2]) - np.maximum(
            boxes[:, None, 0], boxes[None, :, 0]
        )
        narrow = boxes[:, 2] - boxes[:, 0]
        fits = (tall <= JOINED_HEIGHT * lower) & (
            across >= JOINED_COVER * np.minimum(narrow[:, None], narrow[None, :])
        )
        fits &= np.maximum(narrow[:, None], narrow[None, :]) <= JOINED_WIDTH * lower
        np.fill_diagonal(fits, val=False)
        if not fits.any():
            break
        first, second = divmod(int(np.where(fits, tall, np.inf).argmin()), len(boxes))
        both = np.concatenate(
            [boxes[[first, second], :2].min(axis=0), boxes[[first, second], 2:].max(axis=0)]
        )
        keep = first if boxes[first, 3] >= boxes[second, 3] else second
        rest = np.arange(len(boxes)) != (second if keep == first else first)
        boxes = boxes.copy()
        boxes[keep] = both
        boxes, person = boxes[rest], person[rest]
    return boxes
