"""What is usually to be seen at each pixel: two grey levels with their weights, and one noise.

A mixture of two levels (after Stauffer and Grimson 1999) of which the second is what is there where the first
is not. All steps are OpenCV's own over whole pictures, most of them over bytes: a tenth of what MOG2 takes.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

FIRST_DEVIATION, LEAST_DEVIATION, MOST_DEVIATION = 3.1, 2.8, 7.0
"""Of a sensor's noise, the mean of its amount; grey levels."""
DEVIATIONS = 5.0
"""Within so many a pixel is as usual: four standard deviations of usual noise."""
USUAL_SHARE = 0.3
"""Of the time for which the second level must have been there to be as usual as the first."""
PASSING_SHARE = 0.1
"""A second level that was there for less gives way to another one."""
SECOND_HASTE = 4.0
"""By how much faster the second level is learnt, which has been seen less."""
WHOLE = 255.0


class Background:
    """One camera's; one thread. All pictures are (h, w) of one size. `sensitivity` divides the squared
    distance that counts."""

    def __init__(self, sensitivity: float = 1.0) -> None:
        self._reach = DEVIATIONS / float(np.sqrt(sensitivity))
        self.image: Pixels = np.zeros((0, 0), np.uint8)
        """What is there most of the time. A new array at each `learn`."""

    def differs(self, frame: Pixels) -> Pixels:
        """255 where a frame is unlike all that is usual there."""
        if self.image.shape != frame.shape:
            self._begin(frame)
        unlike = cv2.compare(cv2.absdiff(frame, self.image), self._room, cv2.CMP_GT)
        as_second = cv2.compare(cv2.absdiff(frame, self._second_image), self._second_room, cv2.CMP_LT)
        found: Pixels = cv2.subtract(unlike, as_second)
        return found

    def learn(self, frame: Pixels, rate: float, kept: Pixels | None = None) -> None:
        """Moves towards a frame by a share (0 to 1), but not where `kept` is 255. After `differs`."""
        off, open_ = cv2.absdiff(frame, self.image), None if kept is None else cv2.bitwise_not(kept)
        other = cv2.compare(off, self._room, cv2.CMP_GT)
        near = cv2.bitwise_not(other)
        if kept is not None:
            other = cv2.subtract(other, kept)
        seen = near if kept is None else cv2.subtract(near, kept)
        again = cv2.compare(cv2.absdiff(frame, self._second_image), self._room, cv2.CMP_LE)
        again = cv2.bitwise_and(again, other)
        cv2.accumulateWeighted(frame, self._mean, rate, mask=seen)
        cv2.accumulateWeighted(off, self._deviation, rate, mask=seen)
        cv2.accumulateWeighted(near, self._weight, rate, mask=open_)
        cv2.accumulateWeighted(again, self._second_weight, rate, mask=open_)
        if cv2.countNonZero(again):
            cv2.accumulateWeighted(frame, self._second, min(1.0, SECOND_HASTE * rate), mask=again)
        weak = cv2.compare(self._second_weight, PASSING_SHARE * WHOLE, cv2.CMP_LT)
        passing = cv2.bitwise_and(cv2.subtract(other, again), weak)
        if cv2.countNonZero(passing):
            cv2.copyTo(frame.astype(np.float32), passing, self._second)
            cv2.copyTo(np.full_like(self._second, round(WHOLE * rate)), passing, self._second_weight)
        self._change_places()
        self._show()

    def _begin(self, frame: Pixels) -> None:
        self._mean: Floats = frame.astype(np.float32)
        self._deviation = np.full_like(self._mean, FIRST_DEVIATION)
        self._weight = np.full_like(self._mean, WHOLE)
        self._second = self._mean.copy()
        self._second_weight = np.zeros_like(self._mean)
        self._show()

    def _change_places(self) -> None:
        """Where the second level is there more often than the first."""
        turned = cv2.compare(self._second_weight, self._weight, cv2.CMP_GT)
        if not cv2.countNonZero(turned):
            return
        for one, other in ((self._weight, self._second_weight), (self._mean, self._second)):
            before = one.copy()
            cv2.copyTo(other, turned, one)
            cv2.copyTo(before, turned, other)

    def _show(self) -> None:
        """The levels as bytes, for comparing."""
        self.image = cv2.convertScaleAbs(self._mean)
        self._second_image = cv2.convertScaleAbs(self._second)
        room = cv2.convertScaleAbs(self._deviation, alpha=self._reach)
        least, most = self._reach * LEAST_DEVIATION, min(WHOLE - 1.0, self._reach * MOST_DEVIATION)
        self._room = cv2.min(cv2.max(room, least), most)
        usual = cv2.compare(self._second_weight, USUAL_SHARE * WHOLE, cv2.CMP_GE)
        self._second_room = cv2.bitwise_and(self._room, usual)
