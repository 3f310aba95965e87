"""What a camera looks at, made coarse so that views can be compared: light, edges, likeness, shift."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

FINE = (80, 45)
COARSE = (20, 11)
MEMORY = 0.3
"""Of each frame in the view: who walks past leaves no trace."""


class View:
    """The picture over the last second or so."""

    def __init__(self) -> None:
        self.fine: Floats = np.zeros((0, 0), np.float32)

    def take(self, luma: Pixels) -> None:
        """Of any size; at no cost where it is `FINE` already."""
        fits = luma.shape == FINE[::-1]
        small = luma if fits else cv2.resize(luma, FINE, interpolation=cv2.INTER_AREA)
        if self.fine.size == 0:
            self.fine = small.astype(np.float32)
        else:
            cv2.accumulateWeighted(small, self.fine, MEMORY)

    def follow(self, other: View, share: float) -> None:
        self.fine += share * (other.fine - self.fine)

    def copy(self) -> View:
        view = View()
        view.fine = self.fine.copy()
        return view

    @property
    def coarse(self) -> Floats:
        small: Floats = cv2.resize(self.fine, COARSE, interpolation=cv2.INTER_AREA)
        return small

    def edges(self) -> Floats:
        """Strength of edges, a little spread so that trembling does no harm; strong ones count less than
        they would, or one lamp would be all there is."""
        across, down = cv2.Sobel(self.fine, cv2.CV_32F, 1, 0), cv2.Sobel(self.fine, cv2.CV_32F, 0, 1)
        spread: Floats = cv2.GaussianBlur(np.sqrt(cv2.magnitude(across, down)), (5, 5), 0)
        return spread


def alike(one: Floats, other: Floats) -> float:
    """Correlation from -1 to 1; 0 where one of them is flat."""
    first, second = one - one.mean(), other - other.mean()
    strength = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float((first * second).sum()) / strength if strength > 1e-3 else 0.0


def shifted(view: View, usual: View) -> float:
    """By which share of the picture's width it has moved, as phase correlation finds it."""
    (across, down), _ = cv2.phaseCorrelate(usual.edges(), view.edges())
    return float(np.hypot(across, down)) / FINE[0]


def sharpness_of(luma: Pixels) -> float:
    """Standard deviation of the Laplacian, grey levels."""
    _, deviation = cv2.meanStdDev(cv2.Laplacian(luma, cv2.CV_16S))
    return float(deviation[0, 0])
