"""Names beside devices: only what is abnormal, moving or selected, and everything from street zoom on."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from maps.frame import Frame, screen
from maps.scene import DeviceScene, Names, Rows
from maps.sprite_drawings import map_font
from widgets.theme import Theme

EVERY_LABEL_ZOOM = 17.75
MOVING_LABEL_ZOOM = 14.25
MOST_LABELS = 160
MOST_TRIED = 320
NEW_LABELS_A_FRAME = 24
KEPT_LABELS = 1200
CELL_PX = 6.0
HALO_PX = 3.5
BESIDE_PX = 16.0


@dataclass(frozen=True, slots=True)
class _Wanted:
    row: int
    x: float
    y: float
    style: str
    """`abnormal`, `moving`, `chosen` (moving and selected) or `normal`."""


class _Taken:
    """The coarse grid of the screen in which labels claim their place."""

    def __init__(self, width: int, height: int) -> None:
        self._cells = np.zeros((int(height / CELL_PX) + 2, int(width / CELL_PX) + 2), dtype=bool)

    def claim(self, box: QRectF, *, anyway: bool = False) -> bool:
        """False, and nothing claimed, when something is there already or the box leaves the screen."""
        left, right = int(box.left() // CELL_PX), int(box.right() // CELL_PX) + 1
        top, bottom = int(box.top() // CELL_PX), int(box.bottom() // CELL_PX) + 1
        height, width = self._cells.shape
        if not anyway and (left < 0 or top < 0 or right > width or bottom > height):
            return False
        cells = self._cells[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
        if not anyway and cells.any():
            return False
        cells[:] = True
        return True


class DeviceLabels:
    """GUI thread only."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._pixmaps: OrderedDict[tuple[str, str], QPixmap] = OrderedDict()
        self._theme: Theme | None = None
        self._density = 1.0
        self.boxes: list[QRectF] = []
        """Where labels stand in the last picture, logical pixels."""
        self.unfinished = False
        """The last picture left labels out that the next one will have."""

    def paint(
        self, painter: QPainter, scene: DeviceScene, frame: Frame, selected: Rows, theme: Theme
    ) -> None:
        density = painter.device().devicePixelRatioF()
        if theme is not self._theme or density != self._density:
            self._pixmaps.clear()
            self._theme, self._density = theme, density
        taken = _Taken(frame.view.width, frame.view.height)
        _claim_plates(taken, scene, frame)
        self.boxes = []
        fresh = 0
        for wanted in _wanted(scene, frame, selected):
            key = (self._names.label_at(wanted.row), wanted.style)
            pixmap = self._pixmaps.get(key)
            if pixmap is None:
                if fresh == NEW_LABELS_A_FRAME:
                    continue
                fresh += 1
                pixmap = self._draw(*key)
            self._paint_one(painter, wanted, pixmap, taken)
            if len(self.boxes) >= MOST_LABELS:
                break
        self.unfinished = fresh == NEW_LABELS_A_FRAME

    def _paint_one(self, painter: QPainter, wanted: _Wanted, pixmap: QPixmap, taken: _Taken) -> None:
        width, height = pixmap.width() / self._density, pixmap.height() / self._density
        top = wanted.y - height / 2
        for left in (wanted.x + BESIDE_PX - 4, wanted.x - BESIDE_PX + 4 - width):
            box = QRectF(round(left), round(top), width, height)
            if taken.claim(box.adjusted(3, 3, -3, -3)):
                painter.drawPixmap(box.topLeft(), pixmap)
                self.boxes.append(box)
                return

    def _draw(self, text: str, style: str) -> QPixmap:
        assert self._theme is not None
        boxed = style in {"moving", "chosen"}
        pixmap = (
            _draw_boxed(text, self._theme, self._density, chosen=style == "chosen")
            if boxed
            else (_draw_plain(text, self._theme, self._density, faint=style == "normal"))
        )
        self._pixmaps[text, style] = pixmap
        while len(self._pixmaps) > KEPT_LABELS:
            self._pixmaps.popitem(last=False)
        return pixmap


def _claim_plates(taken: _Taken, scene: DeviceScene, frame: Frame) -> None:
    x, y = screen(scene, np.concatenate([frame.abnormal[-MOST_LABELS:], frame.moving]), frame.view)
    for px, py in zip(x.tolist(), y.tolist(), strict=True):
        taken.claim(QRectF(px - 9, py - 9, 18, 18), anyway=True)


def _wanted(scene: DeviceScene, frame: Frame, selected: Rows) -> list[_Wanted]:
    """The most important first, each row once."""
    chosen = set(selected.tolist())
    groups: list[tuple[Rows, str]] = [(frame.abnormal[::-1], "abnormal")]
    if frame.view.zoom >= MOVING_LABEL_ZOOM:
        groups.append((frame.moving, "moving"))
    if frame.view.zoom >= EVERY_LABEL_ZOOM:
        groups.append((np.concatenate([frame.stale, frame.normal]), "normal"))
    wanted: list[_Wanted] = []
    seen: set[int] = set()
    mobile = scene.mobile[selected]
    _append(wanted, seen, scene, frame, selected[mobile][:MOST_LABELS], "chosen")
    _append(wanted, seen, scene, frame, selected[~mobile][:MOST_LABELS], "abnormal")
    for rows, style in groups:
        _append(wanted, seen, scene, frame, rows[: MOST_TRIED - len(wanted)], style)
    return [one for one in wanted if one.row in chosen] + [one for one in wanted if one.row not in chosen]


def _append(
    wanted: list[_Wanted], seen: set[int], scene: DeviceScene, frame: Frame, rows: Rows, style: str
) -> None:
    x, y = screen(scene, rows, frame.view)
    inside = (x >= 0) & (y >= 0) & (x <= frame.view.width) & (y <= frame.view.height)
    for row, px, py in zip(rows[inside].tolist(), x[inside].tolist(), y[inside].tolist(), strict=True):
        if row not in seen:
            seen.add(row)
            wanted.append(_Wanted(row, px, py, style))


def _canvas(width: float, height: float, density: float) -> QPixmap:
    pixmap = QPixmap(math.ceil(width * density), math.ceil(height * density))
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _draw_plain(text: str, theme: Theme, density: float, *, faint: bool) -> QPixmap:
    font = map_font(11, QFont.Weight.Medium if faint else QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    pixmap = _canvas(metrics.horizontalAdvance(text) + 2 * HALO_PX + 1, metrics.height() + 2, density)
    path = QPainterPath()
    path.addText(QPointF(HALO_PX, 1 + metrics.ascent()), font, text)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QPen(theme.land, HALO_PX)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, halo)
    painter.setFont(font)
    painter.setPen(theme.text2 if faint else theme.text)
    painter.drawText(QPointF(HALO_PX, 1 + metrics.ascent()), text)
    painter.end()
    return pixmap


def _draw_boxed(text: str, theme: Theme, density: float, *, chosen: bool) -> QPixmap:
    font = map_font(11, QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    width, height = round(metrics.horizontalAdvance(text)) + 12.0, 18.0
    pixmap = _canvas(width, height, density)
    painter = QPainter(pixmap)
    pen = 2.0 if chosen else 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.selection if chosen else theme.line2, pen))
    painter.setBrush(theme.panel)
    painter.drawRoundedRect(QRectF(pen / 2, pen / 2, width - pen, height - pen), 2, 2)
    painter.setFont(font)
    painter.setPen(theme.text)
    painter.drawText(QPointF(6, height / 2 + metrics.capHeight() / 2), text)
    painter.end()
    return pixmap
