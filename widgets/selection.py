"""What the operator has chosen: one device, one alarm, one incident; the views follow it and change it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Shared by the map, the lists and the panels of one console. GUI thread only.

    Choosing the same again announces nothing, so views may answer a signal with a choice.
    """

    device_changed = Signal(str)
    """The chosen device, empty when none is."""
    alarm_changed = Signal(str)
    """The chosen alarm, empty when none is."""
    incident_changed = Signal(str)
    """The chosen incident, empty when none is. It stays while devices and alarms are looked at."""
    locate_asked = Signal(str)
    """Somebody wants to see this device on the map."""
    cameras_asked = Signal(float, float)
    """Somebody wants the cameras around this place: latitude and longitude in degrees."""

    def __init__(self) -> None:
        super().__init__()
        self.device = ""
        self.alarm = ""
        self.incident = ""

    def choose_device(self, device: str) -> None:
        """Choose a device; an alarm of another device is let go."""
        if self.alarm and self.alarm.partition(":")[0] != device:
            self.choose_alarm("")
        if device != self.device:
            self.device = device
            self.device_changed.emit(device)

    def choose_alarm(self, alarm: str) -> None:
        """Choose an alarm and with it its device."""
        if alarm == self.alarm:
            return
        self.alarm = alarm
        self.alarm_changed.emit(alarm)
        if alarm:
            self.choose_device(alarm.partition(":")[0])

    def choose_incident(self, incident: str) -> None:
        """Choose an incident; what belongs to it is brought along by who shows it."""
        if incident != self.incident:
            self.incident = incident
            self.incident_changed.emit(incident)

    def locate(self, device: str) -> None:
        """Choose the device and bring it into view."""
        self.choose_device(device)
        self.locate_asked.emit(device)

    def ask_for_cameras(self, lat: float, lon: float) -> None:
        """Show those around this place."""
        self.cameras_asked.emit(lat, lon)

    def release(self) -> None:
        """Choose nothing."""
        self.choose_alarm("")
        self.choose_device("")
        self.choose_incident("")
