"""Whole pictures as small as analysis wants them, for those that come as pixels already."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from video.analytics.looks import HEIGHT, WIDTH

Pixels = NDArray[np.uint8]


def colour_of(picture: Pixels) -> Pixels:
    """(180, 320, 3) of any (h, w, 3) BGR."""
    return np.asarray(cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def luma_of(picture: Pixels) -> Pixels:
    """(180, 320) of any (h, w, 3) BGR."""
    return np.asarray(cv2.cvtColor(colour_of(picture), cv2.COLOR_BGR2GRAY), np.uint8)
