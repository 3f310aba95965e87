"""The ground round an incident as a still picture: base map or plain grid, zones, and the devices at it."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from app.bootstrap.data_folder import BASEMAP
from maps.basemap.drawing import TILE_PX, VectorTiles
from maps.basemap.format import BasemapUnusable
from maps.basemap.palette import ground_palette
from maps.basemap.reader import read_basemap
from maps.basemap.tiles import tile_rect, tiles_of
from maps.projection import Bounds, Viewport, world_point
from widgets.formats import THIN, number
from widgets.glyphs import draw_glyph
from widgets.style import FALLBACKS, FAMILY
from widgets.theme import LIGHT

WIDTH, HEIGHT = 1320, 560
CLOSEST = 16.5
MARGIN_PX = 90
GRID_PX = 60
PLATE = 26.0
_INK = QColor("#15191C")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mark:
    """A device on the map, by its glyph and what is written beside it; degrees WGS 84."""

    lat: float
    lon: float
    glyph: str
    label: str


def draw_place(maps: Path, place: tuple[float, float], marks: Sequence[Mark]) -> QImage:
    """`place` is latitude and longitude of the incident; the picture shows it with all of `marks`."""
    view = _view(place, marks)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(LIGHT.land)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    attribution = _ground(painter, maps / BASEMAP, view)
    _cross(painter, _on_screen(view, *place))
    for mark in marks:
        _mark(painter, view, mark)
    _scale(painter, view)
    _write(painter, QPointF(10, HEIGHT - 12), attribution, 15)
    painter.end()
    return image


def _view(place: tuple[float, float], marks: Sequence[Mark]) -> Viewport:
    points = [world_point(place[1], place[0]), *(world_point(mark.lon, mark.lat) for mark in marks)]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    bounds = Bounds(min(xs), min(ys), max(xs), max(ys))
    return Viewport(0.5, 0.5, CLOSEST, WIDTH, HEIGHT).fitted(bounds, margin_px=MARGIN_PX, closest=CLOSEST)


def _ground(painter: QPainter, path: Path, view: Viewport) -> str:
    """Draw what there is, and return whose map it is."""
    try:
        basemap = read_basemap(path) if path.is_file() else None
    except BasemapUnusable as problem:
        log.warning("%s", problem)
        basemap = None
    if basemap is None:
        _grid(painter)
        return ""
    tiles = VectorTiles(basemap, ground_palette(LIGHT))
    for tile in tiles_of(view, 1.0):
        pixels = tiles.draw(tile, lambda: None)
        drawn = QImage(pixels.data, TILE_PX, TILE_PX, TILE_PX * 4, QImage.Format.Format_RGB32)
        painter.drawImage(tile_rect(view, tile), drawn, QRectF(0, 0, TILE_PX, TILE_PX))
    return tiles.attribution


def _grid(painter: QPainter) -> None:
    painter.setPen(QPen(LIGHT.line, 1))
    for x in range(GRID_PX, WIDTH, GRID_PX):
        painter.drawLine(x, 0, x, HEIGHT)
    for y in range(GRID_PX, HEIGHT, GRID_PX):
        painter.drawLine(0, y, WIDTH, y)


def _on_screen(view: Viewport, lat: float, lon: float) -> QPointF:
    return QPointF(*view.point_to_screen(*world_point(lon, lat)))


def _mark(painter: QPainter, view: Viewport, mark: Mark) -> None:
    middle = _on_screen(view, mark.lat, mark.lon)
    room = QRectF(middle.x() - PLATE / 2, middle.y() - PLATE / 2, PLATE, PLATE)
    painter.setPen(QPen(_INK, 1.5))
    painter.setBrush(QColor("white"))
    painter.drawRect(room)
    draw_glyph(painter, mark.glyph, room.adjusted(3, 3, -3, -3), _INK)
    _write(painter, QPointF(room.right() + 5, middle.y() + 6), mark.label, 17)


def _cross(painter: QPainter, middle: QPointF) -> None:
    """The place itself: a ring with four strokes, black on white, so that it is seen on any ground."""
    for color, width in ((QColor("white"), 7.0), (_INK, 3.0)):
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 26, 26)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(middle + QPointF(26 * dx, 26 * dy), middle + QPointF(38 * dx, 38 * dy))


def _scale(painter: QPainter, view: Viewport) -> None:
    """A length of one, two or five times a power of ten metres, at most a fifth of the width."""
    most = view.metres_per_pixel * WIDTH / 5
    power = 10.0 ** math.floor(math.log10(most))
    metres = max(step * power for step in (1, 2, 5) if step * power <= most)
    length, left, low = metres / view.metres_per_pixel, WIDTH - 30.0, HEIGHT - 16.0
    painter.setPen(QPen(_INK, 3))
    painter.drawLine(QPointF(left - length, low), QPointF(left, low))
    text = f"{number(metres / 1000)}{THIN}km" if metres >= 1000 else f"{number(metres)}{THIN}m"
    _write(painter, QPointF(left - length, low - 8), text, 16)


def _write(painter: QPainter, at: QPointF, text: str, size: int) -> None:
    font = QFont(FAMILY)
    font.setFamilies([FAMILY, *FALLBACKS])
    font.setPixelSize(size)
    painter.setFont(font)
    for color, moves in ((QColor("white"), (-1.5, 1.5)), (_INK, (0.0,))):
        painter.setPen(color)
        for dx in moves:
            for dy in moves:
                painter.drawText(at + QPointF(dx, dy), text)
