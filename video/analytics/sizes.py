"""What a thing is by its size and its speed over the ground.

With the camera level over flat ground, a person's height in the picture grows in proportion to the distance
of the feet from the horizon; two numbers therefore say for the whole picture how large a thing is and how
fast it goes, away from the camera as well as across.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.video.stages import TrackClass

CLASSES = (TrackClass.PERSON, TrackClass.TWO_WHEELER, TrackClass.VEHICLE)
"""In the order of votes."""
LEAST_PERSON_PX = 5.0
PERSON_M = 1.7
FOCAL = 0.78
"""Of the picture's width: a usual lens of 65 degrees."""

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

    def metre_px(self, foot: Floats, person: Floats, size: tuple[int, int]) -> Floats:
        """(N, 2): a metre of the ground across and away, in pixels, at feet (N, 2) where a person is as high
        as `person` (N,)."""
        across = person / PERSON_M
        return np.stack([across, across / np.maximum(1.0, FOCAL * size[0] / self._below(foot, size))], axis=1)

    def ground_speed(self, foot: Floats, metre: Floats, speed: Floats, size: tuple[int, int]) -> Floats:
        """(N, 2) m/s across and away, of feet (N, 2) in pixels that move (N, 2) pixels a second; `metre` as
        `metre_px` gives it."""
        ground = speed.copy()
        ground[:, 0] -= (foot[:, 0] - size[0] / 2.0) * speed[:, 1] / self._below(foot, size)
        ground /= metre
        return ground

    def _below(self, foot: Floats, size: tuple[int, int]) -> Floats:
        """How far feet are below the horizon, pixels."""
        below: Floats = np.maximum(4.0, foot[:, 1] - self.horizon * size[1])
        return below


def votes_of(spans: Floats, person: Floats, ground: Floats) -> Floats:
    """(N, 3) votes for `CLASSES` from 0 to 1: by width and height (N, 2), the height of a person there (N,)
    and the speed over the ground (N, 2) in m/s.

    A car from ahead is as wide as a bicycle from the side, so the way it goes tells them apart; people side
    by side are as wide as a car, but not as fast.
    """
    wide, high = spans[:, 0] / person, spans[:, 1] / person
    speed = np.hypot(ground[:, 0], ground[:, 1])
    aside = np.abs(ground[:, 0]) / np.maximum(speed, 0.1)
    fast = _rises(speed, 1.9, 3.0)
    length = (1.0 - aside) * _rises(wide, 0.68, 0.9) + aside * _rises(wide, 1.3, 1.7)
    vehicle = length * np.maximum(fast, _rises(wide, 1.5, 2.0)) * _rises(high, 0.3, 0.5)
    others = (1.0 - vehicle) * _rises(high, 0.35, 0.55)
    votes = np.empty((len(spans), len(CLASSES)))
    votes[:, 0], votes[:, 1], votes[:, 2] = others * (1.0 - fast), others * fast, vehicle
    return votes


def _rises(value: Floats, low: float, high: float) -> Floats:
    """0 up to `low`, 1 from `high`."""
    risen: Floats = np.minimum(1.0, np.maximum(0.0, (value - low) / (high - low)))
    return risen
