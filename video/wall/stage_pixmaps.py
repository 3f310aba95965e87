"""What of an overlay stays from picture to picture, kept as pixmaps: zones, lines, counts, privacy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.domain.video.cameras import Camera, Point
from app.domain.video.scenes import LineCount, Overlay, StageNote
from app.domain.video.stages import Stage, StageKind
from video.wall.labels import PLATE_H, outlined
from widgets.formats import number
from widgets.shapes import hatch_brush

Part = tuple[float, float, float, float]
"""Left, top, width and height of what is seen of a picture, 0 to 1."""
Placed = tuple[float, float, QPixmap]
"""How far from the left and from the top of the picture."""
_Draw = Callable[[QPainter], None]
BLACK = QColor(0, 0, 0, 210)
_GREY = QColor(150, 150, 150)
_WITHOUT_ZONE = frozenset({StageKind.TAMPER, StageKind.LINE, StageKind.DETECTOR, StageKind.MOTION})
REACH = 4.0
"""Pixels that strokes and ends go beyond their points."""
MOST = 256


@dataclass(frozen=True, slots=True)
class Setting:
    """How a picture stands: its size in logical pixels, what is seen of it, in which colour and density."""

    width: float
    height: float
    part: Part
    rgba: int
    dpr: float

    def at(self, point: Point) -> QPointF:
        left, top, wide, high = self.part
        return QPointF((point[0] - left) / wide * self.width, (point[1] - top) / high * self.height)

    def beside(self, words: str, at: QPointF, *, above: bool = False) -> Placed:
        """Words centred there, kept inside the picture and over the time at its bottom."""
        label = outlined(words, self.rgba, self.dpr)
        width = label.width() / self.dpr
        left = max(2.0, min(self.width - width - 2, at.x() - width / 2))
        top = at.y() - PLATE_H - 1 if above else at.y() + 3
        return round(left), round(max(2.0, min(self.height - 2 * PLATE_H - 3, top))), label


_Shown = tuple[tuple[Stage, bool], ...]
"""Zones, lines, and whether there is an event in that zone; a line looks the same with one."""


@dataclass(frozen=True, slots=True)
class _Kept:
    camera: Camera
    notes: tuple[StageNote, ...]
    lines: tuple[LineCount, ...]
    shown: _Shown
    drawn: tuple[Placed, ...]
    counted: tuple[Placed, ...] = ()


_Key = tuple[str, float, float, Part, int, float]
_stages: dict[_Key, _Kept] = {}
_privacy: dict[_Key, _Kept] = {}


def stage_pixmaps(camera: Camera, overlay: Overlay, setting: Setting) -> tuple[Placed, ...]:
    """Zones, lines, and what is counted there. The first are made anew when the camera is set up otherwise or
    events begin and end, the last when something else is counted."""
    key, notes, lines = _key(camera, setting), overlay.notes, overlay.lines
    kept = _stages.get(key)
    if kept is None or kept.camera is not camera or kept.notes != notes or kept.lines != lines:
        shown = _shown(camera, overlay)
        same = kept is not None and kept.camera is camera and kept.shown == shown
        drawn = kept.drawn if kept is not None and same else _drawn(shown, setting)
        counted = tuple(_counted(camera, overlay, setting))
        kept = _keep(_stages, key, _Kept(camera, notes, lines, shown, drawn, counted))
    return kept.drawn + kept.counted


def privacy_pixmaps(camera: Camera, setting: Setting) -> tuple[Placed, ...]:
    """The source is black there already; the hatch says that this is meant."""
    key = _key(camera, setting)
    kept = _privacy.get(key)
    if kept is None or kept.camera is not camera:
        placed = _layer(camera.privacy, setting, lambda painter: _draw_privacy(painter, camera, setting))
        kept = _keep(_privacy, key, _Kept(camera, (), (), (), placed))
    return kept.drawn


def _key(camera: Camera, setting: Setting) -> _Key:
    return camera.id, setting.width, setting.height, setting.part, setting.rgba, setting.dpr


def _keep(where: dict[_Key, _Kept], key: _Key, kept: _Kept) -> _Kept:
    if len(where) >= MOST:
        where.clear()
    where[key] = kept
    return kept


def _shown(camera: Camera, overlay: Overlay) -> _Shown:
    """The zones and lines of which something is said."""
    active = {note.stage for note in overlay.notes if note.active}
    named = {note.stage for note in overlay.notes} | {count.stage for count in overlay.lines}
    return tuple(
        (stage, stage.kind is not StageKind.LINE and stage.id in active)
        for stage in camera.stages
        if stage.id in named and (_has_zone(stage) or (stage.kind is StageKind.LINE and stage.points))
    )


def _drawn(shown: _Shown, setting: Setting) -> tuple[Placed, ...]:
    def draw(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor.fromRgba(setting.rgba)
        for stage, active in shown:
            corners = [setting.at(point) for point in stage.points]
            if stage.kind is StageKind.LINE:
                _draw_line(painter, corners, color)
            else:
                _draw_zone(painter, corners, color, active)

    return _layer([stage.points for stage, _ in shown], setting, draw)


def _counted(camera: Camera, overlay: Overlay, setting: Setting) -> list[Placed]:
    stages = {stage.id: stage for stage in camera.stages}
    placed = []
    for note in overlay.notes:
        zone = stages.get(note.stage)
        if zone is not None and _has_zone(zone):
            top = setting.at((_middle(zone), min(point[1] for point in zone.points)))
            words = f"{zone.name or zone.id} · {number(note.value)}"
            placed.append(setting.beside(words, top, above=True))
    for count in overlay.lines:
        line = stages.get(count.stage)
        if line is not None and len(line.points) >= 2:
            bottom = setting.at((_middle(line), max(point[1] for point in line.points)))
            words = f"↑ {number(count.forward)} ↓ {number(count.backward)}"
            placed.append(setting.beside(words, bottom))
    return placed


def _layer(shapes: Iterable[Iterable[Point]], setting: Setting, draw: _Draw) -> tuple[Placed, ...]:
    """A pixmap of all these shapes and no larger: what is transparent takes as long as what is not."""
    points = [setting.at(point) for shape in shapes for point in shape]
    if not points:
        return ()
    dpr = setting.dpr
    across, down = [point.x() for point in points], [point.y() for point in points]
    left = math.floor(max(0.0, min(across) - REACH) * dpr)
    top = math.floor(max(0.0, min(down) - REACH) * dpr)
    right = math.ceil(min(setting.width, max(across) + REACH) * dpr)
    bottom = math.ceil(min(setting.height, max(down) + REACH) * dpr)
    if right <= left or bottom <= top:
        return ()
    pixmap = QPixmap(right - left, bottom - top)
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.translate(-left / dpr, -top / dpr)
    draw(painter)
    painter.end()
    return ((left / dpr, top / dpr, pixmap),)


def _draw_privacy(painter: QPainter, camera: Camera, setting: Setting) -> None:
    painter.setPen(QPen(_GREY, 1, Qt.PenStyle.DashLine))
    for polygon in camera.privacy:
        shape = QPolygonF([setting.at(point) for point in polygon])
        for brush in (QColor(0, 0, 0), hatch_brush(_GREY, alpha=0.5)):
            painter.setBrush(brush)
            painter.drawPolygon(shape)


def _draw_zone(painter: QPainter, corners: list[QPointF], color: QColor, active: bool) -> None:
    path = QPainterPath()
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    if active:
        tint = QColor(color)
        tint.setAlpha(46)
        painter.fillPath(path, tint)
    painter.strokePath(path, QPen(BLACK, 3.4))
    pen = QPen(color, 1.6)
    pen.setDashPattern([4, 3])
    painter.strokePath(path, pen)


def _draw_line(painter: QPainter, corners: list[QPointF], color: QColor) -> None:
    path = QPainterPath(corners[0])
    for corner in corners[1:]:
        path.lineTo(corner)
    painter.strokePath(path, QPen(BLACK, 3.4))
    painter.strokePath(path, QPen(color, 1.6))
    painter.setPen(QPen(BLACK, 1))
    painter.setBrush(color)
    for end in (corners[0], corners[-1]):
        painter.drawEllipse(end, 2.8, 2.8)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _has_zone(stage: Stage) -> bool:
    return stage.kind not in _WITHOUT_ZONE and len(stage.points) >= 3


def _middle(stage: Stage) -> float:
    across = [point[0] for point in stage.points]
    return (min(across) + max(across)) / 2
