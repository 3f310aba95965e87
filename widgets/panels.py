"""The panels of every workspace: made here, joined to the selection, and handed to the docks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from widgets.alarms.view import AlarmList
from widgets.docks import Panel
from widgets.event_log import EventLog
from widgets.parts import ConsoleParts


@dataclass(frozen=True, slots=True)
class Panels:
    """By name where the window talks to them; by workspace where the docks show them."""

    alarms: AlarmList
    log: EventLog
    workspaces: dict[str, list[Panel]]


def build_panels(parts: ConsoleParts) -> Panels:
    """Make all panels of the console. GUI thread, once."""
    alarms = AlarmList(parts.hub, parts.look)
    log = EventLog(parts.hub, parts.look)
    _join(parts, alarms, log)
    tr = QCoreApplication.translate
    operation = [
        Panel("map", tr("Panels", "Map"), parts.map_view, "center", glyph="map"),
        Panel("queue", tr("Panels", "Open alarms"), QLabel(), "left", 0.196, "list"),
        Panel("alarms", tr("Panels", "Alarms"), alarms, "bottom", 0.255, "bell"),
        Panel("devices", tr("Panels", "Devices"), QLabel(), "bottom", 0.255, "device"),
        Panel("log", tr("Panels", "Log"), log, "bottom", 0.255, "note"),
        Panel("device", tr("Panels", "Device"), QLabel(), "right", 0.2125, "target"),
    ]
    return Panels(alarms, log, {"operation": operation, "history": [], "diagnostics": []})


def _join(parts: ConsoleParts, alarms: AlarmList, log: EventLog) -> None:
    choose = parts.selection
    alarms.alarm_activated.connect(choose.choose_alarm)
    alarms.device_activated.connect(choose.locate)
    log.alarm_chosen.connect(choose.choose_alarm)
    log.device_chosen.connect(choose.locate)
