"""What stages are given of a frame, and what they say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.video.cameras import CameraFault
from video.analytics.events import Box, News
from video.analytics.tracks import Followed

Pixels = NDArray[np.uint8]

WIDTH, HEIGHT = 320, 180


@dataclass(frozen=True, slots=True)
class Look:
    """One frame, all of (180, 320); stages change nothing of it."""

    at_ms: int
    luma: Pixels
    even: Pixels
    """In the usual exposure."""
    background: Pixels
    mask: Pixels
    """255 where something moves."""
    tracks: Sequence[Followed]
    colour: Pixels | None = None
    """(180, 320, 3) BGR."""
    stream_ms: int | None = None
    known_ms: int = 0
    """For how long the background has been known."""
    small: Pixels | None = None
    """(45, 80): the luma made smaller."""


@dataclass(slots=True)
class Told:
    """What a stage says; `marked` are the tracks that raised its alarm."""

    news: News = field(default_factory=News)
    value: float = 0.0
    active: bool = False
    marked: frozenset[int] = frozenset()
    faults: tuple[CameraFault, ...] = ()
    blind: bool = False
    """The picture is good for nothing now: what other stages would see in it is not so."""
    figures: dict[str, float] = field(default_factory=dict)


class Work(Protocol):
    """A stage at work."""

    def see(self, look: Look) -> Told: ...


def box_of(track: Followed) -> Box:
    return track.left, track.top, track.right, track.bottom
