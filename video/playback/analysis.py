"""What a camera's analysis makes of its footage while that is shown: an overlay for the very picture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay
from video.analytics.masking import blacken
from video.analytics.pipeline import PAUSE_MS, Pipeline
from video.media.pixels import Converter, fitted
from video.playback.reel import Shown
from video.streams.between import carried_on

COLOUR_W = 640
SLOWEST_FPS = 1.0
"""A camera whose analysis is switched off is looked at so often: whoever plays this wants to see it."""


class Analysis:
    """One thread at a time. Looks at what is shown at the camera's rate, by the time of the footage. It knows
    nothing of what was before a seek, a step back or a gap, and learns the street anew there."""

    def __init__(self, camera: Camera, zone: dt.tzinfo, models: Path | None = None) -> None:
        """`zone` is the site's; `models` is the folder with detectors, None for no detector."""
        self._camera, self._zone, self._models = camera, zone, models
        self._pace_ms = 1000.0 / max(SLOWEST_FPS, camera.analysis_fps)
        self._converter = Converter()
        self.begin_anew()

    def begin_anew(self) -> None:
        """What comes next does not follow what was."""
        self._pipeline = Pipeline(self._camera, self._zone, models=self._models)
        self._pipeline.tuning = True
        self._overlay = Overlay()
        self._shown_at = self._seen_at = 0
        self._due = 0.0

    def overlay(self, shown: Shown) -> Overlay:
        """Of this picture; between two that are looked at, what is followed is carried on. The same picture
        may be shown again."""
        at = shown.wall
        if self._shown_at and not 0 <= at - self._shown_at <= PAUSE_MS:
            self.begin_anew()
        if at != self._shown_at and at >= self._due:
            self._due = max(self._due + self._pace_ms, at + self._pace_ms / 2)
            self._overlay, self._seen_at = self._seen(shown), at
        self._shown_at = at
        return carried_on(self._overlay, (at - self._seen_at) / 1000.0, self._pace_ms / 1000.0)

    def _seen(self, shown: Shown) -> Overlay:
        frame, privacy = shown.frame, self._camera.privacy
        luma = self._converter.luma(frame)
        blacken(luma, privacy)
        colour = None
        if self._pipeline.wants_colour:
            colour = self._converter.bgr(frame, *fitted(frame.width, frame.height, COLOUR_W))
            blacken(colour, privacy)
        return self._pipeline.see(luma, colour, shown.wall).overlay
