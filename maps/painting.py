"""Paints one picture of the map in the design's order: ground, zones, devices, groups, trails, selection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from maps.basemap.drawing import VectorTiles
from maps.basemap.ground_labels import GroundLabels
from maps.basemap.palette import ground_palette
from maps.basemap.source import NO_BASEMAP, Basemap
from maps.basemap.tiles import TileStore
from maps.basemap.worker import GroundWorker
from maps.composing import Batches, compose
from maps.cones import ViewCones
from maps.frame import REACH, Frame, prepare
from maps.incidents.layer import IncidentLayer
from maps.labels import DeviceLabels
from maps.patches import Patches, blinking, changed_patches
from maps.projection import Viewport
from maps.scene import DeviceScene, Names, Rows
from maps.sprites import SpriteAtlas
from maps.trails import Trails
from maps.zones import Zone, ZoneNames
from widgets.look import Look

MOVING_BUDGET_S = 0.002
RESTING_BUDGET_S = 0.012
"""For names drawn for the first time, in one paint; the rest comes with the next ones."""


class Picture(QObject):
    """Everything that is kept from one paint to the next. GUI thread only; `close` ends the worker."""

    tile_arrived = Signal(object)
    incomplete = Signal()
    """Some names were left for the next paint."""

    def __init__(self, look: Look, scene: DeviceScene, names: Names) -> None:
        super().__init__()
        # A stamp of a few milliseconds waits longer for OpenCV's own threads than they save.
        cv2.setNumThreads(1)
        self._look = look
        self._theme = look.theme
        self._scene = scene
        self._worker = GroundWorker()
        self._tiles = TileStore(look.theme.land, self._worker)
        self._tiles.arrived.connect(self.tile_arrived)
        self._ground_labels = GroundLabels(self._worker)
        self._ground_labels.ready.connect(self._names_placed)
        self._labels = DeviceLabels(names)
        self.layer = IncidentLayer(scene, names)
        self.trails = Trails()
        self.cones = ViewCones()
        self._zone_names = ZoneNames()
        self._zones: tuple[Zone, ...] = ()
        self._zones_shown = True
        self._basemap: Basemap | None = None
        self._glyphs: tuple[str, ...] = ("device",)
        self._atlas: SpriteAtlas | None = None
        self._frame: Frame | None = None
        self._batches: Batches | None = None
        self._backdrop: tuple[tuple[Viewport, Batches, float] | None, QPixmap] | None = None
        self._painted_view: Viewport | None = None
        self._composed_at = Viewport(0.5, 0.5, 3.0, 1, 1)
        self._hasty = False
        self.grouped = True

    @property
    def basemap(self) -> Basemap | None:
        return self._basemap

    @property
    def settled(self) -> bool:
        """Whether all tiles and names are drawn."""
        return self._tiles.complete and self._names_complete() and not self._ground_labels.placing

    def set_glyphs(self, glyphs: Sequence[str]) -> None:
        self._glyphs = tuple(glyphs) or ("device",)
        self._atlas = None
        self.forget()

    def set_basemap(self, basemap: Basemap | None) -> None:
        self._basemap = basemap
        self.take_theme()

    def set_zones(self, zones: Iterable[Zone]) -> None:
        self._zones = tuple(zones)
        self.take_theme()

    def show_zones(self, shown: bool) -> None:
        if shown != self._zones_shown:
            self._zones_shown = shown
            self.take_theme()

    def take_look(self) -> None:
        """The theme or the motion is another."""
        if self._look.theme is self._theme:
            self.forget_batches()
        else:
            self.take_theme()

    def take_theme(self) -> None:
        """Draw everything anew in the theme of the look."""
        self._theme = self._look.theme
        theme = self._look.theme
        ground, zones = self._basemap or NO_BASEMAP, self._zones if self._zones_shown else ()
        outlines = [ring for zone in zones for ring in zone.rings]
        empty = self._basemap is None and not outlines
        source = None if empty else VectorTiles(ground, ground_palette(theme), outlines)
        self._tiles.set_source(source, theme.land)
        self._zone_names.set_zones(zones, ground.names())
        self._ground_labels.set_ground(self._basemap, theme)
        self._atlas = None
        self.forget()

    def forget(self) -> None:
        """The view or the devices are others: sort them out again at the next paint."""
        self._frame = self._batches = self._backdrop = None

    def forget_batches(self) -> None:
        """Only the looks are others."""
        self._batches = self._backdrop = None

    def changed(self, old: Frame, view: Viewport) -> Patches:
        """What to paint again after the scene was updated, with `old` the frame before."""
        return None if self.layer.moved else changed_patches(self._scene, old, self.frame(view))

    def blinking(self, view: Viewport) -> Patches:
        """What to paint again when it blinks."""
        frame = self.frame(view)
        alarms, incidents = blinking(self._scene, frame), self.layer.blinking(frame)
        return None if alarms is None or incidents is None else alarms + incidents

    def set_hasty(self, hasty: bool) -> None:
        """While the zoom changes only the most important names are placed and no new ones drawn."""
        if self._hasty and not hasty:
            self.forget()
        self._hasty = hasty

    def frame(self, view: Viewport) -> Frame:
        """Who is drawn how in this view."""
        if self._frame is None or not self._frame.serves(view):
            self._frame = prepare(
                self._scene, view, grouped=self.grouped, reach=0.0 if self._hasty else REACH
            )
            self._batches = None
        elif self._frame.view != view:
            self._frame = replace(self._frame, view=view)
        return self._frame

    def paint(self, painter: QPainter, view: Viewport, region: QRegion, selected: Rows, box: QRectF) -> None:
        at_rest = view == self._painted_view and self._tiles.complete and not self._hasty
        self._painted_view = view
        with self._worker.resting():
            if at_rest:
                painter.drawPixmap(0, 0, self._rested(painter, view, selected))
            else:
                clip = QRectF(region.boundingRect())
                self._paint_still(painter, view, clip, selected, budget_s=MOVING_BUDGET_S)
                self._backdrop = None
            if not self._names_complete() and not self._hasty:
                self.incomplete.emit()
            if self._look.lit:
                batches = self._composed(self.frame(view), painter.device().devicePixelRatioF(), selected)
                clip, shift = QRectF(region.boundingRect()), self._shift(view)
                batches.frames.paint(painter, clip, shift)
                self.layer.paint_frames(painter, clip, shift)
        if not box.isNull():
            _paint_box(painter, box, self._look.theme.selection)

    def _rested(self, painter: QPainter, view: Viewport, selected: Rows) -> QPixmap:
        """All but what blinks, kept while nothing changes: a blink then copies a few small places."""
        density = painter.device().devicePixelRatioF()
        batches = self._composed(self.frame(view), density, selected)
        key = view, batches, density
        if self._backdrop is None or self._backdrop[0] != key:
            pixmap = QPixmap(round(view.width * density), round(view.height * density))
            pixmap.setDevicePixelRatio(density)
            on_it = QPainter(pixmap)
            try:
                clip = QRectF(0, 0, view.width, view.height)
                self._paint_still(on_it, view, clip, selected, budget_s=RESTING_BUDGET_S)
            finally:
                on_it.end()
            self._backdrop = key if self._names_complete() else None, pixmap
        return self._backdrop[1]

    def _paint_still(
        self, painter: QPainter, view: Viewport, clip: QRectF, selected: Rows, *, budget_s: float
    ) -> None:
        """`budget_s`: time for drawing names that were not drawn before."""
        self._paint_ground(painter, view, budget_s)
        self._paint_devices(painter, view, clip, selected, budget_s=budget_s)

    def _names_placed(self) -> None:
        self._backdrop = None
        self.incomplete.emit()

    def _names_complete(self) -> bool:
        return self._ground_labels.complete and self._labels.complete

    def _shift(self, view: Viewport) -> tuple[float, float]:
        """Pixels from where the batches were composed to where they are now."""
        x, y = view.point_to_screen(self._composed_at.x, self._composed_at.y)
        return x - view.width / 2, y - view.height / 2

    def _paint_ground(self, painter: QPainter, view: Viewport, budget_s: float) -> None:
        density = painter.device().devicePixelRatioF()
        self._tiles.paint(painter, view, density)
        self._ground_labels.paint(painter, view, density, budget_s=0.0 if self._hasty else budget_s)
        self._zone_names.paint(painter, view, self._look.theme)

    def _paint_devices(
        self, painter: QPainter, view: Viewport, clip: QRectF, selected: Rows, *, budget_s: float
    ) -> None:
        theme = self._look.theme
        frame = self.frame(view)
        batches = self._composed(frame, painter.device().devicePixelRatioF(), selected)
        shift = self._shift(view)
        self.cones.paint(painter, view, theme)
        for dots in batches.dots:
            dots.paint(painter, view.width, view.height, shift)
        batches.low.paint(painter, clip, shift)
        self.layer.paint_focus(painter, view, theme)
        self.trails.paint(painter, self._scene, frame, selected, theme)
        batches.high.paint(painter, clip, shift)
        self.layer.paint(painter, clip, shift)
        self._labels.paint(painter, clip, shift, theme, budget_s=budget_s)

    def _composed(self, frame: Frame, density: float, selected: Rows) -> Batches:
        if self._atlas is None or self._atlas.density != density:
            self._atlas = SpriteAtlas(self._look.theme, self._glyphs, density)
            self._batches = None
        if self._batches is None:
            self._composed_at = frame.view
            reserved = self.layer.sort_out(frame)
            self._labels.place(self._scene, frame, selected, hasty=self._hasty, reserved=reserved)
            self.layer.compose(self._atlas, still=self._look.still)
            self._batches = compose(
                self._scene,
                frame,
                self._atlas,
                selected=np.unique(selected),
                headings=self.trails.headings(frame.moving),
                still=self._look.still,
            )
        return self._batches

    def close(self) -> None:
        self._worker.close()


def _paint_box(painter: QPainter, box: QRectF, color: QColor) -> None:
    tint = QColor(color)
    tint.setAlphaF(0.15)
    painter.setPen(QPen(color, 1.0, Qt.PenStyle.SolidLine))
    painter.setBrush(tint)
    painter.drawRect(box)
