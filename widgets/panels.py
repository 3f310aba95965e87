"""The panels of every workspace: made here, joined to the selection, and handed to the docks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.rights import Right
from widgets.access.later import Later
from widgets.access.permits import Permits
from widgets.admin.audit_page import AuditPage
from widgets.admin.operators_page import OperatorsPage
from widgets.alarms.view import AlarmList
from widgets.control.card.card import DeviceControlCard
from widgets.control.lighting.page import LightingPage
from widgets.crews.desk import DispatchDesk
from widgets.devices.panel import DevicePanel
from widgets.devices.table import DeviceTable
from widgets.diagnostics_figures import FiguresPanel
from widgets.diagnostics_log import LogPanel
from widgets.diagnostics_rejects import RejectsPanel
from widgets.docks import Panel
from widgets.event_log import EventLog
from widgets.incidents.panel import IncidentPanel
from widgets.incidents.queue.queue import IncidentQueue
from widgets.mirror import Mirror
from widgets.parts import ConsoleParts
from widgets.procedures.page import ProcedurePage
from widgets.report_pages import ReportPages
from widgets.selection import Selection
from widgets.settings.page import SettingsPage
from widgets.trend.page import TrendPage
from widgets.video_page import VideoPage

TITLES = {
    "map": QT_TRANSLATE_NOOP("Panels", "Map"),
    "queue": QT_TRANSLATE_NOOP("Panels", "Open incidents"),
    "alarms": QT_TRANSLATE_NOOP("Panels", "Alarms"),
    "devices": QT_TRANSLATE_NOOP("Panels", "Devices"),
    "log": QT_TRANSLATE_NOOP("Panels", "Log"),
    "device": QT_TRANSLATE_NOOP("Panels", "Device"),
    "incident": QT_TRANSLATE_NOOP("Panels", "Incident"),
    "lighting": QT_TRANSLATE_NOOP("Panels", "Lighting"),
    "control": QT_TRANSLATE_NOOP("Panels", "Device under control"),
    "wall": QT_TRANSLATE_NOOP("Panels", "Wall"),
    "scenes": QT_TRANSLATE_NOOP("Panels", "Events"),
    "camera": QT_TRANSLATE_NOOP("Panels", "Camera"),
    "waiting": QT_TRANSLATE_NOOP("Panels", "To dispatch and under way"),
    "crews": QT_TRANSLATE_NOOP("Panels", "Crews and patrols"),
    "chosen": QT_TRANSLATE_NOOP("Panels", "Chosen incident"),
    "trend": QT_TRANSLATE_NOOP("Panels", "Trend"),
    "reports": QT_TRANSLATE_NOOP("Panels", "Reports"),
    "quality": QT_TRANSLATE_NOOP("Panels", "Alarm quality"),
    "shifts": QT_TRANSLATE_NOOP("Panels", "Shift log"),
    "work_plan": QT_TRANSLATE_NOOP("Panels", "Work plan"),
    "rejects": QT_TRANSLATE_NOOP("Panels", "Rejected messages"),
    "figures": QT_TRANSLATE_NOOP("Panels", "Engine"),
    "operators": QT_TRANSLATE_NOOP("Panels", "Operators"),
    "audit": QT_TRANSLATE_NOOP("Panels", "Audit trail"),
    "settings": QT_TRANSLATE_NOOP("Panels", "Settings"),
    "procedures": QT_TRANSLATE_NOOP("Panels", "Procedures"),
    "console_log": QT_TRANSLATE_NOOP("Panels", "Log of this console"),
}


@dataclass(frozen=True, slots=True)
class Panels:
    """By name where the window talks to them; by workspace where the docks show them."""

    alarms: AlarmList
    queue: IncidentQueue
    log: EventLog
    devices: DeviceTable
    device: DevicePanel
    incident: IncidentPanel
    lighting: LightingPage
    control: DeviceControlCard
    trend: TrendPage
    dispatch: DispatchDesk
    reports: ReportPages
    video: VideoPage
    workspaces: dict[str, list[Panel]]

    def show_rights(self) -> None:
        """What the operator may see and do is another thing now."""
        self.alarms.show_rights()
        self.device.show_rights()
        self.incident.show_rights()

    def page_to_open(self, workspace: str, permits: Permits) -> str:
        """Of pages behind rights, the first that may be seen, when one is in front that may not."""
        gated = [
            (panel.id, panel.widget)
            for panel in self.workspaces[workspace]
            if isinstance(panel.widget, Later)
        ]
        if any(page.isVisible() and permits.holds(page.right) for _, page in gated):
            return ""
        return next((name for name, page in gated if permits.holds(page.right)), "")

    def filters(self) -> tuple[tuple[QWidget, QLineEdit], ...]:
        """The lists that can be searched, each with its field."""
        return (
            (self.queue, self.queue.filters.text),
            (self.alarms, self.alarms.filters.text),
            (self.devices, self.devices.filter),
            (self.log, self.log.filter),
            (self.lighting, self.lighting.body.search),
            *self._audit_filters(),
        )

    def _audit_filters(self) -> tuple[tuple[QWidget, QLineEdit], ...]:
        """That of the audit trail, once somebody has looked at it."""
        gated = (panel.widget for panel in self.workspaces["administration"])
        pages = (each.page for each in gated if isinstance(each, Later))
        return tuple((page, page.filters.text) for page in pages if isinstance(page, AuditPage))


def build_panels(parts: ConsoleParts) -> Panels:
    """Make all panels of the console. GUI thread, once."""
    alarms = AlarmList(parts.hub, parts.look)
    log = EventLog(parts.hub, parts.look)
    queue = IncidentQueue(parts.hub, parts.look)
    table = DeviceTable(parts.hub, parts.look)
    device = DevicePanel(parts.hub, parts.look, parts.actions)
    incident = IncidentPanel(parts.hub, parts.look)
    lighting = LightingPage(parts.hub, parts.look)
    control = DeviceControlCard(parts.hub, parts.look, parts.actions)
    trend = TrendPage(parts.hub, parts.look)
    dispatch = DispatchDesk(parts.hub, parts.look, parts.selection)
    reports = ReportPages(parts.hub, parts.look)
    video = parts.video()
    _join(parts.selection, alarms, log)
    _join_devices(parts.selection, table, device)
    parts.selection.incident_changed.connect(incident.show_incident)
    Mirror(parts.hub, parts.selection, alarms, queue, table)
    _join_control(parts.selection, lighting, control)
    trend.device_activated.connect(parts.selection.locate)
    workspaces = {
        "operation": _operation(parts.map_view, queue, (alarms, table, log), (incident, device)),
        "control": [
            _panel("lighting", lighting, "center", glyph="luminaire"),
            _panel("control", control, "right", 0.5, glyph="valve", least=480),
        ],
        "video": _video(video),
        "dispatch": _dispatch(dispatch),
        "history": [_panel("trend", trend, "center", glyph="trend")],
        "reports": _reports(reports),
        "diagnostics": _diagnostics(parts),
        "administration": _administration(parts),
    }
    return Panels(
        alarms,
        queue,
        log,
        table,
        device,
        incident,
        lighting,
        control,
        trend,
        dispatch,
        reports,
        video,
        workspaces,
    )


def _panel(
    name: str, widget: QWidget, area: str, share: float = 0.2, *, glyph: str = "", least: int = 0
) -> Panel:
    title = QCoreApplication.translate("Panels", str(TITLES[name]))
    return Panel(name, title, widget, area, share, glyph, least)


def _operation(
    city_map: QWidget,
    queue: QWidget,
    lists: tuple[QWidget, QWidget, QWidget],
    details: tuple[QWidget, QWidget],
) -> list[Panel]:
    alarms, devices, log = lists
    incident, device = details
    below = 0.255
    return [
        _panel("map", city_map, "center", glyph="map"),
        _panel("queue", queue, "left", 0.196, glyph="list", least=280),
        _panel("alarms", alarms, "bottom", below, glyph="bell", least=210),
        _panel("devices", devices, "bottom", below, glyph="device"),
        _panel("log", log, "bottom", below, glyph="note"),
        _panel("incident", incident, "right", 0.2125, glyph="bell", least=330),
        _panel("device", device, "right", 0.2125, glyph="target", least=330),
    ]


def _reports(pages: ReportPages) -> list[Panel]:
    return [
        _panel("reports", pages.documents, "center", glyph="note"),
        _panel("quality", pages.quality, "center", glyph="bell"),
        _panel("shifts", pages.shifts, "center", glyph="clock"),
        _panel("work_plan", pages.work_plan, "center", glyph="list"),
    ]


def _video(page: VideoPage) -> list[Panel]:
    """Pictures come from the video supervisor: they go on, and are no older, while the engine is away."""
    return [
        replace(_panel("wall", page.wall, "center", glyph="camera"), lives_on=True),
        _panel("scenes", page.events, "beside", 0.161, glyph="list", least=236),
        _panel("camera", page.camera, "right", 0.17, glyph="camera", least=252),
        *(Panel(extra.id, extra.title, extra.widget, extra.area, glyph=extra.glyph) for extra in page.pages),
    ]


def _dispatch(desk: DispatchDesk) -> list[Panel]:
    return [
        _panel("crews", desk.crews, "center", glyph="crew"),
        _panel("waiting", desk.waiting, "left", 0.177, glyph="list", least=280),
        _panel("chosen", desk.chosen, "right", 0.24, glyph="target", least=320),
    ]


def _diagnostics(parts: ConsoleParts) -> list[Panel]:
    return [
        _panel("rejects", RejectsPanel(parts.hub, parts.look), "center"),
        _panel("figures", FiguresPanel(parts.hub), "left", 0.24),
        _panel("console_log", LogPanel(parts.log_lines), "bottom", 0.35),
    ]


def _administration(parts: ConsoleParts) -> list[Panel]:
    """Each page says itself who may see it."""
    hub, look = parts.hub, parts.look
    operators = Later(Right.ADMINISTER, lambda: OperatorsPage(hub, look))
    audit = Later(Right.READ_AUDIT, lambda: AuditPage(hub, look))
    settings = Later(Right.EDIT_SETTINGS, lambda: SettingsPage(hub, look))
    procedures = Later(Right.EDIT_RULES, lambda: ProcedurePage(hub, look))
    return [
        _panel("operators", operators, "center", glyph="person"),
        _panel("audit", audit, "center", glyph="list"),
        _panel("settings", settings, "center", glyph="wrench"),
        _panel("procedures", procedures, "center", glyph="check"),
    ]


def _join(choose: Selection, alarms: AlarmList, log: EventLog) -> None:
    alarms.alarm_activated.connect(choose.choose_alarm)
    alarms.device_activated.connect(choose.locate)
    log.alarm_chosen.connect(choose.choose_alarm)
    log.device_chosen.connect(choose.locate)


def _join_devices(choose: Selection, table: DeviceTable, device: DevicePanel) -> None:
    table.device_activated.connect(choose.choose_device)
    device.alarm_activated.connect(choose.choose_alarm)
    device.device_activated.connect(choose.locate)
    choose.device_changed.connect(device.show_device)
    choose.device_changed.connect(table.select)


def _join_control(choose: Selection, lighting: LightingPage, control: DeviceControlCard) -> None:
    lighting.device_activated.connect(choose.choose_device)
    control.device_wanted.connect(choose.choose_device)
    choose.device_changed.connect(control.show_device)
    choose.incident_changed.connect(control.offer_incident)
    choose.device_changed.connect(lighting.follow_device)
