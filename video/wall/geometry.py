"""Where the tiles of a wall stand on it, in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF

from video.wall.arrangement import Arrangement
from video.wall.layouts import Layout

GAP, EDGE = 2, 2
HEAD, NARROW_HEAD, NARROW = 21, 17, 220
ROOMY_W, ROOMY_H = 160, 60
"""What stands in the corners of a smaller picture goes beyond it."""

SCALED_FROM = 1.02
"""Below this a picture is drawn as it came: scaling costs five times as much, and blurs."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a picture stands. The numbers are those of `rect`: asking Qt for each takes long."""

    rect: QRect
    area: QRectF
    left: int
    top: int
    right: int
    bottom: int
    """The last pixels inside."""
    as_it_came: bool
    """Not scaled."""
    roomy: bool
    """All that stands on it has room in it."""


@dataclass(frozen=True, slots=True)
class TilePlace:
    tile: int
    whole: QRect
    head: QRect
    body: QRect
    """Where the picture stands."""
    _fits: dict[tuple[int, int], Fit] = field(default_factory=dict, compare=False)

    def fit(self, width: int, height: int) -> Fit:
        """Of a picture of that size in pixels; reckoned once."""
        found = self._fits.get((width, height))
        if found is None:
            found = self._fits[width, height] = _fit(fitted(self.body, width, height), width, height)
        return found


def places(arrangement: Arrangement, size: QRect) -> tuple[TilePlace, ...]:
    """Of the tiles that are shown now; the same objects for the same question."""
    marked = arrangement.marked if arrangement.large else 0
    return _places(arrangement.layout, arrangement.large, marked, size.width(), size.height())


@lru_cache(maxsize=16)
def _places(layout: Layout, large: bool, marked: int, width: int, height: int) -> tuple[TilePlace, ...]:
    columns, rows = layout.columns, layout.rows
    head = HEAD if large or width / columns >= NARROW else NARROW_HEAD
    found = []
    for tile, (column, row, wide, high) in Arrangement(layout, marked=marked, large=large).shown():
        left, right = _cut(width, columns, column), _cut(width, columns, column + wide)
        top, bottom = _cut(height, rows, row), _cut(height, rows, row + high)
        found.append(_place(tile, QRect(left, top, right - left - GAP, bottom - top - GAP), head))
    return tuple(found)


def fitted(body: QRect, width: int, height: int) -> QRect:
    """The largest rectangle of that shape in the middle of `body`, or nearly; it hides nothing."""
    if width <= 0 or height <= 0 or body.isEmpty():
        return body
    scale = min(body.width() / width, body.height() / height)
    if 1.0 <= scale < SCALED_FROM:
        scale = 1.0
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    return QRect(
        body.left() + (body.width() - wide) // 2, body.top() + (body.height() - high) // 2, wide, high
    )


def _fit(rect: QRect, width: int, height: int) -> Fit:
    same = rect.width() == width and rect.height() == height
    roomy = rect.width() >= ROOMY_W and rect.height() >= ROOMY_H
    return Fit(rect, QRectF(rect), rect.left(), rect.top(), rect.right(), rect.bottom(), same, roomy)


def _cut(length: int, parts: int, place: int) -> int:
    return round((length + GAP) * place / parts)


def _place(tile: int, whole: QRect, head_h: int) -> TilePlace:
    inner = whole.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    head = QRect(inner.left(), inner.top(), inner.width(), head_h - EDGE)
    body = QRect(inner.left(), head.bottom() + 1, inner.width(), inner.bottom() - head.bottom())
    return TilePlace(tile, whole, head, body)
