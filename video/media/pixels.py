"""From a decoded frame to pixels: each YUV plane is brought to size, and converted once.

Buffers are used again: what a converter gives is good until its next call of the same kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
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
NEARLY_HALF = 2.1
"""Times; beyond it interpolation would leave pixels out."""
MOST_ROOMS = 12
STEP = 64
"""OpenCV makes colours of so many columns at once, and what is left of a row one by one, which takes longer
than all of the others."""

cv2.setNumThreads(1)


@lru_cache(maxsize=1024)
def fitted(width: int, height: int, most_wide: int = LARGEST_W) -> tuple[int, int]:
    """The largest even size of the same shape that is at most `most_wide` wide and fits a slot; never larger
    than the picture itself, never under 2x2."""
    share = min(1.0, most_wide / width, LARGEST_W / width, LARGEST_H / height)
    return max(2, round(width * share) // 2 * 2), max(2, round(height * share) // 2 * 2)


@dataclass(frozen=True, slots=True)
class _Colours:
    """I420 in rows that are `STEP` wide, and what is made of them; `shown` is what of that has a picture."""

    whole: Pixels
    parts: tuple[Pixels, Pixels, Pixels]
    made: Pixels
    shown: Pixels


class Converter:
    """Belongs to one thread."""

    def __init__(self) -> None:
        self._luma = np.empty((LUMA_H, LUMA_W), np.uint8)
        self._half: Pixels | None = None
        """Of the Y plane that luma was asked of last."""
        self._rooms = _Rooms()
        self._colours: dict[int, _Colours] = {}
        """By channels. One size of each is kept: another means that the tile or the camera has changed."""

    def luma(self, frame: VideoFrame) -> Pixels:
        """(180, 320) from the Y plane alone."""
        (y, _, _), _ = self._planes(frame)
        steps = _halvings(y.shape[1], y.shape[0], LUMA_W, LUMA_H)
        self._half = _halved(y, self._rooms.of(y, for_luma=True)) if steps else None
        return _resized(y if self._half is None else self._half, self._luma, self._rooms, steps[1:])

    def bgra(self, frame: VideoFrame, width: int, height: int, *, after_luma: bool = False) -> Pixels:
        """(height, width, 4), both even; rows may have a gap between them. `after_luma`: luma was asked of
        this very frame last, and what was done then need not be done again."""
        return self._coloured(frame, (height, width, 4), cv2.COLOR_YUV2BGRA_I420, after_luma=after_luma)

    def bgr(self, frame: VideoFrame, width: int, height: int) -> Pixels:
        """(height, width, 3), both even; rows may have a gap between them."""
        return self._coloured(frame, (height, width, 3), cv2.COLOR_YUV2BGR_I420, after_luma=False)

    def _coloured(
        self, frame: VideoFrame, shape: tuple[int, int, int], how: int, *, after_luma: bool
    ) -> Pixels:
        (y, u, v), full = self._planes(frame)
        height, width, channels = shape
        colours = self._colours.get(channels)
        if colours is None or colours.shown.shape != shape:
            colours = self._colours[channels] = _room(shape)
        if after_luma and self._half is not None and _shrinkings(y.shape[1], y.shape[0], width, height):
            y = self._half
        for plane, part in zip((y, u, v), colours.parts, strict=True):
            steps = _shrinkings(plane.shape[1], plane.shape[0], part.shape[1], part.shape[0])
            _resized(plane, part, self._rooms, steps)
        if full:
            _narrowed(*colours.parts)
        cv2.cvtColor(colours.whole, how, dst=colours.made)
        return colours.shown

    def _planes(self, frame: VideoFrame) -> tuple[tuple[Pixels, Pixels, Pixels], bool]:
        """Views into the frame's memory, and whether they use the full range."""
        form = frame.format.name
        if form not in PLANAR:
            width, height = fitted(frame.width, frame.height)
            frame, form = frame.reformat(width, height, "yuv420p"), "yuv420p"
        full = form.startswith("yuvj") or frame.color_range == FULL_RANGE
        y, u, v = frame.planes
        return (_view(y), _view(u), _view(v)), full


def _room(shape: tuple[int, int, int]) -> _Colours:
    height, width, channels = shape
    wide = -(-width // STEP) * STEP
    whole = np.zeros((height * 3 // 2, wide), np.uint8)
    flat, luma, quarter = whole.reshape(-1), wide * height, wide * height // 4
    parts = (
        flat[:luma].reshape(height, wide)[:, :width],
        flat[luma : luma + quarter].reshape(height // 2, wide // 2)[:, : width // 2],
        flat[luma + quarter :].reshape(height // 2, wide // 2)[:, : width // 2],
    )
    made = np.empty((height, wide, channels), np.uint8)
    return _Colours(whole, parts, made, made[:, :width])


def _view(plane: Any) -> Pixels:
    return np.ndarray((plane.height, plane.width), np.uint8, plane, strides=(plane.line_size, 1))


class _Rooms:
    """What planes are halved into: memory that is asked for anew costs as much as the halving."""

    def __init__(self) -> None:
        self._rooms: dict[tuple[tuple[int, ...], bool], Pixels] = {}

    def of(self, plane: Pixels, *, for_luma: bool = False) -> Pixels:
        """Room for the half of a plane; that of luma is nobody else's."""
        room = self._rooms.get((plane.shape, for_luma))
        if room is None:
            if len(self._rooms) >= MOST_ROOMS:
                self._rooms.clear()
            room = np.empty((plane.shape[0] // 2, plane.shape[1] // 2), np.uint8)
            self._rooms[plane.shape, for_luma] = room
        return room


def _resized(plane: Pixels, target: Pixels, rooms: _Rooms, steps: tuple[tuple[int, int], ...]) -> Pixels:
    """By halves first: OpenCV's averaging of two by two is many times faster than any other."""
    height, width = target.shape
    for size in steps:
        if size == (width, height):
            return _into(_even(plane), target, cv2.INTER_AREA)
        plane = _halved(plane, rooms.of(plane))
    if plane.shape == target.shape:
        np.copyto(target, plane)
        return target
    return _into(plane, target, cv2.INTER_LINEAR)


@lru_cache(maxsize=1024)
def _halvings(wide: int, high: int, width: int, height: int) -> tuple[tuple[int, int], ...]:
    """The sizes on the way down to (width, height), which is never gone below."""
    found = []
    while wide >= 2 * width and high >= 2 * height:
        wide, high = wide // 2, high // 2
        found.append((wide, high))
    return tuple(found)


@lru_cache(maxsize=1024)
def _shrinkings(wide: int, high: int, width: int, height: int) -> tuple[tuple[int, int], ...]:
    """As `_halvings`, for what is only looked at: the last step to nearly half takes the average of about two
    by two itself."""
    found = _halvings(wide, high, width, height)
    if not found or found[-1] == (width, height):
        return found
    before = found[-2] if len(found) > 1 else (wide, high)
    return found[:-1] if max(before[0] / width, before[1] / height) <= NEARLY_HALF else found


def _even(plane: Pixels) -> Pixels:
    height, width = plane.shape
    return plane[: height // 2 * 2, : width // 2 * 2] if height % 2 or width % 2 else plane


def _halved(plane: Pixels, room: Pixels) -> Pixels:
    return _into(_even(plane), room, cv2.INTER_AREA)


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
