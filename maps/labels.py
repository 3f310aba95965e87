"""Names beside devices: only what is abnormal, moving or selected, and everything from street zoom on."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from maps.frame import Frame, screen
from maps.projection import Floats
from maps.scene import DeviceScene, Names, Rows
from widgets.style import ui_font
from widgets.theme import Theme

EVERY_LABEL_ZOOM = 18.0
MOVING_LABEL_ZOOM = 14.75
MOST_LABELS = 240
MOST_TRIED = 480
MOST_TRIED_IN_HASTE = 24
KEPT_LABELS = 1200
CELL_PX = 6.0
HALO_PX = 3.5
BESIDE_PX = 16.0
BELOW_PX = 22.0
HEIGHT_PX = 18.0
WIDEST_PX = 400.0
BOXED = frozenset({"moving", "chosen"})


@dataclass(frozen=True, slots=True)
class _Wanted:
    row: int
    x: float
    y: float
    style: str
    """`abnormal`, `moving`, `chosen` (moving and selected) or `normal`."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A label at its place; `x`, `y` is its top left corner in the frame's pixels."""

    text: str
    style: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A label that something else than a device wants round its place, or (`still`) with its middle on it and
    nowhere else. Of the texts the first that finds room is written."""

    texts: tuple[str, ...]
    x: float
    y: float
    style: str
    still: bool = False
    low: bool = True
    """May stand below its place."""


@dataclass(frozen=True, slots=True, eq=False)
class Reserved:
    """What other signs need before devices get their labels: tags in their order, the places of signs and of
    groups in the frame's pixels, and the rows of devices that have a tag."""

    tags: tuple[Tag, ...]
    x: Floats
    y: Floats
    group_x: Floats
    group_y: Floats
    rows: frozenset[int] = frozenset()


NOTHING_RESERVED = Reserved((), np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0))


class _Taken:
    """The coarse grid of a frame's reach in which labels claim their place."""

    def __init__(self, frame: Frame) -> None:
        left, top = frame.view.point_to_screen(frame.reach.left, frame.reach.top)
        right, bottom = frame.view.point_to_screen(frame.reach.right, frame.reach.bottom)
        self._left, self._top = left, top
        self._cells = np.zeros(
            (int((bottom - top) / CELL_PX) + 2, int((right - left) / CELL_PX) + 2), dtype=bool
        )

    def claim(self, left: float, top: float, width: float, height: float) -> bool:
        """False, and nothing claimed, when something is there already or the box leaves the grid."""
        first, line = int((left - self._left) / CELL_PX), int((top - self._top) / CELL_PX)
        last = int((left - self._left + width) / CELL_PX) + 1
        end = int((top - self._top + height) / CELL_PX) + 1
        if first < 0 or line < 0 or last > self._cells.shape[1] or end > self._cells.shape[0]:
            return False
        cells = self._cells[line:end, first:last]
        if cells.any():
            return False
        cells[:] = True
        return True

    def claim_all(self, x: Floats, y: Floats, *, half_width: int, half_height: int) -> None:
        """Equal boxes round many places, whatever is there already; half sides in cells."""
        height, width = self._cells.shape
        down, right = np.mgrid[-half_height : half_height + 1, -half_width : half_width + 1]
        columns = ((x - self._left) / CELL_PX).astype(np.int64)[:, None] + right.ravel()
        lines = ((y - self._top) / CELL_PX).astype(np.int64)[:, None] + down.ravel()
        self._cells[np.clip(lines, 0, height - 1), np.clip(columns, 0, width - 1)] = True


class DeviceLabels:
    """Places labels once for a frame and paints them while the view moves in its reach. GUI thread only."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._pixmaps: OrderedDict[tuple[str, str], QPixmap] = OrderedDict()
        self._widths: dict[tuple[str, str], float] = {}
        self._placed: list[_Placed] = []
        self._left: Floats = np.zeros(0)
        self._top: Floats = np.zeros(0)
        self._theme: Theme | None = None
        self._density = 1.0
        self.complete = True
        """Whether the last paint had time for all labels."""

    def place(
        self,
        scene: DeviceScene,
        frame: Frame,
        selected: Rows,
        *,
        hasty: bool,
        reserved: Reserved = NOTHING_RESERVED,
    ) -> None:
        """Choose labels for all of the frame's reach; in haste only the most important."""
        taken = _Taken(frame)
        x, y = frame.view.to_screen(frame.clusters.x, frame.clusters.y)
        taken.claim_all(x, y, half_width=4, half_height=1)
        x, y = screen(scene, frame.abnormal, frame.view)
        taken.claim_all(x, y, half_width=1, half_height=1)
        taken.claim_all(reserved.x, reserved.y, half_width=1, half_height=1)
        taken.claim_all(reserved.group_x, reserved.group_y, half_width=4, half_height=1)
        most = MOST_TRIED_IN_HASTE if hasty else MOST_TRIED
        tags = (self._place_tag(tag, taken) for tag in reserved.tags[:most])
        self._placed = [placed for placed in tags if placed is not None]
        for wanted in _wanted(scene, frame, selected, most):
            if wanted.row in reserved.rows:
                continue
            placed = self._place_one(wanted, taken)
            if placed is not None:
                self._placed.append(placed)
                if len(self._placed) >= MOST_LABELS:
                    break
        self._left = np.array([label.x for label in self._placed])
        self._top = np.array([label.y for label in self._placed])

    def _place_one(self, wanted: _Wanted, taken: _Taken) -> _Placed | None:
        text = self._names.label_at(wanted.row)
        width = self._width(text, wanted.style)
        beside = (wanted.x + BESIDE_PX - 4, wanted.x - BESIDE_PX + 4 - width)
        return _claimed(taken, text, wanted.style, beside, wanted.y, width)

    def _place_tag(self, tag: Tag, taken: _Taken) -> _Placed | None:
        for text in tag.texts:
            width = self._width(text, tag.style)
            for x, y in _corners(tag, width):
                placed = _claimed(taken, text, tag.style, (x,), y, width)
                if placed is not None:
                    return placed
        return None

    def _width(self, text: str, style: str) -> float:
        known = self._widths.get((text, style))
        if known is None:
            known = self._widths[text, style] = _width_of(text, style)
            if len(self._widths) > 20 * KEPT_LABELS:
                self._widths.clear()
        return known

    def paint(
        self, painter: QPainter, clip: QRectF, shift: tuple[float, float], theme: Theme, *, budget_s: float
    ) -> None:
        """Paint what touches `clip`, moved by `shift`; logical pixels. New labels take `budget_s`."""
        density = painter.device().devicePixelRatioF()
        if theme is not self._theme or density != self._density:
            self._pixmaps.clear()
            self._theme, self._density = theme, density
        left, top = self._left + shift[0], self._top + shift[1]
        near = (left > clip.left() - WIDEST_PX) & (left < clip.right())
        near &= (top > clip.top() - HEIGHT_PX) & (top < clip.bottom())
        end = time.perf_counter() + budget_s
        self.complete = True
        for index in np.flatnonzero(near).tolist():
            label = self._placed[index]
            pixmap = self._pixmaps.get((label.text, label.style))
            if pixmap is None:
                if time.perf_counter() > end:
                    self.complete = False
                    continue
                pixmap = self._draw(label, theme)
            painter.drawPixmap(QPointF(round(left[index]), round(top[index])), pixmap)

    def _draw(self, label: _Placed, theme: Theme) -> QPixmap:
        pixmap = _canvas(label.width, HEIGHT_PX, self._density)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if label.style in BOXED:
            _draw_boxed(painter, label, theme)
        else:
            _draw_plain(painter, label, theme)
        painter.end()
        self._pixmaps[label.text, label.style] = pixmap
        while len(self._pixmaps) > KEPT_LABELS:
            self._pixmaps.popitem(last=False)
        return pixmap


def _corners(tag: Tag, width: float) -> list[tuple[float, float]]:
    """Left edges and middles of line where a tag may stand, the best first."""
    middle = tag.x - width / 2
    if tag.still:
        return [(middle, tag.y)]
    right, left = tag.x + BESIDE_PX, tag.x - BESIDE_PX - width
    lines = [tag.y - BELOW_PX, tag.y + BELOW_PX] if tag.low else [tag.y - BELOW_PX]
    beside = [(right, tag.y), (left, tag.y)]
    return beside + [(x, y) for y in lines for x in (middle, right, left)]


def _claimed(
    taken: _Taken, text: str, style: str, lefts: tuple[float, ...], y: float, width: float
) -> _Placed | None:
    """At the first of these places where nothing is."""
    top = round(y - HEIGHT_PX / 2)
    for left in lefts:
        if taken.claim(left + 3, top + 3, width - 6, HEIGHT_PX - 6):
            return _Placed(text, style, round(left), top, width)
    return None


def _wanted(scene: DeviceScene, frame: Frame, selected: Rows, most: int) -> list[_Wanted]:
    """The most important first, each row once: selected, abnormal, moving, and from street zoom on all."""
    mobile = scene.mobile[selected]
    groups = [
        (selected[mobile], "chosen"),
        (selected[~mobile], "abnormal"),
        (frame.abnormal[::-1], "abnormal"),
    ]
    if frame.view.zoom >= MOVING_LABEL_ZOOM:
        groups.append((frame.moving, "moving"))
    if frame.view.zoom >= EVERY_LABEL_ZOOM:
        groups.append((np.concatenate([frame.stale, frame.normal]), "normal"))
    wanted: list[_Wanted] = []
    seen: set[int] = set()
    for rows, style in groups:
        if len(wanted) < most:
            _append(wanted, seen, scene, frame, rows[: most - len(wanted)], style)
    return wanted


def _append(
    wanted: list[_Wanted], seen: set[int], scene: DeviceScene, frame: Frame, rows: Rows, style: str
) -> None:
    x, y = screen(scene, rows, frame.view)
    for row, px, py in zip(rows.tolist(), x.tolist(), y.tolist(), strict=True):
        if row not in seen and math.isfinite(px):
            seen.add(row)
            wanted.append(_Wanted(row, px, py, style))


def _canvas(width: float, height: float, density: float) -> QPixmap:
    pixmap = QPixmap(math.ceil(width * density), math.ceil(height * density))
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _font(style: str) -> QFont:
    return ui_font(11, 500 if style == "normal" else 600)


def _width_of(text: str, style: str) -> float:
    advance = QFontMetricsF(_font(style)).horizontalAdvance(text)
    return round(advance) + (12.0 if style in BOXED else 2 * HALO_PX + 1)


def _draw_plain(painter: QPainter, label: _Placed, theme: Theme) -> None:
    font = _font(label.style)
    base = QPointF(HALO_PX, HEIGHT_PX / 2 + QFontMetricsF(font).capHeight() / 2)
    path = QPainterPath()
    path.addText(base, font, label.text)
    halo = QPen(theme.land, HALO_PX)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.setFont(font)
    painter.setPen(theme.text2 if label.style == "normal" else theme.text)
    painter.drawText(base, label.text)


def _draw_boxed(painter: QPainter, label: _Placed, theme: Theme) -> None:
    chosen = label.style == "chosen"
    pen = 2.0 if chosen else 1.0
    painter.setPen(QPen(theme.selection if chosen else theme.line2, pen))
    painter.setBrush(theme.panel)
    painter.drawRoundedRect(QRectF(pen / 2, pen / 2, label.width - pen, HEIGHT_PX - pen), 2, 2)
    font = _font(label.style)
    painter.setFont(font)
    painter.setPen(theme.text)
    painter.drawText(QPointF(6, HEIGHT_PX / 2 + QFontMetricsF(font).capHeight() / 2), label.text)
