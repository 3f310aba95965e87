"""Puts the map together: base map, devices from the hub, and what the window asks of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.bootstrap.data_folder import BASEMAP
from app.bridge.hub import Hub
from maps.basemap.format import BasemapUnusable
from maps.basemap.reader import read_basemap
from maps.basemap.source import Basemap
from maps.view import MapView
from widgets.look import Look
from widgets.parts import MapHooks
from widgets.selection import Selection

log = logging.getLogger(__name__)


class N:
    def __init__(self, hub: Hub) -> None:
        self._book = hub.devices

    def id_at(self, row: int) -> str:
        return self._book.ids[row] or ""

    def name_at(self, row: int) -> str:
        device = self._book.device_at(row)
        return device.name if device else ""

    def zone_at(self, row: int) -> str:
        device = self._book.device_at(row)
        return device.zone if device else ""

    def label_at(self, row: int) -> str:
        return self._book.ids[row] or ""

    def tooltip_at(self, row: int) -> str:
        return ""

    def row_of(self, device: str) -> int | None:
        return self._book.row(device)

    def rows(self) -> Iterable[int]:
        return range(len(self._book.ids))


@dataclass(frozen=True, slots=True)
class ConsoleMap:
    view: MapView
    hooks: MapHooks

    @property
    def widget(self) -> QWidget:
        return self.view

    def retranslate(self) -> None:
        """The language is another."""

    def close(self) -> None:
        """End the thread that draws tiles."""
        self.view.close_map()


def build_map(hub: Hub, look: Look, selection: Selection, folder: Path) -> ConsoleMap:
    view = MapView(look, N(hub))
    kinds = list(hub.catalogue.kinds.values())
    view.set_glyphs([kind.glyph for kind in kinds], [code for code, kind in enumerate(kinds) if kind.mobile])
    view.set_basemap(_basemap(folder / BASEMAP))
    timer = QTimer(view, interval=100)
    timer.timeout.connect(lambda: view.show_devices(hub.columns.devices()))
    timer.start()
    return ConsoleMap(view, MapHooks(zoom_to=lambda device: view.go_to_device(device) and None))


def _basemap(path: Path) -> Basemap | None:
    try:
        return read_basemap(path) if path.is_file() else None
    except BasemapUnusable as problem:
        log.warning("%s", problem)
        return None
