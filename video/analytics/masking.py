"""What must not be recognised: privacy zones go black, and what moves becomes coarse squares.

Pure functions over frames in place; any thread, as long as it owns the frame. Frames are uint8: (h, w) luma,
(h, w, 3) BGR or (h, w, 4) BGRA.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.cameras import Point
from app.domain.video.scenes import Track

Pixels = NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, the last two outside."""

MARGIN = 0.15
"""Of a box's size on each side: it trails what moves by a frame."""
SQUARES_DOWN_FRAME = 36
SQUARES_ACROSS_BOX = 5
"""Of its shorter side: a face or a plate is then one or two squares."""
FARTHEST = 4.0
"""A point may lie outside the picture, not outside what OpenCV can count."""


def blacken(frame: Pixels, polygons: Iterable[Sequence[Point]]) -> None:
    """Paints each polygon (0 to 1 of width and height) black, with a pixel of edge to spare. Polygons of
    fewer than three points cover nothing. Overlapping ones stay black where they overlap."""
    for polygon in polygons:
        if len(polygon) < 3:
            continue
        size = np.array([frame.shape[1], frame.shape[0]])
        corners = np.rint(np.clip(np.asarray(polygon, float), -FARTHEST, FARTHEST) * size).astype(np.int32)
        # One polygon a call: OpenCV leaves out what two in one call have in common.
        cv2.fillPoly(frame, [corners], (0, 0, 0, 255))
        cv2.polylines(frame, [corners], isClosed=True, color=(0, 0, 0, 255), thickness=3)


def pixelate(frame: Pixels, tracks: Iterable[Track], mask: Pixels | None = None) -> None:
    """Makes the boxes of all tracks coarse, with a margin, and the moving foreground that no box covers.

    `mask` is the foreground as `Seen.mask` gives it: any size, over 0 where something moves. Where nothing
    has looked at the frame yet, use `pixelate_all`.
    """
    # Before the boxes, or what is coarse already would be averaged again.
    if mask is not None and mask.any():
        _pixelate_mask(frame, mask)
    for box in _boxes(tracks, frame.shape[1], frame.shape[0]):
        _pixelate_box(frame, box)


def pixelate_all(frame: Pixels) -> None:
    """Makes the whole frame coarse: nobody knows yet what in it moves."""
    side = max(8, frame.shape[0] // SQUARES_DOWN_FRAME)
    frame[:] = _coarse(frame, side)


def _pixelate_mask(frame: Pixels, mask: Pixels) -> None:
    height, width = frame.shape[:2]
    side = max(8, height // SQUARES_DOWN_FRAME)
    squares = max(1, width // side), max(1, height // side)
    touched = cv2.resize((mask != 0).astype(np.float32), squares, interpolation=cv2.INTER_AREA) > 0
    touched = cv2.dilate(touched.astype(np.uint8), np.ones((3, 3), np.uint8))
    where = cv2.resize(touched, (width, height), interpolation=cv2.INTER_NEAREST)
    cv2.copyTo(_coarse(frame, side), where, frame)


def _pixelate_box(frame: Pixels, box: Box) -> None:
    left, top, right, bottom = box
    part = frame[top:bottom, left:right]
    least = max(8, frame.shape[0] // SQUARES_DOWN_FRAME)
    part[:] = _coarse(part, max(least, min(part.shape[:2]) // SQUARES_ACROSS_BOX))


def _coarse(part: Pixels, side: int) -> Pixels:
    height, width = part.shape[:2]
    squares = max(1, width // side), max(1, height // side)
    small = cv2.resize(part, squares, interpolation=cv2.INTER_AREA)
    coarse: Pixels = cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)
    return coarse


def _boxes(tracks: Iterable[Track], width: int, height: int) -> list[Box]:
    """Of those that touch the picture, in pixels with their margin."""
    found = []
    for track in tracks:
        aside, above = MARGIN * track.width, MARGIN * track.height
        box = (
            max(0, int((track.left - aside) * width)),
            max(0, int((track.top - above) * height)),
            min(width, int(np.ceil((track.left + track.width + aside) * width))),
            min(height, int(np.ceil((track.top + track.height + above) * height))),
        )
        if box[0] < box[2] and box[1] < box[3]:
            found.append(box)
    return found
