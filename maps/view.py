"""The map widget: holds what is shown and paints it in the order of the design."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.bridge.views import DeviceColumns
from maps.basemap.drawing import LEVELS_PER_ZOOM
from maps.basemap.source import Basemap, TileAddress
from maps.basemap.tiles import tile_rect
from maps.frame import Frame, cluster_at, nearest
from maps.interaction import Interaction
from maps.painting import Picture
from maps.patches import Patches
from maps.projection import Bounds, Viewport, world_point
from maps.scene import DeviceScene, Names, Rows
from maps.zones import Zone
from widgets.look import Look

SETTLE_MS = 160
"""After this rest the zoom goes to the nearest level that tiles are drawn for."""
ADVANCE_S = 0.95
"""Alarms are shown at once; moving devices advance, and silent ones are hatched, once a second together."""


class MapView(QWidget):
    """The live map. GUI thread only; the base map is drawn in a worker thread of its own, which `close_map`
    ends."""

    view_changed = Signal()
    selection_changed = Signal(tuple)
    """Ids of the selected devices."""
    device_opened = Signal(str)
    """Double click on a device."""
    hovered = Signal(int, QPointF)
    """The pointer rests on the device of this row; row -1 when it has left."""
    incident_chosen = Signal(str)
    """Click on the sign of an incident."""
    counts_changed = Signal()
    followed = Signal(str)
    """The device that the view goes with; empty for none."""

    def __init__(self, look: Look, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.names = names
        self.scene = DeviceScene()
        self.picture = Picture(look, self.scene, names)
        self.view = Viewport(0.5, 0.5, 3.0, 640, 480)
        self.last_work_s = 0.0
        """Time spent in the last paint, preparation included, in seconds."""
        self._advanced_at = 0.0
        self._followed = ""
        self._selected: tuple[str, ...] = ()
        self._box = QRectF()
        self._home: Bounds | None = None
        self._fitted: Bounds | None = None
        self._moved_by_hand = False
        self._zoom_at = QPointF()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._settle_zoom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 160)
        self._connect()

    def _connect(self) -> None:
        self.interaction = hand = Interaction(self)
        hand.panned.connect(self.pan)
        hand.zoomed.connect(self.zoom_by)
        hand.homed.connect(self.go_home)
        hand.escaped.connect(self._escaped)
        hand.clicked.connect(self._clicked)
        hand.opened.connect(self._opened)
        hand.boxing.connect(self._boxing)
        hand.boxed.connect(self._boxed)
        hand.pointed.connect(self._pointed)
        hand.unpointed.connect(self._unpointed)
        self.look.changed.connect(self._look_changed)
        self.look.blinked.connect(self._blinked)
        self.picture.tile_arrived.connect(self._tile_arrived)
        self.picture.incomplete.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(960, 640)

    # What is shown

    def set_glyphs(self, glyphs: Sequence[str], mobile: Iterable[int]) -> None:
        """The glyph of each kind's code, and the codes of kinds that move."""
        self.scene.set_mobile_kinds(mobile)
        self.picture.set_glyphs(glyphs)
        self.update()

    def set_basemap(self, basemap: Basemap | None) -> None:
        self.picture.set_basemap(basemap)
        if not self._moved_by_hand:
            self.go_home()
        self.update()

    def set_zones(self, zones: Iterable[Zone]) -> None:
        self.picture.set_zones(zones)
        self.update()

    def show_devices(self, columns: DeviceColumns) -> None:
        """Take the newest columns; paints again only what changed."""
        old = self.frame
        now = time.monotonic()
        everything = now - self._advanced_at >= ADVANCE_S
        if everything:
            self._advanced_at = now
        if not self.scene.update(columns, everything=everything):
            return
        self.picture.trails.follow(self.scene)
        self.picture.forget()
        if not self._moved_by_hand and self.scene.extent != self._fitted:
            self.go_home()
        self._go_with_followed()
        if self.isVisible():
            self._update_patches(self.picture.changed(old, self.view))
        self.counts_changed.emit()

    def show_incidents(self) -> None:
        """Paint them as the layer of the picture has them now."""
        self.picture.forget_batches()
        self.update()

    def set_grouped(self, grouped: bool) -> None:
        self.picture.grouped = grouped
        self.refresh()

    def refresh(self) -> None:
        """Sort out and paint everything again, as after a switch of the scene."""
        self.picture.forget()
        self.update()
        self.counts_changed.emit()

    @property
    def frame(self) -> Frame:
        """What the view holds now."""
        return self.picture.frame(self.view)

    @property
    def settled(self) -> bool:
        """Whether the ground is complete."""
        return self.picture.settled

    # Where it looks

    def set_view(self, view: Viewport) -> None:
        if view != self.view:
            self.view = view
            self.update()
            self.view_changed.emit()

    def pan(self, dx: float, dy: float) -> None:
        """Move the ground by so many logical pixels."""
        self._moved_by_hand = True
        self.follow("")
        self.set_view(self.view.panned(dx, dy))

    def zoom_by(self, levels: float, px: float, py: float) -> None:
        """Zoom about a pixel."""
        self._moved_by_hand = True
        self._zoom_at = QPointF(px, py)
        self.picture.set_hasty(True)
        self.set_view(self.view.zoomed(self.view.zoom + levels, px, py))
        self._settle.start()

    def zoom_in(self) -> None:
        self.zoom_by(0.5, self.width() / 2, self.height() / 2)

    def zoom_out(self) -> None:
        self.zoom_by(-0.5, self.width() / 2, self.height() / 2)

    def set_home(self, bounds: Bounds) -> None:
        self._home = bounds

    def go_home(self) -> None:
        """The whole city."""
        ground = None if self.picture.basemap is None else self.picture.basemap.bounds
        self._fitted = self.scene.extent
        bounds = self._home or self._fitted or self.scene.bounds or ground
        if bounds is not None:
            self.set_view(_on_level(self.view.fitted(bounds)))

    def go_to(self, lon: float, lat: float, zoom: float | None = None) -> None:
        """Centre a place in degrees."""
        x, y = world_point(lon, lat)
        self._moved_by_hand = True
        view = self.view.centred(x, y)
        self.set_view(view if zoom is None else _on_level(view.zoomed(zoom, view.width / 2, view.height / 2)))

    def go_to_device(self, device: str, *, closest: float = 17.5) -> bool:
        """Centre and select a device; False where it has no place on the map."""
        row = self.names.row_of(device)
        if row is None or row >= self.scene.count or not np.isfinite(self.scene.x[row]):
            return False
        self.select((device,))
        self.go_to(float(self.scene.lon[row]), float(self.scene.lat[row]), max(self.view.zoom, closest))
        return True

    def follow(self, device: str) -> None:
        """Keep a moving device in the middle until the view is panned; empty for none."""
        if device != self._followed:
            self._followed = device
            self.followed.emit(device)
            self._go_with_followed()

    def _go_with_followed(self) -> None:
        row = self.names.row_of(self._followed) if self._followed else None
        if row is not None and row < self.scene.count and np.isfinite(self.scene.x[row]):
            self.set_view(self.view.centred(float(self.scene.x[row]), float(self.scene.y[row])))

    # Selection

    @property
    def selected(self) -> tuple[str, ...]:
        return self._selected

    def select(self, devices: Iterable[str]) -> None:
        """Select these devices and no others."""
        chosen = tuple(dict.fromkeys(devices))
        if chosen != self._selected:
            self._selected = chosen
            self.picture.forget_batches()
            self.update()
            self.selection_changed.emit(chosen)

    def clear_selection(self) -> None:
        self.select(())

    def selected_rows(self) -> Rows:
        rows = [self.names.row_of(device) for device in self._selected]
        return np.array([row for row in rows if row is not None and row < self.scene.count], dtype=np.int64)

    # From hand and keyboard

    def _escaped(self) -> None:
        self.follow("")
        self.clear_selection()

    def _clicked(self, px: float, py: float, add: bool) -> None:
        if incident := self.picture.layer.at(self.view, px, py):
            self.incident_chosen.emit(incident)
            return
        row = nearest(self.scene, self.frame, px, py)
        if row is None:
            if not add:
                self.clear_selection()
            return
        device = self.names.id_at(row)
        if add and device in self._selected:
            self.select(other for other in self._selected if other != device)
        else:
            self.select((*self._selected, device) if add else (device,))

    def _opened(self, px: float, py: float) -> None:
        if self.picture.layer.at(self.view, px, py):
            return
        row = nearest(self.scene, self.frame, px, py)
        if row is not None and cluster_at(self.frame, px, py) is None:
            self.device_opened.emit(self.names.id_at(row))
        else:
            self.zoom_by(1.0, px, py)

    def _boxing(self, box: QRectF) -> None:
        self._box = box
        self.update()

    def _boxed(self, box: QRectF, add: bool) -> None:
        left, top = self.view.to_world(box.left(), box.top())
        right, bottom = self.view.to_world(box.right(), box.bottom())
        bounds = Bounds(left, top, right, bottom)
        rows = np.concatenate([self.scene.rows_between(bounds), self.scene.movers_between(bounds)])
        found = [self.names.id_at(int(row)) for row in self.scene.shown_only(rows)]
        self.select([*self._selected, *found] if add else found)

    def _pointed(self, px: float, py: float) -> None:
        row = nearest(self.scene, self.frame, px, py)
        self.hovered.emit(-1 if row is None else row, QPointF(px, py))

    def _unpointed(self) -> None:
        self.hovered.emit(-1, QPointF())

    def _settle_zoom(self) -> None:
        self.picture.set_hasty(False)
        self.update()
        view = self.view
        target = round(view.zoom * LEVELS_PER_ZOOM) / LEVELS_PER_ZOOM
        if target != view.zoom:
            self.set_view(view.zoomed(target, self._zoom_at.x(), self._zoom_at.y()))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        started = time.perf_counter()
        painter = QPainter(self)
        try:
            self.picture.paint(painter, self.view, event.region(), self.selected_rows(), self._box)
        finally:
            painter.end()
        self.last_work_s = time.perf_counter() - started

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = event.size()
        self.view = self.view.resized(size.width(), size.height())
        if not self._moved_by_hand:
            self.go_home()
        self.view_changed.emit()

    def close_map(self) -> None:
        """End the worker thread."""
        self.picture.close()

    # What makes it paint again

    def _look_changed(self) -> None:
        self.picture.take_look()
        self.update()

    def _tile_arrived(self, tile: TileAddress) -> None:
        self.update(tile_rect(self.view, tile).toAlignedRect())

    def _blinked(self, _lit: bool) -> None:
        if self.isVisible():
            self._update_patches(self.picture.blinking(self.view))

    def _update_patches(self, patches: Patches) -> None:
        if patches is None:
            self.update()
            return
        for patch in patches:
            self.update(patch)


def _on_level(view: Viewport) -> Viewport:
    """The zoom that tiles are drawn for, at or below the view's own."""
    zoom = np.floor(view.zoom * LEVELS_PER_ZOOM + 1e-9) / LEVELS_PER_ZOOM
    return view.zoomed(float(zoom), view.width / 2, view.height / 2)
