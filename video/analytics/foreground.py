"""What moves before a background that is learnt, in luma whose exposure is evened out first.

A camera that meets a white car dims the whole picture within half a second and opens again over two. In
gamma-coded luma that is close to one factor for all pixels, so the median factor against a slow reference is
divided out before the frame is compared; a third of a picture may move without shifting it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from video.analytics.background import Background

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

HISTORY_MS = 20_000
"""Within this time the background follows what lasts."""
WARM_UP_MS = 3_000
"""After the first frame and after the light was switched: the background is learnt fast and nothing told."""
EXPOSURE_MS = 60_000
"""Within this time another exposure becomes the usual one."""
GAIN_RANGE = (0.3, 3.0)
FLOOD_SHARE = 0.7
"""Of the picture in the foreground: that is light or the camera, not things that move."""
FLOOD_MS = 1_000
REFERENCE_SIZE = (80, 45)
LEARN_EVERY_MS = 800
HELD_CONTRAST = 14
"""Grey levels from the background by which what stands still is seen to be there yet."""


class Foreground:
    """One camera's; one thread. `sensitivity` from 0.25 (dull) to 4: the squared distance from the background
    that counts is divided by it."""

    def __init__(self, sensitivity: float = 1.0) -> None:
        self._background = Background(sensitivity)
        self._reference: Floats | None = None
        self._since = 0
        self._before = 0
        self._flooded = 0
        self._learnt = 0
        self.gain = 1.0
        """By how much brighter the frame is than usual."""
        self.even: Pixels = np.zeros((0, 0), np.uint8)
        """The newest frame in the usual exposure."""
        self.small: Pixels = np.zeros((0, 0), np.uint8)
        """The newest frame as it is, (45, 80)."""
        self.flooded = False
        """The newest frame differed nearly everywhere: that tells nothing of what moves in it."""

    def see(self, luma: Pixels, at_ms: int, held: Pixels | None = None) -> Pixels:
        """255 where something moves, or stands still inside `held` (not 0 where what stands still must not
        become background). A new array."""
        elapsed = min(1_000, max(1, at_ms - self._before)) if self._before else 200
        self._before = at_ms
        self._since = self._since or at_ms
        self.even = self._evened(luma, elapsed)
        raw = self._background.differs(self.even)
        kept = self._kept(held)
        if kept is not None:
            raw |= kept
        self._learn(kept, at_ms)
        self.flooded = self._floods(raw, at_ms)
        if self.flooded:
            return np.zeros_like(raw)
        return cleaned(raw)

    def settled(self, at_ms: int) -> bool:
        """Whether the background is known."""
        return self.known_ms(at_ms) >= 0

    def known_ms(self, at_ms: int) -> int:
        """For how long it has been; negative until then."""
        return at_ms - self._since - WARM_UP_MS

    @property
    def background(self) -> Pixels:
        """In the usual exposure; at most `LEARN_EVERY_MS` old."""
        return self._background.image

    def _learn(self, kept: Pixels | None, at_ms: int) -> None:
        since, elapsed = at_ms - self._since, min(1_000, at_ms - self._learnt) if self._learnt else 200
        if since < WARM_UP_MS:
            rate = max(0.05, min(0.5, elapsed / (since + max(1, elapsed))))
        elif elapsed >= LEARN_EVERY_MS:
            rate = elapsed / HISTORY_MS
        else:
            return
        self._learnt = at_ms
        self._background.learn(self.even, rate, kept)

    def _evened(self, luma: Pixels, elapsed: int) -> Pixels:
        self.small = cv2.resize(luma, REFERENCE_SIZE, interpolation=cv2.INTER_AREA)
        small = self.small.astype(np.float32)
        if self._reference is None:
            self._reference = small
            return luma
        # Black and white ends do not follow the exposure.
        now, before = small[::2, ::2], self._reference[::2, ::2]
        usable = (before > 12.0) & (before < 235.0) & (now < 250.0)
        if np.count_nonzero(usable) > usable.size // 5:
            factors = now[usable] / before[usable]
            middle = len(factors) // 2
            self.gain = min(GAIN_RANGE[1], max(GAIN_RANGE[0], float(np.partition(factors, middle)[middle])))
        share = min(1.0, elapsed / EXPOSURE_MS)
        even: Pixels = luma
        if abs(self.gain - 1.0) > 0.01:
            even = cv2.convertScaleAbs(luma, alpha=1.0 / self.gain)
        self._reference += share * (small - self._reference)
        return even

    def _kept(self, held: Pixels | None) -> Pixels | None:
        """Of what is held, the pixels that still differ from the background."""
        if held is None:
            return None
        apart = cv2.absdiff(self.even, self.background)
        differs = cv2.threshold(apart, HELD_CONTRAST, 255, cv2.THRESH_BINARY)[1]
        kept: Pixels = cv2.bitwise_and(differs, held)
        return kept

    def _floods(self, raw: Pixels, at_ms: int) -> bool:
        if cv2.countNonZero(raw) < FLOOD_SHARE * raw.size:
            self._flooded = 0
            return False
        self._flooded = self._flooded or at_ms
        if at_ms - self._flooded >= FLOOD_MS:
            self._since = at_ms
            self._reference = None
            self.gain = 1.0
            self._flooded = 0
        return True


def cleaned(raw: Pixels) -> Pixels:
    """Without specks and streaks one pixel wide, and with small gaps closed."""
    share = cv2.blur(raw, (3, 3))
    full = cv2.threshold(share, 127, 255, cv2.THRESH_BINARY)[1]
    mask: Pixels = cv2.morphologyEx(full, cv2.MORPH_CLOSE, _CLOSING)
    return mask


_CLOSING = np.ones((5, 3), np.uint8)
