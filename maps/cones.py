"""What cameras see, as fields of view on the ground: of the chosen camera, or of those around an incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from maps.projection import Floats, Viewport, to_world
from widgets.theme import Theme

FILL_ALPHA = 38
MOST_PX = 20_000.0
"""A field larger than this has no edge on any screen."""

Outline = Sequence[tuple[float, float]]
"""Latitude and longitude of its corners, in WGS 84."""


class ViewCones:
    """GUI thread only. Painted below the devices, so that no symbol is hidden by what another one sees."""

    def __init__(self) -> None:
        self._fields: list[tuple[Floats, Floats]] = []

    def show(self, outlines: Iterable[Outline]) -> None:
        """These instead of those before; outlines without corners are left out."""
        self._fields = [_in_world(outline) for outline in outlines if len(outline) > 2]

    @property
    def count(self) -> int:
        return len(self._fields)

    def paint(self, painter: QPainter, view: Viewport, theme: Theme) -> None:
        if not self._fields:
            return
        fill = QColor(theme.text)
        fill.setAlpha(FILL_ALPHA)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for x, y in self._fields:
            px, py = view.to_screen(x, y)
            if _outside(px, view.width) or _outside(py, view.height):
                continue
            corners = QPolygonF([QPointF(*at) for at in zip(px.tolist(), py.tolist(), strict=True)])
            painter.setBrush(fill)
            painter.setPen(QPen(theme.land, 3.0))
            painter.drawPolygon(corners)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.text, 1.2))
            painter.drawPolygon(corners)
        painter.restore()


def _in_world(outline: Outline) -> tuple[Floats, Floats]:
    lat, lon = np.array(outline, dtype=np.float64).T
    return to_world(lon, lat)


def _outside(along: Floats, length: float) -> bool:
    low, high = float(along.min()), float(along.max())
    return high < 0 or low > length or high - low > MOST_PX
