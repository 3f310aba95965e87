"""One camera's analysis: a frame in, what is seen in it out. No clock, no threads, no decoding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay
from video.analytics.seen import LineTally, Seen

Pixels = NDArray[np.uint8]

WIDTH, HEIGHT = 320, 180


class Pipeline:
    """Belongs to one thread. `zone` is the site's, for schedules and midnight; `counted` are the counts of
    the camera's pipeline before this one; `models` is the folder with detectors, None for no detector.

    Set `tuning` for overlays with the foreground as PNG.
    """

    def __init__(
        self, camera: Camera, zone: tzinfo, *, counted: Iterable[LineTally] = (), models: Path | None = None
    ) -> None:
        self.camera = camera
        self.tuning = False

    def see(self, luma: Pixels, colour: Pixels | None, at_ms: int, *, stream_ms: int | None = None) -> Seen:
        """Looks at a frame of (180, 320) luma; `colour` is the same in BGR at most 640 wide (for smoke and
        flame, and for a detector), None where the camera needs none (see `wants_colour`). `at_ms` is the wall
        time of its receipt and never goes back; `stream_ms` the wall time the camera claims, for its clock."""
        return Seen(Overlay(), np.zeros((HEIGHT, WIDTH), np.uint8))

    @property
    def wants_colour(self) -> bool:
        """Whether any stage looks at colour."""
        return False

    def counts(self) -> tuple[LineTally, ...]:
        """Of each line, as of the newest frame."""
        return ()
