"""Where moving devices came from: their last places, their heading, and the dotted line of both."""

from __future__ import annotations

import math
from collections import deque

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from maps.frame import Frame
from maps.projection import EQUATOR_M, Floats
from maps.scene import DeviceScene, Rows
from widgets.theme import Theme

KEPT_PLACES = 90
SHORTEST_STEP_M = 4.0
LONGEST_STEP_M = 2000.0
"""A device that jumps further was not driving: its trail begins anew."""
MOST_TRAILS = 40
FADES = (0.3, 0.55, 0.8)
TRAIL_ZOOM = 13.5


class Trails:
    """GUI thread only."""

    def __init__(self) -> None:
        self._places: dict[int, deque[tuple[float, float]]] = {}
        self._headings: dict[int, float] = {}

    def clear(self) -> None:
        self._places.clear()
        self._headings.clear()

    def follow(self, scene: DeviceScene) -> None:
        """Note where the devices that moved in the scene's last update are now."""
        moved = scene.moved[scene.mobile[scene.moved]]
        for row in moved.tolist():
            x, y = float(scene.x[row]), float(scene.y[row])
            if math.isnan(x):
                self._places.pop(row, None)
                continue
            self._note(row, x, y)

    def _note(self, row: int, x: float, y: float) -> None:
        places = self._places.setdefault(row, deque(maxlen=KEPT_PLACES))
        if places:
            last_x, last_y = places[-1]
            step = math.hypot(x - last_x, y - last_y) * _ground_metres(y)
            if step < SHORTEST_STEP_M:
                return
            if step > LONGEST_STEP_M:
                places.clear()
            self._headings[row] = math.degrees(math.atan2(x - last_x, last_y - y)) % 360.0
        places.append((x, y))

    def headings(self, rows: Rows) -> Floats:
        """Degrees clockwise from north; 0 for one that has not moved yet."""
        return np.array([self._headings.get(row, 0.0) for row in rows.tolist()], dtype=np.float64)

    def paint(
        self, painter: QPainter, scene: DeviceScene, frame: Frame, selected: Rows, theme: Theme
    ) -> None:
        """The selected ones always, the others from a zoom on and while they are few."""
        chosen = np.isin(frame.moving, selected)
        rows = frame.moving[chosen].tolist()
        if frame.view.zoom >= TRAIL_ZOOM:
            rows += frame.moving[~chosen][:MOST_TRAILS].tolist()
        for row in rows:
            places = self._places.get(row)
            if places is not None and len(places) > 1:
                self._paint_one(painter, frame, np.array([*places, (scene.x[row], scene.y[row])]), theme)

    def _paint_one(self, painter: QPainter, frame: Frame, places: Floats, theme: Theme) -> None:
        x, y = frame.view.to_screen(places[:, 0], places[:, 1])
        points = [QPointF(px, py) for px, py in zip(x.tolist(), y.tolist(), strict=True)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        third = max(2, math.ceil(len(points) / 3))
        for number, fade in enumerate(FADES):
            piece = points[number * (third - 1) : number * (third - 1) + third]
            if len(piece) > 1:
                color = QColor(theme.text)
                color.setAlphaF(fade)
                pen = QPen(color, 2.0)
                pen.setDashPattern([0.01, 2.5])
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawPolyline(QPolygonF(piece))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _ground_metres(y: float) -> float:
    """Metres on the ground for the side of the unit square, at this height of it."""
    return EQUATOR_M / math.cosh(math.pi * (1.0 - 2.0 * y))
