"""The atlas of everything small that the map repeats, and the arrays that paint it in one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from maps import sprite_drawings as drawings
from maps.projection import Floats
from maps.sprite_drawings import RINGS
from widgets.theme import Theme

Sprites = NDArray[np.int64]

ATLAS_WIDTH = 1024
HEADINGS = 32
MOST_DIGITS = 6
KIND_LIMIT = 64
"""Kinds beyond this are drawn as a plain device."""


@dataclass(frozen=True, slots=True)
class SpriteNumbers:
    """Where each family of sprites begins; add the kind's code, priority, heading or digit."""

    normal: int
    stale: int
    plated: int
    riding: int
    pill_glyph: int
    plate: int
    """0 plain, 1–4 priorities, 5 manual, 6 stale."""
    shape: int
    """1–4; 0 is empty."""
    frame: int
    still_frame: int
    hand: int
    mark: int
    """0 under maintenance, 1 the last order failed, 2 an order is out."""
    arrow: int
    small_arrow: int
    """Where there are very many movers; without a glyph."""
    pill: int
    """(digits - 1) × `RINGS` + ring; ring 0 none, 1–4 priorities, 5 stale."""
    digit: int
    corners: int
    sign: int
    """Of an incident, 1–4; 0 is empty."""
    sign_frame: int
    still_sign_frame: int
    stem: int
    """From the sign of an incident down to its device."""


Draw = Callable[[QPainter, QRectF], None]


class SpriteAtlas:
    """One pixmap for one theme and one pixel density. GUI thread only."""

    def __init__(self, theme: Theme, glyphs: Sequence[str], density: float) -> None:
        self.theme = theme
        self.density = density
        self.glyphs = tuple(glyphs)
        self._sizes: list[tuple[float, float]] = []
        self._draws: list[Draw] = []
        self.numbers = self._collect(theme)
        self.boxes, height = _pack(self._sizes, density)
        self.pixmap = QPixmap(ATLAS_WIDTH, max(1, height))
        self.pixmap.fill(Qt.GlobalColor.transparent)
        self._paint()

    def _add(self, width: float, draws: Sequence[Draw], *, height: float | None = None) -> int:
        first = len(self._draws)
        self._draws.extend(draws)
        self._sizes.extend([(width, height or width)] * len(draws))
        return first

    def _add_pills(self, theme: Theme) -> int:
        first = len(self._draws)
        for digits in range(1, MOST_DIGITS + 1):
            draws = [drawings.pill(theme, digits, ring, self.density) for ring in range(RINGS)]
            self._add(drawings.pill_width(digits) + 4, draws, height=drawings.PILL_HEIGHT + 4)
        return first

    def _collect(self, theme: Theme) -> SpriteNumbers:
        glyphs = self.glyphs or ("device",)
        return SpriteNumbers(
            normal=self._add(14, [drawings.normal(theme, glyph) for glyph in glyphs]),
            stale=self._add(20, [drawings.stale(theme, glyph, self.density) for glyph in glyphs]),
            plated=self._add(14, [drawings.glyph(glyph, theme.text, 14) for glyph in glyphs]),
            riding=self._add(12, [drawings.glyph(glyph, theme.app, 11) for glyph in glyphs]),
            pill_glyph=self._add(12, [drawings.glyph(glyph, theme.text2, 12) for glyph in glyphs]),
            plate=self._add(28, [drawings.plate(theme, border, self.density) for border in range(7)]),
            shape=self._add(16, [drawings.shape(theme, priority) for priority in range(5)]),
            frame=self._add(24, [drawings.frame(theme, priority, 1.5) for priority in range(5)]),
            still_frame=self._add(24, [drawings.frame(theme, priority, 3.0) for priority in range(5)]),
            hand=self._add(16, [drawings.hand(theme)]),
            mark=self._add(14, [drawings.mark(theme, name) for name in drawings.MARKS]),
            arrow=self._add(28, [drawings.arrow(theme, step / HEADINGS * 360.0) for step in range(HEADINGS)]),
            small_arrow=self._add(
                14, [drawings.arrow(theme, step / HEADINGS * 360.0, scale=0.5) for step in range(HEADINGS)]
            ),
            pill=self._add_pills(theme),
            digit=self._add(8, [drawings.digit(theme, value) for value in range(10)], height=12),
            corners=self._add(40, [drawings.corners(theme)]),
            sign=self._add(24, [drawings.sign(theme, priority) for priority in range(5)]),
            sign_frame=self._add(30, [drawings.sign_frame(theme, priority, 1.5) for priority in range(5)]),
            still_sign_frame=self._add(
                30, [drawings.sign_frame(theme, priority, 3.0) for priority in range(5)]
            ),
            stem=self._add(6, [drawings.stem(theme)], height=10),
        )

    def _paint(self) -> None:
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.density, self.density)
        for draw, (left, top, width, height) in zip(self._draws, self.boxes.tolist(), strict=True):
            painter.save()
            box = QRectF(left, top, width, height)
            draw(painter, QRectF(box.topLeft() / self.density, box.size() / self.density))
            painter.restore()
        painter.end()
        self._draws.clear()

    def kind_sprites(self, first: int, kinds: NDArray[np.uint8]) -> Sprites:
        """The sprite of each kind's code in the family that begins at `first`."""
        return first + np.minimum(kinds, max(0, len(self.glyphs) - 1)).astype(np.int64)


def _pack(sizes: Sequence[tuple[float, float]], density: float) -> tuple[Floats, int]:
    """Shelves of equal height; sides are even in device pixels, so that centres fall on whole ones."""
    boxes = np.zeros((len(sizes), 4))
    left = top = shelf = 0
    for number, size in enumerate(sizes):
        width, height = (2 * -(-round(side * density) // 2) for side in size)
        if left + width + 2 > ATLAS_WIDTH or height != shelf:
            if left:
                top += shelf + 2
            left, shelf = 0, height
        boxes[number] = (left, top, width, height)
        left += width + 2
    return boxes, top + shelf + 2


class SpriteBatch:
    """Gathers sprites by position and paints them from one float64 array of `QPainter.PixmapFragment`s:
    x, y, left, top, width, height, scale x, scale y, rotation, opacity."""

    def __init__(self, atlas: SpriteAtlas) -> None:
        self._atlas = atlas
        self._pieces: list[Floats] = []
        self._array: Floats | None = None

    def add(self, sprites: Sprites | int, x: Floats, y: Floats, *, opacity: float = 1.0) -> None:
        """Centres `x`, `y` in logical pixels; one sprite for all or one for each."""
        count = len(x)
        if not count:
            return
        piece = np.empty((count, 10))
        piece[:, 0] = np.rint(x * self._atlas.density)
        piece[:, 1] = np.rint(y * self._atlas.density)
        piece[:, 2:6] = self._atlas.boxes[sprites]
        piece[:, 6:8] = 1.0
        piece[:, 8] = 0.0
        piece[:, 9] = opacity
        self._pieces.append(piece)
        self._array = None

    @property
    def count(self) -> int:
        return sum(len(piece) for piece in self._pieces)

    def array(self) -> Floats:
        """All fragments, shape (N, 10), in the order they were added."""
        if self._array is None:
            self._array = np.concatenate(self._pieces) if self._pieces else np.zeros((0, 10))
        return self._array

    def paint(self, painter: QPainter, clip: QRectF, shift: tuple[float, float] = (0.0, 0.0)) -> None:
        """Paint what lies in `clip`, everything moved by `shift`; logical pixels."""
        array = self.array()
        if not len(array):
            return
        density = self._atlas.density
        dx, dy = round(shift[0] * density), round(shift[1] * density)
        array = array[_touching(array, clip, density, (dx, dy))]
        if len(array):
            array[:, 0] += dx
            array[:, 1] += dy
            _paint_fragments(painter, array, self._atlas)


def _touching(array: Floats, clip: QRectF, density: float, shift: tuple[int, int]) -> NDArray[np.bool_]:
    x, y = array[:, 0] + shift[0], array[:, 1] + shift[1]
    half = array[:, 4] / 2
    touching = (x + half >= clip.left() * density) & (x - half <= clip.right() * density)
    half = array[:, 5] / 2
    touching &= (y + half >= clip.top() * density) & (y - half <= clip.bottom() * density)
    return touching


def _paint_fragments(painter: QPainter, array: Floats, atlas: SpriteAtlas) -> None:
    wrapped = shiboken6.wrapInstance(array.ctypes.data, QPainter.PixmapFragment)
    fragments = cast(QPainter.PixmapFragment, wrapped)
    painter.save()
    # With the density taken out again the engine copies pixels instead of scaling the atlas.
    painter.scale(1.0 / atlas.density, 1.0 / atlas.density)
    painter.drawPixmapFragments(fragments, len(array), atlas.pixmap)
    painter.restore()
