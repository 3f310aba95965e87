"""What belongs to the chosen incident on the map: the cordon, its devices, and its crews on their way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from maps.labels import HEIGHT_PX, Tag
from maps.projection import Floats, Viewport, world_point
from maps.scene import DeviceScene, Names, Rows
from widgets.theme import Theme

RING_PX = 17.0
MOST_RINGS = 300
WIDEST_RING_PX = 20_000.0
"""A cordon larger than this has no line on any screen."""


@dataclass(frozen=True, slots=True)
class Focus:
    """`radius_m` on the ground, 0 for no cordon; `crews` are devices with what their label says."""

    lon: float
    lat: float
    radius_m: float
    cordon: str
    devices: tuple[str, ...] = ()
    crews: tuple[tuple[str, str], ...] = ()

    def radius_px(self, view: Viewport) -> float:
        return self.radius_m / view.metres_per_pixel

    def place(self, view: Viewport) -> tuple[float, float]:
        return view.point_to_screen(*world_point(self.lon, self.lat))


def rows_of(names: Names, scene: DeviceScene, devices: tuple[str, ...]) -> Rows:
    """Of those that stand on the map."""
    known = [names.row_of(device) for device in devices]
    rows = np.array([row for row in known if row is not None and row < scene.count], dtype=np.int64)
    placed: Rows = rows[np.isfinite(scene.x[rows])]
    return placed


def crew_tags(
    focus: Focus, names: Names, scene: DeviceScene, view: Viewport
) -> tuple[list[Tag], frozenset[int]]:
    """A label for each crew in place of the device's own, and the rows that have one so."""
    wanted, labelled = [], set()
    for device, text in focus.crews:
        for row in rows_of(names, scene, (device,)).tolist():
            x, y = view.point_to_screen(float(scene.x[row]), float(scene.y[row]))
            wanted.append(Tag((text,), x, y, "moving"))
            labelled.add(row)
    return wanted, frozenset(labelled)


def cordon_tag(focus: Focus, view: Viewport) -> list[Tag]:
    """On top of the ring."""
    radius = focus.radius_px(view)
    if not focus.cordon or not HEIGHT_PX < radius < WIDEST_RING_PX:
        return []
    x, y = focus.place(view)
    return [Tag((focus.cordon,), x, y - radius - HEIGHT_PX / 2 - 1, "normal", still=True)]


def paint_focus(
    painter: QPainter, view: Viewport, scene: DeviceScene, names: Names, focus: Focus, theme: Theme
) -> None:
    """Below the signs: the cordon, a line from each crew to the place, a ring round each device."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    place = QPointF(*focus.place(view))
    radius = focus.radius_px(view)
    if 0 < radius < WIDEST_RING_PX:
        for pen in _cordon_pens(theme):
            painter.setPen(pen)
            painter.drawEllipse(place, radius, radius)
    painter.setPen(_dashed(theme.text, 2.0, [0.01, 2.5]))
    crews = rows_of(names, scene, tuple(device for device, _ in focus.crews))
    for x, y in zip(*(_list(axis) for axis in view.to_screen(scene.x[crews], scene.y[crews])), strict=True):
        painter.drawLine(QLineF(QPointF(x, y), place))
    _paint_rings(painter, view, scene, rows_of(names, scene, focus.devices), theme)
    painter.restore()


def _paint_rings(painter: QPainter, view: Viewport, scene: DeviceScene, rows: Rows, theme: Theme) -> None:
    x, y = view.to_screen(scene.x[rows], scene.y[rows])
    near = (x > -RING_PX) & (x < view.width + RING_PX) & (y > -RING_PX) & (y < view.height + RING_PX)
    for color, width in ((theme.land, 4.0), (theme.selection, 1.8)):
        painter.setPen(QPen(color, width))
        for px, py in zip(x[near][:MOST_RINGS].tolist(), y[near][:MOST_RINGS].tolist(), strict=True):
            painter.drawEllipse(QPointF(px, py), RING_PX, RING_PX)


def _cordon_pens(theme: Theme) -> tuple[QPen, QPen]:
    """The ground below makes the dashes stand out on streets and water alike."""
    return QPen(theme.land, 4.0), _dashed(theme.text, 1.8, [6.0, 2.5, 1.0, 2.5])


def _dashed(color: QColor, width: float, pattern: list[float]) -> QPen:
    pen = QPen(color, width)
    pen.setDashPattern(pattern)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _list(axis: Floats) -> list[float]:
    found: list[float] = axis.tolist()
    return found
