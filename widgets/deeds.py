"""Does what the actions ask: moves between alarms, the map and the panels of one window."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.alarms import Alarm
from app.domain.devices import Device
from app.domain.plain_text import shown
from widgets.alarm_banner import worst_first
from widgets.alarms.actions import ACTIONS as ALARM_ACTIONS
from widgets.alarms.actions import Asked
from widgets.alarms.lines import LineWriter
from widgets.camera_deeds import CameraDeeds
from widgets.control.card.choices import CHOICES
from widgets.control.lighting.place_dialog import Place
from widgets.help.viewer import HelpViewer
from widgets.incidents.dialogs.open_incident import OpenIncidentDialog
from widgets.incidents.record.menu import Does
from widgets.panels import Panels
from widgets.parts import ConsoleParts, Ring
from widgets.shifts.page import ShiftPage


class Door(Protocol):
    """What the deeds ask about the session."""

    def lock(self) -> None: ...
    def change_operator(self) -> None: ...
    def change_password(self) -> None: ...
    def set_up_factor(self) -> None: ...
    def sign_out(self) -> None: ...


class Frame(Protocol):
    """What the deeds ask of the window around the panels."""

    def go(self, workspace: str, /) -> None: ...
    def show_panel(self, workspace: str, panel: str, /) -> None: ...
    def detach_panel(self) -> None: ...
    def reset_layout(self) -> None: ...
    def open_palette(self) -> None: ...
    def close_palette(self) -> bool: ...
    def show_help(self) -> None: ...
    def silence(self) -> None: ...
    def next_escalated(self) -> None: ...
    def switch_language(self) -> None: ...


class ConsoleDeeds(QObject):
    """The `Deeds` of one window. GUI thread."""

    said = Signal(str)

    def __init__(
        self, parts: ConsoleParts, panels: Panels, frame: Frame, door: Door, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._door = door
        self._panels = panels
        self._frame = frame
        self._writer = LineWriter(parts.hub)
        self.cameras = CameraDeeds(
            parts.hub, parts.selection, panels.video, lambda: self.show_panel("video", "wall")
        )

    def go(self, workspace: str) -> None:
        self._frame.go(workspace)

    def show_panel(self, workspace: str, panel: str) -> None:
        self._frame.go(workspace)
        self._frame.show_panel(workspace, panel)

    def next_alarm(self) -> None:
        self._step(1)

    def previous_alarm(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        waiting = worst_first(self._parts.hub.alarms.standing.values())
        if not waiting:
            self.said.emit(self.tr("No unacknowledged alarm."))
            return
        ids = [alarm.id for alarm in waiting]
        here = self._parts.selection.alarm
        place = (ids.index(here) + by) % len(ids) if here in ids else (0 if by > 0 else -1)
        self.choose_alarm(ids[place])

    def choose_alarm(self, alarm: str) -> None:
        """Select it in the list and on the map, with the focus on its row, so that Space acknowledges it."""
        self._frame.go("operation")
        self._frame.show_panel("operation", "alarms")
        self._parts.selection.choose_alarm(alarm)
        self._panels.alarms.select(alarm)
        self._parts.selection.locate(alarm.partition(":")[0])
        self._panels.alarms.table.setFocus()  # last: the map takes the focus with the device

    # Incidents

    def open_incident(self, incident: str) -> None:
        """Bring queue, map, device and record to it; its card gets the keys."""
        self._frame.go("operation")
        queue = self._panels.queue
        queue.reveal(incident)
        found = queue.shown(incident)
        self._parts.selection.choose_incident(incident)
        device = None if found is None else self._parts.hub.devices.get(found.device)
        if device is not None:
            self._parts.selection.locate(device.id)
        if device is None or device.lat is None:
            self._parts.map_hooks.go_to_incident(incident)
        self._frame.show_panel("operation", "incident")
        self._frame.show_panel("operation", "queue")
        queue.list.setFocus()  # last: the map takes the focus with the device

    def next_escalated(self) -> None:
        self._frame.next_escalated()

    def new_incident(self) -> None:
        """At the selected device, where there is one."""
        device = self._parts.selection.device
        dialog = OpenIncidentDialog(self._parts.hub, self._parts.look, self._window(), device=device)
        dialog.said.connect(self.said)
        dialog.applied.connect(self.open_incident)
        dialog.open()

    def dispatch(self) -> None:
        self._front("incident")
        self._panels.incident.dispatch()

    def do_to_incident(self, does: Does, incident: str) -> None:
        """One entry of the record's menu."""
        self._parts.selection.choose_incident(incident)
        self._panels.incident.do(does)

    def show_incident(self, incident: str) -> None:
        """In the record, while the map stays where it is."""
        self._parts.selection.choose_incident(incident)
        self._front("incident")

    def show_device_of_incident(self, device: str) -> None:
        """On the map, with the record still in front."""
        self._parts.selection.locate(device)
        self._front("incident")

    def hand_over_shift(self) -> None:
        if (page := self._shift_page()) is not None:
            page.hand_over()

    def write_in_shift(self) -> None:
        if (page := self._shift_page()) is not None:
            page.write()

    def _shift_page(self) -> ShiftPage | None:
        """In front, and made when it was not yet."""
        self.show_panel("reports", "shifts")
        page = self._panels.reports.shifts.page
        return page if isinstance(page, ShiftPage) else None

    def front_incident(self, incident: str) -> None:
        if incident:
            self._front("incident")

    def front_device(self, device: str) -> None:
        if device:
            self._front("device")

    def control_of_incident(self, device: str) -> None:
        """Open the device where it is commanded, for the incident that is chosen."""
        self._parts.selection.choose_device(device)
        self.control_device()
        self._panels.control.show_for_incident(device)

    def light_up_incident(self, lat: float, lon: float, title: str, incident: str) -> None:
        self.show_panel("control", "lighting")
        self._panels.lighting.light_up(Place(f"{incident} {shown(title)}", lat, lon, incident))

    def _front(self, panel: str) -> None:
        """A panel at the right, without the focus."""
        focused = QApplication.focusWidget()
        self._frame.show_panel("operation", panel)
        if focused is not None:
            focused.setFocus()

    def _window(self) -> QWidget:
        return self._panels.queue.window()

    def comment(self) -> None:
        """On the incident where the focus is among incidents, or no alarm is selected; else on the alarm."""
        if self._among_incidents():
            self._frame.show_panel("operation", "incident")
            self._panels.incident.write_note()
        else:
            self._comment_alarm()

    def _among_incidents(self) -> bool:
        if not self._parts.selection.incident:
            return False
        focused = QApplication.focusWidget()
        views = (self._panels.queue, self._panels.incident)
        inside = focused is not None and any(view.isAncestorOf(focused) for view in views)
        return inside or not self._parts.selection.alarm

    def _comment_alarm(self) -> None:
        alarm = self._selected_alarm()
        if alarm is None:
            self.said.emit(self.tr("Select an alarm first."))
            return
        note = next(each for each in ALARM_ACTIONS if each.id == "comment")
        alarms = self._panels.alarms
        if reason := alarms.requests.permits.why_not(note.right, alarm.device):
            self.said.emit(reason)
            return
        note.call(Asked(alarms.requests, alarm, f"{alarm.device} · {self._writer.label(alarm)}", alarms))

    def _selected_alarm(self) -> Alarm | None:
        return self._parts.hub.alarms.get(self._parts.selection.alarm)

    def zoom_to_selection(self) -> None:
        self._frame.go("operation")
        self._parts.map_hooks.zoom_to(self._parts.selection.device)

    def zoom_back(self) -> None:
        self._parts.map_hooks.zoom_back()

    def show_layers(self) -> None:
        self._frame.go("operation")
        self._parts.map_hooks.toggle_layers()

    def draw_area(self) -> None:
        """What is drawn is opened as a group of luminaires."""
        self._frame.go("operation")
        self._frame.show_panel("operation", "map")
        self._parts.map_hooks.draw_area(self._open_area)

    def _open_area(self, ring: Ring) -> None:
        self.show_panel("control", "lighting")
        self._panels.lighting.show_area(ring)

    def control_device(self) -> None:
        """Open the selected device where it is commanded."""
        device = self._selected_device()
        if device is None:
            return
        if device.kind in CHOICES:
            self.show_panel("control", "control")
            self._panels.control.show_device(device.id)
        else:
            self.show_panel("control", "lighting")
            self._panels.lighting.show_devices([device.id])

    def sign_for(self, device: str) -> None:
        """Bring the device to the card, for a signature that somebody waits for."""
        self.show_panel("control", "control")
        self._parts.selection.choose_device(device)

    def light_up(self) -> None:
        """Ask how far around the selected device, and how long."""
        device = self._selected_device()
        if device is not None and device.lat is not None and device.lon is not None:
            self.show_panel("control", "lighting")
            self._panels.lighting.light_up(Place(shown(device.name or device.id), device.lat, device.lon))

    def _selected_device(self) -> Device | None:
        return self._parts.hub.devices.get(self._parts.selection.device)

    def search(self) -> None:
        """Into the filter of the list that has the focus, otherwise into the map's search."""
        focused = QApplication.focusWidget()
        for view, field in self._panels.filters():
            if focused is not None and view.isAncestorOf(focused):
                field.setFocus()
                return
        if self._parts.map_hooks.search is None:
            self._frame.open_palette()
            return
        self._frame.go("operation")
        self._parts.map_hooks.search()

    def open_palette(self) -> None:
        self._frame.open_palette()

    def show_help(self) -> None:
        self._frame.show_help()

    def show_pages(self) -> None:
        viewer = HelpViewer(self._parts.look, self._parts.hub.language, self._window())
        viewer.finished.connect(viewer.deleteLater)
        viewer.open()  # not `show`: the key that closes it is one of the console

    def silence(self) -> None:
        self._frame.silence()

    def detach_panel(self) -> None:
        self._frame.detach_panel()

    def release(self) -> None:
        if not self._frame.close_palette() and not self._panels.control.release():
            self._parts.selection.release()

    def toggle_theme(self) -> None:
        self._parts.look.toggle_theme()

    def toggle_density(self) -> None:
        look = self._parts.look
        look.set_comfortable(look.row_height == 24)

    def toggle_motion(self) -> None:
        self._parts.look.set_still(not self._parts.look.still)

    def switch_language(self) -> None:
        self._frame.switch_language()

    def reset_layout(self) -> None:
        self._frame.reset_layout()

    def lock(self) -> None:
        self._door.lock()

    def change_operator(self) -> None:
        self._door.change_operator()

    def change_password(self) -> None:
        self._door.change_password()

    def set_up_factor(self) -> None:
        self._door.set_up_factor()

    def sign_out(self) -> None:
        self._door.sign_out()

    def start_engine(self) -> None:
        self._parts.hub.start_engine()
