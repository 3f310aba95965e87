"""Recorded footage as rows: segments of one file each, their class, and what may be thrown away first."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class FootageClass(enum.StrEnum):
    """In the order in which they are thrown away when the disk budget is used up; locked never is."""

    CONTINUOUS = "continuous"
    MOTION = "motion"
    EVENT = "event"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Segment:
    """One Matroska file. Times are epoch ms of the first and the last packet."""

    camera: str
    began: int
    ended: int
    file: str
    """Path inside the recordings folder, with forward slashes: `CAM-118/2026-03-13/194600123.mkv`."""
    size: int
    footage: FootageClass
    complete: bool = True
    """False while it is being written, and for ever when its writer was killed."""


@dataclass(frozen=True, slots=True)
class CameraDay:
    """A camera's day in the site's time, for uptime and for the days the law asks for."""

    camera: str
    day: str
    """2026-03-13"""
    up_s: float
    down_s: float
    blind_s: float
    """Up, and covered, dark, frozen, moved or blurred."""
    recorded_s: float
    frames: int
    bytes: int
    reason: str = ""
    """Word for the most frequent reason of no signal."""
    armed_s: float = 0.0
    """In which all that it records came and the disk took it: whatever had happened would be recorded."""
    gone_s: float = 0.0
    """Of what was recorded, and is no longer on the disk although nobody threw it away."""
