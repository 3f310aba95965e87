"""Draws what analytics saw into a picture: boxes with trails, lines with counts, zones, privacy.

In few calls, and nothing is smoothed but the lines and zones that somebody drew, which are kept as pixmaps:
for sixteen tiles at fifteen pictures a second each call of the library and each object made for it costs more
than what it fills.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import floor

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay, Track
from app.domain.video.stages import TrackClass
from video.wall.stage_pixmaps import BLACK, Part, Placed, Setting, privacy_pixmaps, stage_pixmaps
from widgets.theme import Theme

LEAST_NAMED = 12
"""Boxes that are narrower have no name."""
DOT = 2
"""Pixels of a point of a trail."""


class OverlayPainter:
    """For one tile: the picture stands at `picture` and shows `part` of the frame; `dpr` is that of the
    painter, which takes a while to say it."""

    def __init__(
        self, painter: QPainter, picture: QRectF, part: Part, theme: Theme, dpr: float | None = None
    ) -> None:
        self._painter = painter
        self._left, self._top = picture.left(), picture.top()
        density = painter.device().devicePixelRatio() if dpr is None else dpr
        self._rgba = _rgba(theme)
        self._setting = Setting(picture.width(), picture.height(), part, self._rgba, density)

    def paint(self, overlay: Overlay, camera: Camera) -> None:
        """Inside the picture alone: the caller has set the clip."""
        self._put(stage_pixmaps(camera, overlay, self._setting))
        if overlay.tracks:
            self._tracks(overlay.tracks)

    def privacy(self, camera: Camera) -> None:
        """The source is black there already; the hatch says that this is meant."""
        if camera.privacy:
            self._put(privacy_pixmaps(camera, self._setting))

    def _put(self, placed: Iterable[Placed]) -> None:
        left, top = self._left, self._top
        for across, down, pixmap in placed:
            self._painter.drawPixmap(QPointF(left + across, top + down), pixmap)

    def _tracks(self, tracks: tuple[Track, ...]) -> None:
        setting, painter = self._setting, self._painter
        left, top, wide, high = setting.part
        wide, high = setting.width / wide, setting.height / high
        left, top = self._left - left * wide + 0.5, self._top - top * high + 0.5
        self._trails(tracks, (left, top), (wide, high))
        for track in tracks:
            x, y = floor(left + track.left * wide), floor(top + track.top * high)
            right = floor(left + (track.left + track.width) * wide)
            bottom = floor(top + (track.top + track.height) * high)
            reach = max(3, min(right - x, bottom - y) * 28 // 100)
            above_left, above_right, below_left, below_right = _corners(reach, self._rgba, setting.dpr)
            far_x, far_y = right - reach - 1, bottom - reach - 1
            painter.drawPixmap(x - 1, y - 1, above_left)
            painter.drawPixmap(far_x, y - 1, above_right)
            painter.drawPixmap(x - 1, far_y, below_left)
            painter.drawPixmap(far_x, far_y, below_right)
            if track.score and right - x >= LEAST_NAMED and (words := _track_words(track)):
                middle = QPointF((x + right - 1) // 2 - self._left, y - self._top)
                self._put([setting.beside(words, middle, above=True)])

    def _trails(
        self, tracks: tuple[Track, ...], origin: tuple[float, float], scale: tuple[float, float]
    ) -> None:
        """All points at once, each to the nearest pixel; below the boxes."""
        points = [point for track in tracks for point in track.trail]
        if not points:
            return
        across = np.floor(np.array([point[0] for point in points]) * scale[0] + origin[0])
        down = np.floor(np.array([point[1] for point in points]) * scale[1] + origin[1])
        self._painter.setPen(_dot(self._rgba))
        self._painter.drawPointsNp(across, down)  # type: ignore[arg-type]  # the stub knows no arrays


@lru_cache(maxsize=8)
def _rgba(theme: Theme) -> int:
    return theme.video.rgba()


@lru_cache(maxsize=8)
def _dot(rgba: int) -> QPen:
    """Square, to both sides of a point."""
    return QPen(QColor.fromRgba(rgba), DOT)


@lru_cache(maxsize=512)
def _corners(reach: int, rgba: int, dpr: float) -> tuple[QPixmap, ...]:
    """Of a box whose arms have so many pixels: above left and right, below left and right. Arms are 2 px
    thick over a black edge of 1 px to every side."""
    whole = reach + 2
    made = []
    for at_left, at_top in ((0, 0), (reach - 2, 0), (0, reach - 2), (reach - 2, reach - 2)):
        pixmap = QPixmap(round(whole * dpr), round(whole * dpr))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        for inside, color in ((0, BLACK), (1, QColor.fromRgba(rgba))):
            thick, long = 4 - 2 * inside, whole - 2 * inside
            painter.fillRect(inside, at_top + inside, long, thick, color)
            painter.fillRect(at_left + inside, inside, thick, long, color)
        painter.end()
        made.append(pixmap)
    return tuple(made)


def _track_words(track: Track) -> str:
    """Only what a detector said is a name; what was told by size is a box."""
    name = {
        TrackClass.PERSON: QCoreApplication.translate("CameraTile", "person"),
        TrackClass.TWO_WHEELER: QCoreApplication.translate("CameraTile", "two-wheeler"),
        TrackClass.VEHICLE: QCoreApplication.translate("CameraTile", "car"),
    }.get(track.kind, "")
    return f"{name} .{min(99, round(track.score * 100)):02d}" if name else ""
