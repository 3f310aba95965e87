"""The map as the console shows it: the view with its search, layers, legend, scale and buttons on top."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.catalogue import Catalogue
from app.domain.plain_text import shown
from maps.overlays.area_sheet import AreaSheet, Take
from maps.overlays.hover_card import HoverCard
from maps.overlays.layer_panel import ABNORMAL, GROUPED, NORMAL, STALE, ZONES, LayerEntry, LayerPanel
from maps.overlays.legend import Legend
from maps.overlays.scale_bar import ScaleBar
from maps.overlays.search_box import Finder, SearchBox
from maps.overlays.zoom_buttons import ZoomButtons
from maps.projection import Viewport
from maps.scene import Names
from maps.view import MapView
from widgets.look import Look

MARGIN = 10
COUNTS_MS = 1000
BACK_STEPS = 20


class MapPanel(QWidget):
    """Hands on what the console asks of the map. GUI thread only."""

    def __init__(
        self, look: Look, names: Names, finder: Finder, catalogue: Catalogue, *, language: str = "es"
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._names = names
        self._back: list[Viewport] = []
        self.view = MapView(look, names, self)
        self.search = SearchBox(look, finder, self.view)
        self.layers = LayerPanel(look, self.view)
        self.legend = Legend(look, self.view)
        self.scale = ScaleBar(look, self.view)
        self.buttons = ZoomButtons(look, self.view)
        self.card = HoverCard(self.view)
        self.area = AreaSheet(look, self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._counts = QTimer(self)
        self._counts.setInterval(COUNTS_MS)
        self._counts.timeout.connect(self._show_counts)
        self._connect()
        self._take_catalogue(language)

    def _connect(self) -> None:
        view = self.view
        view.installEventFilter(self)
        view.view_changed.connect(self._show_scale)
        view.hovered.connect(self._hovered)
        self.search.chosen.connect(self.go_to_device)
        self.search.left.connect(self._focus_view)
        self.buttons.closer.connect(view.zoom_in)
        self.buttons.farther.connect(view.zoom_out)
        self.buttons.home.connect(view.go_home)
        self.layers.layers_changed.connect(self._layers_changed)
        self.layers.switches_changed.connect(self._switches_changed)

    def _take_catalogue(self, language: str) -> None:
        kinds = list(self._catalogue.kinds.values())
        self.view.set_glyphs(
            [kind.glyph for kind in kinds], [n for n, kind in enumerate(kinds) if kind.mobile]
        )
        self.set_language(language)

    def set_language(self, language: str) -> None:
        """Write everything in another language; Qt's translator is in place already."""
        first = {kind.layer: kind.glyph for kind in reversed(list(self._catalogue.kinds.values()))}
        self.layers.set_layers(
            [
                LayerEntry(layer.id, layer.label.in_language(language), first.get(layer.id, "device"))
                for layer in self._catalogue.layers.values()
            ]
        )
        for overlay in (self.search, self.layers, self.legend, self.buttons):
            overlay.retranslate()
        self._place()
        self._show_counts()

    # What the console asks

    def go_to_device(self, device: str) -> None:
        """Bring a device into view and select it; `go_back` returns."""
        before = self.view.view
        if self.view.go_to_device(device):
            self._remember(before)
            self._focus_view()

    def go_to_place(self, lon: float, lat: float, *, closest: float = 16.5) -> None:
        """Bring a place in degrees into view; `go_back` returns."""
        self._remember(self.view.view)
        self.view.go_to(lon, lat, max(self.view.view.zoom, closest))
        self._focus_view()

    def _remember(self, view: Viewport) -> None:
        self._back.append(view)
        del self._back[:-BACK_STEPS]

    def zoom_to_selection(self) -> None:
        if self.view.selected:
            self.go_to_device(self.view.selected[0])

    def go_back(self) -> None:
        """Where the view was before it went to a device."""
        if self._back:
            self.view.set_view(self._back.pop().resized(self.view.width(), self.view.height()))

    def toggle_layers(self) -> None:
        self.layers.setVisible(self.layers.isHidden())

    def draw_area(self, take: Take) -> None:
        """Let the operator draw a ring round luminaires; `take` gets it unless they leave."""
        scene = self.view.scene
        lamps = scene.kind == self._catalogue.kind_codes().get("luminaire", -1)
        self.area.begin(scene.lon[lamps], scene.lat[lamps], take)

    def begin_search(self) -> None:
        self.search.begin()

    def follow_selection(self) -> None:
        """Go with the selected device until the view is panned."""
        self.view.follow(self.view.selected[0] if self.view.selected else "")

    def close_map(self) -> None:
        """End the worker thread."""
        self._counts.stop()
        self.view.close_map()

    # From the view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.view:
            return False
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.Show:
            self._counts.start()
        elif event.type() == QEvent.Type.Hide:
            self._counts.stop()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key_pressed(event)
        return False

    def _key_pressed(self, event: QKeyEvent) -> bool:
        keys = {
            QKeySequence("L"): self.toggle_layers,
            QKeySequence("/"): self.begin_search,
            QKeySequence("Z"): self.zoom_to_selection,
            QKeySequence("Shift+Z"): self.go_back,
        }
        action = keys.get(QKeySequence(event.keyCombination()))
        if action is None:
            return False
        action()
        return True

    def _place(self) -> None:
        width, height = self.view.width(), self.view.height()
        self.area.fit()
        self.search.move(MARGIN, MARGIN)
        self.layers.adjustSize()
        self.layers.move(width - self.layers.width() - MARGIN, MARGIN)
        self.legend.resize(self.legend.sizeHint())
        self.legend.setVisible(self.legend.width() + 3 * MARGIN + self.buttons.width() < width)
        self.legend.move(MARGIN, height - self.legend.height() - MARGIN)
        bottom = self.legend.y() if not self.legend.isHidden() else height - MARGIN
        self.scale.move(MARGIN, bottom - self.scale.height() - 6)
        self.buttons.move(width - self.buttons.width() - MARGIN, height - self.buttons.height() - MARGIN)
        self._show_scale()

    def _focus_view(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_scale(self) -> None:
        basemap = self.view.picture.basemap
        self.scale.show_scale(self.view.view, "" if basemap is None else basemap.attribution)

    def _show_counts(self) -> None:
        kinds = list(self._catalogue.kinds.values())
        scene = self.view.scene
        there = scene.kind[np.isfinite(scene.x)]
        counts = np.bincount(there, minlength=len(kinds)).tolist()
        by_layer: dict[str, int] = {}
        for kind, count in zip(kinds, counts, strict=False):
            by_layer[kind.layer] = by_layer.get(kind.layer, 0) + count
        self.layers.show_counts(by_layer)

    def _layers_changed(self, hidden: frozenset[str]) -> None:
        kinds = self._catalogue.kinds.values()
        self.view.scene.hide_kinds([code for code, kind in enumerate(kinds) if kind.layer in hidden])
        self.view.refresh()

    def _switches_changed(self, switches: dict[str, bool]) -> None:
        hidden = {name: not switches[name] for name in (NORMAL, ABNORMAL, STALE)}
        self.view.scene.hide_states(normal=hidden[NORMAL], abnormal=hidden[ABNORMAL], stale=hidden[STALE])
        self.view.picture.show_zones(switches[ZONES])
        self.view.set_grouped(switches[GROUPED])

    def _hovered(self, row: int, at: QPointF) -> None:
        if row < 0:
            self.card.hide()
            return
        title = f"{shown(self._names.id_at(row))} · {self._names.name_at(row)}"
        self.card.show_at(at, title, self._names.tooltip_at(row))
