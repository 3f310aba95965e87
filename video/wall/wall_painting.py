"""What of the wall is painted again, and when: pictures as they come, the rest when it is another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from video.wall.geometry import TilePlace
from video.wall.sources import Shot
from video.wall.tile_paint import TilePainter
from video.wall.tile_state import Mood
from video.wall.tile_view import Signs, TileView, signs_of
from widgets.look import Look


class PaintedWall(Protocol):
    def places(self) -> Sequence[TilePlace]: ...
    def camera_of(self, tile: int, /) -> str: ...
    def view(self, tile: int, /) -> TileView: ...


class WallPainting:
    """`widget` is the wall as what Qt paints. GUI thread."""

    def __init__(self, wall: PaintedWall, widget: QWidget, hub: Hub, look: Look) -> None:
        self._wall, self._widget, self._hub, self._look = wall, widget, hub, look
        self._painted: dict[int, Signs] = {}
        """By tile, when all of it was painted last."""

    # What is painted again

    def show_next(self, cameras: Collection[str], shots: Mapping[str, Shot]) -> None:
        """These have another picture: it alone, where nothing else of the tile changes with it."""
        for place in self._wall.places():
            camera = self._wall.camera_of(place.tile)
            if camera not in cameras:
                continue
            size, signs = shots[camera].size, self._painted.get(place.tile)
            if signs is None or signs.size != size or signs.head.mood is Mood.OLD:
                self._widget.update(place.whole)
            else:
                fit = place.fit(*size)
                self._widget.update(fit.rect if fit.roomy else place.body)

    def renew(self, among: Collection[str] | None = None) -> None:
        """What shows something else than it should by now, of all cameras or of these."""
        if not self._widget.isVisible():
            return
        now, lit = self._hub.now(), self._look.lit
        for place in self._wall.places():
            if among is not None and self._wall.camera_of(place.tile) not in among:
                continue
            if self._painted.get(place.tile) != signs_of(self._wall.view(place.tile), now, lit=lit):
                self._widget.update(place.whole)

    def blink(self) -> None:
        for place in self._wall.places():
            if (signs := self._painted.get(place.tile)) is not None and signs.blinks:
                self._widget.update(place.whole)

    # How

    def paint(self, event: QPaintEvent) -> None:
        painter = QPainter(self._widget)
        now, dirty = self._hub.now(), event.region()
        if event.rect() == self._widget.rect():
            painter.fillRect(event.rect(), self._look.theme.app)
        brush = TilePainter(painter, self._look.theme, now, lit=self._look.lit)
        for place in self._wall.places():
            if dirty.intersects(place.whole):
                self._paint(brush, place, dirty.intersected(place.whole), now)
        painter.end()

    def _paint(self, brush: TilePainter, place: TilePlace, dirty: QRegion, now: int) -> None:
        view = self._wall.view(place.tile)
        bounds, shot = dirty.boundingRect(), view.picture
        if shot is not None and place.fit(*shot.size).rect.contains(bounds):
            brush.moving(place, view, shot)
            return
        signs = signs_of(view, now, lit=self._look.lit)
        brush.paint(place, view, signs)
        if bounds == place.whole and dirty.rectCount() == 1:
            self._painted[place.tile] = signs
