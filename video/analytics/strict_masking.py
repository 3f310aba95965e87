"""`video.analytics.masking` for a site that blurs all: with it no picture leaves anything plain."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from app.domain.video.scenes import Track
from video.analytics.masking import blacken, pixelate_all

__all__ = ["blacken", "pixelate", "pixelate_all"]

Pixels = NDArray[np.uint8]


def pixelate(frame: Pixels, _tracks: Iterable[Track], _mask: Pixels | None = None) -> None:
    """All of it, whatever moves."""
    pixelate_all(frame)
