"""Puts the map together: base map, zones, devices from the hub, and what the window asks of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.bootstrap.data_folder import BASEMAP, ZONES
from app.bridge.hub import Hub
from maps.basemap.format import BasemapUnusable
from maps.basemap.reader import read_basemap
from maps.basemap.source import Basemap
from maps.live import LiveMap
from maps.view import MapView
from maps.zones import Zone, ZonesUnusable, read_zones
from widgets.look import Look
from widgets.parts import MapHooks
from widgets.selection import Selection

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConsoleMap:
    live: LiveMap
    hooks: MapHooks
    hub: Hub

    @property
    def view(self) -> MapView:
        return self.live.panel.view

    @property
    def widget(self) -> QWidget:
        return self.live.panel

    def retranslate(self) -> None:
        """The language is another."""
        self.live.panel.set_language(self.hub.language)

    def close(self) -> None:
        """End the thread that draws tiles."""
        self.live.close()


def build_map(hub: Hub, look: Look, selection: Selection, folder: Path) -> ConsoleMap:
    live = LiveMap(hub, look, selection)
    panel = live.panel
    panel.view.set_basemap(_basemap(folder / BASEMAP))
    panel.view.set_zones(_zones(folder / ZONES))
    hooks = MapHooks(
        zoom_to=panel.go_to_device,
        go_to_incident=live.incidents.go_to,
        zoom_back=panel.go_back,
        toggle_layers=panel.toggle_layers,
        search=panel.begin_search,
        draw_area=panel.draw_area,
    )
    return ConsoleMap(live, hooks, hub)


def _basemap(path: Path) -> Basemap | None:
    try:
        return read_basemap(path) if path.is_file() else None
    except BasemapUnusable as problem:
        log.warning("%s", problem)
        return None


def _zones(path: Path) -> tuple[Zone, ...]:
    try:
        read = read_zones(path) if path.is_file() else None
    except ZonesUnusable as problem:
        log.warning("%s", problem)
        return ()
    if read is None:
        return ()
    for reason in read.refused:
        log.warning("%s", reason)
    return read.zones
