"""The map widget: holds what is shown and paints it in the order of the design."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from maps.basemap.drawing import LEVELS_PER_ZOOM, VectorTiles
from maps.basemap.palette import ground_palette
from maps.basemap.source import Basemap, TileAddress
from maps.basemap.tiles import TileStore, tile_rect
from maps.composing import Batches, compose
from maps.frame import Frame, cluster_at, nearest, prepare, screen
from maps.interaction import Interaction
from maps.projection import Bounds, Viewport, world_point
from maps.scene import DeviceColumns, DeviceScene, Names, Rows
from maps.sprites import SpriteAtlas
from widgets.look import Look

SETTLE_MS = 160
"""After this rest the zoom goes to the nearest level that tiles are drawn for."""
SPRITE_REACH_PX = 32
MOST_PATCHES = 80
"""Changed places that are repainted each for itself; more, and the whole view is."""


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
    counts_changed = Signal()

    def __init__(self, look: Look, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.names = names
        self.scene = DeviceScene()
        self.view = Viewport(0.5, 0.5, 3.0, 640, 480)
        self.last_work_s = 0.0
        """Time spent in the last paint, preparation included, in seconds."""
        self._tiles = TileStore(look.theme.land)
        self._tiles.arrived.connect(self._tile_arrived)
        self._basemap: Basemap | None = None
        self._glyphs: tuple[str, ...] = ("device",)
        self._atlas: SpriteAtlas | None = None
        self._frame: Frame | None = None
        self._batches: Batches | None = None
        self._grouped = True
        self._selected: tuple[str, ...] = ()
        self._box = QRectF()
        self._home: Bounds | None = None
        self._moved_by_hand = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._settle_zoom)
        self._zoom_at = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 160)
        self._connect()

    def _connect(self) -> None:
        self.interaction = Interaction(self)
        hand = self.interaction
        hand.panned.connect(self.pan)
        hand.zoomed.connect(self.zoom_by)
        hand.homed.connect(self.go_home)
        hand.escaped.connect(self.clear_selection)
        hand.clicked.connect(self._clicked)
        hand.opened.connect(self._opened)
        hand.boxing.connect(self._boxing)
        hand.boxed.connect(self._boxed)
        hand.pointed.connect(self._pointed)
        hand.unpointed.connect(self._unpointed)
        self.look.changed.connect(self._look_changed)
        self.look.blinked.connect(self._blinked)

    def sizeHint(self) -> QSize:
        return QSize(960, 640)

    # What is shown

    def set_glyphs(self, glyphs: Sequence[str], mobile: Iterable[int]) -> None:
        """The glyph of each kind's code, and the codes of kinds that move."""
        self._glyphs = tuple(glyphs) or ("device",)
        self._atlas = None
        self.scene.set_mobile_kinds(mobile)
        self._stale_frame()

    def set_basemap(self, basemap: Basemap | None) -> None:
        self._basemap = basemap
        self._set_tile_source()
        if not self._moved_by_hand:
            self.go_home()
        self.update()

    def show_devices(self, columns: DeviceColumns) -> None:
        """Take the newest columns; repaints only what changed."""
        old, old_count = self._frame, self.scene.count
        if not self.scene.update(columns):
            return
        if old_count == 0 and not self._moved_by_hand:
            self.go_home()
        self._frame = self._batches = None
        if old is None or not self.isVisible():
            self.update()
        else:
            self._repaint_changes(old)
        self.counts_changed.emit()

    def set_grouped(self, grouped: bool) -> None:
        self._grouped = grouped
        self._stale_frame()

    def refresh(self) -> None:
        """Paint again after the scene's switches were changed."""
        self._stale_frame()
        self.counts_changed.emit()

    @property
    def frame(self) -> Frame:
        """What the view holds now."""
        if self._frame is None:
            self._frame = prepare(self.scene, self.view, grouped=self._grouped)
            self._batches = None
        return self._frame

    @property
    def settled(self) -> bool:
        """Whether the ground is complete."""
        return self._tiles.complete

    # Where it looks

    def set_view(self, view: Viewport) -> None:
        if view != self.view:
            self.view = view
            self._stale_frame()
            self.view_changed.emit()

    def pan(self, dx: float, dy: float) -> None:
        """Move the ground by so many logical pixels."""
        self._moved_by_hand = True
        self.set_view(self.view.panned(dx, dy))

    def zoom_by(self, levels: float, px: float, py: float) -> None:
        """Zoom about a pixel."""
        self._moved_by_hand = True
        self._zoom_at = QPointF(px, py)
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
        ground = None if self._basemap is None else self._basemap.bounds
        bounds = self._home or self.scene.bounds or ground
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

    # Selection

    @property
    def selected(self) -> tuple[str, ...]:
        return self._selected

    def select(self, devices: Iterable[str]) -> None:
        """Select these devices and no others."""
        chosen = tuple(dict.fromkeys(devices))
        if chosen != self._selected:
            self._selected = chosen
            self._stale_batches()
            self.selection_changed.emit(chosen)

    def clear_selection(self) -> None:
        self.select(())

    def selected_rows(self) -> Rows:
        rows = [self.names.row_of(device) for device in self._selected]
        return np.array([row for row in rows if row is not None and row < self.scene.count], dtype=np.int64)

    # From hand and keyboard

    def _clicked(self, px: float, py: float, add: bool) -> None:
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
        rows = rows[self.scene.shown(rows)]
        found = [self.names.id_at(int(row)) for row in rows]
        self.select([*self._selected, *found] if add else found)

    def _pointed(self, px: float, py: float) -> None:
        row = nearest(self.scene, self.frame, px, py)
        self.hovered.emit(-1 if row is None else row, QPointF(px, py))

    def _unpointed(self) -> None:
        self.hovered.emit(-1, QPointF())

    def _settle_zoom(self) -> None:
        view = self.view
        target = round(view.zoom * LEVELS_PER_ZOOM) / LEVELS_PER_ZOOM
        if target != view.zoom:
            self.set_view(view.zoomed(target, self._zoom_at.x(), self._zoom_at.y()))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        started = time.perf_counter()
        painter = QPainter(self)
        self._paint(painter, event.region())
        painter.end()
        self.last_work_s = time.perf_counter() - started

    def _paint(self, painter: QPainter, region: QRegion) -> None:
        density = self.devicePixelRatioF()
        self._tiles.paint(painter, self.view, density)
        batches = self._composed(density)
        clip = QRectF(region.boundingRect())
        batches.low.paint(painter, clip)
        if self.look.lit:
            batches.frames.paint(painter, clip)
        batches.high.paint(painter, clip)
        if not self._box.isNull():
            self._paint_box(painter)

    def _composed(self, density: float) -> Batches:
        if self._atlas is None or self._atlas.density != density:
            self._atlas = SpriteAtlas(self.look.theme, self._glyphs, density)
            self._batches = None
        frame = self.frame
        if self._batches is None:
            headings = np.zeros(len(frame.moving))
            self._batches = compose(
                self.scene,
                frame,
                self._atlas,
                selected=self.selected_rows(),
                headings=headings,
                still=self.look.still,
            )
        return self._batches

    def _paint_box(self, painter: QPainter) -> None:
        tint = QColor(self.look.theme.selection)
        tint.setAlphaF(0.15)
        painter.setPen(QPen(self.look.theme.selection, 1.0))
        painter.setBrush(tint)
        painter.drawRect(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = event.size()
        self.view = self.view.resized(size.width(), size.height())
        self._stale_frame()
        if not self._moved_by_hand:
            self.go_home()
        self.view_changed.emit()

    def close_map(self) -> None:
        """End the worker thread."""
        self._tiles.close()

    # What makes it paint again

    def _stale_frame(self) -> None:
        self._frame = self._batches = None
        self.update()

    def _stale_batches(self) -> None:
        self._batches = None
        self.update()

    def _set_tile_source(self) -> None:
        theme = self.look.theme
        source = None if self._basemap is None else VectorTiles(self._basemap, ground_palette(theme))
        self._tiles.set_source(source, theme.land)

    def _look_changed(self) -> None:
        self._atlas = None
        self._set_tile_source()
        self._stale_batches()

    def _tile_arrived(self, tile: TileAddress) -> None:
        self.update(tile_rect(self.view, tile).toAlignedRect())

    def _blinked(self, _lit: bool) -> None:
        if not self.isVisible():
            return
        frame = self.frame
        rows = frame.abnormal[self.scene.unacknowledged[frame.abnormal]]
        self._update_around(rows, frame)

    def _repaint_changes(self, old: Frame) -> None:
        rows = np.union1d(self.scene.changed, self.scene.moved)
        if len(rows) > MOST_PATCHES or len(old.normal) and old.dots:
            self.update()
        else:
            self._update_around(rows, self.frame)

    def _update_around(self, rows: Rows, frame: Frame) -> None:
        x, y = screen(self.scene, rows, frame.view)
        near = (x > -64) & (x < self.width() + 64) & (y > -64) & (y < self.height() + 64)
        if not near.any():
            return
        if near.sum() > MOST_PATCHES:
            self.update()
            return
        side = 2 * SPRITE_REACH_PX
        for px, py in zip(x[near].tolist(), y[near].tolist(), strict=True):
            self.update(QRect(round(px) - SPRITE_REACH_PX, round(py) - SPRITE_REACH_PX, side, side))


def _on_level(view: Viewport) -> Viewport:
    """The zoom that tiles are drawn for, at or below the view's own."""
    zoom = np.floor(view.zoom * LEVELS_PER_ZOOM + 1e-9) / LEVELS_PER_ZOOM
    return view.zoomed(float(zoom), view.width / 2, view.height / 2)
