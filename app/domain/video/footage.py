"""What is kept of cameras besides their pictures, as changes that the store writes; and exports as rows."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.video.recordings import CameraDay, Segment
from app.domain.video.scenes import SceneEvent

LONGEST_SEGMENT_MS = 900_000
"""No segment shows more: who looks for a time need not look further back."""


@dataclass(frozen=True, slots=True)
class FootageExport:
    """Footage that left the house, or was about to. Times are epoch ms; `signed_at` is 0 until then."""

    id: str
    """`EXP-0041`"""
    number: int
    at: int
    operator: str
    console: str
    cameras: tuple[str, ...]
    since: int
    until: int
    reason: str
    faces: bool = False
    incident: str = ""
    signed_at: int = 0
    sha256: str = ""
    """Of its manifest, in hex."""
    name: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class SegmentsPut:
    """Segments as they are now; one with the same file is replaced."""

    rows: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class SegmentsGone:
    """Files that were thrown away."""

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SegmentsVanished:
    """Files that are no longer there although nobody threw them away: what they showed is missing on the day
    in whose folder they were. Those that the index does not have count for nothing."""

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenesPut:
    """Events that are new, have ended or were reviewed. One that nobody reviewed leaves a review as it is."""

    events: tuple[SceneEvent, ...]


@dataclass(frozen=True, slots=True)
class CameraDaysPut:
    """Days as they stand; later ones replace them."""

    days: tuple[CameraDay, ...]


@dataclass(frozen=True, slots=True)
class ExportPut:
    export: FootageExport
