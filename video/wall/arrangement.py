"""Which camera stands in which tile, which one is marked, and which one is enlarged. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

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
    before: Arrangement | None = None
    """The wall that something was brought up over; None while this is the operator's own."""

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
        place = self.page * len(self.layout.places) + tile
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
        self.before = None

    def bring(self, cameras: Iterable[str], layout: Layout) -> None:
        """Others for a while: `go_back` gives the wall of before back."""
        self.hold()
        before = self.before
        self.show(cameras, layout)
        self.before = before

    def hold(self) -> None:
        """What is changed from now on is only brought up."""
        if self.before is None:
            self.before = self.copy()

    def go_back(self) -> None:
        """The wall before the first bringing up, whole; nothing where this is it."""
        if self.before is not None:
            self.become(self.before)

    def copy(self) -> Arrangement:
        return replace(self, cameras=list(self.cameras))

    def become(self, other: Arrangement) -> None:
        for part in fields(self):
            setattr(self, part.name, getattr(other, part.name))
        self.cameras = list(other.cameras)

    def lay_out(self, layout: Layout) -> None:
        """The marked camera stays in view. Room beside what was brought up is for the wall of before."""
        place = self.page * self.tiles + self.marked
        if self.before is not None and len(layout.places) > len(self.cameras):
            others = (camera for camera in self.before.cameras if camera)
            self.cameras = list(dict.fromkeys((*self.cameras, *others)))[:MOST]
        self.layout, self.large = layout, False
        self.page, self.marked = divmod(min(place, max(0, self.pages * self.tiles - 1)), self.tiles)

    def put(self, cameras: Sequence[str], tile: int) -> None:
        """Into this tile and those after it; a camera that stands elsewhere moves there."""
        for offset, camera in enumerate(cameras[: self.tiles - tile]):
            self._clear_everywhere(camera)
            self._set(tile + offset, camera)
        self.marked = tile

    def add(self, camera: str) -> int:
        """Into the marked tile where it is empty, the first empty one of this page, otherwise the last one;
        returns the tile. One that is there already stays."""
        there = self.tile_of(camera)
        if there is None:
            tiles = (self.marked, *range(self.tiles))
            there = next((tile for tile in tiles if not self.at(tile)), self.tiles - 1)
            self.put((camera,), there)
        self.marked = there
        return there

    def swap(self, one: int, other: int) -> None:
        first, second = self.at(one), self.at(other)
        self._set(one, second)
        self._set(other, first)
        self.marked = other

    def empty(self, tile: int) -> None:
        """The last one of the last page takes the page with it."""
        self._set(tile, "")
        self.page, self.large = min(self.page, self.pages - 1), False

    def turn(self, by: int) -> None:
        """Pages on, round and round."""
        self.page, self.large = (self.page + by) % self.pages, False

    def move(self, across: int, down: int) -> None:
        """Mark the nearest tile in that direction, if there is one."""
        here = self.layout.places[self.marked]
        beyond = [
            (_away(here, there, across, down), tile)
            for tile, there in enumerate(self.layout.places)
            if _lies_beyond(here, there, across, down)
        ]
        if beyond:
            self.marked = min(beyond)[1]

    def _set(self, tile: int, camera: str) -> None:
        place = self.page * self.tiles + tile
        self.cameras.extend("" for _ in range(place + 1 - len(self.cameras)))
        self.cameras[place] = camera
        while self.cameras and not self.cameras[-1]:
            self.cameras.pop()

    def _clear_everywhere(self, camera: str) -> None:
        self.cameras = ["" if one == camera else one for one in self.cameras]


def _lies_beyond(here: Place, there: Place, across: int, down: int) -> bool:
    """Wholly on that side."""
    if across:
        return there[0] >= here[0] + here[2] if across > 0 else there[0] + there[2] <= here[0]
    return there[1] >= here[1] + here[3] if down > 0 else there[1] + there[3] <= here[1]


def _away(here: Place, there: Place, across: int, down: int) -> float:
    """From middle to middle, what is aside counting double."""
    x = there[0] + there[2] / 2 - here[0] - here[2] / 2
    y = there[1] + there[3] / 2 - here[1] - here[3] / 2
    return abs(x * across + y * down) + 2 * abs(x * down) + 2 * abs(y * across)
