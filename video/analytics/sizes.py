"""What a thing is by its size: the height of a person where it stands tells how large everything else is.

With the camera level over flat ground, a person's height in the picture grows in proportion to the distance
of the feet from the horizon; two numbers therefore say it for the whole picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.video.stages import TrackClass

CLASSES = (TrackClass.PERSON, TrackClass.TWO_WHEELER, TrackClass.VEHICLE)
"""In the order of votes."""
LEAST_PERSON_PX = 5.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Perspective:
    """`person` is the height of one who stands at the lower edge, `horizon` the height in the picture where
    it would be 0 (both 0 to 1 of the picture's height; far below 0 for a camera that looks straight down)."""

    person: float = 0.25
    horizon: float = 0.2

    def person_px(self, foot: Floats, height: int) -> Floats:
        """The height of a person (pixels) whose feet are so far down (pixels)."""
        share = (foot / height - self.horizon) / (1.0 - self.horizon)
        expected: Floats = np.maximum(LEAST_PERSON_PX, self.person * height * share)
        return expected


def votes_of(width: Floats, height: Floats, speed: Floats, person: Floats) -> Floats:
    """(N, 3) votes for `CLASSES` from 0 to 1, by width and height in persons and speed in persons a second."""
    wide, high, fast = width / person, height / person, speed / person
    area = wide * high
    vehicle = _rises(area, 0.95, 1.6) * _rises(wide, 0.75, 1.15)
    slim = 1.0 - _rises(wide, 0.62, 0.85)
    rider = (1.0 - vehicle) * (1.0 - slim * (1.0 - _rises(fast, 1.5, 2.3)))
    upright = _rises(high, 0.35, 0.55)
    person_like = (1.0 - vehicle) * (1.0 - rider)
    return np.stack([person_like * upright, rider * upright, vehicle], axis=1)


def _rises(value: Floats, low: float, high: float) -> Floats:
    """0 up to `low`, 1 from `high`."""
    risen: Floats = np.clip((value - low) / (high - low), 0.0, 1.0)
    return risen
