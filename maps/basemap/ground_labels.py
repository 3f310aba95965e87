"""Paints the names of the ground over the tiles; placing runs in the worker, letters are drawn once."""

from __future__ import annotations

import math
from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QTransform

from maps.basemap.drawing import LEVELS_PER_ZOOM
from maps.basemap.name_placing import STYLES, Advances, NamePlacer, NameStyle, PlacedName
from maps.basemap.source import Basemap
from maps.basemap.worker import DoneTask, GroundWorker
from maps.projection import Floats, Viewport
from widgets.theme import Theme

KEPT_LEVELS = 24
KEPT_NAMES = 600
NEW_NAMES_A_FRAME = 8
"""Drawing one takes about 0.3 ms; the rest comes with the next frames."""
HALO_PX = 3.0
REACH_PX = 160.0


class _Level:
    """The names of one level, and where they stand as arrays."""

    def __init__(self, names: list[PlacedName]) -> None:
        self.names = names
        self.x: Floats = np.array([name.x for name in names])
        self.y: Floats = np.array([name.y for name in names])


class GroundLabels(QObject):
    """GUI thread only. Paints nothing for a level whose names are still being placed."""

    ready = Signal()
    """There is more to paint than in the last frame."""

    def __init__(self, worker: GroundWorker) -> None:
        super().__init__()
        self._worker = worker
        self._worker.done.connect(self._take)
        self._basemap: Basemap | None = None
        self._theme: Theme | None = None
        self._advances: Advances = {}
        self._levels: OrderedDict[int, _Level | None] = OrderedDict()
        self._pixmaps: OrderedDict[tuple[PlacedName, float], QPixmap] = OrderedDict()

    def set_ground(self, basemap: Basemap | None, theme: Theme) -> None:
        """Call after the worker was given its new source."""
        if basemap is not self._basemap:
            self._levels.clear()
            self._basemap = basemap
            self._advances = {} if basemap is None else _measure(basemap)
        for level in [level for level, names in self._levels.items() if names is None]:
            del self._levels[level]
        self._theme = theme
        self._pixmaps.clear()

    def paint(self, painter: QPainter, view: Viewport, density: float) -> None:
        names = self._names(round(view.zoom * LEVELS_PER_ZOOM))
        if names is None or not names.names:
            return
        x, y = view.to_screen(names.x, names.y)
        near = (x > -REACH_PX) & (x < view.width + REACH_PX) & (y > -REACH_PX) & (y < view.height + REACH_PX)
        fresh = 0
        for index in np.flatnonzero(near).tolist():
            name = names.names[index]
            pixmap = self._pixmaps.get((name, density))
            if pixmap is None:
                if fresh == NEW_NAMES_A_FRAME:
                    continue
                fresh += 1
                pixmap = self._draw(name, density)
            left = round((x[index] - pixmap.width() / density / 2) * density) / density
            top = round((y[index] - pixmap.height() / density / 2) * density) / density
            painter.drawPixmap(QPointF(left, top), pixmap)
        if fresh == NEW_NAMES_A_FRAME:
            self.ready.emit()

    def _names(self, level: int) -> _Level | None:
        basemap = self._basemap
        if basemap is None:
            return None
        if level not in self._levels:
            self._levels[level] = None
            placer = NamePlacer(basemap, self._advances, level)
            self._worker.post((id(basemap), level), placer.place)
        self._levels.move_to_end(level)
        while len(self._levels) > KEPT_LEVELS:
            self._levels.popitem(last=False)
        return self._levels[level]

    def _take(self, task: DoneTask) -> None:
        match task.name:
            case (basemap, int(level)) if basemap == id(self._basemap) and isinstance(task.result, list):
                self._levels[level] = _Level(task.result)
                self.ready.emit()

    def _draw(self, name: PlacedName, density: float) -> QPixmap:
        path = _path_of(name)
        box = path.boundingRect().adjusted(-HALO_PX, -HALO_PX, HALO_PX, HALO_PX)
        half_width = max(abs(box.left()), abs(box.right()))
        half_height = max(abs(box.top()), abs(box.bottom()))
        side = math.ceil(half_width * density) * 2, math.ceil(half_height * density) * 2
        pixmap = QPixmap(max(2, side[0]), max(2, side[1]))
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QRectF(0, 0, side[0] / density, side[1] / density).center())
        if self._theme is not None:
            halo = QPen(self._theme.land, HALO_PX)
            halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, halo)
            painter.fillPath(path, self._theme.label)
        painter.end()
        self._pixmaps[name, density] = pixmap
        while len(self._pixmaps) > KEPT_NAMES:
            self._pixmaps.popitem(last=False)
        return pixmap


def _font(style: NameStyle) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(100)
    font.setWeight(QFont.Weight(style.weight))
    font.setItalic(style.italic)
    return font


def _measure(basemap: Basemap) -> Advances:
    letters = sorted({letter for layer in basemap.layers.values() for name in layer.names for letter in name})
    found: dict[NameStyle, dict[str, float]] = {}
    for style in STYLES.values():
        metrics = QFontMetricsF(_font(style))
        found[style] = {letter: metrics.horizontalAdvance(letter) * style.pixels / 100 for letter in letters}
    return found


def _path_of(name: PlacedName) -> QPainterPath:
    """The letters round the anchor, in logical pixels."""
    font, scale = _font(name.style), name.style.pixels / 100
    metrics = QFontMetricsF(font)
    drop = metrics.capHeight() / 2
    path = QPainterPath()
    if name.letters is None:
        widths = [metrics.horizontalAdvance(letter) + name.style.spacing / scale for letter in name.text]
        left = -sum(widths) / 2
        for letter, width in zip(name.text, widths, strict=True):
            path.addText(left, drop, font, letter)
            left += width
        return QTransform.fromScale(scale, scale).map(path)
    for letter, (x, y, angle) in zip(name.text, name.letters.tolist(), strict=True):
        one = QPainterPath()
        one.addText(-metrics.horizontalAdvance(letter) / 2, drop, font, letter)
        turn = QTransform().translate(x, y).rotateRadians(angle).scale(scale, scale)
        path.addPath(turn.map(one))
    return path
