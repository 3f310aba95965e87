"""From a decoded frame to pixels: each YUV plane is brought to size, and converted once.

Buffers are used again: what a converter gives is good until its next call of the same kind.
"""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from app.wire.frame_slots import LARGEST_H, LARGEST_W

Pixels = NDArray[np.uint8]

LUMA_W, LUMA_H = 320, 180
PLANAR: Final = frozenset(
    {"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuv440p", "yuvj440p", "yuv411p"}
)
"""8 bits, three planes; the library brings all others to the first of them."""
FULL_RANGE = 2
"""`color_range` of JPEG: 0 to 255 instead of 16 to 235."""
JPEG_QUALITY = 85

cv2.setNumThreads(1)


def fitted(width: int, height: int, most_wide: int = LARGEST_W) -> tuple[int, int]:
    """The largest even size of the same shape that is at most `most_wide` wide and fits a slot; never larger
    than the picture itself, never under 2x2."""
    share = min(1.0, most_wide / width, LARGEST_W / width, LARGEST_H / height)
    return max(2, round(width * share) // 2 * 2), max(2, round(height * share) // 2 * 2)


class Converter:
    """Belongs to one thread."""

    def __init__(self) -> None:
        self._buffers: dict[tuple[str, int, int], Pixels] = {}

    def luma(self, frame: VideoFrame) -> Pixels:
        """(180, 320) from the Y plane alone."""
        (y, _, _), _ = self._planes(frame)
        return _resized(y, self._buffer("luma", LUMA_W, LUMA_H))

    def bgra(self, frame: VideoFrame, width: int, height: int) -> Pixels:
        """(height, width, 4), both even."""
        target = self._buffer("bgra", width, height * 4).reshape(height, width, 4)
        cv2.cvtColor(self.i420(frame, width, height), cv2.COLOR_YUV2BGRA_I420, dst=target)
        return target

    def bgr(self, frame: VideoFrame, width: int, height: int) -> Pixels:
        """(height, width, 3), both even."""
        target = self._buffer("bgr", width, height * 3).reshape(height, width, 3)
        cv2.cvtColor(self.i420(frame, width, height), cv2.COLOR_YUV2BGR_I420, dst=target)
        return target

    def i420(self, frame: VideoFrame, width: int, height: int) -> Pixels:
        """(height * 3 / 2, width): the planes one after another, as encoders want them."""
        planes, full = self._planes(frame)
        flat = self._buffer("i420", width, height * 3 // 2).reshape(-1)
        luma, quarter = width * height, width * height // 4
        parts = [
            flat[:luma].reshape(height, width),
            flat[luma : luma + quarter].reshape(height // 2, width // 2),
            flat[luma + quarter :].reshape(height // 2, width // 2),
        ]
        for plane, part in zip(planes, parts, strict=True):
            _resized(plane, part)
        if full:
            _narrowed(*parts)
        return flat.reshape(height * 3 // 2, width)

    def _planes(self, frame: VideoFrame) -> tuple[tuple[Pixels, Pixels, Pixels], bool]:
        """Views into the frame's memory, and whether they use the full range."""
        if frame.format.name not in PLANAR:
            width, height = fitted(frame.width, frame.height)
            frame = frame.reformat(width, height, "yuv420p")
        full = frame.format.name.startswith("yuvj") or frame.color_range == FULL_RANGE
        y, u, v = (_view(plane) for plane in frame.planes)
        return (y, u, v), full

    def _buffer(self, use: str, width: int, height: int) -> Pixels:
        kept = self._buffers.get((use, width, height))
        if kept is None:
            # One size of each use is kept: another one means that the tile or the camera has changed.
            self._buffers = {key: kept for key, kept in self._buffers.items() if key[0] != use}
            kept = self._buffers[use, width, height] = np.empty((height, width), np.uint8)
        return kept


def _view(plane: Any) -> Pixels:
    whole: Pixels = np.frombuffer(plane, np.uint8)
    return whole.reshape(-1, plane.line_size)[: plane.height, : plane.width]


def _resized(plane: Pixels, target: Pixels) -> Pixels:
    """By halves first: OpenCV's averaging of two by two is many times faster than any other."""
    height, width = target.shape
    while plane.shape[1] >= 2 * width and plane.shape[0] >= 2 * height:
        even = plane[: plane.shape[0] // 2 * 2, : plane.shape[1] // 2 * 2]
        size = even.shape[1] // 2, even.shape[0] // 2
        if size == (width, height):
            return _into(even, target, cv2.INTER_AREA)
        plane = cv2.resize(even, size, interpolation=cv2.INTER_AREA)
    if plane.shape == target.shape:
        np.copyto(target, plane)
        return target
    return _into(plane, target, cv2.INTER_LINEAR)


def _into(plane: Pixels, target: Pixels, how: int) -> Pixels:
    cv2.resize(plane, (target.shape[1], target.shape[0]), dst=target, interpolation=how)
    return target


def _narrowed(y: Pixels, u: Pixels, v: Pixels) -> None:
    """From the full range to the one that the conversion to colours goes by."""
    cv2.convertScaleAbs(y, dst=y, alpha=219 / 255, beta=16)
    for plane in (u, v):
        cv2.convertScaleAbs(plane, dst=plane, alpha=224 / 255, beta=128 - 128 * 224 / 255)


def jpeg_of(pixels: Pixels, quality: int = JPEG_QUALITY) -> bytes:
    """`pixels` is (h, w, 3) or (h, w, 4), blue green red."""
    shown = pixels if pixels.shape[2] == 3 else cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR)
    return bytes(cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])
