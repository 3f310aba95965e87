"""Paints the names of the ground over the tiles; placing runs in the worker, letters are drawn once."""

from __future__ import annotations

import math
import time
from collections import OrderedDict

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPixmap, QTransform

from maps.basemap.drawing import LEVELS_PER_ZOOM
from maps.basemap.name_placing import STYLES, Advances, NamePlacer, NameStyle, PlacedName
from maps.basemap.source import Basemap
from maps.basemap.worker import DoneTask, GroundWorker
from maps.projection import Floats, Viewport
from widgets.theme import Theme

KEPT_LEVELS = 24
KEPT_NAMES = 600
HALO_PX = 2
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
    """The names of a level have their places."""

    def __init__(self, worker: GroundWorker) -> None:
        super().__init__()
        self._worker = worker
        self._worker.done.connect(self._take)
        self.complete = True
        """Whether the last paint had time for all names that have their place."""
        self.placing = False
        """Whether the names of the last paint's level were still being placed."""
        self._basemap: Basemap | None = None
        self._theme: Theme | None = None
        self._advances: Advances = {}
        self._levels: OrderedDict[int, _Level | None] = OrderedDict()
        self._pixmaps: OrderedDict[tuple[PlacedName, float], tuple[QPixmap, QPointF]] = OrderedDict()

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

    def paint(self, painter: QPainter, view: Viewport, density: float, *, budget_s: float) -> None:
        """New names are drawn for `budget_s`; the rest waits for the next paint."""
        self.complete = True
        names = self._names(round(view.zoom * LEVELS_PER_ZOOM))
        self.placing = names is None and self._basemap is not None
        if names is None:
            return
        x, y = view.to_screen(names.x, names.y)
        near = (x > -REACH_PX) & (x < view.width + REACH_PX) & (y > -REACH_PX) & (y < view.height + REACH_PX)
        x, y = np.rint(x * density) / density, np.rint(y * density) / density
        end = time.perf_counter() + budget_s
        for index in np.flatnonzero(near).tolist():
            name = names.names[index]
            drawn = self._pixmaps.get((name, density))
            if drawn is None:
                if time.perf_counter() > end:
                    self.complete = False
                    continue
                drawn = self._draw(name, density)
            painter.drawPixmap(QPointF(x[index], y[index]) - drawn[1], drawn[0])

    def _names(self, level: int) -> _Level | None:
        basemap = self._basemap
        if basemap is None:
            return None
        if level not in self._levels:
            self._levels = OrderedDict(
                (key, names) for key, names in self._levels.items() if names is not None
            )
            self._levels[level] = None
            placer = NamePlacer(basemap, self._advances, level)
            self._worker.post((id(basemap), level), placer.place())
        self._levels.move_to_end(level)
        while len(self._levels) > KEPT_LEVELS:
            self._levels.popitem(last=False)
        return self._levels[level]

    def _take(self, task: DoneTask) -> None:
        match task.name:
            case (basemap, int(level)) if basemap == id(self._basemap) and isinstance(task.result, list):
                self._levels[level] = _Level(task.result)
                self.ready.emit()

    def _draw(self, name: PlacedName, density: float) -> tuple[QPixmap, QPointF]:
        path = _path_of(name)
        box, margin = path.boundingRect(), HALO_PX + 1.0
        half_width = math.ceil((max(abs(box.left()), abs(box.right())) + margin) * density)
        half_height = math.ceil((max(abs(box.top()), abs(box.bottom())) + margin) * density)
        ink = _ink(path, half_width, half_height, density)
        theme = self._theme
        assert theme is not None
        pixmap = _with_halo(ink, theme.label, theme.land, round(HALO_PX * density))
        pixmap.setDevicePixelRatio(density)
        drawn = pixmap, QPointF(half_width / density, half_height / density)
        self._pixmaps[name, density] = drawn
        while len(self._pixmaps) > KEPT_NAMES:
            self._pixmaps.popitem(last=False)
        return drawn


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


def _ink(path: QPainterPath, half_width: int, half_height: int, density: float) -> NDArray[np.uint8]:
    """How much of each pixel the letters cover, 0 to 255."""
    image = QImage(2 * half_width, 2 * half_height, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(half_width, half_height)
    painter.scale(density, density)
    painter.fillPath(path, QColor("#FFFFFF"))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def _with_halo(ink: NDArray[np.uint8], color: QColor, halo: QColor, reach: int) -> QPixmap:
    """The letters in `color` on a soft ground of `halo`: widening ink is far cheaper than stroking."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    ground = cv2.GaussianBlur(cv2.dilate(ink, kernel), (3, 3), 0).astype(np.float32) / 255.0
    over = ink.astype(np.float32) / 255.0
    under = ground * (1.0 - over)
    pixels = np.empty((*ink.shape, 4), dtype=np.uint8)
    pairs = ((color.blue(), halo.blue()), (color.green(), halo.green()), (color.red(), halo.red()))
    for channel, (front, back) in enumerate(pairs):
        pixels[..., channel] = over * front + under * back
    pixels[..., 3] = (over + under) * 255.0
    height, width = ink.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return QPixmap.fromImage(image.copy())


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
