"""Binds the map to the hub: names, search, and the newest columns ten times a second while it is seen."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer

from app.bridge.hub import Hub
from app.bridge.views import DeviceColumns, EngineLink
from app.domain.devices import Device
from app.domain.plain_text import shown
from maps.carrying import CarriedCameras
from maps.control_words import control_line
from maps.ground_menu import GroundMenu
from maps.incident_finding import IncidentFinder
from maps.live_cameras import LiveCameras
from maps.live_incidents import LiveIncidents
from maps.overlays.search_box import Found
from maps.panel import MapPanel
from widgets import wording
from widgets.devices.index import DeviceIndex, words_of
from widgets.formats import age
from widgets.look import Look
from widgets.selection import Selection
from widgets.wording import fold

FRAME_MS = 100
INDEX_SLICE = 1500
"""Devices indexed in one turn of the event loop, about 10 ms."""


class HubNames:
    """Who stands in a row, from the hub's book."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def id_at(self, row: int) -> str:
        ids = self._hub.devices.ids
        return (ids[row] or "") if row < len(ids) else ""

    def name_at(self, row: int) -> str:
        device = self._hub.devices.device_at(row)
        return shown(device.name) if device else ""

    def zone_at(self, row: int) -> str:
        device = self._hub.devices.device_at(row)
        return shown(device.zone) if device else ""

    def label_at(self, row: int) -> str:
        """The id, and what the worst alarm measured."""
        device = self.id_at(row)
        worst = max(self._hub.alarms.of_device(device), key=lambda alarm: alarm.priority, default=None)
        if worst is None or worst.quiet or not worst.quantity or worst.value is None:
            return shown(device)
        quantity = self._hub.catalogue.quantities.get(worst.quantity)
        return f"{shown(device)} · {wording.value(quantity, worst.value)}"

    def tooltip_at(self, row: int) -> str:
        """Kind, the primary reading and its age; below them what remote control says."""
        device = self._hub.devices.device_at(row)
        if device is None:
            return ""
        kind = self._hub.catalogue.kinds.get(device.kind)
        said = [wording.kind_label(self._hub.catalogue, device.kind, self._hub.language)]
        for reading in self._hub.columns.readings(device.id):
            if kind is not None and reading.quantity == kind.primary:
                quantity = self._hub.catalogue.quantities.get(reading.quantity)
                said += [wording.value(quantity, reading.value), age(reading.age_s)]
        lines = " · ".join([*said, *filter(None, [shown(device.zone)])]), control_line(self._hub, row)
        return "\n".join(filter(None, lines))

    def row_of(self, device: str) -> int | None:
        return self._hub.devices.row(device)

    def rows(self) -> Iterable[int]:
        return range(len(self._hub.devices.ids))


class HubFinder(QObject):
    """Finds open incidents, and devices by id, name or zone; the index of devices grows in slices, so that
    nothing waits for it."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._codes = hub.catalogue.kind_codes()
        self._index = DeviceIndex()
        self._incidents = IncidentFinder(hub)
        self._waiting: deque[int] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._grow)
        hub.snapshot_loaded.connect(self._start_again)
        hub.devices_changed.connect(self._devices_changed)
        self._start_again()

    def find(self, text: str, most: int) -> Sequence[Found]:
        incidents = self._incidents.find(fold(text).split(), most // 2)
        rows = self._index.find(words_of(text))[: most - len(incidents)].tolist()
        devices = [self._hub.devices.device_at(row) for row in rows]
        return [*incidents, *(self._found(device) for device in devices if device is not None)]

    def _found(self, device: Device) -> Found:
        kind = self._hub.catalogue.kinds.get(device.kind)
        parts = [shown(part) for part in (device.id, device.name, device.zone) if part]
        return Found(device.id, " · ".join(parts), kind.glyph if kind else "device")

    def _start_again(self) -> None:
        rows = range(len(self._hub.devices.ids))
        self._index = DeviceIndex(len(rows))
        self._waiting = deque(rows)
        self._timer.start()

    def _devices_changed(self, devices: Sequence[Device], retired: Sequence[str]) -> None:
        rows = [self._hub.devices.row(device.id) for device in devices]
        self._waiting.extend(row for row in rows if row is not None)
        if retired:
            self._start_again()
        self._timer.start()

    def _grow(self) -> None:
        rows = [self._waiting.popleft() for _ in range(min(INDEX_SLICE, len(self._waiting)))]
        self._index.put(rows, [self._hub.devices.device_at(row) for row in rows], self._codes)
        if not self._waiting:
            self._timer.stop()


class LiveMap(QObject):
    """Feeds the panel while it is visible, and keeps its selection and the console's the same."""

    def __init__(self, hub: Hub, look: Look, selection: Selection) -> None:
        super().__init__()
        self._hub = hub
        self._selection = selection
        self._shown: DeviceColumns | None = None
        names = HubNames(hub)
        self.panel = MapPanel(look, names, HubFinder(hub, self), hub.catalogue, language=hub.language)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.refresh)
        self.incidents = LiveIncidents(hub, selection, self.panel, self)
        self.cameras = LiveCameras(hub, selection, self.panel, self)
        self.carried = CarriedCameras(hub, self.panel.view, self)
        self.ground = GroundMenu(hub, selection, self.panel.view, self)
        view = self.panel.view
        view.installEventFilter(self)
        view.selection_changed.connect(self._chosen_here)
        view.device_opened.connect(selection.choose_device)
        selection.device_changed.connect(self._chosen_there)
        hub.snapshot_loaded.connect(self._city_loaded)
        hub.link_changed.connect(self._link_changed)
        self._link_changed(hub.link)

    def refresh(self) -> None:
        """Show the newest columns now."""
        columns = self._hub.columns.devices()
        if columns is not self._shown:
            self._shown = columns
            self.panel.view.show_devices(columns)

    def close(self) -> None:
        """Stop the timer and the worker thread."""
        self._timer.stop()
        self.panel.close_map()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.panel.view:
            if event.type() == QEvent.Type.Show:
                self.refresh()
                self._timer.start()
            elif event.type() == QEvent.Type.Hide:
                self._timer.stop()
            elif event.type() == QEvent.Type.LanguageChange:
                self.incidents.tell_focus()
        return False

    def _city_loaded(self) -> None:
        self._shown = None
        self.panel.view.picture.trails.clear()

    def _link_changed(self, link: EngineLink) -> None:
        self.panel.view.scene.set_engine_lost(link.phase != "up")
        self.panel.view.refresh()

    def _chosen_here(self, devices: tuple[str, ...]) -> None:
        self._selection.choose_device(devices[0] if devices else "")

    def _chosen_there(self, device: str) -> None:
        if device not in self.panel.view.selected:
            self.panel.view.select((device,) if device else ())
