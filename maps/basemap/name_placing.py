"""Where the names of streets, districts, rivers and places stand at one zoom, without collisions. No Qt."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.domain.basemap import Ground, Shape
from maps.basemap.drawing import zoom_of
from maps.basemap.source import Basemap, GroundLayer
from maps.projection import WORLD_PX, Floats

CELL_PX = 12.0
REPEAT_PX = 620.0
SAME_NAME_PX = 260.0
SHARPEST_BEND = math.radians(24.0)
WIDEST_TURN = math.radians(75.0)


@dataclass(frozen=True, slots=True)
class NameStyle:
    """Letters of one class of names; `repeats` along the line, `from_zoom` to `to_zoom` inclusive."""

    pixels: float
    weight: int
    spacing: float = 0.3
    italic: bool = False
    from_zoom: float = 0.0
    to_zoom: float = 99.0
    repeats: bool = False


STYLES: Mapping[tuple[Ground, Shape], NameStyle] = {
    (Ground.DISTRICT, Shape.POINT): NameStyle(11.0, 600, 1.6, from_zoom=12.5, to_zoom=17.4),
    (Ground.RIVER, Shape.POLYGON): NameStyle(11.0, 500, 0.6, italic=True, from_zoom=12.5, repeats=True),
    (Ground.RIVER, Shape.LINE): NameStyle(11.0, 500, 0.6, italic=True, from_zoom=12.5, repeats=True),
    (Ground.SEA, Shape.POINT): NameStyle(13.0, 400, 1.5, italic=True, from_zoom=10.0),
    (Ground.AVENUE, Shape.LINE): NameStyle(10.5, 500, 0.4, from_zoom=13.5, repeats=True),
    (Ground.PLACE, Shape.POINT): NameStyle(10.0, 400, 0.2, from_zoom=14.25),
    (Ground.PARK, Shape.POLYGON): NameStyle(10.0, 400, 0.2, from_zoom=14.5),
    (Ground.COLLECTOR, Shape.LINE): NameStyle(10.0, 500, 0.3, from_zoom=15.5, repeats=True),
    (Ground.STREET, Shape.LINE): NameStyle(10.0, 400, 0.2, from_zoom=16.5, repeats=True),
}
"""In the order in which they take their place."""


@dataclass(frozen=True, slots=True, eq=False)
class PlacedName:
    """`x`, `y` anchor in the unit square; `letters` (n, 3): each letter's centre beside the anchor in
    logical pixels and its angle in radians; None for a level line centred on the anchor."""

    text: str
    style: NameStyle
    x: float
    y: float
    letters: Floats | None


Advances = Mapping[NameStyle, Mapping[str, float]]
"""Width of every letter in a style, in logical pixels."""


class NamePlacer:
    """Places all names of a base map for one level of tiles. Runs in the worker thread."""

    def __init__(self, basemap: Basemap, advances: Advances, level: int) -> None:
        self._basemap = basemap
        self._advances = advances
        self._zoom = zoom_of(level)
        self._scale = WORLD_PX * 2.0**self._zoom
        self._taken: set[tuple[int, int]] = set()
        self._places_of: dict[str, list[tuple[float, float]]] = {}

    def place(self) -> Generator[None, None, list[PlacedName]]:
        """Yields at every try, which takes a fraction of a millisecond."""
        placed: list[PlacedName] = []
        for key, style in STYLES.items():
            layer = self._basemap.layers.get(key)
            if layer is None or not style.from_zoom <= self._zoom <= style.to_zoom:
                continue
            for feature in np.argsort(-layer.ranks, kind="stable").tolist():
                if layer.names[feature]:
                    for name in self._of_feature(layer, feature, style):
                        if name is not None:
                            placed.append(name)
                        yield
        return placed

    def _of_feature(self, layer: GroundLayer, feature: int, style: NameStyle) -> Iterator[PlacedName | None]:
        text = layer.names[feature]
        first = layer.lines_of(feature)[0]
        if layer.shape is Shape.POINT or not style.repeats:
            yield from self._level(text, style, first.mean(axis=0))
            return
        line = middle_line(first) if layer.shape is Shape.POLYGON else first
        yield from self._along(text, style, line * self._scale)

    def _level(self, text: str, style: NameStyle, at: Floats) -> Iterator[PlacedName]:
        px, py = float(at[0]) * self._scale, float(at[1]) * self._scale
        half = self._width(text, style) / 2
        boxes = np.arange(-half, half + CELL_PX, CELL_PX)
        if self._take(px + boxes, np.full(len(boxes), py), text, style.pixels):
            yield PlacedName(text, style, float(at[0]), float(at[1]), None)

    def _along(self, text: str, style: NameStyle, line: Floats) -> Iterator[PlacedName | None]:
        legs = np.hypot(*np.diff(line, axis=0).T)
        keep = np.concatenate([[True], legs > 0])
        line, reached = line[keep], np.concatenate([[0.0], np.cumsum(legs[legs > 0])])
        width, length = self._width(text, style), float(reached[-1])
        if length < width + 24:
            return
        count = max(1, int(length // REPEAT_PX))
        for number in range(count):
            middle = length * (number + 0.5) / count
            for shift in (0.0, 90.0, -90.0, 180.0, -180.0):
                start = middle + shift - width / 2
                if start < 8 or start + width > length - 8:
                    continue
                name = self._try_along(text, style, line, reached, start)
                yield name
                if name is not None:
                    break

    def _try_along(
        self, text: str, style: NameStyle, line: Floats, reached: Floats, start: float
    ) -> PlacedName | None:
        widths = np.array([self._advances[style].get(letter, style.pixels * 0.6) for letter in text])
        widths += style.spacing
        ends = start + np.cumsum(widths)
        points = np.concatenate([[start], ends])
        x, y = np.interp(points, reached, line[:, 0]), np.interp(points, reached, line[:, 1])
        if x[-1] < x[0]:
            points = start + widths.sum() - np.concatenate([[0.0], np.cumsum(widths)])
            x, y = np.interp(points, reached, line[:, 0]), np.interp(points, reached, line[:, 1])
        angles = np.unwrap(np.arctan2(np.diff(y), np.diff(x)))
        if np.abs(np.diff(angles)).max(initial=0.0) > SHARPEST_BEND or np.ptp(angles) > WIDEST_TURN:
            return None
        middle_x, middle_y = (x[:-1] + x[1:]) / 2, (y[:-1] + y[1:]) / 2
        if not self._take(middle_x, middle_y, text, style.pixels):
            return None
        anchor = len(text) // 2
        at_x, at_y = float(middle_x[anchor]), float(middle_y[anchor])
        letters = np.stack([middle_x - at_x, middle_y - at_y, angles], axis=1)
        return PlacedName(text, style, at_x / self._scale, at_y / self._scale, letters)

    def _width(self, text: str, style: NameStyle) -> float:
        advances = self._advances[style]
        return sum(advances.get(letter, style.pixels * 0.6) + style.spacing for letter in text)

    def _take(self, x: Floats, y: Floats, text: str, pixels: float) -> bool:
        """Claim the ground under the letters; False where another name stands or the same is near."""
        middle = float(x.mean()), float(y.mean())
        near = self._places_of.setdefault(text, [])
        if any(math.dist(middle, other) < SAME_NAME_PX for other in near):
            return False
        reach = pixels / 2
        columns = np.concatenate([x - reach, x + reach, x - reach, x + reach]) // CELL_PX
        lines = np.concatenate([y - reach, y - reach, y + reach, y + reach]) // CELL_PX
        cells = set(zip(columns.astype(int).tolist(), lines.astype(int).tolist(), strict=True))
        if not self._taken.isdisjoint(cells):
            return False
        self._taken |= cells
        near.append(middle)
        return True


def middle_line(ring: Floats, *, steps: int = 120) -> Floats:
    """The line midway between the banks of a long thin polygon such as a river."""
    legs = np.hypot(*np.diff(ring, axis=0).T)
    reached = np.concatenate([[0.0], np.cumsum(legs)])
    at = np.linspace(0.0, reached[-1], 2 * steps, endpoint=False)
    even = np.stack([np.interp(at, reached, ring[:, 0]), np.interp(at, reached, ring[:, 1])], axis=1)
    spread = np.ptp(even, axis=0)
    start = int(even[:, 0 if spread[0] >= spread[1] else 1].argmin())
    even = np.roll(even, -start, axis=0)
    middle: Floats = (even[:steps] + even[steps:][::-1]) / 2
    return middle
