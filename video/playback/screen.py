"""A camera's pictures into its slot: as they are, or with all made coarse that is not part of the street."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from app.domain.video.cameras import Point
from app.domain.video.scenes import Overlay
from app.wire.frame_slots import FrameSlotWriter, Pixels, SlotOutcome
from video.analytics.masking import blacken, pixelate_all
from video.evidence.blurring import Blurring
from video.media.pixels import Converter, fitted
from video.media.remux import RecordedFile
from video.playback.analysis import Analysis
from video.playback.files import CameraFiles
from video.playback.reel import Shown

STREET_MS = 300_000
"""Light and parked cars change: what stands behind is found anew for every so much of footage."""
_NOTHING: Pixels = np.zeros((180, 320, 4), np.uint8)


class Screen:
    """One thread at a time. A blurred one is coarse as a whole until it knows what stands behind; with
    `blur_all` it never asks.
    `most_wide` is in pixels; `privacy` are polygons of 0 to 1 of width and height; `analysis` gives what is
    drawn over the pictures, None for nothing."""

    def __init__(
        self,
        folder: Path,
        stream: str,
        files: CameraFiles,
        *,
        blurred: bool,
        blur_all: bool = False,
        most_wide: int,
        privacy: Sequence[Sequence[Point]] = (),
        analysis: Analysis | None = None,
    ) -> None:
        self._slot = FrameSlotWriter(folder, stream)
        self._files, self._blurred, self._most_wide = files, blurred, most_wide
        self._blur_all = blur_all
        self._privacy, self._analysis = privacy, analysis
        self._converter = Converter()
        self._street: Blurring | None = None
        self._street_at = 0
        self._shown: Shown | None = None
        self.full = False
        """There is no memory for a picture: the one before stands still."""

    def show(self, shown: Shown) -> None:
        self._shown = shown
        size = fitted(shown.frame.width, shown.frame.height, self._most_wide)
        pixels = self._coarse(shown, size) if self._blurred else self._converter.bgra(shown.frame, *size)
        blacken(pixels, self._privacy)
        overlay = self._analysis.overlay(shown) if self._analysis is not None else Overlay()
        self._write(pixels, overlay, shown.wall)

    def leap(self) -> None:
        """Another time comes next."""
        if self._analysis is not None:
            self._analysis.begin_anew()

    def show_nothing(self, wall: int) -> None:
        """Black: the last picture would be taken for one of that time."""
        if self._shown is not None:
            self._shown = None
            self._write(_NOTHING, Overlay(), wall)

    def unknown_street(self) -> Callable[[], Blurring] | None:
        """What finds out what stands behind the picture that is shown, for another thread: it takes up to a
        second. None where that is known, or not asked for."""
        shown = self._shown
        asks = self._blurred and not self._blur_all
        if not asks or shown is None or not (self._street is None or self._stale(shown.wall)):
            return None
        self._street, self._street_at = None, shown.wall
        this, then = self._files.before(shown.wall), self._files.after(shown.wall)
        earlier = self._files.before(this.began) if this is not None else None
        files = [
            RecordedFile(reach.path, reach.began) for reach in (earlier, this, then) if reach is not None
        ]
        return partial(Blurring(files).learn, shown.wall)

    def know(self, street: Blurring) -> None:
        """Shows the picture again by it."""
        self._street = street
        if self._shown is not None:
            self.show(self._shown)

    def close(self) -> None:
        self._slot.close()

    def _stale(self, wall: int) -> bool:
        return abs(wall - self._street_at) > STREET_MS

    def _coarse(self, shown: Shown, size: tuple[int, int]) -> Pixels:
        colours = self._converter.bgr(shown.frame, *size)
        if self._street is None or self._stale(shown.wall):
            pixelate_all(colours)
        else:
            self._street.blur(colours, shown.wall)
        pixels: Pixels = np.full((size[1], size[0], 4), 255, np.uint8)
        pixels[..., :3] = colours
        return pixels

    def _write(self, pixels: Pixels, overlay: Overlay, wall: int) -> None:
        outcome = self._slot.write(pixels, overlay, captured=time.time_ns() // 1_000_000, media_ms=wall)
        self.full = outcome is SlotOutcome.NO_ROOM
