"""Groups: devices that fall into the same cell of the screen, counted with `numpy.bincount`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from maps.projection import Floats, Viewport
from maps.scene import Bytes, Rows

CELL_PX = 80.0
STALE = 5
STALE_SHARE = 0.2
"""A group is hatched when this share of it is silent: one of a hundred would hatch every group."""
CELL_STEPS = 2.0
"""The cells change their size on the ground twice a zoom level, not with every step of a pinch."""


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """Groups as arrays of shape (G,): middle in the unit square, members, commonest kind, worst ring
    (0 none, 1–4 priority, 5 stale), and the cell each one stands for."""

    x: Floats
    y: Floats
    counts: NDArray[np.int64]
    kinds: Bytes
    rings: Bytes
    cells: NDArray[np.int64]


NO_CLUSTERS = Clusters(
    np.zeros(0),
    np.zeros(0),
    np.zeros(0, dtype=np.int64),
    np.zeros(0, dtype=np.uint8),
    np.zeros(0, dtype=np.uint8),
    np.zeros((0, 2), dtype=np.int64),
)


def cell_side(view: Viewport) -> float:
    """The side of a cell in the unit square; cells are fixed to the ground, so panning moves no group."""
    zoom = round(view.zoom * CELL_STEPS) / CELL_STEPS
    return float(CELL_PX / (256.0 * 2.0**zoom))


def group(
    x: Floats, y: Floats, kinds: Bytes, rings: Bytes, *, side: float, most_single: int
) -> tuple[Clusters, NDArray[np.bool_]]:
    """Group members of cells that hold more than `most_single`; also tells who stays single.

    All arrays have shape (N,); x and y are finite, in the unit square.
    """
    if not len(x):
        return NO_CLUSTERS, np.zeros(0, dtype=bool)
    column, row = (x / side).astype(np.int32), (y / side).astype(np.int32)
    left, top = int(column.min()), int(row.min())
    columns = int(column.max()) - left + 1
    cell = (row - top) * columns + (column - left)
    counts = np.bincount(cell)
    crowded = counts > most_single
    single = ~crowded[cell]
    chosen = np.flatnonzero(crowded)
    if not chosen.size:
        return NO_CLUSTERS, single
    size = len(counts)
    clusters = Clusters(
        x=np.bincount(cell, weights=x, minlength=size)[chosen] / counts[chosen],
        y=np.bincount(cell, weights=y, minlength=size)[chosen] / counts[chosen],
        counts=counts[chosen],
        kinds=_commonest(cell, kinds, size)[chosen],
        rings=_worst(cell, rings, size)[chosen],
        cells=np.stack([chosen % columns + left, chosen // columns + top], axis=1),
    )
    return clusters, single


def members(x: Floats, y: Floats, cell: NDArray[np.int64], side: float) -> Rows:
    """Positions in `x`, `y` that fall into one cell."""
    return np.flatnonzero((np.floor(x / side) == cell[0]) & (np.floor(y / side) == cell[1]))


def _commonest(cell: NDArray[np.int64], kinds: Bytes, size: int) -> Bytes:
    many = int(kinds.max()) + 1
    counts = np.bincount(cell * many + kinds, minlength=size * many)
    commonest: Bytes = counts.reshape(size, many).argmax(axis=1).astype(np.uint8)
    return commonest


def _worst(cell: NDArray[np.int64], rings: Bytes, size: int) -> Bytes:
    """The highest priority; stale where there is none and a fair share has gone silent."""
    worst = np.zeros(size, dtype=np.uint8)
    stale = np.bincount(cell, weights=rings == STALE, minlength=size)
    worst[stale >= np.bincount(cell, minlength=size) * STALE_SHARE] = STALE
    for ring in (1, 2, 3, 4):
        worst[cell[rings == ring]] = ring
    return worst
