"""What analytics saw: boxes and tracks of one frame, counts, and events that have a beginning."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.video.stages import StageKind, TrackClass


@dataclass(frozen=True, slots=True)
class Track:
    """An object followed over frames. Numbers are 0 to 1 of the frame's width and height."""

    id: int
    kind: TrackClass
    left: float
    top: float
    width: float
    height: float
    score: float = 0.0
    """0 to 1 where a detector said it; 0 where it was told by size."""
    trail: tuple[tuple[float, float], ...] = ()
    """Where its foot was, oldest first, at most 16 points."""
    stage: str = ""
    """Of the stage whose alarm it raised."""


@dataclass(frozen=True, slots=True)
class LineCount:
    """Crossings since local midnight. Forward is from left to right of the line seen from its first point."""

    stage: str
    forward: int
    backward: int


@dataclass(frozen=True, slots=True)
class StageNote:
    """One figure of a stage for the picture: how many stand in the zone, and whether that is an event."""

    stage: str
    value: float
    active: bool = False


@dataclass(frozen=True, slots=True)
class Overlay:
    """What belongs to one very frame; travels beside it in its slot."""

    tracks: tuple[Track, ...] = ()
    lines: tuple[LineCount, ...] = ()
    notes: tuple[StageNote, ...] = ()
    mask: bytes = b""
    """The foreground as PNG, one channel; empty unless somebody is tuning this camera."""
    cost_ms: float = 0.0


class SceneReview(enum.StrEnum):
    """What an operator thought of an event when looking at it."""

    OPEN = "open"
    RIGHT = "right"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class SceneEvent:
    """Something seen from `began` to `ended` (epoch ms; 0 while it goes on). Sent again when it ends."""

    id: str
    """`CAM-121/L1/1789571234567`: camera, stage, beginning."""
    camera: str
    stage: str
    kind: StageKind
    began: int
    ended: int = 0
    detail: str = ""
    """A `CameraFault` of a TAMPER stage, `forward` or `backward` of a line; a word, never a sentence."""
    value: float = 0.0
    track: TrackClass = TrackClass.UNKNOWN
    picture: str = ""
    """File name of its still inside the recordings folder; empty for none."""
    review: SceneReview = SceneReview.OPEN
    reviewed_by: str = ""
