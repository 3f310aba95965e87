"""Draws tiles of a vector base map with OpenCV, which lets go of the interpreter while it works."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.basemap import Ground, Shape
from maps.basemap.palette import Bgr, GroundPalette, GroundStyle
from maps.basemap.shores import beyond_the_edge, shore_lines
from maps.basemap.source import Basemap, Breathe, GroundLayer, TileAddress
from maps.projection import EQUATOR_M, WORLD_PX, Bounds, Floats, geo_point

TILE_PX = 512
LEVELS_PER_ZOOM = 4
SHIFT = 4
"""OpenCV takes coordinates in sixteenths of a pixel."""
MARGIN_PX = 24.0
"""Features this far outside still reach into the tile with the width of their line."""
ZONE_PERIOD = 17.0
ZONE_DASHES = ((9.0, 4.5), (2.0, 13.0))
"""Long and short dashes of a zone's outline: length, and where the middle of the first one is."""
SHORE_BEFORE = Ground.HILL
FARTHEST_PX = float(1 << 20)

Lines = list[NDArray[np.int32]]


def zoom_of(level: int) -> float:
    return level / LEVELS_PER_ZOOM


def tile_side(tile_level: int, density: float) -> float:
    """The side of a tile in the unit square."""
    return float(TILE_PX / density / (WORLD_PX * 2.0 ** zoom_of(tile_level)))


def tile_bounds(tile: TileAddress) -> Bounds:
    side = tile_side(tile.level, tile.density)
    return Bounds(tile.column * side, tile.row * side, (tile.column + 1) * side, (tile.row + 1) * side)


class VectorTiles:
    """A `TileSource` over a base map, outlines of zones and the colours of one theme; holds no Qt object."""

    def __init__(self, basemap: Basemap, palette: GroundPalette, outlines: Sequence[Floats] = ()) -> None:
        """`outlines`: rings in the unit square, shape (n, 2), drawn dash-dotted above everything."""
        self._basemap = beyond_the_edge(basemap)
        self._outlines = tuple(outlines)
        self._palette = palette
        middle = (basemap.bounds.top + basemap.bounds.bottom) / 2
        self._shores = shore_lines(basemap)
        self._metres = EQUATOR_M * float(np.cos(np.radians(geo_point(0.5, middle)[1])))

    @property
    def attribution(self) -> str:
        return self._basemap.attribution

    def draw(self, tile: TileAddress, breathe: Breathe) -> NDArray[np.uint8]:
        """(512, 512, 4) bytes: blue, green, red, 255."""
        image = np.empty((TILE_PX, TILE_PX, 3), dtype=np.uint8)
        image[:] = self._palette.background
        for ground, style in self._palette.order:
            if ground is SHORE_BEFORE:
                self._draw_shore(image, tile)
            if zoom_of(tile.level) < style.from_zoom:
                continue
            for shape in (Shape.POLYGON, Shape.LINE):
                layer = self._basemap.layers.get((ground, shape))
                if layer is not None:
                    breathe()
                    self._draw_layer(image, layer, style, tile)
        self._draw_outlines(image, tile)
        return cv2.cvtColor(image, cv2.COLOR_BGR2BGRA)  # type: ignore[no-any-return]

    def _draw_layer(
        self, image: NDArray[np.uint8], layer: GroundLayer, style: GroundStyle, tile: TileAddress
    ) -> None:
        bounds = tile_bounds(tile)
        side = bounds.right - bounds.left
        found = layer.touching(bounds.grown(side * MARGIN_PX / TILE_PX))
        if not found.size:
            return
        lines = _pixels(layer, found, bounds, TILE_PX / side)
        thickness = self._thickness(style, tile)
        if layer.shape is Shape.POLYGON:
            _draw_polygons(image, _by_feature(layer, found, lines), style, thickness)
            return
        if style.casing_px:
            casing = thickness + 2 * max(1, round(style.casing_px * tile.density))
            cv2.polylines(image, lines, False, self._palette.casing, casing, cv2.LINE_AA, SHIFT)
        color = style.line or style.fill
        if color is None:
            return
        if style.dash_px is not None:
            lines = _dashed(layer, found, bounds, TILE_PX / side, style.dash_px, tile.density)
        if layer.ground is Ground.RAIL:
            _draw_rail(image, lines, color, thickness, tile.density)
        cv2.polylines(image, lines, False, color, thickness, cv2.LINE_AA, SHIFT)

    def _draw_shore(self, image: NDArray[np.uint8], tile: TileAddress) -> None:
        bounds = tile_bounds(tile)
        scale = TILE_PX / (bounds.right - bounds.left)
        thickness = max(1, round(self._palette.shore_px * tile.density))
        for line in self._shores:
            pixels = _fixed(_local(line, bounds, scale))
            cv2.polylines(image, [pixels], False, self._palette.shore, thickness, cv2.LINE_AA, SHIFT)

    def _draw_outlines(self, image: NDArray[np.uint8], tile: TileAddress) -> None:
        bounds = tile_bounds(tile)
        scale = TILE_PX / (bounds.right - bounds.left)
        thickness = max(1, round(1.2 * tile.density))
        for ring in self._outlines:
            points = (ring - (bounds.left, bounds.top)) * scale
            if (points.max(axis=0) < 0).any() or (points.min(axis=0) > TILE_PX).any():
                continue
            for length, begin in ZONE_DASHES:
                dashes = _dashes(points, begin, length, ZONE_PERIOD, tile.density)
                cv2.polylines(image, dashes, False, self._palette.zone, thickness, cv2.LINE_AA, SHIFT)

    def _thickness(self, style: GroundStyle, tile: TileAddress) -> int:
        per_pixel = self._metres * tile_side(tile.level, tile.density) / TILE_PX
        return max(1, round(max(style.width_px * tile.density, style.width_m / per_pixel)))


def _draw_polygons(image: NDArray[np.uint8], groups: list[Lines], style: GroundStyle, thickness: int) -> None:
    if style.fill is not None:
        single = [group[0] for group in groups if len(group) == 1]
        if single:
            _fill_apart(image, single, style.fill)
        for group in groups:
            if len(group) > 1:
                cv2.fillPoly(image, group, style.fill, cv2.LINE_AA, SHIFT)
    if style.line is not None:
        rings = [ring for group in groups for ring in group]
        cv2.polylines(image, rings, True, style.line, thickness, cv2.LINE_AA, SHIFT)


def _fill_apart(image: NDArray[np.uint8], rings: Lines, color: Bgr) -> None:
    """Many small polygons in one call; large ones alone, because overlapping rings of one call cancel out."""
    small = [ring for ring in rings if len(ring) <= 16]
    if small:
        cv2.fillPoly(image, small, color, cv2.LINE_AA, SHIFT)
    for ring in rings:
        if len(ring) > 16:
            cv2.fillPoly(image, [ring], color, cv2.LINE_AA, SHIFT)


def _draw_rail(image: NDArray[np.uint8], lines: Lines, color: Bgr, thickness: int, density: float) -> None:
    """Sleepers: short strokes across the line, eight pixels apart."""
    reach, step = 2.5 * density * (1 << SHIFT), 8.0 * density * (1 << SHIFT)
    for line in lines:
        at, along = _walk(line.astype(np.float64).reshape(-1, 2), step, step / 2)
        across = np.stack([-along[:, 1], along[:, 0]], axis=1) * reach
        ends = np.stack([at - across, at + across], axis=1)
        near = (np.abs(ends) < (2 * TILE_PX) << SHIFT).all(axis=(1, 2))
        if near.any():
            strokes = list(np.rint(ends[near]).astype(np.int32))
            cv2.polylines(image, strokes, False, color, thickness, cv2.LINE_AA, SHIFT)


def _walk(points: Floats, step: float, begin: float) -> tuple[Floats, Floats]:
    """Points every `step` along a line from `begin` on, and the unit direction at each."""
    legs = np.diff(points, axis=0)
    lengths = np.hypot(legs[:, 0], legs[:, 1])
    keep = lengths > 0
    legs, lengths, starts = legs[keep], lengths[keep], points[:-1][keep]
    if not lengths.size:
        return np.zeros((0, 2)), np.zeros((0, 2))
    reached = np.concatenate([[0.0], np.cumsum(lengths)])
    distance = np.arange(begin, reached[-1], step)
    leg = np.clip(np.searchsorted(reached, distance, side="right") - 1, 0, len(lengths) - 1)
    along = legs[leg] / lengths[leg, None]
    return starts[leg] + along * (distance - reached[leg])[:, None], along


def _local(points: Floats, bounds: Bounds, scale: float) -> Floats:
    moved = (points - (bounds.left, bounds.top)) * scale
    return np.clip(moved, -FARTHEST_PX, FARTHEST_PX)


def _fixed(points: Floats) -> NDArray[np.int32]:
    """OpenCV's pixel centres lie on whole numbers, ours on halves."""
    return np.rint((points - 0.5) * (1 << SHIFT)).astype(np.int32)


def _pixels(layer: GroundLayer, found: NDArray[np.int64], bounds: Bounds, scale: float) -> Lines:
    """All parts of the features in sixteenths of a tile's pixel, in one pass of numpy."""
    part_numbers = _ranges(layer.features[found], layer.features[found + 1])
    starts, ends = layer.parts[part_numbers], layer.parts[part_numbers + 1]
    points = _local(layer.points[_ranges(starts, ends)], bounds, scale)
    cuts = np.cumsum(ends - starts).tolist()
    fixed = _fixed(points)
    return [fixed[start:end] for start, end in zip([0, *cuts[:-1]], cuts, strict=True)]


def _by_feature(layer: GroundLayer, found: NDArray[np.int64], lines: Lines) -> list[Lines]:
    counts = layer.features[found + 1] - layer.features[found]
    ends = np.cumsum(counts)
    return [lines[end - count : end] for count, end in zip(counts.tolist(), ends.tolist(), strict=True)]


def _ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """`concatenate([arange(s, e) …])` without a loop; every range holds at least one."""
    counts = ends - starts
    steps = np.ones(int(counts.sum()), dtype=np.int64)
    if not steps.size:
        return steps
    steps[0] = starts[0]
    steps[np.cumsum(counts)[:-1]] = starts[1:] - ends[:-1] + 1
    return np.cumsum(steps)


def _dashed(
    layer: GroundLayer,
    found: NDArray[np.int64],
    bounds: Bounds,
    scale: float,
    dash: Sequence[float],
    density: float,
) -> Lines:
    """Dashes counted from the start of each line, so that they meet at the edges of tiles."""
    period = dash[0] + dash[1]
    dashes: Lines = []
    for feature in found.tolist():
        for points in layer.lines_of(feature):
            local = (points - (bounds.left, bounds.top)) * scale
            dashes.extend(_dashes(local, period / 2, dash[0], period, density))
    return dashes


def _dashes(points: Floats, begin: float, length: float, period: float, density: float) -> Lines:
    """The dashes of one line that lie in the tile; `points` in its pixels, the rest in logical ones."""
    at, along = _walk(points, period * density, begin * density)
    near = ((at > -MARGIN_PX) & (at < TILE_PX + MARGIN_PX)).all(axis=1)
    half = along[near] * length * density / 2
    return list(_fixed(np.stack([at[near] - half, at[near] + half], axis=1)))
