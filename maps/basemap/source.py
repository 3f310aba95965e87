"""What a base map is in memory: layers of geometry in the unit square, whatever it was read from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.basemap import Ground, Shape
from maps.projection import Bounds, Floats

Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class GroundLayer:
    """All features of one drawing class, as flat arrays.

    `points` (P, 2) unit square; part `i` is `points[parts[i]:parts[i + 1]]`; feature `f` owns the parts
    `features[f]:features[f + 1]`; `boxes` (F, 4) holds left, top, right, bottom of each feature.
    """

    ground: Ground
    shape: Shape
    points: Floats
    parts: Offsets
    features: Offsets
    boxes: Floats
    names: tuple[str, ...]
    ranks: NDArray[np.int16]

    @property
    def count(self) -> int:
        return len(self.features) - 1

    def touching(self, bounds: Bounds) -> Offsets:
        """Features whose box overlaps the rectangle."""
        box = self.boxes
        return np.flatnonzero(
            (box[:, 0] <= bounds.right)
            & (box[:, 2] >= bounds.left)
            & (box[:, 1] <= bounds.bottom)
            & (box[:, 3] >= bounds.top)
        )

    def lines_of(self, feature: int) -> list[Floats]:
        """The parts of one feature, each (n, 2)."""
        first, last = int(self.features[feature]), int(self.features[feature + 1])
        return [self.points[self.parts[i] : self.parts[i + 1]] for i in range(first, last)]


@dataclass(frozen=True, slots=True, eq=False)
class Basemap:
    """A vector base map. Layers are told apart by drawing class and shape."""

    name: str
    attribution: str
    bounds: Bounds
    layers: Mapping[tuple[Ground, Shape], GroundLayer]

    def names(self) -> frozenset[str]:
        """All names in it, folded."""
        return frozenset(name.casefold() for layer in self.layers.values() for name in layer.names)


NO_BASEMAP = Basemap("", "", Bounds(0.0, 0.0, 1.0, 1.0), {})


class TileAddress(NamedTuple):
    """A square of 512 device pixels: `level` is four times the zoom, `density` device pixels for a
    logical one."""

    level: int
    column: int
    row: int
    density: float = 1.0


Breathe = Callable[[], None]


class TileSource(Protocol):
    """Anything that can draw a tile: vectors now, raster files later. `draw` runs in the worker thread
    and must not touch Qt."""

    @property
    def attribution(self) -> str: ...

    def draw(self, tile: TileAddress, breathe: Breathe) -> NDArray[np.uint8]:
        """(512, 512, 4) bytes in the order blue, green, red, 255. Calls `breathe` every few
        milliseconds, which lets the GUI go first."""
        ...


def boxes_of(points: Floats, parts: Offsets, features: Offsets) -> Floats:
    """(F, 4) boxes of features; every feature has at least one point."""
    starts = parts[features[:-1]]
    if not starts.size:
        return np.zeros((0, 4))
    low = np.minimum.reduceat(points, starts, axis=0)
    high = np.maximum.reduceat(points, starts, axis=0)
    return np.concatenate([low, high], axis=1)


def join_bounds(layers: Sequence[GroundLayer]) -> Bounds:
    boxes = [layer.boxes for layer in layers if layer.count]
    if not boxes:
        return Bounds(0.0, 0.0, 1.0, 1.0)
    box = np.concatenate(boxes)
    low, high = box.min(axis=0), box.max(axis=0)
    return Bounds(float(low[0]), float(low[1]), float(high[2]), float(high[3]))
