"""The layouts of the wall as data: where each tile stands in a grid of whole cells."""

from __future__ import annotations

from dataclasses import dataclass

Place = tuple[int, int, int, int]
"""Column, row, columns wide, rows high."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`id` is as people say it: `4×4`, `1+7`."""

    id: str
    columns: int
    rows: int
    places: tuple[Place, ...]


def _grid(columns: int, rows: int) -> Layout:
    places = tuple((column, row, 1, 1) for row in range(rows) for column in range(columns))
    name = "1" if columns == rows == 1 else f"{columns}×{rows}"
    return Layout(name, columns, rows, places)


def _around_large(side: int, large: int, *, count: int = 1) -> Layout:
    """`count` large ones from the upper left on, the rest of a square of `side` cells filled with small."""
    starts = ((0, 0), (large, 0), (0, large))[:count]
    taken = {(x + i, y + j) for x, y in starts for i in range(large) for j in range(large)}
    first = tuple((x, y, large, large) for x, y in starts)
    small = tuple((x, y, 1, 1) for y in range(side) for x in range(side) if (x, y) not in taken)
    return Layout(f"{count}+{len(small)}", side, side, (*first, *small))


LAYOUTS: tuple[Layout, ...] = (
    _grid(1, 1),
    _grid(2, 1),
    _grid(2, 2),
    _around_large(3, 2),
    _grid(3, 2),
    _around_large(4, 3),
    _grid(3, 3),
    _around_large(4, 2, count=2),
    _grid(4, 3),
    _around_large(4, 2),
    _grid(4, 4),
    _around_large(5, 3),
    _grid(5, 4),
    _grid(5, 5),
)
"""From 1 to 25 tiles."""
BY_ID = {layout.id: layout for layout in LAYOUTS}
BUTTONS = ("4×4", "3×3", "2×2", "1+7", "1")
"""Those that stand above the wall; the others are in its menu."""
SQUARES = {1: "1", 4: "2×2", 9: "3×3", 16: "4×4", 25: "5×5"}
USUAL = BY_ID["4×4"]


def smallest_for(cameras: int) -> Layout:
    """The square that shows so many, 25 at most; what does not fit goes on its next page."""
    return BY_ID[next((name for tiles, name in SQUARES.items() if tiles >= cameras), "5×5")]
