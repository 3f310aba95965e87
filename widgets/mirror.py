"""Shows in every list what was chosen in another one, or on the map."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.bridge.hub import Hub
from widgets.alarms.view import AlarmList
from widgets.devices.table import DeviceTable
from widgets.incidents.queue.queue import IncidentQueue
from widgets.selection import Selection


class Mirror(QObject):
    """Follows the selection. A list that hides what was chosen keeps its own row. GUI thread."""

    def __init__(
        self, hub: Hub, selection: Selection, alarms: AlarmList, queue: IncidentQueue, table: DeviceTable
    ) -> None:
        super().__init__(alarms)
        self._hub, self._alarms, self._queue, self._table = hub, alarms, queue, table
        selection.alarm_changed.connect(self._show_alarm)
        selection.device_changed.connect(self._show_device)
        selection.incident_changed.connect(self._show_incident)

    def _show_alarm(self, alarm: str) -> None:
        if alarm and self._hub.alarms.get(alarm) is not None:
            self._alarms.select(alarm)

    def _show_device(self, device: str) -> None:
        self._table.select(device)

    def _show_incident(self, incident: str) -> None:
        if incident:
            self._queue.select(incident)
