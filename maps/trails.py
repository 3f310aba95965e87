"""Where moving devices came from: their last places, their heading, and the dotted line of both."""

from __future__ import annotations

import math

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
        self.clear()

    def clear(self) -> None:
        self._slots = np.full(0, -1)
        """By row: where its places are in `_places`, -1 for none."""
        self._places = np.zeros((0, KEPT_PLACES, 2))
        self._counts = np.zeros(0, dtype=np.int64)
        self._headings = np.zeros(0)

    def follow(self, scene: DeviceScene) -> None:
        """Note where the devices that moved in the scene's last update are now."""
        rows = scene.moved[scene.mobile[scene.moved] & np.isfinite(scene.x[scene.moved])]
        if not rows.size:
            return
        slots = self._slots_of(rows, scene.count)
        here = np.stack([scene.x[rows], scene.y[rows]], axis=1)
        known = self._counts[slots] > 0
        east, south = (here - self._places[slots, (self._counts[slots] - 1) % KEPT_PLACES]).T
        metres = np.hypot(east, south) * EQUATOR_M / np.cosh(math.pi * (1.0 - 2.0 * here[:, 1]))
        driven = known & (metres >= SHORTEST_STEP_M)
        self._headings[slots[driven]] = np.degrees(np.arctan2(east[driven], -south[driven])) % 360.0
        self._counts[slots[known & (metres > LONGEST_STEP_M)]] = 0
        noted = driven | ~known
        self._places[slots[noted], self._counts[slots[noted]] % KEPT_PLACES] = here[noted]
        self._counts[slots[noted]] += 1

    def _slots_of(self, rows: Rows, count: int) -> Rows:
        if count != len(self._slots):
            self.clear()
            self._slots = np.full(count, -1)
        new = rows[self._slots[rows] < 0]
        if new.size:
            first = len(self._counts)
            self._slots[new] = np.arange(first, first + len(new))
            self._places = np.concatenate([self._places, np.zeros((len(new), KEPT_PLACES, 2))])
            self._counts = np.concatenate([self._counts, np.zeros(len(new), dtype=np.int64)])
            self._headings = np.concatenate([self._headings, np.zeros(len(new))])
        return self._slots[rows]

    def _trail(self, row: int) -> Floats:
        """The kept places of a row, oldest first, shape (n, 2)."""
        slot = int(self._slots[row]) if row < len(self._slots) else -1
        if slot < 0:
            return np.zeros((0, 2))
        count = int(self._counts[slot])
        if count <= KEPT_PLACES:
            return self._places[slot, :count]
        return np.roll(self._places[slot], -(count % KEPT_PLACES), axis=0)

    def headings(self, rows: Rows) -> Floats:
        """Degrees clockwise from north; 0 for one that has not moved yet."""
        known = np.zeros(len(rows))
        if len(self._slots) and rows.size and int(rows.max()) < len(self._slots):
            slots = self._slots[rows]
            known[slots >= 0] = self._headings[slots[slots >= 0]]
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
            places = self._trail(row)
            if len(places) > 1:
                here = np.array([[scene.x[row], scene.y[row]]])
                self._paint_one(painter, frame, np.concatenate([places, here]), theme)

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
