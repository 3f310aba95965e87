"""Binds the incidents of the map to the hub: their signs, and what belongs to the chosen one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject

from app.bridge.hub import Hub
from app.domain.incidents.events import DeviceLinked, IncidentEvent
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.states import PROGRESS, IncidentState
from app.domain.plain_text import shown
from maps.incidents.focus import Focus
from maps.incidents.scene import IncidentSign
from maps.panel import MapPanel
from widgets import formats, tasks
from widgets.incidents import words
from widgets.incidents.record.nearby import place_of
from widgets.selection import Selection


class LiveIncidents(QObject):
    """GUI thread. Signs are taken one by one as incidents move, so that thousands cost nothing while they
    stay as they are."""

    def __init__(self, hub: Hub, selection: Selection, panel: MapPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._selection, self._panel = hub, selection, panel
        self._layer = panel.view.picture.layer
        self._linked: tuple[str, ...] = ()
        """Devices that an operator has linked to the chosen incident."""
        board = hub.incidents
        board.changed.connect(self._take)
        board.loaded.connect(self._begin)
        board.rules_changed.connect(self.tell_focus)
        board.links_changed.connect(self._relinked)
        board.events_came.connect(self._hear)
        hub.devices_changed.connect(self.tell_focus)
        hub.snapshot_loaded.connect(self._begin)
        panel.view.incident_chosen.connect(selection.choose_incident)
        panel.search.incident_chosen.connect(self.go_to)
        selection.incident_changed.connect(self._choose)
        self._begin()

    def go_to(self, incident: str) -> None:
        """Choose an open incident and bring its place into view."""
        self._selection.choose_incident(incident)
        known = self._hub.incidents.get(incident)
        place = None if known is None else place_of(self._hub, known)
        if place is not None:
            self._panel.go_to_place(place[1], place[0])

    def tell_focus(self, *_news: object) -> None:
        """What belongs to the chosen incident, in the words of the language in force."""
        focus = self._focus_now()
        if focus != self._layer.focus:
            self._layer.focus = focus
            self._panel.view.show_incidents()

    # What comes

    def _begin(self) -> None:
        signs = (self._sign(one) for one in self._hub.incidents.open.values())
        self._layer.incidents.begin(sign for sign in signs if sign is not None)
        self._layer.focus = self._focus_now()
        self._panel.view.show_incidents()

    def _take(self, moved: Iterable[Incident]) -> None:
        incidents, other = self._layer.incidents, False
        for one in moved:
            sign = self._sign(one) if one.open else None
            other |= incidents.drop(one.id) if sign is None else incidents.put(sign)
            if one.id == self._layer.chosen:
                self.tell_focus()
        if other:
            self._panel.view.show_incidents()

    def _sign(self, incident: Incident) -> IncidentSign | None:
        place = place_of(self._hub, incident)
        if place is None:
            return None
        device = self._hub.devices.get(incident.device) if incident.device else None
        raised = device is not None and place == (device.lat, device.lon)
        new = incident.state is IncidentState.NEW
        return IncidentSign(
            incident.id, shown(incident.title), int(incident.priority), place[1], place[0], new, raised
        )

    def _choose(self, incident: str) -> None:
        self._layer.chosen, self._linked = incident, ()
        self._layer.focus = self._focus_now()
        self._panel.view.show_incidents()
        if incident in self._hub.incidents.open:
            self._read(incident)

    def _relinked(self, alarms: Iterable[str]) -> None:
        if self._layer.focus is not None and any(alarms):
            self.tell_focus()

    def _hear(self, events: Iterable[IncidentEvent]) -> None:
        mine = self._layer.chosen
        if mine and any(one.incident == mine and isinstance(one.body, DeviceLinked) for one in events):
            self._read(mine)

    def _read(self, incident: str) -> None:
        """Which devices were linked by hand is in the record alone; without it the others are ringed."""
        tasks.run(self, self._hub.incidents.record(incident), self._take_record, lambda _problem: None)

    def _take_record(self, record: Record) -> None:
        if record.incident.id == self._layer.chosen:
            self._linked = record.devices
            self.tell_focus()

    # What belongs to it

    def _focus_now(self) -> Focus | None:
        incident = self._hub.incidents.get(self._layer.chosen) if self._layer.chosen else None
        place = None if incident is None else place_of(self._hub, incident)
        if incident is None or place is None:
            return None
        kind = self._hub.incidents.kinds.get(incident.kind)
        radius_m = 0.0 if kind is None else kind.camera_radius_m
        return Focus(
            place[1], place[0], radius_m, self._cordon(incident, radius_m),
            self._devices(incident), self._crews(incident),
        )  # fmt: skip

    def _cordon(self, incident: Incident, radius_m: float) -> str:
        text = QCoreApplication.translate("MapIncidents", "Cordon {0} · {1}")
        return text.format(incident.id, formats.measure(radius_m, "m", 0))

    def _devices(self, incident: Incident) -> tuple[str, ...]:
        """Its own, those of its alarms, and those that were linked by hand."""
        alarmed = (alarm.partition(":")[0] for alarm in sorted(self._hub.incidents.alarms_of(incident.id)))
        own = (incident.device, *alarmed, *self._linked)
        return tuple(dict.fromkeys(filter(None, own)))

    def _crews(self, incident: Incident) -> tuple[tuple[str, str], ...]:
        return tuple(
            (task.crew, f"{self._name(task.crew)} · {_lowered(words.task_name(task.state))}")
            for task in incident.crews
            if task.state in PROGRESS
        )

    def _name(self, device: str) -> str:
        known = self._hub.devices.get(device)
        return shown(device if known is None else known.name or device)


def _lowered(words_: str) -> str:
    return words_[:1].lower() + words_[1:]
