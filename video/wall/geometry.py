"""Where the tiles of a wall stand on it, in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from video.wall.arrangement import Arrangement

GAP, EDGE = 2, 2
HEAD, NARROW_HEAD, NARROW = 21, 17, 220


SCALED_FROM = 1.02
"""Below this a picture is drawn as it came: scaling costs five times as much, and blurs."""


@dataclass(frozen=True, slots=True)
class TilePlace:
    tile: int
    whole: QRect
    head: QRect
    body: QRect
    """Where the picture stands."""


def places(arrangement: Arrangement, size: QRect) -> tuple[TilePlace, ...]:
    """Of the tiles that are shown now."""
    columns, rows = arrangement.layout.columns, arrangement.layout.rows
    head = HEAD if arrangement.large or size.width() / columns >= NARROW else NARROW_HEAD
    found = []
    for tile, (column, row, wide, high) in arrangement.shown():
        left, right = _cut(size.width(), columns, column), _cut(size.width(), columns, column + wide)
        top, bottom = _cut(size.height(), rows, row), _cut(size.height(), rows, row + high)
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


def _cut(length: int, parts: int, place: int) -> int:
    return round((length + GAP) * place / parts)


def _place(tile: int, whole: QRect, head_h: int) -> TilePlace:
    inner = whole.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    head = QRect(inner.left(), inner.top(), inner.width(), head_h - EDGE)
    body = QRect(inner.left(), head.bottom() + 1, inner.width(), inner.bottom() - head.bottom())
    return TilePlace(tile, whole, head, body)
