"""Which camera stands in which tile, which one is marked, and which one is enlarged. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from video.wall.layouts import USUAL, Layout, Place

MOST = 400
"""Cameras that a wall holds over all its pages."""


@dataclass(slots=True)
class Arrangement:
    """`cameras` by tile over all pages, an empty text for an empty tile. What a smaller layout has no
    room for stands on the next pages and comes back with a larger one."""

    layout: Layout = USUAL
    cameras: list[str] = field(default_factory=list)
    page: int = 0
    marked: int = 0
    """Tile on this page."""
    large: bool = False
    """The marked tile has the whole wall."""

    @property
    def tiles(self) -> int:
        return len(self.layout.places)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.cameras) // self.tiles))

    @property
    def camera(self) -> str:
        """The marked one; empty for none."""
        return self.at(self.marked)

    def at(self, tile: int) -> str:
        place = self.page * self.tiles + tile
        return self.cameras[place] if 0 <= place < len(self.cameras) else ""

    def shown(self) -> tuple[tuple[int, Place], ...]:
        """The tiles to draw, with their places; the enlarged one alone."""
        if self.large:
            return ((self.marked, (0, 0, self.layout.columns, self.layout.rows)),)
        return tuple(enumerate(self.layout.places))

    def tile_of(self, camera: str) -> int | None:
        """On this page."""
        return next((tile for tile in range(self.tiles) if camera and self.at(tile) == camera), None)

    def show(self, cameras: Iterable[str], layout: Layout | None = None) -> None:
        """Others than before, from the first page on."""
        self.layout = layout or self.layout
        self.cameras = list(dict.fromkeys(cameras))[:MOST]
        self.page, self.marked, self.large = 0, 0, False

    def lay_out(self, layout: Layout) -> None:
        """The marked camera stays in view."""
        place = self.page * self.tiles + self.marked
        self.layout, self.large = layout, False
        self.page, self.marked = divmod(min(place, max(0, self.pages * self.tiles - 1)), self.tiles)

    def put(self, cameras: Sequence[str], tile: int) -> None:
        """Into this tile and those after it; a camera that stands elsewhere moves there."""
        for offset, camera in enumerate(cameras[: self.tiles - tile]):
            self._clear_everywhere(camera)
            self._set(tile + offset, camera)
        self.marked = tile

    def add(self, camera: str) -> int:
        """Into the first empty tile of this page, otherwise into the last one; returns the tile. One that is
        there already stays."""
        there = self.tile_of(camera)
        if there is None:
            there = next((tile for tile in range(self.tiles) if not self.at(tile)), self.tiles - 1)
            self.put((camera,), there)
        self.marked = there
        return there

    def swap(self, one: int, other: int) -> None:
        first, second = self.at(one), self.at(other)
        self._set(one, second)
        self._set(other, first)
        self.marked = other

    def empty(self, tile: int) -> None:
        self._set(tile, "")
        self.large = False

    def turn(self, by: int) -> None:
        """Pages on, round and round."""
        self.page, self.large = (self.page + by) % self.pages, False

    def move(self, across: int, down: int) -> None:
        """Mark the nearest tile in that direction, if there is one."""
        here = _centre(self.layout.places[self.marked])
        best: tuple[float, int] | None = None
        for tile, place in enumerate(self.layout.places):
            there = _centre(place)
            along = (there[0] - here[0]) * across + (there[1] - here[1]) * down
            aside = abs((there[0] - here[0]) * down) + abs((there[1] - here[1]) * across)
            if along > 0.25 and (best is None or along + 2 * aside < best[0]):
                best = (along + 2 * aside, tile)
        if best is not None:
            self.marked = best[1]

    def _set(self, tile: int, camera: str) -> None:
        place = self.page * self.tiles + tile
        self.cameras.extend("" for _ in range(place + 1 - len(self.cameras)))
        self.cameras[place] = camera
        while self.cameras and not self.cameras[-1]:
            self.cameras.pop()

    def _clear_everywhere(self, camera: str) -> None:
        self.cameras = ["" if one == camera else one for one in self.cameras]


def _centre(place: Place) -> tuple[float, float]:
    column, row, columns, rows = place
    return column + columns / 2, row + rows / 2
