"""Keeps the tiles of the base map that were drawn, and paints the ground of a viewport from them."""

from __future__ import annotations

import math
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from maps.basemap.drawing import LEVELS_PER_ZOOM, TILE_PX, tile_bounds, tile_side
from maps.basemap.source import TileAddress, TileSource
from maps.basemap.worker import DrawnTile, GroundWorker
from maps.projection import Viewport

KEPT_TILES = 160
"""1 MiB each."""
COARSER, FINER = 12, 3
"""How many levels (four a zoom) up and down a stand-in is looked for while a tile is drawn."""


class TileStore(QObject):
    """Paints the ground of a viewport from drawn tiles. GUI thread only."""

    arrived = Signal(object)
    """A `TileAddress` can be painted now."""

    def __init__(self, background: QColor, worker: GroundWorker) -> None:
        super().__init__()
        self._background = background
        self._worker = worker
        self._worker.drawn.connect(self._take)
        self._has_source = False
        self._tiles: OrderedDict[TileAddress, QPixmap | None] = OrderedDict()
        self._generation = 0
        self._wished: frozenset[TileAddress] = frozenset()

    def set_source(self, source: TileSource | None, background: QColor) -> None:
        self._background = background
        self._generation = self._worker.set_source(source)
        self._tiles.clear()
        self._wished = frozenset()
        self._has_source = source is not None

    @property
    def complete(self) -> bool:
        """Whether nothing that was last painted is still being drawn."""
        return not self._wished

    def paint(self, painter: QPainter, view: Viewport, density: float) -> None:
        """Fill the whole viewport; asks for what is missing and stands in with another level meanwhile."""
        if not self._has_source:
            painter.fillRect(QRectF(0, 0, view.width, view.height), self._background)
            return
        wanted = tiles_of(view, density)
        missing = [tile for tile in wanted if tile not in self._tiles]
        if any(tile in self._tiles and self._tiles[tile] is None for tile in wanted):  # it could not be drawn
            painter.fillRect(QRectF(0, 0, view.width, view.height), self._background)
        if missing:
            self._paint_stand_ins(painter, view, missing)
        exact = abs(view.zoom * LEVELS_PER_ZOOM - round(view.zoom * LEVELS_PER_ZOOM)) < 1e-9
        for tile in wanted:
            pixmap = self._tiles.get(tile)
            if pixmap is not None:
                self._tiles.move_to_end(tile)
                _paint_tile(painter, view, tile, pixmap, exact=exact)
        self._wish(missing)

    def _wish(self, missing: list[TileAddress]) -> None:
        wished = frozenset(missing)
        if wished != self._wished:
            self._wished = wished
            self._worker.wish(missing)

    def _paint_stand_ins(self, painter: QPainter, view: Viewport, missing: list[TileAddress]) -> None:
        levels = sorted({tile.level for tile in self._tiles}, key=lambda level: abs(level - missing[0].level))
        stand_ins: dict[TileAddress, QPixmap] = {}
        bare = False
        for tile in missing:
            found = next(filter(None, (self._at_level(tile, level) for level in levels)), None)
            bare = bare or found is None
            stand_ins.update(found or ())
        if bare:
            painter.fillRect(QRectF(0, 0, view.width, view.height), self._background)
        for tile, pixmap in stand_ins.items():
            _paint_tile(painter, view, tile, pixmap, exact=False)

    def _at_level(self, tile: TileAddress, level: int) -> list[tuple[TileAddress, QPixmap]]:
        """The drawn tiles of another level that cover this one; nothing unless all of it is covered."""
        if level == tile.level or not -FINER <= tile.level - level <= COARSER:
            return []
        ratio = 2.0 ** ((level - tile.level) / LEVELS_PER_ZOOM)
        columns = range(math.floor(tile.column * ratio), math.ceil((tile.column + 1) * ratio))
        rows = range(math.floor(tile.row * ratio), math.ceil((tile.row + 1) * ratio))
        found = []
        for row in rows:
            for column in columns:
                stand_in = TileAddress(level, column, row, tile.density)
                pixmap = self._tiles.get(stand_in)
                if pixmap is None:
                    return []
                found.append((stand_in, pixmap))
        return found

    def _take(self, tile: DrawnTile) -> None:
        if tile.generation != self._generation:
            return
        self._wished -= {tile.address}
        self._tiles[tile.address] = None if tile.pixels is None else _pixmap(tile.pixels)
        while len(self._tiles) > KEPT_TILES:
            self._tiles.popitem(last=False)
        self.arrived.emit(tile.address)


def tiles_of(view: Viewport, density: float) -> list[TileAddress]:
    """The tiles under a viewport, those in the middle first."""
    level = round(view.zoom * LEVELS_PER_ZOOM)
    side = tile_side(level, density)
    bounds = view.bounds
    columns = range(math.floor(bounds.left / side), math.floor(bounds.right / side) + 1)
    rows = range(math.floor(bounds.top / side), math.floor(bounds.bottom / side) + 1)
    tiles = [TileAddress(level, column, row, density) for row in rows for column in columns]
    middle_x, middle_y = view.x / side - 0.5, view.y / side - 0.5
    tiles.sort(key=lambda tile: (tile.column - middle_x) ** 2 + (tile.row - middle_y) ** 2)
    return tiles


def tile_rect(view: Viewport, tile: TileAddress) -> QRectF:
    """Where a tile lies on the screen, in logical pixels."""
    bounds = tile_bounds(tile)
    left, top = view.point_to_screen(bounds.left, bounds.top)
    side = (bounds.right - bounds.left) * view.scale
    return QRectF(left, top, side, side)


def _paint_tile(
    painter: QPainter, view: Viewport, tile: TileAddress, pixmap: QPixmap, *, exact: bool
) -> None:
    rect = tile_rect(view, tile)
    density = tile.density
    if exact:
        # Whole device pixels: the tile is then copied, not resampled.
        left, top = round(rect.left() * density), round(rect.top() * density)
        painter.drawPixmap(
            QRectF(left / density, top / density, TILE_PX / density, TILE_PX / density),
            pixmap,
            QRectF(0, 0, TILE_PX, TILE_PX),
        )
        return
    west, north = math.floor(rect.left() * density) / density, math.floor(rect.top() * density) / density
    east, south = math.ceil(rect.right() * density) / density, math.ceil(rect.bottom() * density) / density
    painter.drawPixmap(
        QRectF(west, north, east - west, south - north), pixmap, QRectF(0, 0, TILE_PX, TILE_PX)
    )


def _pixmap(pixels: NDArray[np.uint8]) -> QPixmap:
    image = QImage(pixels.data, TILE_PX, TILE_PX, TILE_PX * 4, QImage.Format.Format_RGB32)
    return QPixmap.fromImage(image.copy())
