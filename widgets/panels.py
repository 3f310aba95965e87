"""The panels of every workspace: made here, joined to the selection, and handed to the docks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.alarms.queue import AlarmQueue
from widgets.alarms.view import AlarmList
from widgets.devices.panel import DevicePanel
from widgets.devices.table import DeviceTable
from widgets.diagnostics_figures import FiguresPanel
from widgets.diagnostics_log import LogPanel
from widgets.diagnostics_rejects import RejectsPanel
from widgets.docks import Panel
from widgets.event_log import EventLog
from widgets.mirror import Mirror
from widgets.parts import ConsoleParts
from widgets.selection import Selection
from widgets.trend.page import TrendPage


@dataclass(frozen=True, slots=True)
class Panels:
    """By name where the window talks to them; by workspace where the docks show them."""

    alarms: AlarmList
    log: EventLog
    devices: DeviceTable
    device: DevicePanel
    trend: TrendPage
    workspaces: dict[str, list[Panel]]

    def filters(self) -> tuple[tuple[QWidget, QLineEdit], ...]:
        """The lists that can be searched, each with its field."""
        return (
            (self.alarms, self.alarms.filters.text),
            (self.devices, self.devices.filter),
            (self.log, self.log.filter),
        )


def build_panels(parts: ConsoleParts) -> Panels:
    """Make all panels of the console. GUI thread, once."""
    alarms = AlarmList(parts.hub, parts.look)
    log = EventLog(parts.hub, parts.look)
    queue = AlarmQueue(parts.hub, parts.look)
    table = DeviceTable(parts.hub, parts.look)
    device = DevicePanel(parts.hub, parts.look)
    trend = TrendPage(parts.hub, parts.look)
    _join(parts.selection, alarms, log)
    _join_devices(parts.selection, queue, table, device)
    Mirror(parts.hub, parts.selection, alarms, queue, table)
    trend.device_activated.connect(parts.selection.locate)
    operation = [
        Panel("map", QCoreApplication.translate("Panels", "Map"), parts.map_view, "center", glyph="map"),
        Panel(
            "queue",
            QCoreApplication.translate("Panels", "Open alarms"),
            queue,
            "left",
            0.196,
            "list",
            least=280,
        ),
        Panel(
            "alarms",
            QCoreApplication.translate("Panels", "Alarms"),
            alarms,
            "bottom",
            0.255,
            "bell",
            least=210,
        ),
        Panel("devices", QCoreApplication.translate("Panels", "Devices"), table, "bottom", 0.255, "device"),
        Panel("log", QCoreApplication.translate("Panels", "Log"), log, "bottom", 0.255, "note"),
        Panel(
            "device",
            QCoreApplication.translate("Panels", "Device"),
            device,
            "right",
            0.2125,
            "target",
            least=330,
        ),
    ]
    diagnostics = [
        Panel(
            "rejects",
            QCoreApplication.translate("Panels", "Rejected messages"),
            RejectsPanel(parts.hub, parts.look),
            "center",
        ),
        Panel(
            "figures", QCoreApplication.translate("Panels", "Engine"), FiguresPanel(parts.hub), "left", 0.24
        ),
        Panel(
            "console_log",
            QCoreApplication.translate("Panels", "Log of this console"),
            LogPanel(parts.log_lines),
            "bottom",
            0.35,
        ),
    ]
    history = [Panel("trend", QCoreApplication.translate("Panels", "Trend"), trend, "center", glyph="trend")]
    workspaces = {"operation": operation, "history": history, "diagnostics": diagnostics}
    return Panels(alarms, log, table, device, trend, workspaces)


def _join(choose: Selection, alarms: AlarmList, log: EventLog) -> None:
    alarms.alarm_activated.connect(choose.choose_alarm)
    alarms.device_activated.connect(choose.locate)
    log.alarm_chosen.connect(choose.choose_alarm)
    log.device_chosen.connect(choose.locate)


def _join_devices(choose: Selection, queue: AlarmQueue, table: DeviceTable, device: DevicePanel) -> None:
    queue.alarm_activated.connect(choose.choose_alarm)
    queue.device_activated.connect(choose.locate)
    table.device_activated.connect(choose.choose_device)
    device.alarm_activated.connect(choose.choose_alarm)
    device.device_activated.connect(choose.locate)
    choose.device_changed.connect(device.show_device)
    choose.device_changed.connect(table.select)
