"""Very many devices as dots, stamped into one mask of the screen: the cost hardly grows with their number."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from maps.projection import Floats

SMALLEST_PX, LARGEST_PX = 0.9, 2.2
COVERED = 0.3
"""Share of the ground that dots may cover before they get smaller."""


def dot_radius(count: int, area_px: float) -> float:
    """Of so many dots on so many square pixels; in logical pixels."""
    fair = math.sqrt(COVERED * area_px / (math.pi * max(1, count)))
    return min(LARGEST_PX, max(SMALLEST_PX, fair))


class Dots:
    """The dots of one look, at places in logical pixels of a screen that they may leave."""

    def __init__(self, x: Floats, y: Floats, color: QColor, *, radius: float) -> None:
        self._radius = radius
        self._x = x
        self._y = y
        self._color = color

    @property
    def count(self) -> int:
        return len(self._x)

    def paint(self, painter: QPainter, width: int, height: int, shift: tuple[float, float]) -> None:
        """Paint those that fall on the screen, moved by `shift`."""
        density = painter.device().devicePixelRatioF()
        column = ((self._x + shift[0]) * density).astype(np.int32)
        row = ((self._y + shift[1]) * density).astype(np.int32)
        inside = (column >= 0) & (column < width * density) & (row >= 0) & (row < height * density)
        if not inside.any():
            return
        column, row = column[inside], row[inside]
        reach = math.ceil(self._radius * density)
        left, top = int(column.min()) - reach, int(row.min()) - reach
        size = int(row.max()) - top + reach + 1, int(column.max()) - left + reach + 1
        pixels = _tinted(_stamped(column - left, row - top, size, self._radius * density), self._color)
        image = QImage(pixels.data, size[1], size[0], 4 * size[1], QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(density)
        painter.drawImage(QPointF(left / density, top / density), image)


def _stamped(
    column: NDArray[np.int32], row: NDArray[np.int32], size: tuple[int, int], radius: float
) -> NDArray[np.uint8]:
    """How much of each pixel the dots cover, 0 to 255."""
    centres = np.zeros(size, dtype=np.uint8)
    centres[row, column] = 255
    reach = math.ceil(radius)
    profile = np.clip(radius + 0.5 - np.abs(np.arange(-reach, reach + 1)), 0.0, 1.0).astype(np.float32)
    return cv2.sepFilter2D(centres, cv2.CV_8U, profile, profile)  # type: ignore[no-any-return]


def _tinted(mask: NDArray[np.uint8], color: QColor) -> NDArray[np.uint8]:
    """(rows, columns, 4) premultiplied bytes: blue, green, red, cover."""
    shares = np.arange(256) / 255.0
    channels = [
        cv2.LUT(mask, (shares * channel).astype(np.uint8))
        for channel in (color.blue(), color.green(), color.red())
    ]
    return cv2.merge([*channels, mask])  # type: ignore[no-any-return]
