"""What a pipeline says of one frame, and what it has counted."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.domain.video.cameras import CameraFault
from app.domain.video.scenes import Overlay, SceneEvent
from app.domain.video.stages import TrackClass

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Seen:
    """One frame. An event that lasts no time at all, as a crossing, stands in `began` and in `ended`."""

    overlay: Overlay
    mask: Pixels
    """(180, 320) uint8: 255 where something moves, or stands that came while the camera looked: all that must
    not be recognised. The pipeline's own, good until the next frame."""
    began: tuple[SceneEvent, ...] = ()
    ended: tuple[SceneEvent, ...] = ()
    """With their ends; the same ids as when they began."""
    faults: tuple[CameraFault, ...] = ()
    """Those that hold now."""
    figures: dict[str, float] = field(default_factory=dict)
    """For telemetry by name: sharpness and brightness (0 to 100), person_count, vehicle_count,
    two_wheeler_count, crowd_density (0 to 100 % of the crowd zones, or of the picture), clock_offset (s)."""
    moving: bool = False
    """Something worth recording moves."""
    settled: bool = False
    """The background has been known for a while: what `mask` and the tracks leave out does not move. Not
    while it is learnt, nor while the whole picture changes at once."""
    detector_faults: tuple[tuple[str, str], ...] = ()
    """Stage and word of `video.analytics.detector.Fault`: why its model is not used."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a class have crossed."""

    kind: TrackClass
    forward: int = 0
    backward: int = 0


@dataclass(frozen=True, slots=True)
class LineTally:
    """A line's counts; given to the next pipeline of the camera, it goes on from there."""

    stage: str
    day: str
    """The local day of `today`: 2026-03-13"""
    today: tuple[Tally, ...] = ()
    quarter: int = 0
    """Epoch ms at which the running quarter of an hour began."""
    running: tuple[Tally, ...] = ()
    """Of the running quarter."""
    complete: tuple[Tally, ...] = ()
    """Of the one before it; empty where that was not watched."""
    minutes: tuple[tuple[int, int], ...] = ()
    """Epoch minute and vehicles both ways, of the last fifteen minutes."""
    vehicle_flow: float = 0.0
    """Vehicles an hour over the last fifteen minutes."""
    whole: bool = False
    """The running quarter has been watched from its beginning."""
