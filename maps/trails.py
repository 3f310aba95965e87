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

KEPT_PLACES = 60
SHORTEST_STEP_M = 4.0
LONGEST_STEP_M = 2000.0
"""A device that jumps further was not driving: its trail begins anew."""
MOST_TRAILS = 30
FADES = (0.3, 0.55, 0.8)
TRAIL_ZOOM = 14.5


class Trails:
    """GUI thread only."""

    def __init__(self) -> None:
        self._places: dict[int, deque[tuple[float, float]]] = {}
        self._last = np.full((0, 2), np.nan)
        self._headings = np.zeros(0)

    def clear(self) -> None:
        self._places.clear()
        self._last, self._headings = np.full((0, 2), np.nan), np.zeros(0)

    def follow(self, scene: DeviceScene) -> None:
        """Note where the devices that moved in the scene's last update are now."""
        if len(self._last) != scene.count:
            self.clear()
            self._last, self._headings = np.full((scene.count, 2), np.nan), np.zeros(scene.count)
        rows = scene.moved[scene.mobile[scene.moved] & np.isfinite(scene.x[scene.moved])]
        here = np.stack([scene.x[rows], scene.y[rows]], axis=1)
        east, south = (here - self._last[rows]).T
        metres = np.hypot(east, south) * EQUATOR_M / np.cosh(math.pi * (1.0 - 2.0 * here[:, 1]))
        known = metres >= SHORTEST_STEP_M
        noted = known | np.isnan(metres)
        self._headings[rows[known]] = np.degrees(np.arctan2(east[known], -south[known])) % 360.0
        self._last[rows[noted]] = here[noted]
        for row in rows[metres > LONGEST_STEP_M].tolist():
            self._places.pop(row, None)
        for row, (x, y) in zip(rows[noted].tolist(), here[noted].tolist(), strict=True):
            self._places.setdefault(row, deque(maxlen=KEPT_PLACES)).append((x, y))

    def headings(self, rows: Rows) -> Floats:
        """Degrees clockwise from north; 0 for one that has not moved yet."""
        known = np.zeros(len(rows))
        inside = rows < len(self._headings)
        known[inside] = self._headings[rows[inside]]
        return known

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
        if x.max() < 0 or y.max() < 0 or x.min() > frame.view.width or y.min() > frame.view.height:
            return
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
