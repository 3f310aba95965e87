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
        mask = _mask(self._x + shift[0], self._y + shift[1], (width, height), density, self._radius)
        rows, columns = mask.shape
        image = QImage(mask.data, columns, rows, columns, QImage.Format.Format_Indexed8)
        image.setColorTable(_fades(self._color))
        image.setDevicePixelRatio(density)
        painter.drawImage(QPointF(0, 0), image)


def _mask(x: Floats, y: Floats, size: tuple[int, int], density: float, radius: float) -> NDArray[np.uint8]:
    """How much of each pixel dots cover, 0 to 255."""
    columns, rows = round(size[0] * density), round(size[1] * density)
    column, row = (x * density).astype(np.int32), (y * density).astype(np.int32)
    inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    centres = np.zeros((rows, columns), dtype=np.uint8)
    centres[row[inside], column[inside]] = 255
    mask: NDArray[np.uint8] = cv2.filter2D(centres, cv2.CV_8U, _stamp(radius * density))
    return np.ascontiguousarray(mask)


def _stamp(radius: float) -> NDArray[np.float32]:
    """A round dot with soft edges, 1 in the middle."""
    reach = int(np.ceil(radius))
    down, across = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    stamp: NDArray[np.float32] = np.clip(radius + 0.5 - np.hypot(down, across), 0.0, 1.0).astype(np.float32)
    return stamp


def _fades(color: QColor) -> list[int]:
    base = color.rgb() & 0xFFFFFF
    return [(share << 24) | base for share in range(256)]
