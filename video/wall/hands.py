"""The mouse on the wall: marking, digital zoom, swapping tiles, and what is dropped from lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from video.wall.arrangement import Arrangement
from video.wall.geometry import TilePlace, fitted
from video.wall.tile_view import TileView
from video.wall.zooming import Zoom
from widgets.device_mime import devices_in, mime_of

DEGREES_A_STEP = 120
"""Of a wheel, in eighths."""


class HandledWall(Protocol):
    arrangement: Arrangement
    target: int | None

    def tile_at(self, x: int, y: int, /) -> TilePlace | None: ...
    def places(self) -> Sequence[TilePlace]: ...
    def view(self, tile: int, /) -> TileView: ...
    def zoom_of(self, tile: int, /) -> Zoom: ...
    def set_zoom(self, tile: int, zoom: Zoom, /) -> None: ...
    def rearranged(self) -> None: ...
    def put(self, devices: Sequence[str], tile: int, /) -> None: ...
    def double_clicked(self, tile: int, at: tuple[float, float] | None, /) -> None: ...


class WallHands:
    """`widget` is the wall as what Qt drags from. GUI thread."""

    def __init__(self, wall: HandledWall, widget: QWidget) -> None:
        self._wall, self._widget = wall, widget
        self._pressed: tuple[int, QPoint] | None = None
        self._dragged_from: int | None = None

    def press(self, event: QMouseEvent) -> None:
        place = self._place(event.position().toPoint())
        if place is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = (place.tile, event.position().toPoint())
        if not self._wall.arrangement.large and place.tile != self._wall.arrangement.marked:
            self._wall.arrangement.marked = place.tile
        self._wall.rearranged()

    def move(self, event: QMouseEvent) -> None:
        """Within a zoomed picture it is drawn along, otherwise the tile is taken up."""
        if self._pressed is None:
            return
        tile, start = self._pressed
        here = event.position().toPoint()
        zoom = self._wall.zoom_of(tile)
        if zoom.factor > 1.0:
            area = self._picture(tile)
            moved = here - start
            self._pressed = (tile, here)
            self._wall.set_zoom(tile, zoom.dragged(moved.x() / area.width(), moved.y() / area.height()))
        elif (here - start).manhattanLength() >= QApplication.startDragDistance():
            self._take_up(tile)

    def release(self) -> None:
        if self._pressed is not None and self._wall.zoom_of(self._pressed[0]).factor > 1.0:
            self._wall.rearranged()
        self._pressed = None

    def double_click(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        place = self._place(here)
        if place is None:
            return
        picture = self._picture(place.tile)
        at = None
        if picture.contains(here) and self._wall.view(place.tile).shot is not None:
            across = (here.x() - picture.left()) / picture.width()
            down = (here.y() - picture.top()) / picture.height()
            at = self._wall.zoom_of(place.tile).point(across, down)
        self._wall.double_clicked(place.tile, at)

    def wheel(self, event: QWheelEvent) -> None:
        """Zooms at the pointer."""
        here = event.position().toPoint()
        place = self._place(here)
        if place is None or not self._wall.arrangement.at(place.tile):
            return
        picture = self._picture(place.tile)
        at = ((here.x() - picture.left()) / picture.width(), (here.y() - picture.top()) / picture.height())
        steps = event.angleDelta().y() / DEGREES_A_STEP
        self._wall.set_zoom(place.tile, self._wall.zoom_of(place.tile).stepped(steps, at))
        self._wall.rearranged()

    # -- drag and drop -------------------------------------------------------------------------------

    def over(self, event: QDragMoveEvent) -> None:
        place = self._place(event.position().toPoint())
        if place is None or not devices_in(event.mimeData()):
            event.ignore()
            return
        event.acceptProposedAction()
        self._aim(place.tile)

    def leave(self) -> None:
        self._aim(None)

    def drop(self, event: QDropEvent) -> None:
        place = self._place(event.position().toPoint())
        devices, start = devices_in(event.mimeData()), self._dragged_from
        self._aim(None)
        if place is None or not devices:
            event.ignore()
            return
        event.acceptProposedAction()
        if start is not None and event.source() is self._widget:
            if start != place.tile:
                self._wall.arrangement.swap(start, place.tile)
                self._wall.rearranged()
        else:
            self._wall.put(devices, place.tile)

    def _take_up(self, tile: int) -> None:
        """Until it is dropped: this wall swaps, another one and the map take the camera."""
        self._pressed = None
        camera = self._wall.arrangement.at(tile)
        if not camera:
            return
        drag = QDrag(self._widget)
        drag.setMimeData(mime_of([camera]))
        self._dragged_from = tile
        try:
            drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction)
        finally:
            self._dragged_from = None

    def _aim(self, tile: int | None) -> None:
        if tile != self._wall.target:
            self._wall.target = tile
            self._widget.update()

    def _place(self, at: QPoint) -> TilePlace | None:
        return self._wall.tile_at(at.x(), at.y())

    def _picture(self, tile: int) -> QRect:
        """Where the picture of a tile stands."""
        found = next((place for place in self._wall.places() if place.tile == tile), None)
        if found is None:
            return self._widget.rect()
        shot = self._wall.view(tile).shot
        return found.body if shot is None else fitted(found.body, shot.image.width(), shot.image.height())
