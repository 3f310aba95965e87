"""Draws what analytics saw into a picture: boxes with trails, lines with counts, zones, privacy.

Nothing here is smoothed but the lines and zones that somebody drew, which are kept as a picture of their own:
strokes of sixteen tiles at fifteen pictures a second would cost more than all the rest of the console.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay, Track
from app.domain.video.stages import Stage, StageKind, TrackClass
from video.wall.labels import PLATE_H, outlined
from widgets.formats import number
from widgets.shapes import hatch_brush
from widgets.theme import Theme

To = Callable[[float, float], QPointF]
"""From a point of the picture, 0 to 1, to the wall."""
Part = tuple[float, float, float, float]
"""Left, top, width and height of what is seen of a picture, 0 to 1."""
_BLACK = QColor(0, 0, 0, 210)
_GREY = QColor(150, 150, 150)
_WITHOUT_ZONE = frozenset({StageKind.TAMPER, StageKind.LINE, StageKind.DETECTOR, StageKind.MOTION})
LEAST_NAMED = 12
"""Boxes that are narrower have no name."""


class OverlayPainter:
    """For one tile: the picture stands at `picture` and shows `part` of the frame."""

    def __init__(self, painter: QPainter, picture: QRectF, part: Part, theme: Theme) -> None:
        self._painter, self._picture, self._part = painter, picture, part
        self._color = theme.video
        self._dpr = painter.device().devicePixelRatio()
        left, top, wide, high = part
        self._scale = (picture.width() / wide, picture.height() / high)
        self._origin = (picture.left() - left * self._scale[0], picture.top() - top * self._scale[1])

    def paint(self, overlay: Overlay, camera: Camera) -> None:
        """Inside the picture alone: the caller has set the clip."""
        stages = {stage.id: stage for stage in camera.stages}
        self._drawn(overlay, stages)
        for note in overlay.notes:
            stage = stages.get(note.stage)
            if stage is not None and _has_zone(stage):
                x, y = _middle(stage), min(point[1] for point in stage.points)
                self._words(f"{stage.name or stage.id} · {number(note.value)}", self._to(x, y), above=True)
        for count in overlay.lines:
            line = stages.get(count.stage)
            if line is not None and len(line.points) >= 2:
                x, y = _middle(line), max(point[1] for point in line.points)
                self._words(f"↑ {number(count.forward)} ↓ {number(count.backward)}", self._to(x, y))
        for track in overlay.tracks:
            self._track(track)

    def privacy(self, camera: Camera) -> None:
        """The source is black there already; the hatch says that this is meant."""
        painter = self._painter
        for polygon in camera.privacy:
            shape = QPolygonF([self._to(*point) for point in polygon])
            painter.setPen(QPen(_GREY, 1, Qt.PenStyle.DashLine))
            for brush in (QColor(0, 0, 0), hatch_brush(_GREY, alpha=0.5)):
                painter.setBrush(brush)
                painter.drawPolygon(shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _to(self, across: float, down: float) -> QPointF:
        return QPointF(self._origin[0] + across * self._scale[0], self._origin[1] + down * self._scale[1])

    def _drawn(self, overlay: Overlay, stages: Mapping[str, Stage]) -> None:
        """The zones and lines, from the picture that is kept of them."""
        active = {note.stage for note in overlay.notes if note.active}
        named = {note.stage for note in overlay.notes} | {count.stage for count in overlay.lines}
        shown = tuple(
            (stage.kind is StageKind.LINE, stage.points, stage.id in active)
            for stage in stages.values()
            if stage.id in named and (stage.kind is StageKind.LINE or _has_zone(stage))
        )
        if shown:
            size = (round(self._picture.width()), round(self._picture.height()))
            kept = _stages_pixmap(shown, size, self._part, self._color.rgba(), self._dpr)
            self._painter.drawPixmap(self._picture.topLeft(), kept)

    def _track(self, track: Track) -> None:
        """In whole numbers and kept corners: each call and each point of the library costs more than what it
        fills."""
        painter, color = self._painter, self._color
        left, top = self._at(track.left, track.top)
        right, bottom = self._at(track.left + track.width, track.top + track.height)
        reach = max(3, min(right - left, bottom - top) * 28 // 100)
        corners = _corner_pixmaps(reach, color.rgba(), self._dpr)
        x, y = (left - 1, right - reach - 1), (top - 1, bottom - reach - 1)
        for place, corner in enumerate(corners):
            painter.drawPixmap(x[place % 2], y[place // 2], corner)
        for point in track.trail:
            across, down = self._at(*point)
            painter.fillRect(across - 1, down - 1, 2, 2, color)
        if (words := _track_words(track)) and right - left >= LEAST_NAMED:
            self._words(words, QPointF((left + right - 1) // 2, top), above=True)

    def _at(self, across: float, down: float) -> tuple[int, int]:
        """As `_to`, to the nearest pixel."""
        x = self._origin[0] + across * self._scale[0]
        y = self._origin[1] + down * self._scale[1]
        return math.floor(x + 0.5), math.floor(y + 0.5)

    def _words(self, words: str, at: QPointF, *, above: bool = False) -> None:
        """Centred, kept inside the picture."""
        label = outlined(words, self._color.rgba(), self._dpr)
        width = label.width() / self._dpr
        area = self._picture
        left = max(area.left() + 2, min(area.right() - width - 2, at.x() - width / 2))
        top = at.y() - PLATE_H - 1 if above else at.y() + 3
        top = max(area.top() + 2, min(area.bottom() - 2 * PLATE_H - 3, top))  # over the time of the picture
        self._painter.drawPixmap(QPointF(round(left), round(top)), label)


@lru_cache(maxsize=512)
def _corner_pixmaps(reach: int, rgba: int, dpr: float) -> tuple[QPixmap, ...]:
    """Of a box whose arms have so many pixels: above left and right, below left and right. Arms are 2 px
    thick over a black edge of 1 px to every side."""
    whole = reach + 2
    made = []
    for at_left, at_top in ((0, 0), (reach - 2, 0), (0, reach - 2), (reach - 2, reach - 2)):
        pixmap = QPixmap(round(whole * dpr), round(whole * dpr))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        for inside, color in ((0, _BLACK), (1, QColor.fromRgba(rgba))):
            thick, long = 4 - 2 * inside, whole - 2 * inside
            painter.fillRect(inside, at_top + inside, long, thick, color)
            painter.fillRect(at_left + inside, inside, thick, long, color)
        painter.end()
        made.append(pixmap)
    return tuple(made)


@lru_cache(maxsize=64)
def _stages_pixmap(
    shown: tuple[tuple[bool, tuple[tuple[float, float], ...], bool], ...],
    size: tuple[int, int],
    part: Part,
    rgba: int,
    dpr: float,
) -> QPixmap:
    """Line or zone, points, and whether there is an event in it."""
    pixmap = QPixmap(round(size[0] * dpr), round(size[1] * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = QColor.fromRgba(rgba)
    for is_line, points, active in shown:
        corners = [
            QPointF((x - part[0]) / part[2] * size[0], (y - part[1]) / part[3] * size[1]) for x, y in points
        ]
        _draw_line(painter, corners, color) if is_line else _draw_zone(painter, corners, color, active)
    painter.end()
    return pixmap


def _draw_zone(painter: QPainter, corners: list[QPointF], color: QColor, active: bool) -> None:
    path = QPainterPath()
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    if active:
        tint = QColor(color)
        tint.setAlpha(46)
        painter.fillPath(path, tint)
    painter.strokePath(path, QPen(_BLACK, 3.4))
    pen = QPen(color, 1.6)
    pen.setDashPattern([4, 3])
    painter.strokePath(path, pen)


def _draw_line(painter: QPainter, corners: list[QPointF], color: QColor) -> None:
    path = QPainterPath(corners[0])
    for corner in corners[1:]:
        path.lineTo(corner)
    painter.strokePath(path, QPen(_BLACK, 3.4))
    painter.strokePath(path, QPen(color, 1.6))
    painter.setPen(QPen(_BLACK, 1))
    painter.setBrush(color)
    for end in (corners[0], corners[-1]):
        painter.drawEllipse(end, 2.8, 2.8)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _has_zone(stage: Stage) -> bool:
    return stage.kind not in _WITHOUT_ZONE and len(stage.points) >= 3


def _middle(stage: Stage) -> float:
    across = [point[0] for point in stage.points]
    return (min(across) + max(across)) / 2


def _track_words(track: Track) -> str:
    """Only what a detector said is a name; what was told by size is a box."""
    if not track.score:
        return ""
    name = {
        TrackClass.PERSON: QCoreApplication.translate("CameraTile", "person"),
        TrackClass.TWO_WHEELER: QCoreApplication.translate("CameraTile", "two-wheeler"),
        TrackClass.VEHICLE: QCoreApplication.translate("CameraTile", "car"),
    }.get(track.kind, "")
    return f"{name} .{min(99, round(track.score * 100)):02d}" if name else ""
